// SPDX-License-Identifier: GPL-3.0-or-later
// The encoding of old exports that are not UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// Adds `bytes`, read as Windows-1252, to `out` in UTF-8; the five bytes that mean nothing there become U+FFFD.
void add_windows_1252(std::string_view bytes, std::string& out);

} // namespace casebook

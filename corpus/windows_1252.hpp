// SPDX-License-Identifier: GPL-3.0-or-later
// The encoding of old exports that are not UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// Adds `bytes`, read as Windows-1252, to `out` in UTF-8; the five bytes that mean nothing there become U+FFFD.
void add_windows_1252(std::string_view bytes, std::string& out);

/// The bytes as UTF-8: what is no UTF-8 is taken for Windows-1252, all of it.
std::string decoded(std::string_view bytes);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Single letters of UTF-8 text.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// The first character with all its bytes; of an ill-formed one the first byte.
std::string_view first_character(std::string_view text);

std::string upper_ascii(std::string_view text);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace casebook {

/// The class of a folded word: time units, dose units, persons, routes, words of cause, of treatment, of course … by
/// its row in a table, from 1; 0 for a word of no class. Numbers are class 1.
std::uint8_t word_class(std::string_view word);

inline constexpr std::uint8_t number_class = 1;

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of quantities share. For the sources of this room only.
#pragma once

#include "fetch/extract/quantities.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

inline bool is_at(std::span<const Token> tokens, std::size_t at, std::string_view word)
{
    return at < tokens.size() && tokens[at].text == word;
}

template <std::size_t N>
bool is_one_of(std::span<const Token> tokens, std::size_t at, const std::array<std::string_view, N>& words)
{
    return at < tokens.size() && std::ranges::find(words, tokens[at].text) != words.end();
}

/// 1 to 20 for "first" to "twentieth"; 0 for any other word.
int ordinal_value(std::string_view word);

/// The words that name numbers, places in a row and units of time, singular and plural.
std::vector<std::string> counting_words();

/// What joins the two ends of a range.
inline constexpr std::array<std::string_view, 4> to_words = {"-", "to", "or", "and"};

/// "5", "5-10", "seven to nine", "between 3 and 5": the numbers and one past their last token.
struct NumberRange
{
    Range range;
    std::size_t last = 0;
};
std::optional<NumberRange> read_number_range(std::span<const Token> tokens, std::size_t at);

/// One past what joins two of a list at `at`: "," or "and" or both; `at` where nothing does.
inline std::size_t past_joint(std::span<const Token> tokens, std::size_t at)
{
    const std::size_t comma = is_at(tokens, at, ",") ? at + 1 : at;
    return is_at(tokens, comma, "and") || is_at(tokens, comma, "&") ? comma + 1 : comma;
}

/// "5 mg/kg/day", "100 mg b.i.d.", "2,250 mg/m2".
std::optional<Quantity> read_dose(std::span<const Token> tokens, std::size_t at);

/// "100, 720 and 5 mg daily, respectively": a dose for each thing named in a list; none when it is no such list.
std::vector<Quantity> read_dose_list(std::span<const Token> tokens, std::size_t at);

} // namespace casebook

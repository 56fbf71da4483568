// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/extract/quantities.hpp"
#include "fetch/extract/quantity_readers.hpp"
#include "fetch/extract/word_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace casebook {

namespace {

struct NumberWord
{
    std::string_view text;
    double value;
};

constexpr std::array<NumberWord, 34> number_words = {
    {{"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},     {"four", 4},      {"five", 5},
     {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},      {"ten", 10},      {"eleven", 11},
     {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},  {"sixteen", 16},  {"seventeen", 17},
     {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},   {"forty", 40},    {"fifty", 50},
     {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},   {"hundred", 100}, {"half", 0.5},
     {"single", 1},    {"dozen", 12},    {"couple", 2},    {"quarter", 0.25}}};

// in their order
constexpr std::array<std::string_view, 20> ordinals = {
    "first",     "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",
    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};

constexpr std::array<NumberWord, 22> time_units = {{{"second", 1.0 / 86400},
                                                    {"minute", 1.0 / 1440},
                                                    {"min", 1.0 / 1440},
                                                    {"hour", 1.0 / 24},
                                                    {"h", 1.0 / 24},
                                                    {"hr", 1.0 / 24},
                                                    {"day", 1},
                                                    {"d", 1},
                                                    {"night", 1},
                                                    {"week", 7},
                                                    {"wk", 7},
                                                    {"month", 30.44},
                                                    {"mo", 30.44},
                                                    {"mth", 30.44},
                                                    {"year", 365.25},
                                                    {"yr", 365.25},
                                                    {"y", 365.25},
                                                    {"decade", 3652.5},
                                                    {"fortnight", 14},
                                                    {"sec", 1.0 / 86400},
                                                    {"mon", 30.44},
                                                    {"winter", 0}}};

std::optional<double> word_value(std::string_view text)
{
    static const WordTable words = [] {
        WordTable out;
        for (std::size_t row = 0; row < number_words.size(); ++row)
            if (out.add(number_words[row].text) != row)
                throw std::logic_error("a number word stands in the table twice");
        return out;
    }();
    const WordTable::Word found = words.find(text);
    return found == WordTable::none ? std::nullopt : std::optional(number_words[found].value);
}

std::optional<double> figures(const std::string& text)
{
    if (text.empty() || !is_digit(text[0]))
        return std::nullopt;
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != ',')
            plain += text[i];
        else if (text.size() - i != 4 && (text.size() - i < 8 || text[i + 4] != ',')) // a decimal comma, as in "2,5"
            plain += '.';
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    return error == std::errc() && end == plain.data() + plain.size() ? std::optional(value) : std::nullopt;
}

/// "and a half", "and one-half" after a whole number.
std::size_t after_half(std::span<const Token> tokens, std::size_t at)
{
    if (!is_at(tokens, at, "and"))
        return at;
    std::size_t i = at + 1;
    if (is_at(tokens, i, "a") || is_at(tokens, i, "one"))
        ++i;
    if (is_at(tokens, i, "-"))
        ++i;
    return is_at(tokens, i, "half") ? i + 1 : at;
}

} // namespace

int ordinal_value(std::string_view word)
{
    const auto* found = std::ranges::find(ordinals, word);
    return found == ordinals.end() ? 0 : static_cast<int>(found - ordinals.begin()) + 1;
}

std::optional<Number> read_number(std::span<const Token> tokens, std::size_t at)
{
    if (at >= tokens.size())
        return std::nullopt;
    const std::string& text = tokens[at].text;
    Number number{0, at + 1};
    if (const auto value = figures(text))
        number.value = *value;
    else if (text.size() <= 2 && (text == "a" || text == "an"))
        number.value = 1;
    else if (const auto named = word_value(text))
        number.value = *named;
    else
        return std::nullopt;
    const bool tens = number.value >= 20 && number.value <= 90 && !is_digit(text[0]);
    if (tens && (is_at(tokens, number.last, "-") || (number.last < tokens.size()))) { // twenty-one
        const std::size_t ones = is_at(tokens, number.last, "-") ? number.last + 1 : number.last;
        const auto value = ones < tokens.size() ? word_value(tokens[ones].text) : std::nullopt;
        if (value && *value >= 1 && *value <= 9) {
            number.value += *value;
            number.last = ones + 1;
        }
    }
    if (const std::size_t half = after_half(tokens, number.last); half != number.last) {
        number.value += 0.5;
        number.last = half;
    }
    return number;
}

std::vector<std::string> counting_words()
{
    std::vector<std::string> out(ordinals.begin(), ordinals.end());
    for (const NumberWord& word : number_words)
        out.emplace_back(word.text);
    for (const NumberWord& unit : time_units) {
        out.emplace_back(unit.text);
        out.push_back(out.back() + "s");
    }
    return out;
}

double unit_days(std::string_view word)
{
    if (word.ends_with('s') && word.size() > 1)
        word.remove_suffix(1);
    const auto* found = std::ranges::find(time_units, word, &NumberWord::text);
    return found == time_units.end() ? 0 : found->value;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/written.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace casebook {

namespace {

/// Other words for a value, where they can mean nothing else.
struct OtherWord
{
    std::string_view word;
    std::string_view name;
};
constexpr OtherWord other_words[] = {{"f", "female"}, {"woman", "female"}, {"girl", "female"},
                                     {"m", "male"},   {"man", "male"},     {"boy", "male"}};

/// Words for a unit, with the days that it has.
struct UnitWord
{
    double days;
    std::string_view word;
};
constexpr UnitWord unit_words[] = {
    {days_a_year, "years"},
    {days_a_year, "year"},
    {days_a_year, "yrs"},
    {days_a_year, "yr"},
    {days_a_year, "y"},
    {days_a_month, "months"},
    {days_a_month, "month"},
    {days_a_month, "mths"},
    {days_a_month, "mth"},
    {days_a_month, "mos"},
    {days_a_month, "mo"},
    {7, "weeks"},
    {7, "week"},
    {7, "wks"},
    {7, "wk"},
    {7, "w"},
    {1, "days"},
    {1, "day"},
    {1, "d"},
    {1. / 24, "hours"},
    {1. / 24, "hour"},
    {1. / 24, "hrs"},
    {1. / 24, "hr"},
    {1. / 24, "h"},
};

/// "18 months" taken apart.
struct Quantity
{
    std::string_view count;
    std::string_view unit; ///< letters, "" for none
};

Quantity taken_apart(std::string_view text)
{
    text = trim(text);
    std::size_t cut = text.size();
    while (cut > 0 && std::isalpha(static_cast<unsigned char>(text[cut - 1])) != 0)
        --cut;
    return {trim(text.substr(0, cut)), text.substr(cut)};
}

/// The days of a unit, of none those of `otherwise`.
std::optional<double> days_of(std::string_view unit, double otherwise)
{
    if (unit.empty())
        return otherwise;
    const auto* found = std::ranges::find(unit_words, lower_ascii(unit), &UnitWord::word);
    return found == std::end(unit_words) ? std::nullopt : std::optional(found->days);
}

} // namespace

std::optional<double> written_number(std::string_view text)
{
    text = trim(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return value;
}

std::optional<Range> written_range(std::string_view text)
{
    for (const std::string_view between : {"..", "–", "-", " to "})
        if (const std::size_t cut = text.find(between); cut != std::string_view::npos) {
            const auto low = written_number(text.substr(0, cut));
            const auto high = written_number(text.substr(cut + between.size()));
            return low && high && *low <= *high ? std::optional(Range{*low, *high}) : std::nullopt;
        }
    const auto value = written_number(text);
    return value ? std::optional(Range{*value, *value}) : std::nullopt;
}

std::optional<Range> written_days(std::string_view text)
{
    const Quantity said = taken_apart(text);
    const auto days = days_of(said.unit, 1);
    const auto count = written_range(said.count);
    return days && count ? std::optional(Range{count->min * *days, count->max * *days}) : std::nullopt;
}

std::optional<double> written_years(std::string_view text)
{
    const Quantity said = taken_apart(text);
    const auto days = days_of(said.unit, days_a_year);
    const auto count = written_number(said.count);
    if (!days || !count)
        return std::nullopt;
    return *days == days_a_month ? *count / 12 : *count * *days / days_a_year;
}

std::string spelt_name(std::string_view text)
{
    std::string out = lower_ascii(collapse(text));
    std::ranges::replace_if(
        out, [](char c) { return c == ' ' || c == '-'; }, '_');
    const auto* other = std::ranges::find(other_words, out, &OtherWord::word);
    return other == std::end(other_words) ? out : std::string(other->name);
}

} // namespace casebook

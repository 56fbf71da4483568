// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/faers.hpp"

#include "corpus/digits.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <charconv>

namespace casebook {

namespace {

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::uint32_t days_in(std::uint32_t year, std::uint32_t month)
{
    constexpr std::array<std::uint32_t, 13> days = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days.at(month);
}

bool is_calendar(FaersDate date)
{
    if (date.year() == 0 || date.month() > 12 || (date.month() == 0 && date.day() != 0))
        return false;
    return date.day() == 0 || date.day() <= days_in(date.year(), date.month());
}

struct AgeUnit
{
    std::string_view code;
    double years;
};
// A decade is ten years; a widely used package takes it for twelve.
constexpr std::array<AgeUnit, 10> age_units = {{{"DEC", 10},
                                                {"YR", 1},
                                                {"YEAR", 1},
                                                {"MON", 1 / 12.0},
                                                {"WK", 7 / 365.25},
                                                {"DY", 1 / 365.25},
                                                {"DAY", 1 / 365.25},
                                                {"HR", 1 / 24.0 / 365.25},
                                                {"MIN", 1 / 1440.0 / 365.25},
                                                {"SEC", 1 / 86400.0 / 365.25}}};

} // namespace

std::string to_text(FaersQuarter quarter) { return format("{:04}Q{}", quarter.year, quarter.quarter); }

Parsed<FaersQuarter> parse_faers_quarter(std::string_view text)
{
    if (text.size() == 6 && all_digits(text.substr(0, 4)) && (text[4] == 'Q' || text[4] == 'q') && text[5] >= '1' &&
        text[5] <= '4')
        return FaersQuarter{number_or(text.substr(0, 4), 0), text[5] - '0'};
    return parse_error(format("\"{}\" is no quarter; expected the form 2004Q1", text));
}

FaersDate read_faers_date(std::string_view text)
{
    FaersDate date;
    if (text.size() == 8) {
        if (!read_eight_digits(text.data(), date.ymd))
            return {};
    } else if (!all_digits(text) || (text.size() != 4 && text.size() != 6)) {
        return {};
    } else {
        date.ymd = number_or(text, std::uint32_t{0});
    }
    for (std::size_t given = text.size(); given < 8; given += 2)
        date.ymd *= 100;
    const bool placeholder = date.ymd == 19000101 || date.ymd == 10101;
    return placeholder || !is_calendar(date) ? FaersDate{} : date;
}

std::string to_text(FaersDate date)
{
    if (!date)
        return "";
    if (date.month() == 0)
        return format("{:04}", date.year());
    if (date.day() == 0)
        return format("{:04}-{:02}", date.year(), date.month());
    return format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

Parsed<FaersDate> parse_period_date(std::string_view text)
{
    const bool shaped = (text.size() == 4 || text.size() == 7 || text.size() == 10) &&
                        (text.size() < 7 || text[4] == '-') && (text.size() < 10 || text[7] == '-');
    std::string plain(text);
    std::erase(plain, '-');
    const FaersDate date = read_faers_date(plain);
    if (!shaped || !date)
        return parse_error(format("\"{}\" is no date; expected the form 2004-01-31, 2004-01 or 2004", text));
    return date;
}

FaersRole read_faers_role(std::string_view code)
{
    const auto found = std::ranges::find(faers_role_codes, code);
    if (found != faers_role_codes.end())
        return static_cast<FaersRole>(found - faers_role_codes.begin());
    return code == "DN" ? FaersRole::not_given : FaersRole::other;
}

std::string_view name_of(FaersLevel level) { return faers_level_names.at(static_cast<std::size_t>(level)); }

std::optional<FaersLevel> find_faers_level(std::string_view name)
{
    const auto found = std::ranges::find(faers_level_names, name);
    if (found == faers_level_names.end())
        return std::nullopt;
    return static_cast<FaersLevel>(found - faers_level_names.begin());
}

std::optional<double> age_in_years(std::string_view age, std::string_view unit)
{
    const auto known = std::ranges::find(age_units, unit, &AgeUnit::code);
    double value = 0;
    const auto [end, error] = std::from_chars(age.data(), age.data() + age.size(), value);
    if (known == age_units.end() || error != std::errc() || end != age.data() + age.size())
        return std::nullopt;
    return value * known->years;
}

} // namespace casebook

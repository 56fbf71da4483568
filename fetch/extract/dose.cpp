// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/quantity_readers.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

using Tokens = std::span<const Token>;

constexpr std::array<std::string_view, 26> dose_units = {
    "mg",      "g",        "mcg",   "ug",    "microgram", "gram", "milligram", "ml",         "iu",
    "u",       "unit",     "units", "drops", "drop",      "mgs",  "grams",     "milligrams", "micrograms",
    "tablets", "capsules", "%",     "kg",    "meq",       "mmol", "mci",       "ng"};

constexpr std::array<std::string_view, 12> daily_words = {"daily", "day", "d",  "b.i.d", "t.i.d", "bid",
                                                          "tid",   "bd",  "qd", "q.d",   "tds",   "q.i.d"};

/// A piece of what follows the unit of a dose, read from `j`; `i` is where the piece begins, so that "per" stands
/// between them or nothing. Each gives one past its last token, or `i` when it is none.
using TailReader = std::size_t (*)(Tokens tokens, std::size_t i, std::size_t j, Quantity& q);

/// "/kg", "per m2"
std::size_t read_body_measure(Tokens tokens, std::size_t i, std::size_t j, Quantity& q)
{
    constexpr std::array<std::string_view, 3> measures = {"kg", "m2", "ml"};
    const bool parted = is_at(tokens, j, "m") && is_at(tokens, j + 1, "2");
    if (j == i || !(parted || is_one_of(tokens, j, measures)))
        return i;
    q.unit += parted ? "/m2" : "/" + tokens[j].text;
    return j + (parted ? 2 : 1);
}

std::size_t read_body_weight(Tokens tokens, std::size_t i, std::size_t j, Quantity& /*q*/)
{
    return is_at(tokens, j, "body") && is_at(tokens, j + 1, "weight") ? j + 2 : i;
}

/// "twice daily", "three times a day", "once weekly"
std::size_t read_frequency(Tokens tokens, std::size_t i, std::size_t j, Quantity& q)
{
    constexpr std::array<std::string_view, 5> times = {"once", "twice", "thrice", "three", "four"};
    constexpr std::array<std::string_view, 2> often = {"daily", "day"};
    constexpr std::array<std::string_view, 4> seldom = {"weekly", "monthly", "week", "month"};
    if (!is_one_of(tokens, j, times))
        return i;
    std::size_t period = is_at(tokens, j + 1, "times") ? j + 2 : j + 1;
    if (is_at(tokens, period, "a") || is_at(tokens, period, "per"))
        ++period;
    if (is_one_of(tokens, period, seldom))
        return period + 1;
    if (!is_one_of(tokens, period, often))
        return i;
    q.per_day = true;
    return period + 1;
}

/// "daily", "per day", "b.i.d."
std::size_t read_daily(Tokens tokens, std::size_t i, std::size_t j, Quantity& q)
{
    if (!is_one_of(tokens, j, daily_words) || (j == i && (tokens[j].text == "day" || tokens[j].text == "d")))
        return i;
    q.per_day = true;
    return j + 1;
}

/// "weekly", "per month", "every 8 hours" without the number
std::size_t read_slower(Tokens tokens, std::size_t i, std::size_t j, Quantity& /*q*/)
{
    constexpr std::array<std::string_view, 8> slower = {"week",  "weekly", "month", "monthly",
                                                        "hours", "hour",   "h",     "weeks"};
    if (j > i && is_one_of(tokens, j, slower))
        return j + 1;
    return is_at(tokens, i, "weekly") || is_at(tokens, i, "monthly") ? i + 1 : i;
}

/// "/24 hours"
std::size_t read_24_hours(Tokens tokens, std::size_t i, std::size_t j, Quantity& q)
{
    if (j == i || j + 1 >= tokens.size() || !is_at(tokens, j, "24"))
        return i;
    q.per_day = true;
    return j + 2;
}

std::size_t read_divided(Tokens tokens, std::size_t i, std::size_t /*j*/, Quantity& /*q*/)
{
    return is_at(tokens, i, "in") && read_number(tokens, i + 1) && is_at(tokens, i + 2, "divided") &&
                   is_at(tokens, i + 3, "doses")
               ? i + 4
               : i;
}

/// What follows the unit: "/kg/day", "per kg per day", "twice daily", "in two divided doses", "b.i.d.".
std::size_t dose_tail(Tokens tokens, std::size_t i, Quantity& q)
{
    constexpr std::array<std::string_view, 5> per = {"/", "per", "a", "each", "every"};
    constexpr std::array<TailReader, 7> readers = {read_body_measure, read_body_weight, read_frequency, read_daily,
                                                   read_slower,       read_24_hours,    read_divided};
    for (;;) {
        const std::size_t j = is_one_of(tokens, i, per) ? i + 1 : i;
        std::size_t end = i;
        for (const TailReader reader : readers)
            if (end = reader(tokens, i, j, q); end != i)
                break;
        if (end == i)
            return i;
        i = end;
    }
}

} // namespace

/// "5", "5-10", "seven to nine", "between 3 and 5".
std::optional<NumberRange> read_number_range(std::span<const Token> tokens, std::size_t at)
{
    const bool between = is_at(tokens, at, "between");
    const auto low = read_number(tokens, between ? at + 1 : at);
    if (!low)
        return std::nullopt;
    const bool joined = is_one_of(tokens, low->last, to_words) && (between || tokens[low->last].text != "and");
    const auto high = joined ? read_number(tokens, low->last + 1) : std::nullopt;
    if (high && high->value >= low->value && tokens[low->last + 1].text != "a")
        return NumberRange{{low->value, high->value}, high->last};
    return NumberRange{{low->value, low->value}, low->last};
}

std::optional<Quantity> read_dose(std::span<const Token> tokens, std::size_t at)
{
    const auto number = read_number_range(tokens, at);
    if (!number || tokens[at].text == "a" || tokens[at].text == "an")
        return std::nullopt;
    std::size_t i = number->last;
    if (is_at(tokens, i, "-"))
        ++i;
    if (!is_one_of(tokens, i, dose_units))
        return std::nullopt;
    Quantity q{QuantityKind::dose, at, i + 1, {}, false, false, {}, 0, number->range, tokens[i].text, false};
    q.last = dose_tail(tokens, i + 1, q);
    return q;
}

namespace {

/// The doses of a list in their order, those that wait for the list's unit without one.
std::vector<Quantity> doses_in_a_row(Tokens tokens, std::size_t at)
{
    std::vector<Quantity> out;
    for (std::size_t i = at;;) {
        const auto number = i < tokens.size() && is_digit(tokens[i].text[0]) ? read_number(tokens, i) : std::nullopt;
        if (!number)
            return out;
        if (auto dose = read_dose(tokens, i)) {
            out.push_back(*dose);
        } else {
            const Range amount{number->value, number->value};
            out.push_back({QuantityKind::dose, i, number->last, {}, false, false, {}, 0, amount, "", false});
        }
        const std::size_t next = past_joint(tokens, out.back().last);
        if (next == out.back().last)
            return out;
        i = next;
    }
}

} // namespace

std::vector<Quantity> read_dose_list(std::span<const Token> tokens, std::size_t at)
{
    std::vector<Quantity> out = doses_in_a_row(tokens, at);
    if (out.size() < 2 || out.back().unit.empty() || out.back().unit == "%")
        return {};
    const std::size_t end = out.back().last;
    const std::size_t told = is_at(tokens, end, ",") || is_at(tokens, end, "(") ? end + 1 : end;
    if (!is_at(tokens, told, "respectively") && !(at > 0 && is_at(tokens, at - 1, "respectively")))
        return {};
    const Quantity whole = out.back();
    const auto number = read_number_range(tokens, whole.first);
    for (std::size_t i = 0; i < out.size(); ++i) {
        Quantity& dose = out[i];
        if (dose.unit.empty()) {
            dose.unit = whole.unit;
            dose.unit_first = number->last;
            dose.unit_last = whole.last;
        }
        dose.per_day |= whole.per_day;
        dose.nth = i + 1;
        dose.listed = out.size();
    }
    return out;
}

} // namespace casebook

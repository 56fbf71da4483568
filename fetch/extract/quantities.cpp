// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/quantity_readers.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/word_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace casebook {

namespace {

using Tokens = std::span<const Token>;

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

/// 1..12 for a month's name or its three letters with a capital; 0 for anything else.
int month_at(Tokens tokens, std::size_t at)
{
    if (at >= tokens.size() || !tokens[at].capital)
        return 0;
    const std::string& text = tokens[at].text;
    for (std::size_t i = 0; i < months.size(); ++i)
        if (text == months[i] || (text.size() == 3 && months[i].substr(0, 3) == text) || (text == "sept" && i == 8))
            return static_cast<int>(i) + 1;
    return 0;
}

int year_at(Tokens tokens, std::size_t at)
{
    if (at >= tokens.size() || tokens[at].text.size() != 4 || !std::ranges::all_of(tokens[at].text, is_digit))
        return 0;
    const int year = std::stoi(tokens[at].text);
    return year >= 1940 && year <= 2035 ? year : 0;
}

int day_at(Tokens tokens, std::size_t at)
{
    if (at >= tokens.size() || tokens[at].text.size() > 2 || !std::ranges::all_of(tokens[at].text, is_digit))
        return 0;
    const int day = std::stoi(tokens[at].text);
    return day >= 1 && day <= 31 ? day : 0;
}

/// "May 2019", "12 May 2019", "May 12, 2019", "September 29".
std::optional<Quantity> date_at(Tokens tokens, std::size_t at)
{
    Quantity q{QuantityKind::date, at, at, {}, false, false, {}, 0, {}, "", false};
    std::size_t i = at;
    if (const int day = day_at(tokens, i); day != 0 && month_at(tokens, i + 1) != 0) {
        q.date.day = day;
        ++i;
    }
    q.date.month = month_at(tokens, i);
    if (q.date.month == 0)
        return std::nullopt;
    ++i;
    if (const int day = day_at(tokens, i); day != 0 && q.date.day == 0) {
        q.date.day = day;
        i += is_at(tokens, i + 1, ",") && year_at(tokens, i + 2) != 0 ? std::size_t{2} : std::size_t{1};
    }
    if (is_at(tokens, i, "of") && year_at(tokens, i + 1) != 0)
        ++i;
    q.date.year = year_at(tokens, i);
    if (q.date.year == 0 && (q.date.day == 0 || tokens[at].text == "may"))
        return std::nullopt;
    q.last = i + (q.date.year != 0 ? 1 : 0);
    return q;
}

constexpr std::array<std::string_view, 11> before_year = {"in", "since", "until", "during", "of",    "from",
                                                          "by", "early", "late",  "mid",    "before"};

std::optional<Quantity> bare_year_at(Tokens tokens, std::size_t at)
{
    const int year = year_at(tokens, at);
    if (year == 0 || at == 0 || !is_one_of(tokens, at - 1, before_year) ||
        (at + 1 < tokens.size() && unit_days(tokens[at + 1].text) > 0))
        return std::nullopt;
    Quantity q{QuantityKind::date, at, at + 1, {}, false, false, {}, 0, {}, "", false};
    q.date.year = year;
    return q;
}

double ordinal_at(Tokens tokens, std::size_t& at)
{
    if (const int value = at < tokens.size() ? ordinal_value(tokens[at].text) : 0; value != 0) {
        ++at;
        return value;
    }
    constexpr std::array<std::string_view, 4> endings = {"st", "nd", "rd", "th"};
    if (is_one_of(tokens, at + 1, endings) && !tokens[at + 1].space_before && day_at(tokens, at) != 0) {
        at += 2;
        return std::stod(tokens[at - 2].text);
    }
    return 0;
}

/// "day 9", "week 3", "the second year", "the 5th day": a place on a time line. "after the second year" is past its
/// end.
std::optional<Quantity> ordinal_duration_at(Tokens tokens, std::size_t at)
{
    Quantity q{QuantityKind::duration, at, at, {}, false, true, {}, 0, {}, "", false};
    std::size_t i = at;
    double unit = unit_days(tokens[i].text);
    if (unit >= 1 && tokens[i].text.size() >= 3 && i + 1 < tokens.size() && is_digit(tokens[i + 1].text[0])) {
        const auto number = read_number_range(tokens, i + 1);
        if (!number || (number->last < tokens.size() && unit_days(tokens[number->last].text) > 0))
            return std::nullopt;
        q.days = {(number->range.min - 1) * unit, number->range.max * unit};
        q.last = number->last;
        return q;
    }
    const double place = ordinal_at(tokens, i);
    if (place == 0 || i >= tokens.size())
        return std::nullopt;
    unit = unit_days(tokens[i].text);
    if (unit < 1)
        return std::nullopt;
    const bool after = at >= 1 && (is_at(tokens, at - 1, "after") ||
                                   (at >= 2 && is_at(tokens, at - 1, "the") && is_at(tokens, at - 2, "after")));
    const double whole = std::round(place * unit + 0.25);
    q.days =
        after && unit > 300 ? Range{whole, std::round((place + 1) * unit)} : Range{(place - 1) * unit, place * unit};
    q.last = i + 1;
    return q;
}

constexpr std::array<std::string_view, 7> vague_words = {"several",  "few",     "some",  "many",
                                                         "numerous", "various", "couple"};

/// "within minutes of", "weeks later", "months after": a unit without its number.
bool is_bare_time(Tokens tokens, std::size_t at)
{
    constexpr std::array<std::string_view, 7> units = {"seconds", "minutes", "hours", "days",
                                                       "weeks",   "months",  "years"};
    constexpr std::array<std::string_view, 6> turns = {"after", "later", "into", "before", "following", "earlier"};
    constexpr std::array<std::string_view, 3> spans = {"within", "for", "after"};
    return is_one_of(tokens, at, units) &&
           (is_one_of(tokens, at + 1, turns) || (at > 0 && is_one_of(tokens, at - 1, spans)));
}

/// "9 months", "two to three weeks", "several years", "a further 3 months", "18-month".
std::optional<Quantity> duration_at(Tokens tokens, std::size_t at)
{
    Quantity q{QuantityKind::duration, at, at, {}, false, false, {}, 0, {}, "", false};
    std::size_t i = at;
    if (is_at(tokens, i, "a") && is_one_of(tokens, i + 1, vague_words))
        ++i;
    if (is_one_of(tokens, i, vague_words)) {
        i += is_at(tokens, i + 1, "of") ? std::size_t{2} : std::size_t{1};
        if (i >= tokens.size() || unit_days(tokens[i].text) == 0)
            return std::nullopt;
        q.vague = true;
        q.last = i + 1;
        return q;
    }
    if (is_bare_time(tokens, i)) {
        q.vague = true;
        q.last = i + 1;
        return q;
    }
    auto number = read_number_range(tokens, i);
    if (is_at(tokens, i, "half") && (is_at(tokens, i + 1, "a") || is_at(tokens, i + 1, "an")))
        number = NumberRange{{0.5, 0.5}, i + 2};
    if (!number)
        return std::nullopt;
    i = number->last;
    constexpr std::array<std::string_view, 5> fillers = {"further", "full", "more", "additional", "consecutive"};
    if (is_at(tokens, i, "-") || is_one_of(tokens, i, fillers))
        ++i;
    if (i >= tokens.size() || unit_days(tokens[i].text) == 0 ||
        (tokens[i].text == "second" && !is_digit(tokens[at].text[0])))
        return std::nullopt;
    const double unit = unit_days(tokens[i].text);
    q.days = {number->range.min * unit, number->range.max * unit};
    q.last = i + 1;
    if (const std::size_t half = i + 1;
        is_at(tokens, half, "and") && is_at(tokens, half + 1, "a") && is_at(tokens, half + 2, "half")) {
        q.days = {q.days.min + unit / 2, q.days.max + unit / 2}; // "a year and a half"
        q.last = half + 3;
    }
    return q;
}

bool is_age_unit(Tokens tokens, std::size_t at) { return at < tokens.size() && unit_days(tokens[at].text) >= 1; }

Quantity age(std::size_t first, std::size_t last, double years)
{
    Quantity q{QuantityKind::age, first, last, {}, false, false, {}, years, {}, "", false};
    return q;
}

/// "(24 years)", "(F, 31 y)", "a hairdresser, 28, noticed": an age by its place.
std::optional<Quantity> bracketed_age_at(Tokens tokens, std::size_t at)
{
    constexpr std::array<std::string_view, 6> sexes = {"f", "m", "female", "male", "woman", "man"};
    constexpr std::array<std::string_view, 4> closing = {")", ",", ";", "/"};
    const auto number = read_number(tokens, at);
    if (!number || !is_digit(tokens[at].text[0]) || at == 0 || number->value > 110 || number->value < 1)
        return std::nullopt;
    const bool after_sex =
        at >= 2 && (tokens[at - 1].text == "," || tokens[at - 1].text == "/") && is_one_of(tokens, at - 2, sexes);
    const bool opens = tokens[at - 1].text == "(" || after_sex;
    const double unit = number->last < tokens.size() ? unit_days(tokens[number->last].text) : 0;
    if (opens && unit > 300 && is_one_of(tokens, number->last + 1, closing))
        return age(at, number->last + 1, number->value);
    if (after_sex && is_one_of(tokens, number->last, closing))
        return age(at, number->last, number->value);
    const bool between_commas =
        tokens[at - 1].text == "," && is_at(tokens, number->last, ",") && at >= 2 && is_letter(tokens[at - 2].text[0]);
    const bool list = number->last + 1 < tokens.size() &&
                      (is_digit(tokens[number->last + 1].text[0]) || tokens[number->last + 1].text == "and");
    const bool after_month = at >= 2 && month_at(tokens, at - 2) != 0;
    return between_commas && !list && !after_month && number->value >= 10
               ? std::optional(age(at, number->last, number->value))
               : std::nullopt;
}

/// "a man of 83", "a boy of 13 years", "a child of 18 months".
std::optional<Quantity> age_of_person_at(Tokens tokens, std::size_t at)
{
    constexpr std::array<std::string_view, 16> persons = {
        "man",   "woman",  "boy",  "girl",    "lady",  "gentleman", "male",     "female",
        "child", "infant", "baby", "patient", "youth", "son",       "daughter", "housewife"};
    if (at == 0 || !is_at(tokens, at, "of") || !is_one_of(tokens, at - 1, persons))
        return std::nullopt;
    const auto number = read_number(tokens, at + 1);
    if (!number || number->value > 110 || tokens[at + 1].text == "a" || tokens[at + 1].text == "an")
        return std::nullopt;
    if (is_age_unit(tokens, number->last)) {
        const double unit = unit_days(tokens[number->last].text);
        return age(at, number->last + 1, unit > 30 && unit < 31 ? number->value / 12 : number->value * unit / 365.25);
    }
    const bool bare = number->last >= tokens.size() || is_letter(tokens[number->last].text[0]) ||
                      is_at(tokens, number->last, ",") || is_at(tokens, number->last, ")");
    constexpr std::array<std::string_view, 8> measured = {"kg",       "cm",    "m",        "to",
                                                          "patients", "cases", "children", "and"};
    return bare && number->value >= 10 && !is_one_of(tokens, number->last, measured)
               ? std::optional(age(at, number->last, number->value))
               : std::nullopt;
}

/// "29-month-old", "46 years old", "aged 44 years", "44 years of age", "aged 44", "at the age of 3".
std::optional<Quantity> age_at(Tokens tokens, std::size_t at)
{
    const bool aged = is_at(tokens, at, "aged") || (is_at(tokens, at, "age") && is_at(tokens, at + 1, "of"));
    std::size_t start = aged ? at + (tokens[at].text == "age" ? 2 : 1) : at;
    const auto number = read_number(tokens, start);
    if (!number || tokens[start].text == "a" || tokens[start].text == "an")
        return std::nullopt;
    std::size_t i = number->last;
    if (is_at(tokens, i, "-"))
        ++i;
    if (!is_age_unit(tokens, i)) {
        const bool closed = aged && number->value >= 1 && number->value <= 110 && !is_at(tokens, number->last, "-") &&
                            !is_at(tokens, number->last, "to");
        return closed ? std::optional(age(at, number->last, number->value)) : std::nullopt;
    }
    const double years = number->value * unit_days(tokens[i].text) / 365.25;
    const double exact = unit_days(tokens[i].text) > 30 && unit_days(tokens[i].text) < 31 ? number->value / 12 : years;
    ++i;
    if (is_at(tokens, i, "."))
        ++i;
    if (is_at(tokens, i, "-") && (is_at(tokens, i + 1, "old") || is_at(tokens, i + 1, "aged")))
        return age(at, i + 2, exact);
    if (is_at(tokens, i, "old"))
        return age(at, i + 1, exact);
    if (is_at(tokens, i, "of") && is_at(tokens, i + 1, "age"))
        return age(at, i + 2, exact);
    return aged ? std::optional(age(at, i, exact)) : std::nullopt;
}

} // namespace

namespace {

/// Most words begin no quantity: they are told by one look into a table.
bool may_begin(const Token& token)
{
    static const WordTable words = [] {
        WordTable out;
        for (const std::string& word : counting_words())
            out.add(word);
        for (const std::string_view word : {"a", "an", "aged", "age", "of", "between", "sept"})
            out.add(word);
        for (const std::string_view word : vague_words)
            out.add(word);
        for (const std::string_view month : months) {
            out.add(month);
            out.add(month.substr(0, 3));
        }
        return out;
    }();
    return is_digit(token.text[0]) || words.find(token.text) != WordTable::none;
}

std::optional<Quantity> quantity_at(Tokens tokens, std::size_t at)
{
    const std::string_view word = tokens[at].text;
    // Words that begin most of what may be a quantity, and only one kind of it each: ages and doses refuse "a" and
    // "an".
    if (word == "of")
        return age_of_person_at(tokens, at);
    if (word == "a" || word == "an")
        return duration_at(tokens, at);
    for (auto* read : {age_at, age_of_person_at, bracketed_age_at, read_dose, date_at, duration_at, ordinal_duration_at,
                       bare_year_at})
        if (auto found = read(tokens, at))
            return found;
    return std::nullopt;
}

/// "45 minutes to 1 hour": two durations joined are one range.
void join_durations(Tokens tokens, std::vector<Quantity>& found)
{
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        Quantity& low = found[i];
        const Quantity& high = found[i + 1];
        const bool durations =
            low.kind == QuantityKind::duration && high.kind == QuantityKind::duration && !low.vague && !high.vague;
        if (!durations || high.first != low.last + 1 || !is_one_of(tokens, low.last, to_words) ||
            is_at(tokens, low.last, "and") || high.days.max < low.days.min)
            continue;
        low.days.max = high.days.max;
        low.last = high.last;
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
}

/// "six years and four months": one time told in two units.
void add_durations(Tokens tokens, std::vector<Quantity>& found)
{
    const auto exact = [](const Quantity& q) {
        return q.kind == QuantityKind::duration && !q.vague && !q.ordinal && q.days.min == q.days.max;
    };
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
        Quantity& large = found[i];
        const Quantity& small = found[i + 1];
        const bool beside =
            small.first == large.last || (small.first == large.last + 1 && is_at(tokens, large.last, "and"));
        if (!beside || !exact(large) || !exact(small) || unit_days(tokens[large.last - 1].text) <= small.days.max)
            continue;
        large.days = {large.days.min + small.days.min, large.days.max + small.days.max};
        large.last = small.last;
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
}

} // namespace

std::vector<Quantity> find_quantities(std::span<const Token> tokens)
{
    std::vector<Quantity> out;
    for (std::size_t at = 0; at < tokens.size();) {
        if (!may_begin(tokens[at])) {
            ++at;
            continue;
        }
        if (const auto list = read_dose_list(tokens, at); !list.empty()) {
            at = list.back().last;
            out.insert(out.end(), list.begin(), list.end());
            continue;
        }
        auto found = quantity_at(tokens, at);
        if (!found) {
            ++at;
            continue;
        }
        at = found->last;
        out.push_back(std::move(*found));
    }
    add_durations(tokens, out);
    join_durations(tokens, out);
    return out;
}

} // namespace casebook

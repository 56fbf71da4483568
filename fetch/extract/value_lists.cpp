// SPDX-License-Identifier: GPL-3.0-or-later
// Values of several patients told in a row: "aged 18, 22 and 31 years", "2, 4 and 9 weeks after".
#include "corpus/text.hpp"
#include "fetch/extract/quantity_readers.hpp"
#include "fetch/extract/word_table.hpp"

namespace casebook {

namespace {

using Tokens = std::span<const Token>;

constexpr std::size_t most_listed = 12;

/// One value of a list; `unit` is in days, 0 where it waits for the unit of a later one.
struct Listed
{
    double value = 0;
    double unit = 0;
    bool half_word = false; ///< "18-, 22-": a hyphen that waits for its unit
};

struct ValueRow
{
    std::vector<Listed> values;
    std::size_t last = 0;
    bool joined = false;   ///< the last two are joined by "and": the list is whole
    bool labelled = false; ///< "(case 1)" stands behind one of them: it is a list of patients
};

/// One past "(case 1)", "[patient B]", "(no. 3)", which says whose value stands before it; `at` where no such label is.
std::size_t past_label(Tokens tokens, std::size_t at)
{
    constexpr std::array<std::string_view, 2> opens = {"(", "["}, closes = {")", "]"};
    constexpr std::array<std::string_view, 9> people = {"case",    "patient", "pt",     "subject", "recipient",
                                                        "proband", "sibling", "number", "no"};
    constexpr std::array<std::string_view, 4> signs = {"no", "number", ".", "#"};
    if (!is_one_of(tokens, at, opens) || !(is_one_of(tokens, at + 1, people) || is_at(tokens, at + 1, "#")))
        return at;
    std::size_t name = at + 2;
    while (is_one_of(tokens, name, signs))
        ++name;
    const bool short_name = name < tokens.size() && tokens[name].text.size() <= 3;
    return short_name && is_one_of(tokens, name + 1, closes) ? name + 2 : at;
}

std::optional<Listed> listed_at(Tokens tokens, std::size_t& at)
{
    const auto number = read_number(tokens, at);
    if (!number || tokens[at].text == "a" || tokens[at].text == "an")
        return std::nullopt;
    Listed out{number->value};
    std::size_t i = number->last;
    const bool hyphen = is_at(tokens, i, "-");
    const std::size_t unit = hyphen ? i + 1 : past_label(tokens, i);
    if (unit < tokens.size() && unit_days(tokens[unit].text) > 0) {
        out.unit = unit_days(tokens[unit].text);
        i = unit + 1;
    } else if (hyphen) {
        if (!is_at(tokens, unit, ",") && !is_at(tokens, unit, "and"))
            return std::nullopt;
        out.half_word = true;
        i = unit;
    }
    at = i;
    return out;
}

ValueRow values_at(Tokens tokens, std::size_t at)
{
    ValueRow out;
    while (out.values.size() < most_listed) {
        std::size_t i = at;
        const auto value = listed_at(tokens, i);
        if (!value)
            break;
        const bool follows = !out.values.empty();
        out.joined = follows && (is_at(tokens, at - 1, "and") || is_at(tokens, at - 1, "&"));
        out.values.push_back(*value);
        out.last = i;
        const std::size_t end = past_label(tokens, i);
        out.labelled |= end != i;
        at = past_joint(tokens, end);
        if (out.joined || at == end)
            break;
    }
    return out;
}

/// A unit holds for the values before it that have none.
void share_units(ValueRow& row)
{
    double unit = 0;
    for (auto value = row.values.rbegin(); value != row.values.rend(); ++value)
        value->unit = unit = value->unit > 0 ? value->unit : unit;
}

bool is_told_respectively(Tokens tokens)
{
    return std::ranges::find(tokens, "respectively", &Token::text) != tokens.end();
}

/// "7 years and 4 months": one value told in two units.
bool is_sum(const ValueRow& row)
{
    return row.values.size() == 2 && row.values.front().unit > row.values.back().unit && row.values.back().unit > 0;
}

/// "in case 2 and 3 weeks later": what stands before or behind makes the number and the time two things.
bool is_one_time(Tokens tokens, std::size_t at, const ValueRow& row)
{
    constexpr std::array<std::string_view, 32> before = {
        "case",   "cases",   "patient", "patients", "day", "days",   "week",  "weeks",  "month",  "months", "year",
        "years",  "grade",   "stage",   "type",     "no",  "number", "cycle", "cycles", "course", "dose",   "table",
        "figure", "between", "from",    "to",       "or",  "-",      "/",     "<",      ">",      "age"};
    constexpr std::array<std::string_view, 9> turns = {"later",      "thereafter", "afterwards",   "afterward", "ago",
                                                       "previously", "earlier",    "subsequently", "before"};
    if (at > 0 && (is_one_of(tokens, at - 1, before) || is_digit(tokens[at - 1].text[0])))
        return true;
    return is_sum(row) || (row.values.size() == 2 && !row.labelled && is_one_of(tokens, row.last, turns));
}

/// Not a person's age: "aged 30 and 5 men", "aged 30 and 3 years later".
bool is_another_number(Tokens tokens, const ValueRow& row)
{
    constexpr std::array<std::string_view, 6> turns = {"later", "thereafter", "after", "earlier", "before", "ago"};
    constexpr std::array<std::string_view, 14> goes_on = {
        "who", "with", "were", "was", "had", "on", "in", "whose", "both", "all", "at", "respectively", "and", "from"};
    if (row.values.back().unit > 0)
        return is_one_of(tokens, row.last, turns);
    return row.last < tokens.size() && is_letter(tokens[row.last].text[0]) && !is_one_of(tokens, row.last, goes_on) &&
           !tokens[row.last].text.ends_with("ed") && !tokens[row.last].text.ends_with("ing");
}

/// One past "old", "of age" or their hyphens behind the unit; `at` where they are not there.
std::size_t past_old(Tokens tokens, std::size_t at)
{
    const std::size_t word = is_at(tokens, at, "-") ? at + 1 : at;
    if (is_at(tokens, word, "old"))
        return word + 1;
    return is_at(tokens, at, "of") && is_at(tokens, at + 1, "age") ? at + 2 : at;
}

/// One past "aged", "ages of", "ages were"; `at` where no such word stands.
std::size_t past_aged(Tokens tokens, std::size_t at)
{
    if (is_at(tokens, at, "aged"))
        return at + 1;
    if (!is_at(tokens, at, "ages") && !is_at(tokens, at, "age"))
        return at;
    constexpr std::array<std::string_view, 5> links = {"of", "were", "being", ":", ","};
    return is_one_of(tokens, at + 1, links) ? at + 2 : at + 1;
}

double years_of(const Listed& value)
{
    if (value.unit == 0)
        return value.value;
    return value.unit > 30 && value.unit < 31 ? value.value / 12 : value.value * value.unit / 365.25;
}

std::optional<Quantity> age_list_at(Tokens tokens, std::size_t at)
{
    const std::size_t start = past_aged(tokens, at);
    ValueRow row = values_at(tokens, start);
    if (row.values.size() < 2 || !row.joined || row.values.back().half_word)
        return std::nullopt;
    const bool with_unit = row.values.back().unit > 0;
    const std::size_t end = with_unit ? past_old(tokens, row.last) : row.last;
    if ((start == at && end == row.last) || (end == row.last && is_another_number(tokens, row)))
        return std::nullopt;
    Quantity q{QuantityKind::age, at, past_label(tokens, end), {}, false, false, {}, 0, {}, "", false};
    if (is_sum(row) && !is_told_respectively(tokens)) {
        q.years = years_of(row.values.front()) + years_of(row.values.back());
        return q;
    }
    share_units(row);
    for (const Listed& value : row.values) {
        const double years = years_of(value);
        if (years <= 0 || years > 110)
            return std::nullopt;
        q.each.push_back({years, years});
    }
    return q;
}

std::optional<Quantity> time_list_at(Tokens tokens, std::size_t at)
{
    ValueRow row = values_at(tokens, at);
    if (row.values.size() < 2 || !row.joined || row.values.back().unit == 0 || row.values.back().half_word)
        return std::nullopt;
    share_units(row);
    if (past_old(tokens, row.last) != row.last || (is_one_time(tokens, at, row) && !is_told_respectively(tokens)))
        return std::nullopt;
    Quantity q{QuantityKind::duration, at, past_label(tokens, row.last), {}, false, false, {}, 0, {}, "", false};
    for (const Listed& value : row.values)
        q.each.push_back({value.value * value.unit, value.value * value.unit});
    return q;
}

/// Most words begin no list of values: they are told by one look into a table.
bool may_begin_list(const Token& token)
{
    static const WordTable words = [] {
        WordTable out;
        for (const std::string& word : counting_words())
            out.add(word);
        for (const std::string_view word : {"a", "an", "aged", "ages", "age"})
            out.add(word);
        return out;
    }();
    return is_digit(token.text[0]) || words.find(token.text) != WordTable::none;
}

} // namespace

void join_lists(std::span<const Token> tokens, std::vector<Quantity>& found)
{
    constexpr std::array<std::string_view, 3> ages = {"aged", "ages", "age"};
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (!may_begin_list(tokens[at]) || (!is_one_of(tokens, at, ages) && !read_number(tokens, at)))
            continue;
        auto list = age_list_at(tokens, at);
        if (!list)
            list = time_list_at(tokens, at);
        if (!list)
            continue;
        const auto overlaps = [&](const Quantity& q) { return q.first < list->last && list->first < q.last; };
        const bool other = std::ranges::any_of(found, [&](const Quantity& q) {
            return overlaps(q) && (q.kind == QuantityKind::dose || q.kind == QuantityKind::date);
        });
        if (other)
            continue;
        std::erase_if(found, overlaps);
        at = list->last - 1;
        found.insert(std::ranges::upper_bound(found, list->first, {}, &Quantity::first), *std::move(list));
    }
}

} // namespace casebook

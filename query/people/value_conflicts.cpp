// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/value_conflicts.hpp"

#include "corpus/added_cases.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"
#include "query/duplicates.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// What is spoken of: case, instrument ("" of a field), field, item.
using Thing = std::tuple<int, std::string, std::string, int>;

struct ThingWord
{
    SaidValue said;
    bool settles = false;
};
using ThingWords = std::map<Thing, std::vector<ThingWord>>; ///< in the order in which they apply

/// As the field is shown: two ways to write one value are one.
std::string shown_value(const std::vector<Case>& cases, const Correction& correction)
{
    std::vector<Case> corrected = cases;
    apply(correction, corrected);
    const auto found = std::ranges::find(corrected, correction.case_number, &Case::number);
    const Field* field = find_field(correction.field);
    return found == corrected.end() || field == nullptr ? correction.value : field_text(*field, *found);
}

/// Capitals tell nothing; the order of a list neither.
std::vector<std::string> compared(const std::string& field, const std::string& value)
{
    constexpr std::string_view lists[] = {"event_treatment", "concomitants", "causality"};
    if (std::ranges::find(lists, field) == std::end(lists))
        return {fold(collapse(value))};
    std::vector<std::string> out;
    for (const std::string& part : split(value, ';'))
        out.push_back(fold(collapse(part)));
    std::ranges::sort(out);
    return out;
}

/// What people say of who is one with the added case of that number, of those with lesser numbers: a pair is told of
/// once. Numbers that people say are one patient's are one.
std::vector<Correction> kinship_words(const Store& store, const std::string& article, int number,
                                      const std::map<int, int>& stays)
{
    std::vector<Correction> out = words_on_field(store, article, number, same_as_field);
    const auto other_in = [](const Correction& word) {
        return word.value == same_as_none ? word.case_number : number_or(std::string_view(word.value), 0);
    };
    std::erase_if(out, [&](const Correction& word) { return other_in(word) > number; });
    for (Correction& word : out)
        if (const auto known = stays.find(other_in(word)); word.value != same_as_none && known != stays.end())
            word.value = std::to_string(known->second);
    return in_order_of_effect(std::move(out));
}

ThingWords words_of_article(const Store& store, const std::string& article)
{
    ThingWords out;
    const View view = everybody(store.view());
    const std::vector<Correction> corrections = joined_corrections(store, article, view);
    std::vector<Case> cases;
    if (!corrections.empty())
        cases = store.extraction(article).value_or(Extraction{}).cases;
    apply_all(corrections, cases);
    const auto add = [&](int number, const Correction& c) {
        out[{number, "", c.field, 0}].push_back({{c.by, shown_value(cases, c), c.at, c.note}, c.adjudicated});
    };
    std::set<int> kin; // of whom somebody says that they are one with a lesser number
    for (const Correction& c : corrections)
        if (c.field == same_as_field)
            kin.insert(std::max(c.case_number, number_or(std::string_view(c.value), 0)));
        else
            add(c.case_number, c);
    std::map<int, int> stays; // as people say
    if (!kin.empty())
        for (const AddedTwice& twice : patients_of(store, article, view).twice())
            if (twice.said)
                stays[twice.number] = twice.stays;
    for (const int number : kin)
        for (const Correction& c : kinship_words(store, article, number, stays))
            add(number, c);
    for (const ItemAnswer& a : joined_answers(store, article, view))
        out[{a.case_number, a.instrument, "", a.item}].push_back(
            {{a.by, std::string(name_of(a.answer)), a.at, a.note}, a.adjudicated});
    return out;
}

void add_conflicts(const std::string& article, const Thing& thing, const std::vector<ThingWord>& words,
                   std::vector<ValueConflict>& out)
{
    std::map<std::string, SaidValue> newest;
    std::optional<SaidValue> settled;
    for (const ThingWord& word : words)
        if (word.settles)
            settled = word.said;
        else
            newest[word.said.by] = word.said;
    const auto& [number, instrument, field, item] = thing;
    for (auto first = newest.begin(); first != newest.end(); ++first)
        for (auto second = std::next(first); second != newest.end(); ++second)
            if (compared(field, first->second.value) != compared(field, second->second.value))
                out.push_back({article, number, field, instrument, item, first->second, second->second, settled,
                               words.back().said});
}

/// Two people's values of one thing, each with how often.
using ValuePairs = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Who and what is compared; fields by their place in `fields()`.
using Compared = std::tuple<std::string, std::string, std::size_t, std::string, std::string, int>;

std::size_t place_of_field(const std::string& field)
{
    const auto all = fields();
    const auto found = std::ranges::find(all, field, &Field::id);
    return static_cast<std::size_t>(found - all.begin()) + (field.empty() ? 1U : 0U); // items behind
}

/// What two had given when the second of them spoke, or when it was settled first.
std::optional<std::pair<std::string, std::string>> independent_values(const std::vector<ThingWord>& words,
                                                                      const std::string& first,
                                                                      const std::string& second,
                                                                      const std::string& field)
{
    const auto settled = std::ranges::find(words, true, &ThingWord::settles);
    std::optional<std::string> one, other;
    for (const ThingWord& word : words) {
        if (word.settles || (settled != words.end() && word.said.at > settled->said.at))
            continue;
        if (word.said.by == first)
            one = join(compared(field, word.said.value), ";");
        if (word.said.by == second)
            other = join(compared(field, word.said.value), ";");
        if (one && other)
            return std::pair(*one, *other);
    }
    return std::nullopt;
}

void add_value_pairs(const Thing& thing, const std::vector<ThingWord>& words, std::map<Compared, ValuePairs>& out)
{
    const auto& [number, instrument, field, item] = thing;
    std::set<std::string> people;
    for (const ThingWord& word : words)
        people.insert(word.said.by);
    for (auto first = people.begin(); first != people.end(); ++first)
        for (auto second = std::next(first); second != people.end(); ++second)
            if (const auto values = independent_values(words, *first, *second, field))
                ++out[{*first, *second, place_of_field(field), field, instrument, item}][*values];
}

bool is_closed_list(const std::string& field)
{
    constexpr std::string_view closed[] = {"role",        "age_at",      "sex",    "latency_anchor",
                                           "dechallenge", "rechallenge", "outcome"};
    return field.empty() || std::ranges::find(closed, field) != std::end(closed);
}

std::optional<double> kappa_of_values(const ValuePairs& pairs, double both, double same)
{
    constexpr double least = 10;
    std::map<std::string, double> firsts, seconds;
    for (const auto& [values, count] : pairs) {
        firsts[values.first] += static_cast<double>(count) / both;
        seconds[values.second] += static_cast<double>(count) / both;
    }
    double by_chance = 0;
    for (const auto& [value, share] : firsts)
        by_chance += share * seconds[value];
    return both < least || by_chance > 1 - 1e-12 ? std::nullopt
                                                 : std::optional((same / both - by_chance) / (1 - by_chance));
}

std::string shown(const SaidValue& said) { return said.value.empty() ? "not reported" : said.value; }

std::string said_words(const SaidValue& said)
{
    return format("{} {}{}", said.by, shown(said), said.note.empty() ? "" : " “" + said.note + "”");
}

Json said_json(const SaidValue& said)
{
    return {{"by", said.by}, {"value", said.value}, {"at", said.at}, {"note", said.note}};
}

} // namespace

std::string thing_text(const ValueConflict& conflict)
{
    const Field* field = find_field(conflict.field);
    return field != nullptr          ? std::string(field->label)
           : !conflict.field.empty() ? conflict.field
                                     : format("{} item {}", conflict.instrument, conflict.item);
}

std::string thing_text(const ValueAgreement& agreement)
{
    return thing_text({"", 0, agreement.field, agreement.instrument, agreement.item, {}, {}, {}, {}});
}

std::vector<ValueAgreement> value_agreements(const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::map<Compared, ValuePairs> pairs;
    for (const std::string& id : store.article_ids())
        if (!merged.contains(id))
            for (const auto& [thing, words] : words_of_article(store, id))
                if (words.size() > 1 && std::get<2>(thing) != same_as_field)
                    add_value_pairs(thing, words, pairs);
    std::vector<ValueAgreement> out;
    for (const auto& [what, counts] : pairs) {
        const auto& [first, second, place, field, instrument, item] = what;
        ValueAgreement one{first, second, field, instrument, item, 0, 0, {}};
        for (const auto& [values, count] : counts) {
            one.both += count;
            one.same += values.first == values.second ? count : 0;
        }
        if (is_closed_list(field))
            one.kappa = kappa_of_values(counts, static_cast<double>(one.both), static_cast<double>(one.same));
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<ValueConflict> value_conflicts(const Store& store, const std::string& article)
{
    std::vector<ValueConflict> out;
    for (const auto& [thing, words] : words_of_article(store, article))
        if (words.size() > 1)
            add_conflicts(article, thing, words, out);
    return out;
}

std::vector<ValueConflict> all_value_conflicts(const Store& store)
{
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<ValueConflict> out;
    for (const std::string& id : store.article_ids())
        if (!merged.contains(id))
            for (ValueConflict& conflict : value_conflicts(store, id))
                out.push_back(std::move(conflict));
    return out;
}

std::size_t open_conflicts(const std::vector<ValueConflict>& conflicts)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(conflicts, [](const ValueConflict& conflict) { return !conflict.settled; }));
}

std::vector<ValueConflict> unsettled_values(const Store& store, const std::string& article)
{
    std::vector<ValueConflict> out;
    if (store.view().whose == Whose::agreed)
        out = value_conflicts(store, article);
    std::erase_if(out, [](const ValueConflict& conflict) { return conflict.settled.has_value(); });
    return out;
}

std::string unsettled_text(const std::vector<ValueConflict>& conflicts, int case_number)
{
    std::vector<std::string> parts;
    for (const ValueConflict& conflict : conflicts)
        if (conflict.case_number == case_number)
            parts.push_back(format("{}: {} {}, {} {}", conflict.field.empty() ? thing_text(conflict) : conflict.field,
                                   conflict.first.by, shown(conflict.first), conflict.second.by,
                                   shown(conflict.second)));
    return join(parts, "; ");
}

std::string conflict_line(const ValueConflict& conflict)
{
    const std::string end =
        conflict.settled
            ? format("settled: {} by {}", shown(*conflict.settled), conflict.settled->by)
            : format("what counts is {} by {}, until `{} … --adjudicate` settles it", shown(conflict.counts),
                     conflict.counts.by, conflict.field.empty() ? "appraise" : "correct");
    return format("{} {}: {}, {}; {}", case_id(conflict.article, conflict.case_number), thing_text(conflict),
                  said_words(conflict.first), said_words(conflict.second), end);
}

Json to_json(const ValueConflict& conflict)
{
    Json out = {{"case", case_id(conflict.article, conflict.case_number)}};
    out["field"] = conflict.field.empty() ? Json() : Json(conflict.field);
    out["instrument"] = conflict.instrument.empty() ? Json() : Json(conflict.instrument);
    out["item"] = conflict.item == 0 ? Json() : Json(conflict.item);
    out["first"] = said_json(conflict.first);
    out["second"] = said_json(conflict.second);
    out["settled"] = conflict.settled ? said_json(*conflict.settled) : Json();
    out["now"] = said_json(conflict.counts);
    return out;
}

} // namespace casebook

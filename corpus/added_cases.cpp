// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/added_cases.hpp"

#include "corpus/protocol.hpp"
#include "corpus/store.hpp"
#include "corpus/text.hpp"
#include "corpus/written.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

namespace casebook {

namespace {

/// What people say of one added case.
struct Added
{
    std::string by;
    std::string at;                            ///< when
    std::map<std::string, std::string> values; ///< by field, the last that counts
    std::size_t told = 0;                      ///< the place of the last word on whose patient it is
};
using Numbered = std::map<int, Added>;

/// Cases of one patient each, under the least of their numbers.
using Groups = std::map<int, std::vector<int>>;

Numbered cases_in(const std::vector<Correction>& standing)
{
    Numbered out;
    for (const auto& [number, by] : added_by(standing))
        out[number].by = by;
    for (const Correction& word : standing)
        if (const auto found = out.find(word.case_number); found != out.end() && found->second.at.empty())
            found->second.at = word.at;
    for (std::size_t i = 0; i < standing.size(); ++i)
        if (const auto found = out.find(standing[i].case_number); found != out.end()) {
            found->second.values[standing[i].field] = standing[i].value;
            found->second.told = standing[i].field == same_as_field ? i : found->second.told;
        }
    return out;
}

std::string value_of(const Added& added, std::string_view field)
{
    const auto found = added.values.find(std::string(field));
    return found == added.values.end() ? "" : fold(collapse(found->second));
}

bool fit(const Added& a, const Added& b)
{
    for (const char* field : {"drug", "sex"})
        if (const std::string one = value_of(a, field), other = value_of(b, field);
            !one.empty() && !other.empty() && one != other)
            return false;
    const auto one = written_years(value_of(a, "age_years")), other = written_years(value_of(b, "age_years"));
    constexpr double apart = 1; // at onset, or when the report was written
    return !one || !other || std::abs(*one - *other) <= apart;
}

bool is_alone(const Added& added) { return value_of(added, same_as_field) == same_as_none; }

/// Whether two reviewers were asked for at that moment; of one second nobody knows what came first.
bool was_blind(const ReviewersSince& then, const std::string& moment)
{
    for (std::size_t i = 0; i < then.size(); ++i)
        if (then[i].second > 1 && (i == 0 || then[i].first <= moment) &&
            (i + 1 == then.size() || moment <= then[i + 1].first))
            return true;
    return false;
}

/// Under which protocols two people's cases may be one patient: now, and when they were added.
struct Blind
{
    int reviewers = 1;
    const ReviewersSince& then;
    bool of(const Added& one, const Added& other) const
    {
        return reviewers > 1 || was_blind(then, std::max(one.at, other.at));
    }
};

/// Whether those may be one patient: each fits each, nobody added two of them or said that one is no other's.
bool may_be_one(const Numbered& cases, const Blind& blind, const std::vector<int>& some, const std::vector<int>& others)
{
    return std::ranges::all_of(some, [&](int number) {
        const Added& one = cases.at(number);
        return std::ranges::all_of(others, [&](int fellow) {
            const Added& other = cases.at(fellow);
            return one.by != other.by && !is_alone(one) && !is_alone(other) && fit(one, other) && blind.of(one, other);
        });
    });
}

void unite(Groups& groups, int number, int with)
{
    const auto group_of = [&](int member) {
        return std::ranges::find_if(
            groups, [&](const auto& group) { return std::ranges::find(group.second, member) != group.second.end(); });
    };
    auto stays = group_of(number), goes = group_of(with);
    if (stays == goes)
        return;
    if (goes->first < stays->first)
        std::swap(stays, goes);
    stays->second.insert(stays->second.end(), goes->second.begin(), goes->second.end());
    groups.erase(goes);
}

/// Those of whom people say that they are one, unless it was said later of the other that he is nobody else.
void join_as_said(const Numbered& cases, Groups& groups)
{
    for (const auto& [number, added] : cases) {
        const std::string word = value_of(added, same_as_field);
        const auto other = cases.find(number_or(std::string_view(word), 0));
        if (other != cases.end() && !(is_alone(other->second) && other->second.told > added.told))
            unite(groups, number, other->first);
    }
}

/// Each with the first before it who may be the same.
void join_as_supposed(const Numbered& cases, const Blind& blind, Groups& groups)
{
    for (const auto& [number, added] : cases) {
        const auto mine = groups.find(number);
        const auto fellow = std::find_if(groups.begin(), mine, [&](const auto& group) {
            return mine != groups.end() && may_be_one(cases, blind, group.second, mine->second);
        });
        if (fellow != mine)
            unite(groups, fellow->first, number);
    }
}

} // namespace

std::map<int, std::string> added_by(const std::vector<Correction>& standing)
{
    std::map<int, std::string> out;
    for (const Correction& word : standing)
        if (word.case_number >= first_added_case && word.field == "drug")
            out.try_emplace(word.case_number, word.by);
    return out;
}

std::vector<AddedTwice> added_twice(const std::vector<Correction>& standing, int reviewers, const ReviewersSince& then)
{
    const Numbered cases = cases_in(standing);
    Groups groups;
    for (const auto& [number, added] : cases)
        groups[number] = {number};
    join_as_said(cases, groups);
    const Groups said = groups;
    join_as_supposed(cases, {reviewers, then}, groups);
    std::vector<AddedTwice> out;
    for (const auto& [stays, numbers] : groups)
        for (const int number : numbers)
            if (number != stays)
                out.push_back({number, cases.at(number).by, stays, cases.at(stays).by, !said.contains(number)});
    std::ranges::sort(out, {}, &AddedTwice::number);
    return out;
}

View everybody(const View& view) { return {Whose::agreed, "", view.reviewers}; }

ReviewersSince reviewers_since(const Store& store)
{
    ReviewersSince out;
    for (const ProtocolVersion& version : store.protocol_versions()) {
        const Parsed<Protocol> read = parse_protocol(version.text);
        const int before = out.empty() ? 1 : out.back().second;
        out.emplace_back(version.at, read ? read->reviewers : before);
    }
    return out;
}

Patients::Patients(const std::vector<Correction>& all, const View& view, const ReviewersSince& then)
    : twice_(added_twice(in_order_of_effect(standing_in(view, all)), view.reviewers, then))
{
}

int Patients::of(int case_number) const
{
    const auto found = std::ranges::find(twice_, case_number, &AddedTwice::number);
    return found == twice_.end() ? case_number : found->stays;
}

/// The versions of the protocol are read where they tell something: two people added cases.
Patients patients_of(const Store& store, const std::vector<Correction>& all, const View& view)
{
    std::set<std::string> people;
    for (const Correction& word : all)
        if (word.case_number >= first_added_case && word.field == "drug")
            people.insert(word.by);
    return {all, view, people.size() > 1 ? reviewers_since(store) : ReviewersSince{}};
}

Patients patients_of(const Store& store, std::string_view article, const View& view)
{
    return patients_of(store, store.corrections(article), view);
}

namespace {

template <class Word> std::vector<Word> joined(std::vector<Word> standing, const Patients& patients)
{
    for (Word& word : standing)
        word.case_number = patients.of(word);
    return in_order_of_effect(standing);
}

template <class Word> std::vector<Word> on_patient(std::vector<Word> standing, const Patients& patients, int number)
{
    std::erase_if(standing, [&](const Word& word) { return patients.of(word) != number; });
    return standing;
}

/// Words on whose patient a case is: those on it, those on others that name it, for that two are one has no direction,
/// and those by which one of these others is nobody else.
std::vector<Correction> on_kinship(std::vector<Correction> standing, int number)
{
    std::set<int> fellows;
    for (Correction& word : standing) {
        const int other = number_or(std::string_view(word.value), 0);
        if (word.case_number == number)
            fellows.insert(other);
        else if (other == number) {
            fellows.insert(word.case_number);
            word.value = std::to_string(word.case_number); // as if it had been said of this case
        }
    }
    std::erase_if(standing, [&](const Correction& word) {
        const bool tied = word.value == same_as_none || word.value == std::to_string(word.case_number);
        return word.case_number != number && !(tied && fellows.contains(word.case_number));
    });
    return standing;
}

} // namespace

std::vector<Correction> joined_corrections(const Store& store, std::string_view article, const View& view)
{
    const std::vector<Correction> all = store.corrections(article);
    return joined(standing_in(view, all), patients_of(store, all, view));
}

std::vector<ItemAnswer> joined_answers(const Store& store, std::string_view article, const View& view)
{
    std::vector<ItemAnswer> standing = standing_in(view, store.item_answers(article));
    const auto is_added = [](const ItemAnswer& said) { return said.case_number >= first_added_case; };
    return std::ranges::any_of(standing, is_added) ? joined(std::move(standing), patients_of(store, article, view))
                                                   : in_order_of_effect(standing);
}

std::vector<Correction> words_on_field(const Store& store, std::string_view article, int case_number,
                                       std::string_view field)
{
    const View view = everybody(store.view());
    const std::vector<Correction> all = store.corrections(article);
    std::vector<Correction> out = standing_in(view, all);
    std::erase_if(out, [&](const Correction& word) { return word.field != field; });
    if (field == same_as_field)
        return on_kinship(std::move(out), case_number);
    const Patients patients = patients_of(store, all, view);
    return on_patient(std::move(out), patients, patients.of(case_number));
}

std::vector<ItemAnswer> words_on_item(const Store& store, std::string_view article, int case_number,
                                      std::string_view instrument, int item)
{
    const View view = everybody(store.view());
    std::vector<ItemAnswer> out = standing_in(view, store.item_answers(article));
    std::erase_if(out, [&](const ItemAnswer& said) { return said.instrument != instrument || said.item != item; });
    const Patients patients = patients_of(store, article, view);
    return on_patient(std::move(out), patients, patients.of(case_number));
}

} // namespace casebook

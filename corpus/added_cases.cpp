// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/added_cases.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace casebook {

namespace {

/// What people say of one added case.
struct Added
{
    std::string by;
    std::map<std::string, std::string> values; ///< by field, the last that counts
    std::vector<int> fellows;                  ///< cases that are this patient, itself the first
    bool alone = false;                        ///< somebody said that it is no other's
};

using AddedCases = std::map<int, Added>;

AddedCases cases_in(const std::vector<Correction>& standing)
{
    AddedCases out;
    for (const Correction& word : standing)
        if (word.case_number >= first_added_case && word.field == "drug")
            out.try_emplace(word.case_number, Added{word.by, {}, {word.case_number}, false});
    for (const Correction& word : standing)
        if (const auto found = out.find(word.case_number); found != out.end())
            found->second.values[word.field] = word.value;
    return out;
}

std::string value_of(const Added& added, const char* field)
{
    const auto found = added.values.find(field);
    return found == added.values.end() ? "" : fold(collapse(found->second));
}

/// Years, from and to, of "34" or "30..40".
std::optional<std::pair<double, double>> years_of(const Added& added)
{
    const auto found = added.values.find("age_years");
    const std::string text = found == added.values.end() ? "" : collapse(found->second);
    const std::size_t dots = text.find("..");
    const double from = number_or(trim(std::string_view(text).substr(0, dots)), -1.0);
    const double to = dots == std::string::npos ? from : number_or(trim(std::string_view(text).substr(dots + 2)), from);
    return from < 0 ? std::nullopt : std::optional(std::pair(from, to));
}

bool fit(const Added& a, const Added& b)
{
    for (const char* field : {"drug", "sex"})
        if (const std::string one = value_of(a, field), other = value_of(b, field);
            !one.empty() && !other.empty() && one != other)
            return false;
    const auto one = years_of(a), other = years_of(b);
    constexpr double apart = 1; // at onset, or when the report was written
    return !one || !other || (one->first <= other->second + apart && other->first <= one->second + apart);
}

/// Whether the case may be the patient of those: each fits, and nobody added two of them.
bool may_join(const AddedCases& cases, const Added& stays, const Added& other)
{
    return std::ranges::all_of(stays.fellows, [&](int number) {
        const Added& fellow = cases.at(number);
        return fellow.by != other.by && fit(fellow, other);
    });
}

/// The case of whose patient a person says that this is; 0 where nobody does.
int said_of(const AddedCases& cases, int number)
{
    const std::string word = value_of(cases.at(number), same_as_field.data());
    const int other = number_or(std::string_view(word), 0);
    return other != number && cases.contains(other) ? other : 0;
}

} // namespace

std::vector<AddedTwice> added_twice(const std::vector<Correction>& standing, int reviewers)
{
    AddedCases cases = cases_in(standing);
    std::map<int, AddedTwice> joined;
    const auto join = [&](int number, int with, bool said) {
        const int stays = joined.contains(with) ? joined.at(with).stays : with;
        if (number == stays || joined.contains(number))
            return;
        joined[number] = {number, cases.at(number).by, stays, cases.at(stays).by, said};
        cases.at(stays).fellows.push_back(number);
    };
    std::set<int> spoken; // a person said whose patient it is
    for (auto& [number, added] : cases) {
        added.alone = value_of(added, same_as_field.data()) == same_as_none;
        if (const int other = said_of(cases, number); other != 0) {
            spoken.insert(std::max(number, other));
            join(std::max(number, other), std::min(number, other), true);
        }
    }
    for (const auto& [number, added] : cases)
        for (const auto& [before, stays] : cases)
            if (reviewers > 1 && before < number && !joined.contains(before) && !spoken.contains(number) &&
                !added.alone && !stays.alone && added.fellows.size() == 1 && may_join(cases, stays, added))
                join(number, before, false);
    std::vector<AddedTwice> out;
    for (auto& [number, one] : joined) {
        while (joined.contains(one.stays)) // people may have named them in any order
            one.stays = joined.at(one.stays).stays;
        one.stays_by = cases.at(one.stays).by;
        out.push_back(one);
    }
    return out;
}

} // namespace casebook

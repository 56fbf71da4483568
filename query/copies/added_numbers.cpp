// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/copies/added_numbers.hpp"

#include "corpus/text.hpp"
#include "query/people.hpp"

namespace casebook {

void AddedNumbers::renumber(Correction& correction)
{
    if (correction.case_number >= first_added_case) {
        const auto [place, first] = added_.try_emplace({correction.article, correction.case_number}, 0);
        if (first) {
            place->second = number_here(correction);
            found_.insert({correction.article, place->second});
        }
        correction.case_number = place->second;
    }
    if (const int other = number_or(std::string_view(correction.value), 0);
        correction.field == same_as_field && other != 0)
        correction.value = std::to_string(here(correction.article, other));
}

int AddedNumbers::here(const std::string& article, int number) const
{
    const auto found = added_.find({article, number});
    return found == added_.end() ? number : found->second;
}

int AddedNumbers::number_here(const Correction& beginning) const
{
    std::set<int> taken;
    std::set<int> same; // begun alike: two in one second are still two
    for (Correction held : store_.corrections(beginning.article)) {
        const int number = held.case_number;
        if (number < first_added_case || !taken.insert(number).second)
            continue; // not the correction that began a case
        held.case_number = beginning.case_number;
        held.turn = beginning.turn;
        if (held == beginning && !found_.contains({beginning.article, number}))
            same.insert(number);
    }
    if (!same.empty())
        return same.contains(beginning.case_number) ? beginning.case_number : *same.begin();
    return taken.contains(beginning.case_number) ? next_added_case(store_, beginning.article) : beginning.case_number;
}

} // namespace casebook

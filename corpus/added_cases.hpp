// SPDX-License-Identifier: GPL-3.0-or-later
// Cases that people add to an article by hand, and which of them are one patient.
#pragma once

#include "corpus/decision.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Cases that a person adds to an article are numbered from here, out of the way of those that the machine reads.
inline constexpr int first_added_case = 1001;

/// The field of a correction by which a person says that an added case is the patient of another added one, by its
/// number, or of `none`. No field of a case has this name.
inline constexpr std::string_view same_as_field = "same_as";
inline constexpr std::string_view same_as_none = "none";

/// An added case that counts as the patient of another one, with the words of both under the other's number.
struct AddedTwice
{
    int number = 0;
    std::string by; ///< who added it
    int stays = 0;  ///< the number under which the patient counts, the lesser
    std::string stays_by;
    bool said = false; ///< a person said that they are one; else it is supposed until somebody says
    bool operator==(const AddedTwice&) const = default;
};

/// Of the words on one article that stand, in the order in which they apply. With two reviewers, cases that different
/// people added are supposed to be one where drug, sex and age (give or take a year) do not speak against it, each case
/// with one of each other person's; and always where a person says so.
std::vector<AddedTwice> added_twice(const std::vector<Correction>& standing, int reviewers);

/// Puts words on cases that are one patient under one number.
template <class Word> void put_together(const std::vector<AddedTwice>& twice, std::vector<Word>& words)
{
    for (Word& word : words)
        for (const AddedTwice& one : twice)
            if (word.case_number == one.number) {
                word.case_number = one.stays;
                break;
            }
}

} // namespace casebook

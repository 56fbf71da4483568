// SPDX-License-Identifier: GPL-3.0-or-later
// Cases that people add to an article by hand, which of them are one patient, and what is said of each patient.
#pragma once

#include "corpus/appraisal.hpp"
#include "corpus/decision.hpp"
#include "corpus/view.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

class Store;

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

/// Who added which case, by number, of words that stand.
std::map<int, std::string> added_by(const std::vector<Correction>& standing);

/// Since when how many reviewers were asked for, oldest first; the first number holds for what is older, too.
using ReviewersSince = std::vector<std::pair<std::string, int>>;

/// Of the versions of the protocol that are kept; of one that this program cannot read, as many as before.
ReviewersSince reviewers_since(const Store& store);

/// Of the words on one article that stand, in the order in which they apply. With two reviewers, cases that different
/// people added are supposed to be one where drug, sex and age (give or take a year) do not speak against it, each case
/// with one of each other person's; and always where a person says so, unless a later word parts the two. With one
/// reviewer the same goes for cases of which the later was added while there were two: who added it was blind to the
/// other, and stays so.
std::vector<AddedTwice> added_twice(const std::vector<Correction>& standing, int reviewers,
                                    const ReviewersSince& then = {});

/// The words that the view sees, those taken back and what takes them back among them.
template <class Word> std::vector<Word> seen_in(const View& view, std::vector<Word> all)
{
    std::erase_if(all, [&](const Word& word) { return !sees(view, word.by); });
    return all;
}

/// The words that the view sees and nobody took back, oldest first, each on the case that its speaker named.
template <class Word> std::vector<Word> standing_in(const View& view, std::vector<Word> all)
{
    return not_taken_back(seen_in(view, std::move(all)));
}

/// What all people say, where the protocol asks for as many reviewers as in that view.
View everybody(const View& view);

/// Which of an article's cases are one patient, in the eyes of a view.
class Patients
{
public:
    /// Of all that people ever corrected in the article.
    Patients(const std::vector<Correction>& all, const View& view, const ReviewersSince& then);

    /// The number under which the patient of that case counts; the case's own where it is nobody else.
    int of(int case_number) const;
    int of(const ItemAnswer& said) const { return of(said.case_number); }
    /// A word on whose patient a case is speaks of that case alone.
    int of(const Correction& said) const
    {
        return said.field == same_as_field ? said.case_number : of(said.case_number);
    }
    std::vector<AddedTwice> twice() const { return twice_; }

private:
    std::vector<AddedTwice> twice_;
};
Patients patients_of(const Store& store, std::string_view article, const View& view);
/// The same of all that was ever corrected in it, or of what was up to some moment.
Patients patients_of(const Store& store, const std::vector<Correction>& all, const View& view);

/// The words on an article in somebody's eyes, joined: those on one patient under the number that stays, in the order
/// in which they apply.
std::vector<Correction> joined_corrections(const Store& store, std::string_view article, const View& view);
std::vector<ItemAnswer> joined_answers(const Store& store, std::string_view article, const View& view);

/// What everybody says of a field, or an item, of the patient who has that case, oldest first, not taken back; each on
/// the case that its speaker named. Of `same_as` also what was said so of the other of the two, with the value that it
/// has for this one, and that the other is nobody else.
std::vector<Correction> words_on_field(const Store& store, std::string_view article, int case_number,
                                       std::string_view field);
std::vector<ItemAnswer> words_on_item(const Store& store, std::string_view article, int case_number,
                                      std::string_view instrument, int item);

} // namespace casebook

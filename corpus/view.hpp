// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the many words on an article counts, and in whose eyes.
//
// The history of an article is all that was decided about it, oldest first, as the store gives it.
#pragma once

#include "corpus/appraisal.hpp"
#include "corpus/decision.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class Whose { agreed, machine, person };

/// Whose decisions and values are looked at: what is agreed on, what the machine made by itself, or what one person
/// says, who sees nothing of the others.
struct View
{
    Whose whose = Whose::agreed;
    std::string who;   ///< of a person's view
    int reviewers = 1; ///< how many the protocol asks for: from 2 on, disagreement is a conflict until it is settled
    bool operator==(const View&) const = default;
};

/// Whether a word or a correction of that person is seen there; of the machine's it always is.
bool sees(const View& view, std::string_view by);

/// Who is said to have decided where people disagree and nobody settled it. No person has this name.
inline constexpr std::string_view by_conflict = "conflict";

/// Who is said to have decided where fewer people have judged than the protocol asks for. No person has this name.
inline constexpr std::string_view by_awaiting = "awaiting";

/// Whether a person may have that name: those of the rules, of a conflict, of what awaits another reviewer and of the
/// other views mean something else.
bool is_persons_name(std::string_view name);

/// Whether one person's word came before another's: by time; within a second by name, then by the order in which that
/// person said them, then by what they say. The same in all copies of a store.
bool said_before(const Decision& a, const Decision& b);

/// The same word by the same judge at the same stage, whenever and on whatever grounds it was said; how the note is
/// spaced does not count.
bool repeats(const Decision& a, const Decision& b);

/// Whether a person said just that before: at that time, or at any where the word has none.
bool was_said(const std::vector<Decision>& history, const Decision& said);

/// What a withdrawal may take back: words of one person at one stage, of one field, of one item.
bool of_one_place(const Decision& a, const Decision& b);
bool of_one_place(const Correction& a, const Correction& b);
bool of_one_place(const ItemAnswer& a, const ItemAnswer& b);

/// The words that were not taken back, of a history oldest first: each withdrawal takes the newest before it at its
/// place, so that the one before that stands again, with its own time.
template <class Word> std::vector<Word> not_taken_back(const std::vector<Word>& history)
{
    std::vector<Word> out;
    for (const Word& word : history) {
        if (!word.withdrawn) {
            out.push_back(word);
            continue;
        }
        const auto last =
            std::find_if(out.rbegin(), out.rend(), [&](const Word& old) { return of_one_place(old, word); });
        if (last != out.rend())
            out.erase(std::next(last).base());
    }
    return out;
}

/// The same in the order in which they apply, the last that speaks of a thing counting: what settles comes last.
template <class Word> std::vector<Word> in_order_of_effect(const std::vector<Word>& history)
{
    std::vector<Word> out = not_taken_back(history);
    std::stable_partition(out.begin(), out.end(), [](const Word& word) { return !word.adjudicated; });
    return out;
}

/// People's words that stand: the newest of each person at each stage that was not taken back; what settles a conflict
/// stands beside what the same person had said before. Oldest first.
std::vector<Decision> standing_words(const std::vector<Decision>& history);

/// How many people's words stand at that stage; what only settles is no judgement of one's own.
std::size_t judges_at(const std::vector<Decision>& history, Stage stage);

/// Whether a word has something to settle: two people have judged at its stage, or had when it was said.
bool may_settle(const Decision& settling, const std::vector<Decision>& history);

/// What a person says now: at full text, else on title and abstract.
std::optional<Decision> word_of(std::string_view who, const std::vector<Decision>& history);

/// What counts, of people's words at full text, else of those on title and abstract: the newest that settles a
/// conflict, else the newest. With two reviewers, words with different verdicts are a conflict: unclear, by
/// `by_conflict`, with what each said as its note; and the word of one alone awaits the other's: unclear, by
/// `by_awaiting`, with who has judged as its note. Where no word of a person stands, what the rules said last.
std::optional<Decision> counting_decision(const std::vector<Decision>& history, int reviewers = 1);

/// The same in somebody's eyes: the rules' last in the machine's, a person's own in hers (none: she has not decided).
std::optional<Decision> decision_in(const View& view, const std::vector<Decision>& history);

/// The stage of a word of which nobody said it, as in stores and dumps of before there were stages: full text where the
/// person names a source beyond the record or judged the full text before; one does not unread it.
Stage unsaid_stage(const Decision& word, const std::vector<Decision>& history);

/// What takes a word back that stands; `by` may say why in its note.
Decision withdrawal_of(const Decision& word);

} // namespace casebook

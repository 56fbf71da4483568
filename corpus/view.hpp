// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the many words on an article counts, and in whose eyes.
//
// The history of an article is all that was decided about it, oldest first, as the store gives it.
#pragma once

#include "corpus/decision.hpp"

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

/// "agreed", "machine" or the person's name.
std::string_view name_of(const View& view);

/// Whether a word or a correction of that person is seen there; of the machine's it always is.
bool sees(const View& view, std::string_view by);

/// Who is said to have decided where people disagree and nobody settled it. No person has this name.
inline constexpr std::string_view by_conflict = "conflict";

/// Whether a person may have that name: those of the rules, of a conflict and of the other views mean something else.
bool is_persons_name(std::string_view name);

/// People's words that stand: the newest of each person at each stage, unless taken back; what settles a conflict
/// stands beside what the same person had said before. Oldest first.
std::vector<Decision> standing_words(const std::vector<Decision>& history);

/// What a person says now: at full text, else on title and abstract.
std::optional<Decision> word_of(std::string_view who, const std::vector<Decision>& history);

/// What counts, of people's words at full text, else of those on title and abstract: the newest that settles a
/// conflict, else the newest. With two reviewers or more, words with different verdicts are a conflict: unclear, by
/// `by_conflict`, with what each said as its note. Where no word of a person stands, what the rules said last.
std::optional<Decision> counting_decision(const std::vector<Decision>& history, int reviewers = 1);

/// The same in somebody's eyes: the rules' last in the machine's, a person's own in hers (none: she has not decided).
std::optional<Decision> decision_in(const View& view, const std::vector<Decision>& history);

/// The stage of a word of which nobody said it, as in stores and dumps of before there were stages: full text where the
/// person names a source beyond the record or judged the full text before; one does not unread it.
Stage unsaid_stage(const Decision& word, const std::vector<Decision>& history);

/// What takes a word back that stands; `by` may say why in its note.
Decision withdrawal_of(const Decision& word);

} // namespace casebook

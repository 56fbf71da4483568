// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person's word goes among those that were said before it.
#pragma once

#include "corpus/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The newest word of that person that stands, at the stage if one is asked for. Throws Error when there is none.
Decision last_word(const std::vector<Decision>& standing, const std::string& who, std::optional<Stage> stage);

/// The word at its stage: the one asked for; for one that takes back, that of the last word; for one that settles, the
/// latest at which two people spoke; else `unsaid_stage`. `standing` are the words that stand, oldest first. Throws
/// Error when there is nothing to take back or to settle: fewer than two have judged, or all say just that.
Decision placed(Decision said, std::optional<Stage> stage, const std::vector<Decision>& standing);

/// What settled the record, where this word of somebody therefore does not count; `standing` are everybody's.
std::optional<Decision> settled_decision(const Decision& said, std::vector<Decision> standing);

/// The same in words, with the ways to change it.
std::string settled_decision_text(const Decision& settled);

/// Whether the newest word at that stage says just this.
bool stands(const Decision& said, const std::vector<Decision>& standing);

/// The verdict by its name, by what other tools call it (1, included, maybe …), or "withdraw": what takes back is then
/// unclear. Nothing for another word.
struct VerdictWord
{
    Verdict verdict = Verdict::unclear;
    bool withdrawn = false;
};
std::optional<VerdictWord> verdict_of_word(const std::string& word);

} // namespace casebook

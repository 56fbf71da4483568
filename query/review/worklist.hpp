// SPDX-License-Identifier: GPL-3.0-or-later
// Which record comes next in a session, and which words can be taken back. Pure: the store is asked elsewhere.
#pragma once

#include "query/people/queue.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casebook::review {

struct Worklist
{
    std::vector<Waiting> waiting;       ///< as they were ranked last
    std::set<std::string> settled;      ///< spoken of in this session, also without being able to say
    std::vector<std::string> skipped;   ///< in the order in which they come back
    std::optional<std::string> at_once; ///< of which a word was just taken back
};

/// The record whose word was taken back; else the best that nobody looked at; else what was skipped; else what was
/// unclear before this session. Nothing when nothing is left.
std::optional<Waiting> next_of(const Worklist& list);

void settle(Worklist& list, const std::string& id);
void skip(Worklist& list, const std::string& id);
void bring_back(Worklist& list, const std::string& id);

/// Of one person's words, in the order in which they came, those that can still be taken back, the last one first to
/// go: a word that was taken back is none, nor is the older one that was said again so that it stands in its place.
std::vector<Decision> undoable(const std::vector<Decision>& words);

/// What is to be added so that the last of them never was: it is withdrawn, and what the person had said before of the
/// same record at the same stage is said again.
std::vector<Decision> taking_back_last(const std::vector<Decision>& undoable);

} // namespace casebook::review

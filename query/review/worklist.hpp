// SPDX-License-Identifier: GPL-3.0-or-later
// Which record comes next in a session. Pure: the store is asked elsewhere.
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

/// The record whose word was taken back; else the best that nobody looked at or is asked again; else what was skipped;
/// else what was unclear before this session. Nothing when nothing is left.
std::optional<Waiting> next_of(const Worklist& list);

void settle(Worklist& list, const std::string& id);
void skip(Worklist& list, const std::string& id);
void bring_back(Worklist& list, const std::string& id);

} // namespace casebook::review

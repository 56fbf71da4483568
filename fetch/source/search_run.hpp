// SPDX-License-Identifier: GPL-3.0-or-later
// A whole search as a run of the store: ids first, then the records in batches, each committed with its ids, so that a
// run killed at any moment is taken up by the next call of the same search and asks for nothing that is there. What was
// asked for is compared with what came; the missing are asked for once more and then named.
#pragma once

#include "corpus/store.hpp"
#include "fetch/source/eutils.hpp"
#include "fetch/source/search_state.hpp"

#include <functional>

namespace casebook {

/// What to search. A later run of the same search at the same address asks only for what is new or changed.
struct SearchOrder
{
    std::string search;              ///< the protocol's string
    std::string database = "PubMed"; ///< where the records are said to come from
    std::string base;                ///< address of the service, as the client has it
    std::string today;               ///< "2026/11/22"
    std::string since;               ///< "2026/01/01": only what was entered or revised from this day on; "" for all
    std::size_t limit = 0;           ///< records at most, the newest; 0: all
};

/// What a caller may want to show while a search goes on. `tell` may come from another thread, one at a time.
struct SearchEvents
{
    std::function<void(const std::string&)> tell;
    std::function<void(std::size_t done, std::size_t total)> progress;
};

struct SearchReport
{
    std::int64_t run = 0;
    bool resumed = false;
    SearchState state;
};

/// Runs the search, or the rest of one that was interrupted (its date may then be an earlier day). Throws Error when it
/// cannot go on; everything fetched is kept. The run's status is "done", "incomplete" or "failed".
SearchReport run_search(Store& store, Eutils& client, const SearchOrder& order, const SearchEvents& events);

} // namespace casebook

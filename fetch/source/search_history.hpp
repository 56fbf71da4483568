// SPDX-License-Identifier: GPL-3.0-or-later
// What earlier runs of the same search left in the store.
#pragma once

#include "corpus/store.hpp"
#include "fetch/source/search_state.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casebook {

struct PastSearch
{
    std::int64_t run = 0;
    std::string status;
    SearchState state;
};

/// The runs of a search string in a database at an address, oldest first.
std::vector<PastSearch> past_searches(const Store& store, const std::string& search, const std::string& database,
                                      const std::string& base);

/// What a new run may rely on.
struct SearchHistory
{
    std::set<std::string> held;     ///< PMIDs that were received
    std::string current_from;       ///< the day as of which all of them were current, "2026/11/22"; "" without any
    std::set<std::string> last_ids; ///< all that the last whole run listed
};

/// From the runs before `run`. A run counts as whole when it was finished and left nothing out.
SearchHistory history_before(const Store& store, const std::vector<PastSearch>& past, std::int64_t run);

} // namespace casebook

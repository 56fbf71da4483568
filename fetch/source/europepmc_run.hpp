// SPDX-License-Identifier: GPL-3.0-or-later
// A whole search of Europe PMC as a run of the store. Its pages bring the records themselves; each is committed with
// the mark where the list goes on, so that a killed run is taken up there and asks for nothing that is here. When fewer
// came than were counted, the ids are listed by themselves, what did not come is asked for by id, and what does not
// come then is named.
#pragma once

#include "corpus/store.hpp"
#include "fetch/source/europepmc.hpp"
#include "fetch/source/search_run.hpp"

#include <string>
#include <vector>

namespace casebook {

/// Runs the search, or the rest of one that was interrupted. The protocol's words are sent as they stand, with a range
/// of dates when `order.since` is set. `warnings` are kept with the run, for the search log. A record that the casebook
/// holds from another source stays as it is held; all else as with `run_search`, later runs asking for everything
/// again.
SearchReport run_europepmc_search(Store& store, EuropePmc& client, const SearchOrder& order,
                                  const std::vector<std::string>& warnings, const SearchEvents& events);

/// What is sent: the string, and with a day ("2026/01/01") what was first listed or changed from it to `today`.
std::string europepmc_term(const std::string& search, const std::string& since, const std::string& today);

} // namespace casebook

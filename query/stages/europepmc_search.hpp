// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's search at Europe PMC: `fetch --source europepmc`, and `update` where the protocol has a string for it.
#pragma once

#include "query/stages/live_search.hpp"

#include <string>
#include <vector>

namespace casebook {

/// One report, or two when a search of an earlier day had to be finished first. `today`: "2026/11/22". Throws Error.
std::vector<SearchReport> fetch_europepmc(Casebook& casebook, const Console& console, const FetchOptions& options,
                                          const std::string& today);

/// What must be said of the string that is sent: that it is PubMed's, when the protocol has none for Europe PMC.
std::vector<std::string> europepmc_warnings(const Protocol& protocol);

} // namespace casebook

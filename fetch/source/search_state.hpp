// SPDX-License-Identifier: GPL-3.0-or-later
// Where a search run stands: what the store keeps of it as JSON from the first moment on, so that a killed run is taken
// up again, and what a search log needs later. The ids themselves are in the store's table of wanted ids.
#pragma once

#include "fetch/source/search_plan.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// One ESearch that was answered.
struct SearchStep
{
    std::string term;
    std::size_t count = 0;
    std::size_t listed = 0;
};

struct SearchState
{
    // what was asked for
    std::string database = "PubMed";
    std::string base;
    SearchFrame frame;
    std::string sent;      ///< the term as it was sent; "": as PubMed gets it, from the frame
    std::size_t limit = 0; ///< 0: none

    // how far it is
    std::string phase = "listing"; ///< "listing", "fetching", "asking again", "done"
    std::vector<Slice> open;
    bool by_uid = true;
    std::string cursor; ///< Europe PMC: where the list goes on; "" elsewhere
    std::vector<SearchStep> searches;

    // what PubMed said
    std::size_t count = 0;
    std::string translation;
    std::vector<std::pair<std::string, std::string>> translations;
    std::vector<std::string> warnings;

    // the ids
    std::size_t listed = 0;                   ///< found by the search
    std::size_t held = 0;                     ///< of these, here from an earlier run and not changed since
    std::size_t asked = 0;                    ///< asked for by EFetch
    std::size_t returned = 0;                 ///< of these
    std::size_t left_out = 0;                 ///< beyond the limit
    std::vector<std::string> missing;         ///< asked for twice, not returned or not readable
    std::vector<std::string> no_longer_found; ///< listed by the last whole run and not by this one

    // the records
    std::size_t added = 0;
    std::size_t revised = 0;
    std::size_t unchanged = 0;
    std::size_t elsewhere = 0; ///< held from another source, whose form stays
    std::size_t broken = 0;    ///< set aside for inspection

    std::size_t requests = 0;
    std::size_t retries = 0;
    std::vector<std::string> troubles; ///< why the run is not complete, a sentence each
    std::string stopped;               ///< the error that ended it; "" otherwise

    bool complete() const { return phase == "done" && missing.empty() && troubles.empty(); }
};

/// What went to the service: the protocol's words and what was put to them.
std::string term_sent(const SearchState& state);

nlohmann::ordered_json to_json(const SearchState& state);
std::string to_text(const SearchState& state);
/// Reads what the store keeps. Throws Error for another form.
SearchState search_state_from(std::string_view json);

} // namespace casebook

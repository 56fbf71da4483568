// SPDX-License-Identifier: GPL-3.0-or-later
// Searches that people keep under a name, and what is new in a search since a day or since it was last run.
#pragma once

#include "corpus/store.hpp"
#include "index/literature/index.hpp"
#include "query/request.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// The search that the words and options ask for: one that is saved (`--saved`), or is to be (`--save`), or just one.
/// Throws UsageError for options that contradict each other and Error for a name that nobody saved.
SavedSearch asked_search(const Request& request, const Store& store);

/// A saved search run with other options (`--sort`, `--words`) is another search.
bool asks_as_saved(const SavedSearch& asked, const Store& store);

/// The name it is, or is to be, saved under; "" when it is not.
std::string saved_name(const Request& request);

/// What changed among the results of a search.
struct SearchNews
{
    std::string since;                          ///< a day, a time, or "" when the search was never run
    std::map<std::string, std::string> changed; ///< article → what, in words: "new", "decision: unclear → include"
    std::vector<std::string> gone;              ///< found the last time and not now
};

/// Since a day ("2026-01-31"): records that came in or were revised or deleted, decisions, corrections, full texts.
SearchNews news_since_day(const Store& store, const std::string& day);

/// Since the search was last run: what it finds now against what it found then, whatever made the difference.
/// `before`: against the time before that, for a further page of the same answer.
SearchNews news_since_last(const SavedSearch& saved, const std::map<std::string, std::string>& states, bool before);

/// As `Store::ran_search` keeps what was found.
std::string states_json(const std::map<std::string, std::string>& states);

/// `search --searches`.
int list_searches(const Request& request, const Store& store, const Console& console);
/// `search --forget NAME`.
int forget_search(const Request& request, Store& store, const Console& console);

} // namespace casebook

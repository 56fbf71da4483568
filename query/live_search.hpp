// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's search as `fetch` and `update` run it, at PubMed and over local files.
#pragma once

#include "fetch/source/local_search.hpp"
#include "fetch/source/search_run.hpp"
#include "query/casebook.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct FetchOptions
{
    std::string since;     ///< "2026/01/01" or ""
    std::size_t limit = 0; ///< 0: none
};

/// `--since` and `--limit`. Throws UsageError for what is no date or no number.
FetchOptions fetch_options(const Request& request);

/// Finishes a search that was interrupted and, when that was one of an earlier day, runs today's as well: one report or
/// two. Throws Error when the search cannot go on; another fetch at work on the casebook counts as that.
std::vector<SearchReport> fetch_casebook(Casebook& casebook, const Console& console, const FetchOptions& options);

/// The same search over PubMed's own files in a folder. Throws Error.
LocalReport search_local_files(Casebook& casebook, const Console& console, const std::filesystem::path& folder,
                               const FetchOptions& options);

/// A translation may run over pages: its beginning, for reading.
std::string shortened(const std::string& translation);

/// Whether the last one reached everything.
bool is_complete(const std::vector<SearchReport>& reports);

/// What was searched, found and fetched, for a reader.
void print_text(const std::vector<SearchReport>& reports, const Console& console);
nlohmann::ordered_json to_json(const std::vector<SearchReport>& reports);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's search as `fetch` and `update` run it, at PubMed and over local files.
#pragma once

#include "fetch/source/file_lock.hpp"
#include "fetch/source/full_text_run.hpp"
#include "fetch/source/local_search.hpp"
#include "fetch/source/search_run.hpp"
#include "query/casebook.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct FetchOptions
{
    std::string since;      ///< "2026/01/01" or ""
    std::size_t limit = 0;  ///< 0: none
    bool europepmc = false; ///< search there and not in PubMed
};

/// `--since`, `--limit` and `--source`. Throws UsageError for what is no date or no number.
FetchOptions fetch_options(const Request& request);

/// Held while a search or an update goes on; the system lets it go when the process ends, however it ends. Throws Error
/// when another one is at work on the casebook.
FileLock fetch_lock(const Casebook& casebook);

/// Under the lock, finishes a search that was interrupted and, when that was one of an earlier day, runs today's as
/// well: one report or two. Throws Error when the search cannot go on.
std::vector<SearchReport> fetch_casebook(Casebook& casebook, const Console& console, const FetchOptions& options,
                                         const FileLock& held);

/// The same search over PubMed's own files in a folder. Throws Error.
LocalReport search_local_files(Casebook& casebook, const Console& console, const std::filesystem::path& folder,
                               const FetchOptions& options);

/// Articles whose full text is to be looked for: all that are not excluded and not known duplicates and that nobody has
/// looked for; one that was not to be had is looked for again after thirty days, or at once with `again`.
std::vector<std::string> full_texts_wanted(const Casebook& casebook, bool again);

/// Looks for them. Throws Error when that cannot go on; what came is kept.
FullTextReport fetch_casebook_full_texts(Casebook& casebook, const Console& console, bool again);

/// A translation may run over pages: its beginning, for reading.
std::string shortened(const std::string& translation);

/// Of each database the last one.
std::vector<SearchReport> last_reports(const std::vector<SearchReport>& reports);

/// Whether the last one of each database reached everything.
bool is_complete(const std::vector<SearchReport>& reports);

/// What was searched, found and fetched, for a reader.
void print_text(const std::vector<SearchReport>& reports, const Console& console);
nlohmann::ordered_json to_json(const std::vector<SearchReport>& reports);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's search over files of PubMed's own distribution (annual baseline, daily updates; .xml or .xml.gz, each
// with an .md5 beside it if it came with one), so that a review can be made without asking NCBI. Files count in the
// order of their names, as NLM numbers them: a later form of a record replaces the earlier one, DeleteCitation removes.
// What is not as at PubMed: words without a tag are mapped by the program's vocabularies, not by NLM's.
#pragma once

#include "corpus/store.hpp"
#include "fetch/source/pubmed_query.hpp"

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct LocalOrder
{
    std::string search; ///< the protocol's string
    std::filesystem::path folder;
    std::string since; ///< "2026/01/01": only what was entered or revised from this day on; "" for all
};

/// What became of one file.
struct LocalFile
{
    std::string name;
    std::string digest; ///< SHA-256, by which it is known again
    std::size_t records = 0;
    std::size_t matches = 0;
    std::size_t broken = 0;   ///< set aside for inspection
    bool done_before = false; ///< by an earlier run of the same search; not read again
    std::string trouble;      ///< why it does not count as read; "" when it does
};

struct LocalReport
{
    std::int64_t run = 0;
    std::string term;
    std::string translation;
    std::vector<std::string> unknown_fields;
    std::vector<LocalFile> files;
    std::size_t added = 0;
    std::size_t revised = 0;
    std::size_t unchanged = 0;
    std::size_t deleted = 0;

    bool complete() const;
};

/// Each file is one transaction: a killed run goes on with the file it was at. Throws Error for a folder without such
/// files or a search that cannot be understood.
LocalReport search_files(Store& store, const LocalOrder& order, const TermMapping& mapping,
                         const std::function<void(std::size_t done, std::size_t total)>& progress);

nlohmann::ordered_json to_json(const LocalReport& report);

} // namespace casebook

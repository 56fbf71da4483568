// SPDX-License-Identifier: GPL-3.0-or-later
// Records and full texts of a file or of a fetched answer into the store. The good ones go in, the broken ones are
// counted and kept for inspection; doing it again changes nothing.
#pragma once

#include "corpus/store.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

inline constexpr std::size_t titles_told = 5;

/// What became of the decisions that stood in a file with its records.
struct DecisionsRead
{
    std::size_t added = 0;
    std::size_t known = 0;                    ///< said before by the same person in the same words
    std::size_t against = 0;                  ///< of those added: another verdict than the person's that counted before
    std::size_t from_future = 0;              ///< of the added: dated later than now, and taken as said now
    std::size_t not_held = 0;                 ///< records with decisions that the casebook does not hold
    std::vector<std::string> not_held_titles; ///< of the first of them
    std::map<std::string, std::size_t> by;    ///< whose those added are
};

struct ImportReport
{
    std::string source;
    std::string kind = "PubMed XML"; ///< what the file is, as its content tells: "JATS", "MEDLINE/NBIB", "RIS (Embase)"
    std::size_t records = 0;         ///< articles read
    std::size_t added = 0;
    std::size_t revised = 0;
    std::size_t unchanged = 0;
    std::size_t older = 0; ///< the store holds a newer form
    std::size_t deleted = 0;
    std::size_t own = 0;             ///< of the records: written by this program, and held here
    std::size_t full_texts = 0;      ///< that came new, of records held before or just added
    DecisionsRead decisions;         ///< people's, in the notes and columns of other tools
    std::vector<Quarantined> broken; ///< without their bytes; those are in the store
    std::vector<std::string> pmids;  ///< of the articles read, in their order
    std::string trouble;             ///< why records may be missing: the source was torn or cut short; "" if it was not
};

/// Where the records come from and under which run they are kept.
struct ImportContext
{
    Store& store;
    std::int64_t run = 0;
    std::string channel = "database";
    std::string database = {};   ///< of RIS records, as a person says; "" reads it from each record
    std::string decided_by = {}; ///< whose the decisions are that come without a name
    bool decisions_only = false; ///< the file's records are not taken, only what was decided of those that are held
};

/// Reads a file of any supported kind, told by its content. Commits every few hundred records, so that memory stays
/// flat and a killed import keeps what it had. Throws Error when the file holds no records of a kind that is read.
ImportReport import_file(const ImportContext& context, const std::filesystem::path& file);

/// Reads PubMed XML from memory within the caller's transaction. `name` tells where it came from.
ImportReport import_pubmed_xml(const ImportContext& context, std::string_view xml, const std::string& name);

} // namespace casebook

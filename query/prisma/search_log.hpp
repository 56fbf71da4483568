// SPDX-License-Identifier: GPL-3.0-or-later
// How the records were found, item by item of PRISMA-S (Rethlefsen 2021, doi 10.1186/s13643-020-01542-z), as far as
// what was run tells; the items that only a person knows are named.
#pragma once

#include "query/casebook.hpp"

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

/// A search that was run, with all runs of the same strategy at the same place.
struct LoggedSearch
{
    std::string database; ///< "PubMed"
    std::string platform; ///< address or folder
    std::string strategy; ///< the protocol's words
    std::string sent;     ///< what went to the service in the last run
    std::string understood;
    std::vector<std::string> limits;
    std::vector<std::string> warnings;
    struct Run
    {
        std::int64_t id = 0;
        std::string date;
        std::string kind; ///< "whole", "what was new or changed since 2026/01/01", …
        std::size_t found = 0;
        std::size_t added = 0;
        bool complete = false;
    };
    std::vector<Run> runs; ///< oldest first
};

/// Files that were imported, by the database they came from.
struct LoggedImport
{
    std::int64_t run = 0;
    std::string date;
    std::string file;
    std::string kind;
    std::string channel;
    std::size_t records = 0;
    std::size_t added = 0;
};

/// Records held, by where they came from.
struct LoggedSource
{
    std::string source;
    std::string channel;
    std::size_t records = 0;
    std::size_t duplicates = 0;     ///< of these, merged into others
    std::size_t held_elsewhere = 0; ///< found there too, and counted with the source that brought them first
};

/// Which database a record came from.
class Databases
{
public:
    explicit Databases(const Store& store);
    /// As the record says, else as its search run does, else PubMed.
    std::string source_of(const ArticleInfo& info, const Article& article) const;

    /// Other databases whose searches found the record too, with the first run that did: it was identified there as
    /// well, and is a duplicate from the start.
    std::map<std::string, std::int64_t> found_too(const std::string& id, const std::string& source) const;

private:
    std::map<std::int64_t, std::string> searched_; ///< what each search run asked: PubMed, or what stood in for it
    std::map<std::string, std::map<std::string, std::int64_t>>
        found_; ///< id → database → first run; filled for several
};

struct LogItem
{
    int number = 0;
    std::string name;
    std::vector<std::string> lines; ///< what is known; empty: nothing
    bool for_a_person = false;      ///< nothing that was run can tell it
};

struct SearchLog
{
    std::string title;
    std::vector<LoggedSearch> searches;
    std::vector<LoggedImport> imports;
    std::vector<LoggedSource> sources;
    std::vector<LogItem> items; ///< all sixteen
};

SearchLog make_search_log(const Casebook& casebook);

/// The table in an appendix of a review.
void write_markdown(std::ostream& out, const SearchLog& log);
nlohmann::ordered_json to_json(const SearchLog& log);

} // namespace casebook

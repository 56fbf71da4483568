// SPDX-License-Identifier: GPL-3.0-or-later
// What a page of results needs of each document that matches, in arrays by the document's number: Xapian's own values
// take some hundred times as long to get.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>
#include <xapian.h>

namespace casebook {

struct FacetColumn
{
    std::string name;
    std::vector<std::string> values;   ///< as they stand in the slot, several joined; the first is ""
    std::vector<std::uint32_t> number; ///< of a document's value among them
};

/// All arrays are one longer than the greatest number of a document.
struct Columns
{
    std::vector<std::uint32_t> article; ///< which one; documents of one article have the same number
    std::vector<std::uint8_t> shared;   ///< 1: the article has other documents
    std::vector<std::uint32_t> rank;    ///< in the order of equals: the newest first, then by id
    std::vector<FacetColumn> facets;
};

/// From the values of the documents: some ten milliseconds for a hundred thousand.
Columns make_columns(const Xapian::Database& db);

/// Keeps the columns beside the index that is there, for `columns_of`.
void write_columns(const std::filesystem::path& folder);

/// The columns of this state of the index: those kept beside it, or made anew where they are of another state.
Columns columns_of(const std::filesystem::path& folder, const Xapian::Database& db);

/// Articles, not documents, by facet and value.
std::map<std::string, std::map<std::string, std::size_t>> count_facets(const Columns& columns,
                                                                       const std::vector<Xapian::docid>& documents);

/// How many articles they are of.
std::size_t count_articles(const Columns& columns, const std::vector<Xapian::docid>& documents);

} // namespace casebook

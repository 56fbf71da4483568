// SPDX-License-Identifier: GPL-3.0-or-later
// What a page of results needs of each document that matches, in arrays by the document's number: Xapian's own values
// take some hundred times as long to get.
#pragma once

#include <bit>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>
#include <xapian.h>

namespace casebook {

/// Numbers of documents, a bit each: what matches a common word is a part of all documents, and thirty thousand bytes
/// hold it for the largest review.
class DocumentSet
{
public:
    /// Room for documents up to `last`.
    explicit DocumentSet(Xapian::docid last = 0) : words_(last / 64 + 1) {}

    void add(Xapian::docid document) { words_[document / 64] |= std::uint64_t{1} << document % 64; }
    bool contains(Xapian::docid document) const { return (words_[document / 64] >> document % 64 & 1U) != 0; }
    void clear() { words_.assign(words_.size(), 0); }
    std::size_t size() const;
    /// How many are in both sets, which have the same room.
    std::size_t size_with(const DocumentSet& other) const;
    /// Those in this set that are in the other one; or that are not. Both have the same room.
    DocumentSet both(const DocumentSet& other) const;
    DocumentSet without(const DocumentSet& other) const;
    template <class Use> void each(Use use) const
    {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
                use(static_cast<Xapian::docid>(64 * i + static_cast<unsigned>(std::countr_zero(left))));
    }

private:
    std::vector<std::uint64_t> words_;
};

struct FacetColumn
{
    std::string name;
    std::vector<std::string> values;               ///< as they stand in the slot, several joined; the first is ""
    std::vector<std::uint32_t> number;             ///< of a document's value among them
    std::vector<Xapian::docid> documents;          ///< those that have a value, ascending
    std::vector<DocumentSet> sets;                 ///< of each value its documents; none where values are many
    std::vector<std::string> names;                ///< single values
    std::vector<std::vector<std::uint32_t>> parts; ///< of each value the single ones in it, by their place in `names`
};

/// Arrays by document are one longer than the greatest number of a document.
struct Columns
{
    std::vector<std::uint32_t> article; ///< which one; documents of one article have the same number
    DocumentSet shared;                 ///< documents whose article has others
    std::vector<std::uint32_t> rank;    ///< in the order of equals: the newest first, then by id
    std::vector<FacetColumn> facets;
};

/// From the values of the documents: some ten milliseconds for a hundred thousand.
Columns make_columns(const Xapian::Database& db);

/// Keeps the columns beside the index that is there, for `columns_of`.
void write_columns(const std::filesystem::path& folder);

/// The columns of this state of the index: those kept beside it, or made anew where they are of another state.
Columns columns_of(const std::filesystem::path& folder, const Xapian::Database& db);

/// What matches, by article.
struct MatchedArticles
{
    DocumentSet alone;                 ///< documents whose article has no others
    std::vector<Xapian::docid> shared; ///< the others; those of one article follow each other
    std::size_t count = 0;
};

MatchedArticles by_article(const Columns& columns, const DocumentSet& matched);

/// Articles, not documents, by facet and value.
std::map<std::string, std::map<std::string, std::size_t>> count_facets(const Columns& columns,
                                                                       const MatchedArticles& matched);

} // namespace casebook

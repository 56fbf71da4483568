// SPDX-License-Identifier: GPL-3.0-or-later
// The Xapian index of articles and cases. It is derived: delete the folder and `casebook index` makes it again.
// Xapian::Error is no std::exception; it is turned into Error before it leaves this room.
#pragma once

#include "index/literature/entry.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace casebook {

class LiteratureWriter
{
public:
    /// Opens or creates the index; one made under another table of fields is begun anew. Throws Error.
    explicit LiteratureWriter(const std::filesystem::path& folder);
    ~LiteratureWriter();
    LiteratureWriter(const LiteratureWriter&) = delete;
    LiteratureWriter& operator=(const LiteratureWriter&) = delete;

    /// Puts the article's documents in place of its former ones; false when they were already the same.
    bool put(const IndexEntry& entry);
    /// Takes out what `put` was not called for since the index was opened. The number of articles taken out.
    std::size_t drop_unseen();
    /// Makes everything since the last commit visible, with the store's revision that it reflects. Without it a part
    /// may be visible, under no revision: the index is stale, and the next run puts what is missing.
    /// `basis` names what else the documents were made from; `pair` is what FAERS counts of the review's pair.
    void commit(std::int64_t store_revision, const std::string& basis = "",
                const std::optional<PairReports>& pair = std::nullopt);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

class LiteratureReader
{
public:
    /// Throws Error when there is no index.
    explicit LiteratureReader(const std::filesystem::path& folder);
    ~LiteratureReader();
    LiteratureReader(LiteratureReader&& other) noexcept;
    LiteratureReader(const LiteratureReader&) = delete;
    LiteratureReader& operator=(const LiteratureReader&) = delete;

    /// Throws UsageError for a query that cannot be meant, with the reason.
    Found search(const Search& search) const;
    /// All that the query matches, whatever its limit.
    CaseMatches matches(const Search& search) const;
    /// The articles that `search` would find, however many, each with a digest of what it would show of them and of
    /// their text: another digest means that something in them changed. Counts of FAERS do not.
    std::map<std::string, std::string> states(const Search& search) const;
    /// Of the store that is shown; -1 of an index that was never made whole.
    std::int64_t store_revision() const;
    std::string basis() const;
    std::size_t documents() const;
    /// What FAERS counted of the review's pair when the index was made; none where no quarters were held.
    std::optional<PairReports> pair() const;
    /// The same of an article's cases, by their numbers.
    std::map<int, CaseReports> reports_of(const std::string& article) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The words of a query before a colon, with what each finds: fields of cases and of articles.
struct QueryField
{
    std::string name;
    std::string help;
    std::vector<std::string> values; ///< all that there are, where they are few and known
};
std::vector<QueryField> query_fields();

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What runs and people changed since a moment.
#pragma once

#include "corpus/notice.hpp"
#include "query/casebook.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

enum class ArticleChange {
    added,
    revised,
    deleted, ///< by NLM
    received ///< a form that did not come to count, or not any more
};
std::string_view name_of(ArticleChange value);

struct ChangedArticle
{
    std::int64_t run = 0;
    ArticleChange change = ArticleChange::added;
    std::string article;
    std::string reference;
    std::string title;
    std::vector<std::string> parts; ///< of a revision: "title", "MeSH" …
    Notice notice = Notice::none;   ///< what this revision says against it that was not said before
};

/// A decision that counts now against the one that counted before.
struct Turn
{
    std::string article;
    std::string reference;
    std::optional<Decision> before;
    Decision now;
};

struct Changes
{
    std::string since;    ///< UTC
    bool by_date = false; ///< a date was given, not a run: decisions are told by their time
    std::vector<Run> runs;
    std::vector<ChangedArticle> articles;
    std::vector<Turn> turns;
    std::vector<Correction> corrections;
    std::vector<ItemAnswer> answers;                          ///< people's, to the items of appraisals
    std::vector<Pairing> pairings;                            ///< what people said of pairs of records
    std::vector<std::pair<std::string, FullText>> full_texts; ///< what people said of articles' full texts
    std::size_t included_before = 0;
    std::size_t included_now = 0;
};

/// `since` is the number of a run, a date ("2026-01-31", from its beginning), or "" for the last run. Throws UsageError
/// for what is neither and Error for a run that there never was.
Changes changes_since(const Store& store, const std::string& since);

/// The parts in which two forms of a record differ, in the words of people.
std::vector<std::string> differing_parts(const Article& before, const Article& after);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// From the literature reference of a report (LIT_REF) to the article it means. References are typed by companies: upper
// case, `?` for lost letters, authors and journal in any form, labels before the parts. So the article's title is
// looked for inside the reference, where nothing must know where a title begins.
#pragma once

#include "corpus/article.hpp"
#include "index/faers/report.hpp"
#include "index/faers/scope.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

/// title: the whole title stands in the reference, letter for letter; similar: at least 85 % of its letter triples do,
/// which a person should look at.
enum class CitationTier : std::uint8_t { title, similar };

struct Citation
{
    std::size_t article = 0; ///< index of the article given
    CitationTier tier = CitationTier::title;
    bool year = false;   ///< the reference has the year of publication, or one beside it
    bool author = false; ///< … the first author's last name
    bool operator==(const Citation&) const = default;
    /// A person should look at it: only alike, or neither year nor author agrees.
    bool uncertain() const { return tier == CitationTier::similar || (!year && !author); }
};

/// The articles that references may mean. Titles of fewer than 20 letters and digits name nothing.
class CitedArticles
{
public:
    explicit CitedArticles(const std::vector<Article>& articles);

    /// Those whose title stands in the reference, the longest title first: a title may be a part of another.
    std::vector<Citation> find(std::string_view lit_ref) const;
    /// Those alike to a part of it, with year or author agreeing; slower by far.
    std::vector<Citation> alike(std::string_view lit_ref) const;

private:
    struct Entry
    {
        std::vector<std::string> titles; ///< letters and digits; with foreign letters made plain and dropped
        std::string author;
        int year = 0;
    };
    Citation confirmed(std::size_t article, CitationTier tier, std::string_view lit_ref) const;

    std::vector<Entry> articles_;
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> beginnings_; ///< article, title
};

/// Reports that cite one of the articles.
struct CitingReport
{
    std::uint32_t number = 0; ///< in the counting file
    Citation citation;
};
/// Looks through the references of all quarters; reports at level `latest`, in the order of numbers.
std::vector<CitingReport> citing_reports(const FaersStore& store, const CitedArticles& articles);

} // namespace casebook

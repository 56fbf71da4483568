// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/citations.hpp"

#include "corpus/ordered.hpp"
#include "corpus/text.hpp"
#include "index/faers/links.hpp"
#include "index/faers/suggest.hpp"

#include <algorithm>
#include <charconv>

namespace casebook {

namespace {

constexpr std::size_t telling_title = 20;   ///< letters of a title that names an article
constexpr std::size_t title_beginning = 12; ///< letters by which titles are found
constexpr double most_triples = 0.85;

/// What is left of a text when the letters are dropped that FDA's files print as `?`.
std::string without_foreign(std::string_view text)
{
    std::string plain;
    std::ranges::copy_if(text, std::back_inserter(plain), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return squeeze(plain);
}

/// The numbers of four digits in a text.
std::vector<int> years_in(std::string_view text)
{
    std::vector<int> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        while (at < text.size() && is_digit(text[at]))
            ++at;
        int year = 0;
        if (at - from == 4 && std::from_chars(text.data() + from, text.data() + at, year).ec == std::errc())
            out.push_back(year);
        at += at == from ? 1 : 0;
    }
    return out;
}

} // namespace

CitedArticles::CitedArticles(const std::vector<Article>& articles)
{
    for (const Article& article : articles) {
        Entry entry;
        for (const std::string& title : {article.title.text, article.vernacular_title})
            for (std::string& letters : std::vector{squeeze(title), without_foreign(title)})
                if (letters.size() >= telling_title)
                    entry.titles.push_back(std::move(letters));
        sort_unique(entry.titles);
        if (!article.authors.empty() && !article.authors.front().collective)
            entry.author = squeeze(article.authors.front().last_name);
        entry.year = year_of(article);
        for (std::size_t i = 0; i < entry.titles.size(); ++i)
            beginnings_[entry.titles[i].substr(0, title_beginning)].emplace_back(articles_.size(), i);
        articles_.push_back(std::move(entry));
    }
}

Citation CitedArticles::confirmed(std::size_t article, CitationTier tier, std::string_view lit_ref) const
{
    const Entry& entry = articles_[article];
    const std::vector<int> years = years_in(lit_ref);
    const bool year =
        entry.year != 0 && std::ranges::any_of(years, [&](int y) { return std::abs(y - entry.year) <= 1; });
    const bool author = entry.author.size() >= 3 && squeeze(lit_ref).find(entry.author) != std::string::npos;
    return {article, tier, year, author};
}

std::vector<Citation> CitedArticles::find(std::string_view lit_ref) const
{
    std::vector<std::pair<std::size_t, std::size_t>> found; // length of the title, article
    for (const std::string& letters : {squeeze(lit_ref), without_foreign(lit_ref)})
        for (std::size_t at = 0; at + title_beginning <= letters.size(); ++at) {
            const auto titles = beginnings_.find(letters.substr(at, title_beginning));
            if (titles == beginnings_.end())
                continue;
            for (const auto& [article, title] : titles->second)
                if (letters.compare(at, articles_[article].titles[title].size(), articles_[article].titles[title]) == 0)
                    found.emplace_back(articles_[article].titles[title].size(), article);
        }
    std::ranges::sort(found, std::greater<>());
    std::vector<Citation> out;
    for (const auto& [length, article] : found)
        if (std::ranges::find(out, article, &Citation::article) == out.end())
            out.push_back(confirmed(article, CitationTier::title, lit_ref));
    return out;
}

std::vector<Citation> CitedArticles::alike(std::string_view lit_ref) const
{
    const std::vector<std::string> given = triples(squeeze(lit_ref));
    std::vector<Citation> out;
    for (std::size_t i = 0; i < articles_.size(); ++i)
        for (const std::string& title : articles_[i].titles) {
            const std::vector<std::string> wanted = triples(title);
            const auto have = std::ranges::count_if(
                wanted, [&](const std::string& t) { return std::ranges::binary_search(given, t); });
            if (static_cast<double>(have) < most_triples * static_cast<double>(wanted.size()))
                continue;
            const Citation citation = confirmed(i, CitationTier::similar, lit_ref);
            if (citation.year || citation.author)
                out.push_back(citation);
            break;
        }
    return out;
}

std::vector<CitingReport> citing_reports(const FaersStore& store, const CitedArticles& articles)
{
    const CountingFile& counting = store.counting();
    std::vector<std::pair<std::uint32_t, Citation>> rows; // row of DEMO through all quarters
    for (std::size_t i = 0; i < store.quarters().size(); ++i) {
        const QuarterFile& quarter = store.quarter(i);
        const Texts references = quarter.file.texts("references");
        std::vector<std::vector<Citation>> of(references.size());
        for (std::size_t at = 0; at < references.size(); ++at)
            if (!reference_key(references[at]).empty())
                of[at] = articles.find(references[at]);
        const auto lit_ref = quarter.file.column<std::uint32_t>("lit_ref");
        for (std::uint32_t row = 0; row < lit_ref.size(); ++row)
            for (const Citation& citation : of[lit_ref[row]])
                rows.emplace_back(counting.rows_begin[i] + row, citation);
    }
    std::vector<CitingReport> out;
    if (rows.empty())
        return out;
    const FaersScope latest(counting, FaersLevel::latest, {}, {}, {});
    latest.each([&](std::uint32_t number) {
        const std::uint32_t row = counting.origin[number];
        for (auto at = std::ranges::lower_bound(rows, row, {}, &std::pair<std::uint32_t, Citation>::first);
             at != rows.end() && at->first == row; ++at)
            out.push_back({number, at->second});
    });
    return out;
}

} // namespace casebook

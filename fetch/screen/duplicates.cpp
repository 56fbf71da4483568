// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/screen/duplicates.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>

namespace casebook {

namespace {

constexpr std::size_t telling_title = 20; ///< letters; "Case report" says nothing
constexpr std::size_t most_alike = 200;   ///< records under one key beyond which the key says nothing

constexpr std::array<std::string_view, 6> rules = {
    "the same PMID",
    "the same PMCID",
    "the same DOI",
    "the same DOI, another title",
    "the same title, first author and year (within one)",
    "the same title; author, year or number differ or are missing",
};

/// A text under which records may meet, and how long it must be to say anything.
struct Key
{
    std::string RecordKeys::*text;
    std::size_t shortest = 1;
    bool tells(const RecordKeys& record) const { return (record.*text).size() >= shortest; }
};
constexpr Key by_pmid{&RecordKeys::pmid};
constexpr Key by_pmcid{&RecordKeys::pmcid};
constexpr Key by_doi{&RecordKeys::doi};
constexpr Key by_words{&RecordKeys::title, telling_title};

bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

/// One title goes on where the other ends: with a subtitle or a translation.
bool titles_agree(const RecordKeys& a, const RecordKeys& b)
{
    return a.title.empty() || b.title.empty() || a.title.starts_with(b.title) || b.title.starts_with(a.title);
}

Likeness by_title(const RecordKeys& a, const RecordKeys& b)
{
    const bool near = a.year != 0 && b.year != 0 && std::abs(a.year - b.year) <= 1;
    const bool same_author = !a.author.empty() && a.author == b.author;
    const bool other_number = differ(a.doi, b.doi) || differ(a.pmid, b.pmid);
    const bool certain = near && same_author && !other_number;
    return {a.id, b.id, rules[certain ? 4 : 5], certain};
}

/// A title under which far apart years or another author stand is a series ("Images in dermatology").
bool may_be_one(const RecordKeys& a, const RecordKeys& b)
{
    const bool far = a.year != 0 && b.year != 0 && std::abs(a.year - b.year) > 1;
    return !far && !differ(a.author, b.author);
}

using Groups = std::map<std::string, std::vector<std::size_t>>;

Groups grouped(const std::vector<RecordKeys>& records, const Key& key)
{
    Groups out;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (key.tells(records[i]))
            out[records[i].*key.text].push_back(i);
    std::erase_if(out, [](const auto& group) { return group.second.size() > most_alike; });
    return out;
}

template <class F> void each_pair(const Groups& groups, F&& f)
{
    for (const auto& [key, places] : groups)
        for (std::size_t a = 0; a < places.size(); ++a)
            for (std::size_t b = a + 1; b < places.size(); ++b)
                f(places[a], places[b]);
}

} // namespace

RecordKeys keys_of(const Article& article)
{
    return {article.id,
            pmid_is_known(article.pmid) ? article.pmid : "",
            article.pmcid,
            lower_ascii(article.doi),
            squeeze(article.title.text.empty() ? article.vernacular_title : article.title.text),
            article.authors.empty() ? "" : squeeze(article.authors.front().last_name),
            year_of(article)};
}

void SharedKeys::add(const RecordKeys& record)
{
    std::uint64_t kind = 0; // a DOI is not alike a title
    for (const Key& key : {by_pmid, by_pmcid, by_doi, by_words}) {
        if (key.tells(record))
            seen_.push_back({std::hash<std::string>()(record.*key.text) + kind, records_});
        ++kind;
    }
    ++records_;
}

std::vector<std::size_t> SharedKeys::places()
{
    std::ranges::sort(seen_); // in place: there may be millions
    std::set<std::size_t> out;
    for (std::size_t i = 1; i < seen_.size(); ++i)
        if (seen_[i].digest == seen_[i - 1].digest && seen_[i].place != seen_[i - 1].place)
            out.insert({seen_[i - 1].place, seen_[i].place});
    return {out.begin(), out.end()};
}

std::span<const std::string_view> duplicate_rules() { return rules; }

std::vector<Likeness> find_likenesses(const std::vector<RecordKeys>& records)
{
    std::vector<Likeness> out;
    std::set<std::pair<std::size_t, std::size_t>> seen;
    const auto put = [&](std::size_t a, std::size_t b, Likeness likeness) {
        if (seen.emplace(a, b).second)
            out.push_back(std::move(likeness));
    };
    const auto plain = [&](std::size_t rule, std::size_t a, std::size_t b, bool certain) {
        put(a, b, {records[a].id, records[b].id, rules[rule], certain});
    };
    each_pair(grouped(records, by_pmid), [&](auto a, auto b) { plain(0, a, b, true); });
    each_pair(grouped(records, by_pmcid), [&](auto a, auto b) { plain(1, a, b, true); });
    each_pair(grouped(records, by_doi), [&](auto a, auto b) {
        const bool certain = titles_agree(records[a], records[b]);
        plain(certain ? 2 : 3, a, b, certain);
    });
    each_pair(grouped(records, by_words), [&](auto a, auto b) {
        if (may_be_one(records[a], records[b]))
            put(a, b, by_title(records[a], records[b]));
    });
    return out;
}

} // namespace casebook

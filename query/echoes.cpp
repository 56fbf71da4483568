// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/echoes.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace casebook {

namespace {

constexpr std::size_t telling_title = 20; // letters; "Case report" says nothing

using ReportPair = std::pair<std::size_t, std::size_t>;

std::string author_key(const Author& author)
{
    return author.collective ? "" : fold(author.last_name) + " " + std::string(first_character(fold(author.initials)));
}

/// What two reports may have in common; a report is looked at beside another only when they share one of these.
std::set<std::string> echo_keys(const Article& article)
{
    std::set<std::string> keys;
    if (!article.doi.empty())
        keys.insert("doi:" + lower_ascii(article.doi));
    if (const std::string title = squeeze(article.title.text); title.size() >= telling_title)
        keys.insert("title:" + title);
    for (const Author& author : article.authors)
        if (const std::string key = author_key(author); !key.empty())
            keys.insert("author:" + key);
    if (!article.pmid.empty())
        keys.insert("pmid:" + article.pmid);
    for (const Link& link : article.links)
        if (!link.pmid.empty() &&
            (link.kind.find("epublished") != std::string::npos || link.kind.starts_with("Update")))
            keys.insert("pmid:" + link.pmid);
    return keys;
}

std::map<ReportPair, std::vector<std::string>> shared_keys(const std::vector<Report>& reports)
{
    std::map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t i = 0; i < reports.size(); ++i)
        for (const std::string& key : echo_keys(reports[i].article))
            by_key[key].push_back(i);
    std::map<ReportPair, std::vector<std::string>> pairs;
    for (const auto& [key, places] : by_key)
        for (std::size_t a = 0; a < places.size(); ++a)
            for (std::size_t b = a + 1; b < places.size(); ++b)
                pairs[{places[a], places[b]}].push_back(key);
    return pairs;
}

/// Why the two records are one article; "" when they are not.
std::string same_article(const Report& a, const Report& b, const std::vector<std::string>& shared)
{
    for (const std::string& key : shared) {
        if (key.starts_with("doi:"))
            return "the same DOI";
        if (key.starts_with("pmid:"))
            return "a republication";
        if (key.starts_with("title:") && std::abs(year_of(a.article) - year_of(b.article)) <= 1)
            return "the same title";
    }
    return "";
}

bool alike(const Case& a, const Case& b)
{
    const auto& [x, y] = std::pair(a.patient, b.patient);
    if (!x.sex || !y.sex || x.sex.value != y.sex.value || !x.age_years || !y.age_years)
        return false;
    const double tolerance = std::min(*x.age_years.value, *y.age_years.value) < 3 ? 0.25 : 0.5;
    return std::abs(*x.age_years.value - *y.age_years.value) <= tolerance;
}

void add_same_article(const Report& a, const Report& b, const std::string& why, std::vector<Echo>& echoes)
{
    for (std::size_t i = 0; i < std::min(a.patients.size(), b.patients.size()); ++i)
        echoes.push_back({case_id(a.article.id, a.patients[i].number), case_id(b.article.id, b.patients[i].number),
                          "two records of one article: " + why});
}

void add_alike(const Report& a, const Report& b, const std::string& author, std::vector<Echo>& echoes)
{
    for (const Case& one : a.patients)
        for (const Case& other : b.patients)
            if (alike(one, other))
                echoes.push_back({case_id(a.article.id, one.number), case_id(b.article.id, other.number),
                                  format("{}, {} y, and an author in common ({})", name_of(*one.patient.sex.value),
                                         plain_number(*one.patient.age_years.value), author)});
}

} // namespace

std::vector<Echo> find_echoes(const std::vector<Report>& reports)
{
    std::vector<Echo> echoes;
    for (const auto& [pair, shared] : shared_keys(reports)) {
        const Report& a = reports[pair.first];
        const Report& b = reports[pair.second];
        if (const std::string why = same_article(a, b, shared); !why.empty())
            add_same_article(a, b, why, echoes);
        else if (const auto author = std::ranges::find_if(shared, [](auto& key) { return key.starts_with("author:"); });
                 author != shared.end())
            add_alike(a, b, author->substr(7), echoes);
    }
    return echoes;
}

} // namespace casebook

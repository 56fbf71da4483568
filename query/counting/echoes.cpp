// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/counting/echoes.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace casebook {

namespace {

constexpr std::size_t telling_title = 20; // letters; "Case report" says nothing
constexpr double most_years_apart = 0.5;  // ages of one patient

std::string author_key(const Author& author)
{
    return author.collective ? "" : fold(author.last_name) + " " + std::string(first_character(fold(author.initials)));
}

/// Two numbers that are at most `width` apart have one of these in common; few others do.
std::array<long, 2> neighbours(double number, double width)
{
    const long place = std::lround(std::floor(number / width));
    return {place, place + 1};
}

/// Authors beside each sex and age of a patient: what `alike` patients of one author have in common.
void add_author_keys(const Report& report, std::set<std::string>& keys)
{
    for (const Author& author : report.article.authors)
        for (const Case& c : report.patients)
            if (const std::string key = author_key(author); !key.empty() && c.patient.sex && c.patient.age_years)
                for (const long age : neighbours(*c.patient.age_years.value, most_years_apart))
                    keys.insert(format("author:{}\n{} {}", key, name_of(*c.patient.sex.value), age));
}

/// What two reports may have in common; a report is looked at beside another only when they share one of these. Keys
/// say as much as can be said, so that few share them: many articles are by somebody named Wang.
std::set<std::string> echo_keys(const Report& report)
{
    const Article& article = report.article;
    std::set<std::string> keys;
    if (!article.doi.empty())
        keys.insert("doi:" + lower_ascii(article.doi));
    if (const std::string title = squeeze(article.title.text); title.size() >= telling_title)
        for (const long year : neighbours(year_of(article), 1))
            keys.insert(format("title:{} {}", title, year));
    add_author_keys(report, keys);
    if (!article.pmid.empty())
        keys.insert("pmid:" + article.pmid);
    for (const Link& link : article.links)
        if (!link.pmid.empty() &&
            (link.kind.find("epublished") != std::string::npos || link.kind.starts_with("Update")))
            keys.insert("pmid:" + link.pmid);
    return keys;
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
    const double tolerance = std::min(*x.age_years.value, *y.age_years.value) < 3 ? 0.25 : most_years_apart;
    return std::abs(*x.age_years.value - *y.age_years.value) <= tolerance;
}

/// A report beside those that came before it, and for which of its patients an echo was found.
struct Later
{
    const Report& report;
    std::vector<bool> told;
    std::vector<Echo>& echoes;
};

/// One echo a patient: who is told three times is two too many, not three.
void add_echo(Later& later, std::size_t place, const Report& earlier, const Case& first, const std::string& why)
{
    if (later.told[place])
        return;
    later.told[place] = true;
    later.echoes.push_back({case_id(earlier.article.id, first.number),
                            case_id(later.report.article.id, later.report.patients[place].number), why});
}

void add_same_article(const Report& earlier, Later& later, const std::vector<std::string>& shared)
{
    const std::string why = same_article(earlier, later.report, shared);
    for (std::size_t i = 0; !why.empty() && i < std::min(earlier.patients.size(), later.told.size()); ++i)
        add_echo(later, i, earlier, earlier.patients[i], "two records of one article: " + why);
}

void add_alike(const Report& earlier, Later& later, const std::vector<std::string>& shared)
{
    const auto key = std::ranges::find_if(shared, [](auto& one) { return one.starts_with("author:"); });
    if (key == shared.end() || !same_article(earlier, later.report, shared).empty())
        return;
    const std::string author = key->substr(7, key->find('\n') - 7);
    for (const Case& one : earlier.patients)
        for (std::size_t i = 0; i < later.told.size(); ++i)
            if (alike(one, later.report.patients[i]))
                add_echo(later, i, earlier, one,
                         format("{}, {} y, and an author in common ({})", name_of(*one.patient.sex.value),
                                plain_number(*one.patient.age_years.value), author));
}

/// Of the reports that came before, those that share a key, each with the keys.
using Earlier = std::map<std::size_t, std::vector<std::string>>;

void find_echoes_of(Later later, const Earlier& earlier, const std::vector<Report>& reports)
{
    for (const auto add : {add_same_article, add_alike})
        for (const auto& [place, shared] : earlier) {
            if (std::ranges::count(later.told, false) == 0)
                return;
            add(reports[place], later, shared);
        }
}

} // namespace

std::vector<Echo> find_echoes(const std::vector<Report>& reports)
{
    std::vector<Echo> echoes;
    std::unordered_map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (reports[i].patients.empty()) // repeats none
            continue;
        Earlier earlier;
        for (const std::string& key : echo_keys(reports[i])) {
            std::vector<std::size_t>& places = by_key[key];
            for (const std::size_t place : places)
                earlier[place].push_back(key);
            places.push_back(i);
        }
        find_echoes_of({reports[i], std::vector<bool>(reports[i].patients.size()), echoes}, earlier, reports);
    }
    return echoes;
}

} // namespace casebook

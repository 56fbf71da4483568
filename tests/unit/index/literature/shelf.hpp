// SPDX-License-Identifier: GPL-3.0-or-later
// An index in a temporary folder, filled from articles and cases that a test writes down in a line each.
#pragma once

#include "index/literature/index.hpp"
#include "tests/unit/temporary.hpp"

namespace casebook {

/// An article with its cases and its decision.
struct IndexItem
{
    Article article;
    std::vector<Case> cases;
    std::optional<Decision> decision;
    std::vector<CaseReports> reports = {};
    std::vector<std::string> blamed = {};
};

inline IndexItem item(int number, const std::string& title, const std::string& abstract = "", int year = 2019)
{
    IndexItem out;
    out.article.pmid = std::to_string(98000000 + number);
    out.article.id = "pubmed:" + out.article.pmid;
    out.article.title.text = title;
    out.article.published.year = year;
    if (!abstract.empty())
        out.article.abstract = {{"", "", {abstract, {}}}};
    return out;
}

inline IndexItem decided(IndexItem out, Verdict verdict, const std::string& reason = "",
                         const std::string& by = "rules")
{
    out.decision.emplace();
    out.decision->verdict = verdict;
    out.decision->reason = reason;
    out.decision->by = by;
    return out;
}

inline Case velnarane_case(int number, Role role = Role::suspect)
{
    Case c;
    c.number = number;
    c.drugs.emplace_back();
    c.drugs[0].name = "velnarane";
    c.drugs[0].role.value = role;
    return c;
}

/// The ids without "pubmed:980000", in the order of the results.
inline std::vector<std::string> numbers(const Found& found)
{
    std::vector<std::string> out;
    for (const Hit& hit : found.hits)
        out.push_back(std::to_string(std::stoi(hit.article.substr(7)) - 98000000));
    return out;
}

class IndexShelf
{
public:
    /// Brings the index up to these items, as `casebook index` does.
    std::size_t index(const std::vector<IndexItem>& items)
    {
        LiteratureWriter writer(folder_ / "index");
        std::size_t changed = 0;
        for (const IndexItem& i : items)
            changed += writer.put({i.article, i.decision, i.cases, i.reports, i.blamed}) ? 1U : 0U;
        removed = writer.drop_unseen();
        writer.commit(++revision);
        return changed;
    }

    Found find(const std::string& query, const std::string& sort = "") const
    {
        return LiteratureReader(folder_ / "index").search({query, 100, 0, sort, true});
    }

    std::filesystem::path path() const { return folder_ / "index"; }

    std::size_t removed = 0;
    std::int64_t revision = 0;

private:
    TemporaryFolder folder_;
};

inline Case with_sex(int number, Sex sex)
{
    Case c = velnarane_case(number);
    c.patient.sex.value = sex;
    return c;
}

/// Everything that a search answers, for comparison.
inline std::string answer(const IndexShelf& shelf, const std::string& query, const std::string& sort)
{
    const Found found = shelf.find(query, sort);
    std::string out = std::to_string(found.total) + found.suggestion;
    for (const Hit& hit : found.hits)
        out += "\n" + hit.article + "#" + std::to_string(hit.case_number) + " " + hit.title + hit.verdict +
               hit.summary + hit.snippet;
    for (const auto& [field, values] : found.facets)
        for (const auto& [value, count] : values)
            out += "\n" + field + ":" + value + "=" + std::to_string(count);
    return out;
}

} // namespace casebook

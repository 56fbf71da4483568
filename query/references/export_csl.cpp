// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/references/references.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json csl_name(const Author& author)
{
    if (author.collective)
        return {{"literal", author.last_name}};
    Json out = {{"family", author.last_name}};
    if (const std::string& given = author.fore_name.empty() ? author.initials : author.fore_name; !given.empty())
        out["given"] = given;
    if (!author.suffix.empty())
        out["suffix"] = author.suffix;
    return out;
}

/// {"date-parts": [[2019, 3, 7]]}
Json csl_date(const PartialDate& date)
{
    Json parts = Json::array({date.year});
    if (date.month != 0)
        parts.push_back(date.month);
    if (date.month != 0 && date.day != 0)
        parts.push_back(date.day);
    return {{"date-parts", Json::array({parts})}};
}

} // namespace

std::string csl_item(const Reference& reference)
{
    const Article& a = reference.article;
    Json out = {{"id", reference.key}, {"type", a.book ? "chapter" : "article-journal"}, {"title", shown_title(a)}};
    out["author"] = Json::array();
    for (const Author& author : a.authors)
        out["author"].push_back(csl_name(author));
    if (const PartialDate& date = a.published.year == 0 ? a.electronic : a.published; date.year != 0)
        out["issued"] = csl_date(date);
    const auto put = [&](const char* name, const std::string& value) {
        if (!value.empty())
            out[name] = value;
    };
    put("container-title", a.journal);
    put("container-title-short", a.journal_abbreviation);
    put("volume", a.volume);
    put("issue", a.issue);
    put("page", a.pages);
    put("ISSN", a.issn);
    put("DOI", a.doi);
    put("PMID", pmid_is_known(a.pmid) ? a.pmid : "");
    put("PMCID", a.pmcid);
    put("URL", address_of(a));
    put("language", join(a.languages, ", "));
    put("keyword", join(a.keywords, ", "));
    put("abstract", shown_abstract(a));
    put("status", notice_on(a) == Notice::retracted ? "retracted" : "");
    put("note", citing_note(reference, a.copyright)); // which says when an abstract is a paraphrase
    return out.dump();
}

} // namespace casebook

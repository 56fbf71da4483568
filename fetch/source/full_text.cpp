// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/full_text.hpp"

#include "corpus/text.hpp"

namespace casebook {

namespace {

std::vector<std::string> names_of(const Article& article)
{
    std::vector<std::string> names;
    if (!article.pmid.empty())
        names.push_back("pmid:" + article.pmid);
    if (!article.pmcid.empty())
        names.push_back("pmcid:" + pmcid_of(article.pmcid));
    if (!article.doi.empty())
        names.push_back("doi:" + lower_ascii(article.doi));
    return names;
}

} // namespace

KnownIds::KnownIds(const Store& store)
{
    store.each_article([this](const ArticleInfo&, const Article& article) { add(article); });
}

void KnownIds::add(const Article& article)
{
    const bool from_pubmed = article.id.starts_with("pubmed:");
    for (std::string& name : names_of(article)) {
        const auto [place, fresh] = by_name_.try_emplace(std::move(name), article.id);
        if (!fresh && from_pubmed) // of several records of one article the one that people keep
            place->second = article.id;
    }
}

std::string KnownIds::find(const Article& article) const
{
    for (const std::string& name : names_of(article))
        if (const auto found = by_name_.find(name); found != by_name_.end())
            return found->second;
    return "";
}

FullText full_text_of(const JatsArticle& jats, const std::string& source)
{
    FullText out;
    out.source = source;
    out.license = jats.license;
    out.passages = jats.passages;
    const bool readable = jats.has_body || jats.withheld;
    out.access = readable ? Access::available : Access::not_known;
    if (!jats.has_body)
        out.note = jats.withheld ? "can be read at PubMed Central; its publisher does not allow it as XML"
                                 : "front matter only";
    return out;
}

} // namespace casebook

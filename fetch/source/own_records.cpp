// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/own_records.hpp"

#include "corpus/text.hpp"
#include "fetch/source/tagged.hpp"

namespace casebook {

std::string record_named_in_ris(std::string_view record)
{
    if (record.find(record_note) == std::string_view::npos)
        return "";
    for (const TaggedLine& line : tagged_lines(record))
        if (line.tag == "N1" && line.value.starts_with(record_note))
            return collapse(std::string_view(line.value).substr(record_note.size()));
    return "";
}

void put_notice(Article& article, Notice notice)
{
    constexpr std::string_view type = "Retracted Publication";
    if (notice == Notice::retracted && !has_publication_type(article, type))
        article.publication_types.push_back({"", std::string(type)});
    if (notice == Notice::concern && notice_on(article) == Notice::none)
        article.links.push_back({std::string(concern_link), "", "not named in the file", ""});
}

namespace {

bool numbers_differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }
bool values_agree(const std::string& a, const std::string& b) { return !a.empty() && a == b; }

/// What would be lost if the record were taken for the one that is held.
bool brings_more(const Article& came, const Article& held)
{
    return (held.abstract.empty() && !came.abstract.empty()) || (held.doi.empty() && !came.doi.empty()) ||
           (!pmid_is_known(held.pmid) && pmid_is_known(came.pmid)) || (is_retracted(came) && !is_retracted(held));
}

} // namespace

bool is_held_as(const Store& store, std::string_view named, const Article& article)
{
    const std::optional<Article> held = named.empty() ? std::nullopt : store.article(named);
    if (!held || brings_more(article, *held))
        return false;
    const std::string doi = lower_ascii(article.doi);
    const std::string held_doi = lower_ascii(held->doi);
    if (numbers_differ(article.pmid, held->pmid) || numbers_differ(doi, held_doi))
        return false;
    return values_agree(article.pmid, held->pmid) || values_agree(doi, held_doi) ||
           values_agree(squeeze(display_title(article)), squeeze(display_title(*held)));
}

} // namespace casebook

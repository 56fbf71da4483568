// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_record.hpp"

#include "corpus/text.hpp"
#include "fetch/source/europepmc_answer.hpp"
#include "fetch/source/europepmc_text.hpp"
#include "fetch/source/record_parts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// A member of an object, a null for what is not there.
const Json& member_at(const Json& json, std::string_view key)
{
    static const Json none;
    const auto found = json.is_object() ? json.find(key) : json.end();
    return !json.is_object() || found == json.end() ? none : *found;
}

std::string raw_text(const Json& json, std::string_view key)
{
    const Json& value = member_at(json, key);
    if (value.is_number_integer())
        return std::to_string(value.get<std::int64_t>());
    return value.is_string() ? value.get<std::string>() : "";
}

/// Without control characters that no XML or JSON reader likes to see again.
std::string text_at(const Json& json, std::string_view key)
{
    std::string out = raw_text(json, key);
    std::ranges::replace_if(
        out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return collapse(repaired_utf8(out));
}

/// The list inside a list's wrapper: "keywordList": { "keyword": […] }.
std::vector<Json> items_at(const Json& json, std::string_view wrapper, std::string_view items)
{
    const Json& found = member_at(member_at(json, wrapper), items);
    return found.is_array() ? std::vector<Json>(found.begin(), found.end()) : std::vector<Json>{};
}

std::vector<std::string> texts_at(const Json& json, std::string_view wrapper, std::string_view items)
{
    std::vector<std::string> out;
    for (const Json& item : items_at(json, wrapper, items)) {
        const std::string one = text_at(Json{{"text", item}}, "text");
        if (!one.empty())
            out.push_back(one);
    }
    return out;
}

bool is_yes(const Json& json, std::string_view key) { return text_at(json, key) == "Y"; }

Author author_from(const Json& json)
{
    Author author;
    author.last_name = text_at(json, "lastName");
    author.fore_name = text_at(json, "firstName");
    author.initials = text_at(json, "initials");
    if (author.last_name.empty())
        author = author_of(text_at(json, "fullName"));
    if (const std::string body = text_at(json, "collectiveName"); !body.empty()) {
        author.last_name = body;
        author.collective = true;
    }
    if (text_at(member_at(json, "authorId"), "type") == "ORCID")
        author.orcid = text_at(member_at(json, "authorId"), "value");
    for (const Json& place : items_at(json, "authorAffiliationDetailsList", "authorAffiliation"))
        if (std::string name = text_at(place, "affiliation"); !name.empty())
            author.affiliations.push_back(std::move(name));
    return author;
}

void read_authors(const Json& json, Article& article)
{
    for (const Json& item : items_at(json, "authorList", "author"))
        if (Author author = author_from(item); !author.last_name.empty())
            article.authors.push_back(std::move(author));
    if (!article.authors.empty())
        return;
    std::string names = text_at(json, "authorString"); // "Smith J, Jones K."
    if (names.ends_with('.'))
        names.pop_back();
    for (const std::string& name : split(names, ','))
        if (!trim(name).empty())
            article.authors.push_back(author_of(trim(name)));
}

/// Pages, issue, journal and dates. A preprint has a server in place of a journal.
void read_place(const Json& json, Article& article)
{
    const Json& info = member_at(json, "journalInfo");
    const Json& journal = member_at(info, "journal");
    article.journal = text_at(journal, "title");
    article.journal_abbreviation = text_at(journal, "isoabbreviation");
    if (article.journal_abbreviation.empty())
        article.journal_abbreviation = text_at(journal, "medlineAbbreviation");
    article.issn = text_at(journal, "issn");
    if (article.issn.empty())
        article.issn = text_at(journal, "essn");
    if (article.journal.empty())
        article.journal = text_at(member_at(json, "bookOrReportDetails"), "publisher");
    article.volume = text_at(info, "volume");
    article.issue = text_at(info, "issue");
    article.pages = text_at(json, "pageInfo");
    article.published = date_of(text_at(info, "dateOfPublication"));
    article.electronic = date_of(text_at(json, "electronicPublicationDate"));
    if (article.published.year == 0)
        article.published = date_of(text_at(json, "pubYear"));
    if (article.published.year == 0)
        article.published = date_of(text_at(json, "firstPublicationDate"));
    article.entered = date_of(text_at(json, "firstIndexDate"));
    if (!article.id.starts_with("pubmed:"))
        article.revised = date_of(text_at(json, "dateOfRevision"));
}

void read_headings(const Json& json, Article& article)
{
    for (const Json& item : items_at(json, "meshHeadingList", "meshHeading")) {
        MeshHeading heading;
        heading.name = text_at(item, "descriptorName");
        heading.major = is_yes(item, "majorTopic_YN");
        for (const Json& part : items_at(item, "meshQualifierList", "meshQualifier"))
            heading.qualifiers.push_back({"", text_at(part, "qualifierName"), is_yes(part, "majorTopic_YN")});
        if (!heading.name.empty())
            article.mesh.push_back(std::move(heading));
    }
    for (const Json& item : items_at(json, "chemicalList", "chemical"))
        if (const std::string name = text_at(item, "name"); !name.empty()) {
            const std::string number = text_at(item, "registryNumber");
            article.substances.push_back({"", name, number == "0" ? "" : number});
        }
    article.keywords = texts_at(json, "keywordList", "keyword");
}

/// The types as PubMed names them, each once: a record has both "Case Reports" and "case-report".
void read_types(const Json& json, Article& article)
{
    for (const std::string& type : texts_at(json, "pubTypeList", "pubType")) {
        const std::string name = publication_type_of(type);
        const auto same = [&](const PublicationType& held) { return squeeze(held.name) == squeeze(name); };
        if (std::ranges::none_of(article.publication_types, same))
            article.publication_types.push_back({"", name});
    }
}

/// "Retraction in" → "RetractionIn", as PubMed's DTD has it.
std::string link_kind(const std::string& words)
{
    std::string out;
    bool first = true;
    for (const char c : words) {
        if (is_letter(c))
            out += first && is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
        first = !is_letter(c);
    }
    return out;
}

void read_links(const Json& json, Article& article)
{
    for (const Json& item : items_at(json, "commentCorrectionList", "commentCorrection")) {
        const std::string pmid = text_at(item, "source") == "MED" ? text_at(item, "id") : "";
        article.links.push_back(
            {link_kind(text_at(item, "type")), pmid, text_at(item, "reference"), text_at(item, "note")});
    }
}

/// Of letters, digits and a few marks: it becomes part of a query.
bool is_name(const std::string& id)
{
    return !id.empty() && std::ranges::all_of(id, [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("-_./:()").find(c) != std::string_view::npos;
    });
}

} // namespace

std::string europepmc_id(const Json& record)
{
    const std::string source = text_at(record, "source");
    const std::string id = text_at(record, "id");
    const std::string pmid = source == "MED" ? id : text_at(record, "pmid");
    if (!is_name(source) || !is_name(id))
        return "";
    if (!pmid.empty() && pmid.size() <= 9 && std::ranges::all_of(pmid, is_digit))
        return "pubmed:" + pmid;
    return source == "PMC" ? "pmc:" + id : "europepmc:" + source + "/" + id;
}

Parsed<Article> parse_europepmc_record(const Json& record)
{
    Article article;
    article.id = europepmc_id(record);
    if (article.id.empty())
        return parse_error("the record has no source or no id");
    article.database = europepmc_name;
    if (article.id.starts_with("pubmed:"))
        article.pmid = article.id.substr(7);
    article.title = text_of_html(raw_text(record, "title"));
    article.abstract = abstract_of_html(raw_text(record, "abstractText"));
    if (article.title.text.empty() && article.abstract.empty())
        return parse_error("the record has neither title nor abstract");
    article.doi = doi_in(text_at(record, "doi"));
    article.pmcid = text_at(record, "pmcid");
    if (const std::string language = text_at(record, "language"); !language.empty())
        article.languages.push_back(language_of(language));
    read_authors(record, article);
    read_place(record, article);
    read_types(record, article);
    read_headings(record, article);
    read_links(record, article);
    return article;
}

} // namespace casebook

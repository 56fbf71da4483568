// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_xml.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_dates.hpp"
#include "fetch/source/xml_text.hpp"

#include <algorithm>
#include <utility>

namespace casebook {

namespace {

using Node = pugi::xml_node;

template <std::size_t size> bool says(pugi::xml_attribute attribute, const char (&value)[size])
{
    return XmlWord(attribute.value()) == value;
}

bool is_yes(pugi::xml_attribute attribute) { return says(attribute, "Y"); }

/// How many elements stand right below: room is made once.
std::size_t count_elements(Node parent)
{
    std::size_t count = 0;
    each_child(parent, [&](XmlWord, Node) { ++count; });
    return count;
}

bool is_invalid(Node node) { return says(node.attribute("ValidYN"), "N"); }

std::vector<AbstractPart> read_abstract(Node abstract)
{
    std::vector<AbstractPart> parts;
    parts.reserve(count_elements(abstract));
    for (const Node node : abstract.children("AbstractText"))
        if (Text body = marked_text(node); !body.text.empty())
            parts.push_back({plain_attribute(node, "Label"), plain_attribute(node, "NlmCategory"), std::move(body)});
    return parts;
}

void read_author(Node author_node, Author& author)
{
    each_child(author_node, [&](XmlWord name, Node node) {
        if (name == "CollectiveName") {
            author.collective = true;
            author.last_name = plain_text(node);
        } else if (name == "LastName" && !author.collective)
            author.last_name = plain_text(node);
        else if (name == "ForeName")
            author.fore_name = plain_text(node);
        else if (name == "Initials")
            author.initials = plain_text(node);
        else if (name == "Suffix")
            author.suffix = plain_text(node);
        else if (name == "Identifier" && says(node.attribute("Source"), "ORCID"))
            author.orcid = plain_text(node);
        else if (name == "AffiliationInfo")
            author.affiliations.push_back(plain_text(node.child("Affiliation")));
        else if (name == "Affiliation") // 2013 and 2014
            author.affiliations.push_back(plain_text(node));
    });
}

void read_author_list(Node list, Article& article)
{
    if (says(list.attribute("CompleteYN"), "N"))
        article.authors_complete = false;
    article.authors.reserve(article.authors.size() + count_elements(list));
    each_child(list, [&](XmlWord name, Node node) {
        if (name == "Author" && !is_invalid(node))
            read_author(node, article.authors.emplace_back());
    });
}

std::string read_pages(Node pagination)
{
    if (std::string pages = plain_text(pagination.child("MedlinePgn")); !pages.empty())
        return pages;
    const std::string first = plain_text(pagination.child("StartPage"));
    const std::string last = plain_text(pagination.child("EndPage"));
    return last.empty() || last == first ? first : first + "-" + last;
}

void read_journal_issue(Node issue, Article& article)
{
    each_child(issue, [&](XmlWord name, Node node) {
        if (name == "Volume")
            article.volume = plain_text(node);
        else if (name == "Issue")
            article.issue = plain_text(node);
        else if (name == "PubDate")
            article.published = read_publication_date(node);
    });
}

void read_journal(Node journal, Article& article)
{
    each_child(journal, [&](XmlWord name, Node node) {
        if (name == "Title")
            article.journal = plain_text(node);
        else if (name == "ISOAbbreviation")
            article.journal_abbreviation = plain_text(node);
        else if (name == "ISSN")
            article.issn = plain_text(node);
        else if (name == "JournalIssue")
            read_journal_issue(node, article);
    });
}

/// NLM prints a title that it translated in square brackets; "[18F]FDG uptake in …" is no such title.
bool is_translated(const Article& article)
{
    std::string_view title = article.title.text;
    if (!title.starts_with('[') || title.find(']') == std::string_view::npos)
        return false;
    while (title.ends_with('.') || title.ends_with('?') || title.ends_with('!'))
        title.remove_suffix(1);
    return title.ends_with(']') || !article.vernacular_title.empty() ||
           std::ranges::find(article.languages, "eng") == article.languages.end();
}

void read_type(Node node, Article& article)
{
    article.publication_types.push_back({plain_attribute(node, "UI"), plain_text(node)});
}

void read_electronic_location(Node node, Article& article)
{
    if (is_invalid(node))
        return;
    const XmlWord kind(node.attribute("EIdType").value());
    if (kind == "doi" && article.doi.empty())
        article.doi = plain_text(node);
    if (kind == "pii" && article.pii.empty())
        article.pii = plain_text(node);
}

void read_descriptor(Node descriptor, MeshHeading& heading)
{
    heading.name = plain_text(descriptor);
    for (const pugi::xml_attribute attribute : descriptor.attributes()) {
        const XmlWord name(attribute.name());
        if (name == "UI")
            heading.ui = plain_value(attribute);
        else if (name == "MajorTopicYN")
            heading.major = is_yes(attribute);
        else if (name == "AutoHM")
            heading.automatic = is_yes(attribute);
        else if (name == "Type")
            heading.geographic = says(attribute, "Geographic");
    }
}

void read_heading(Node heading_node, MeshHeading& heading)
{
    bool described = false;
    each_child(heading_node, [&](XmlWord name, Node node) {
        if (name == "QualifierName")
            heading.qualifiers.push_back(
                {plain_attribute(node, "UI"), plain_text(node), is_yes(node.attribute("MajorTopicYN"))});
        else if (name == "DescriptorName" && !std::exchange(described, true))
            read_descriptor(node, heading);
    });
}

void read_mesh(Node list, Article& article)
{
    article.mesh.reserve(article.mesh.size() + count_elements(list));
    each_child(list, [&](XmlWord name, Node node) {
        if (name == "MeshHeading")
            read_heading(node, article.mesh.emplace_back());
    });
}

void read_substance(Node chemical, Substance& substance)
{
    const Node name = chemical.child("NameOfSubstance");
    substance.ui = plain_attribute(name, "UI");
    substance.name = plain_text(name);
    substance.number = plain_text(chemical.child("RegistryNumber"));
    if (substance.number == "0")
        substance.number.clear();
}

void read_keywords(Node list, Article& article)
{
    const std::string_view owner = list.attribute("Owner").value();
    if (owner.empty() || owner == "NOTNLM")
        for (const Node node : list.children("Keyword"))
            article.keywords.push_back(plain_text(node));
}

void read_links(Node list, Article& article)
{
    for (const Node node : list.children("CommentsCorrections"))
        article.links.push_back({plain_attribute(node, "RefType"), plain_text(node.child("PMID")),
                                 plain_text(node.child("RefSource")), plain_text(node.child("Note"))});
}

/// Lists stand in lists; hostile files nest them as deep as they are long.
void read_cited(Node outermost, Article& article)
{
    std::vector<Node> lists = {outermost};
    for (std::size_t i = 0; i < lists.size(); ++i)
        each_child(Node(lists[i]), [&](XmlWord name, Node node) {
            if (name == "ReferenceList")
                lists.push_back(node);
            else if (name == "Reference")
                for (const Node id : node.child("ArticleIdList").children("ArticleId"))
                    if (says(id.attribute("IdType"), "pubmed"))
                        article.cites.push_back(plain_text(id));
        });
}

void read_id(Node node, Article& article)
{
    const XmlWord kind(node.attribute("IdType").value());
    if (kind == "doi" && article.doi.empty())
        article.doi = plain_text(node);
    else if (kind == "pmc" && article.pmcid.empty())
        article.pmcid = plain_text(node);
    else if (kind == "pii" && article.pii.empty())
        article.pii = plain_text(node);
}

/// Only the record's own list of ids: those below ReferenceList belong to other papers.
void read_pubmed_data(Node data, Article& article)
{
    each_child(data, [&](XmlWord name, Node node) {
        if (name == "ReferenceList")
            read_cited(node, article);
        else if (name == "ArticleIdList")
            for (const Node id : node.children("ArticleId"))
                read_id(id, article);
        else if (name == "History")
            for (const Node date : node.children("PubMedPubDate"))
                if (says(date.attribute("PubStatus"), "entrez"))
                    article.entered = read_plain_date(date);
    });
}

void read_other_abstract(Node node, Article& article)
{
    std::vector<std::string> parts;
    for (const AbstractPart& part : read_abstract(node))
        parts.push_back(part.body.text);
    article.other_abstracts.push_back(
        {plain_attribute(node, "Type"), plain_attribute(node, "Language"), join(parts, "\n")});
}

void read_article(Node article_node, Article& article)
{
    Node affiliation;
    each_child(article_node, [&](XmlWord name, Node node) {
        if (name == "ArticleTitle")
            article.title = marked_text(node);
        else if (name == "VernacularTitle")
            article.vernacular_title = plain_text(node);
        else if (name == "Abstract") {
            article.abstract = read_abstract(node);
            article.copyright = plain_text(node.child("CopyrightInformation"));
        } else if (name == "AuthorList")
            read_author_list(node, article);
        else if (name == "Affiliation")
            affiliation = node;
        else if (name == "Journal")
            read_journal(node, article);
        else if (name == "Pagination")
            article.pages = read_pages(node);
        else if (name == "Language")
            article.languages.push_back(lower_ascii(plain_text(node)));
        else if (name == "PublicationTypeList")
            for (const Node type : node.children("PublicationType"))
                read_type(type, article);
        else if (name == "ELocationID")
            read_electronic_location(node, article);
        else if (name == "ArticleDate" && article.electronic == PartialDate())
            article.electronic = read_plain_date(node);
    });
    if (affiliation && !article.authors.empty()) // until 2013 a record had one, that of the first author
        article.authors.front().affiliations.push_back(plain_text(affiliation));
    if (article.pages.empty())
        article.pages = article.pii;
}

void read_citation(Node citation, Article& article)
{
    article.status = plain_attribute(citation, "Status");
    article.indexing_method = plain_attribute(citation, "IndexingMethod");
    std::string abbreviation;
    each_child(citation, [&](XmlWord name, Node node) {
        if (name == "DateRevised")
            article.revised = read_plain_date(node);
        else if (name == "Article")
            read_article(node, article);
        else if (name == "OtherAbstract")
            read_other_abstract(node, article);
        else if (name == "MedlineJournalInfo")
            abbreviation = plain_text(node.child("MedlineTA"));
        else if (name == "MeshHeadingList")
            read_mesh(node, article);
        else if (name == "ChemicalList")
            for (const Node chemical : node.children("Chemical"))
                read_substance(chemical, article.substances.emplace_back());
        else if (name == "SupplMeshList")
            for (const Node supplementary : node.children("SupplMeshName"))
                article.supplementary_mesh.push_back(plain_text(supplementary));
        else if (name == "KeywordList")
            read_keywords(node, article);
        else if (name == "CommentsCorrectionsList")
            read_links(node, article);
    });
    if (article.journal_abbreviation.empty())
        article.journal_abbreviation = std::move(abbreviation);
}

void read_book(Node document, Article& article)
{
    article.book = true;
    const Node book = document.child("Book");
    article.title = marked_text(document.child("ArticleTitle"));
    if (article.title.text.empty())
        article.title = marked_text(book.child("BookTitle"));
    article.vernacular_title = plain_text(document.child("VernacularTitle"));
    article.pages = read_pages(document.child("Pagination"));
    article.abstract = read_abstract(document.child("Abstract"));
    article.copyright = plain_text(document.child("Abstract").child("CopyrightInformation"));
    for (const Node list : document.children("AuthorList"))
        if (std::string_view(list.attribute("Type").value()) != "editors")
            read_author_list(list, article);
    article.journal = plain_text(book.child("BookTitle"));
    article.published = read_publication_date(book.child("PubDate"));
    article.electronic = read_plain_date(document.child("ContributionDate"));
    article.revised = read_plain_date(document.child("DateRevised"));
    for (const Node node : document.children("Language"))
        article.languages.push_back(lower_ascii(plain_text(node)));
    for (const Node node : document.children("PublicationType"))
        read_type(node, article);
    for (const Node list : document.children("KeywordList"))
        read_keywords(list, article);
    read_pubmed_data(document, article);
}

constexpr std::size_t longest_pmid = 10; ///< there are eight digits in 2026

bool is_pmid(const std::string& text)
{
    return !text.empty() && text.size() <= longest_pmid && std::ranges::all_of(text, is_digit);
}

} // namespace

Parsed<Article> parse_pubmed_record(std::string_view xml)
{
    auto document = parse_xml(xml);
    if (!document)
        return tl::unexpected(document.error());
    const Node root = (*document)->document_element();
    const Node book = root.child("BookDocument");
    const Node citation = std::string_view(root.name()) == "MedlineCitation" ? root : root.child("MedlineCitation");
    const Node subject = book.empty() ? citation : book;
    const Node pmid = subject.child("PMID");
    Article article;
    article.pmid = plain_text(pmid);
    if (!is_pmid(article.pmid))
        return parse_error(format("no usable PMID in <{}>", root.name()));
    if (root != citation && citation.next_sibling("MedlineCitation"))
        return parse_error(format("record {} runs into the next one", article.pmid));
    article.id = "pubmed:" + article.pmid;
    article.version = std::max(pmid.attribute("Version").as_int(1), 1);
    if (!book.empty())
        read_book(book, article);
    else if (citation.child("Article").empty())
        return parse_error(format("record {} has no <Article>", article.pmid));
    else
        read_citation(citation, article);
    read_pubmed_data(root.child(book.empty() ? "PubmedData" : "PubmedBookData"), article);
    article.title_translated = is_translated(article);
    return article;
}

Parsed<std::vector<std::string>> parse_delete_citation(std::string_view xml)
{
    const auto document = parse_xml(xml);
    if (!document)
        return tl::unexpected(document.error());
    std::vector<std::string> pmids;
    for (const Node node : (*document)->document_element().children("PMID"))
        pmids.push_back(plain_text(node));
    return pmids;
}

} // namespace casebook

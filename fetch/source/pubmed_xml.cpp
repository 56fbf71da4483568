// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_xml.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_dates.hpp"
#include "fetch/source/xml_text.hpp"

#include <algorithm>

namespace casebook {

namespace {

using Node = pugi::xml_node;

bool is_yes(Node node, const char* attribute) { return std::string_view(node.attribute(attribute).value()) == "Y"; }

bool is_invalid(Node node) { return std::string_view(node.attribute("ValidYN").value()) == "N"; }

std::vector<AbstractPart> read_abstract(Node abstract)
{
    std::vector<AbstractPart> parts;
    for (const Node node : abstract.children("AbstractText")) {
        AbstractPart part{plain_attribute(node, "Label"), plain_attribute(node, "NlmCategory"), marked_text(node)};
        if (!part.body.text.empty())
            parts.push_back(std::move(part));
    }
    return parts;
}

Author read_author(Node node)
{
    Author author;
    const Node collective = node.child("CollectiveName");
    author.collective = !collective.empty();
    author.last_name = plain_text(author.collective ? collective : node.child("LastName"));
    author.fore_name = plain_text(node.child("ForeName"));
    author.initials = plain_text(node.child("Initials"));
    author.suffix = plain_text(node.child("Suffix"));
    for (const Node id : node.children("Identifier"))
        if (std::string_view(id.attribute("Source").value()) == "ORCID")
            author.orcid = plain_text(id);
    for (const Node info : node.children("AffiliationInfo"))
        author.affiliations.push_back(plain_text(info.child("Affiliation")));
    for (const Node old : node.children("Affiliation")) // 2013 and 2014
        author.affiliations.push_back(plain_text(old));
    return author;
}

void read_author_list(Node list, Article& article)
{
    if (list.empty())
        return;
    if (std::string_view(list.attribute("CompleteYN").value()) == "N")
        article.authors_complete = false;
    for (const Node node : list.children("Author"))
        if (!is_invalid(node))
            article.authors.push_back(read_author(node));
}

/// Until 2013 a record had one affiliation, that of the first author.
void read_old_affiliation(Node article_node, Article& article)
{
    if (const Node affiliation = article_node.child("Affiliation"); affiliation && !article.authors.empty())
        article.authors.front().affiliations.push_back(plain_text(affiliation));
}

std::string read_pages(Node pagination)
{
    if (std::string pages = plain_text(pagination.child("MedlinePgn")); !pages.empty())
        return pages;
    const std::string first = plain_text(pagination.child("StartPage"));
    const std::string last = plain_text(pagination.child("EndPage"));
    return last.empty() || last == first ? first : first + "-" + last;
}

void read_journal(Node article_node, Article& article)
{
    const Node journal = article_node.child("Journal");
    const Node issue = journal.child("JournalIssue");
    article.journal = plain_text(journal.child("Title"));
    article.journal_abbreviation = plain_text(journal.child("ISOAbbreviation"));
    article.issn = plain_text(journal.child("ISSN"));
    article.volume = plain_text(issue.child("Volume"));
    article.issue = plain_text(issue.child("Issue"));
    article.published = read_publication_date(issue.child("PubDate"));
    article.pages = read_pages(article_node.child("Pagination"));
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

void read_types(Node list, Article& article)
{
    for (const Node node : list.children("PublicationType"))
        article.publication_types.push_back({plain_attribute(node, "UI"), plain_text(node)});
}

void read_languages(Node parent, Article& article)
{
    for (const Node node : parent.children("Language"))
        article.languages.push_back(lower_ascii(plain_text(node)));
}

void read_electronic_location(Node parent, Article& article)
{
    for (const Node node : parent.children("ELocationID")) {
        if (is_invalid(node))
            continue;
        const std::string_view kind = node.attribute("EIdType").value();
        if (kind == "doi" && article.doi.empty())
            article.doi = plain_text(node);
        if (kind == "pii" && article.pii.empty())
            article.pii = plain_text(node);
    }
    if (article.pages.empty())
        article.pages = article.pii;
}

MeshHeading read_heading(Node node)
{
    const Node descriptor = node.child("DescriptorName");
    MeshHeading heading{plain_attribute(descriptor, "UI"),
                        plain_text(descriptor),
                        is_yes(descriptor, "MajorTopicYN"),
                        is_yes(descriptor, "AutoHM"),
                        std::string_view(descriptor.attribute("Type").value()) == "Geographic",
                        {}};
    for (const Node qualifier : node.children("QualifierName"))
        heading.qualifiers.push_back(
            {plain_attribute(qualifier, "UI"), plain_text(qualifier), is_yes(qualifier, "MajorTopicYN")});
    return heading;
}

void read_indexing(Node citation, Article& article)
{
    for (const Node node : citation.child("MeshHeadingList").children("MeshHeading"))
        article.mesh.push_back(read_heading(node));
    for (const Node node : citation.child("ChemicalList").children("Chemical")) {
        const Node name = node.child("NameOfSubstance");
        std::string number = plain_text(node.child("RegistryNumber"));
        if (number == "0")
            number.clear();
        article.substances.push_back({plain_attribute(name, "UI"), plain_text(name), std::move(number)});
    }
    for (const Node node : citation.child("SupplMeshList").children("SupplMeshName"))
        article.supplementary_mesh.push_back(plain_text(node));
}

void read_keywords(Node citation, Article& article)
{
    for (const Node list : citation.children("KeywordList")) {
        const std::string_view owner = list.attribute("Owner").value();
        if (owner.empty() || owner == "NOTNLM")
            for (const Node node : list.children("Keyword"))
                article.keywords.push_back(plain_text(node));
    }
}

void read_links(Node citation, Article& article)
{
    for (const Node node : citation.child("CommentsCorrectionsList").children("CommentsCorrections"))
        article.links.push_back({plain_attribute(node, "RefType"), plain_text(node.child("PMID")),
                                 plain_text(node.child("RefSource")), plain_text(node.child("Note"))});
}

void add_cited(Node list, Article& article)
{
    for (const Node reference : list.children("Reference"))
        for (const Node id : reference.child("ArticleIdList").children("ArticleId"))
            if (std::string_view(id.attribute("IdType").value()) == "pubmed")
                article.cites.push_back(plain_text(id));
    for (const Node inner : list.children("ReferenceList"))
        add_cited(inner, article);
}

/// Only the record's own list: the ArticleIds below ReferenceList belong to other papers.
void read_ids(Node data, Article& article)
{
    for (const Node list : data.children("ReferenceList"))
        add_cited(list, article);
    for (const Node node : data.child("ArticleIdList").children("ArticleId")) {
        const std::string_view kind = node.attribute("IdType").value();
        if (kind == "doi" && article.doi.empty())
            article.doi = plain_text(node);
        else if (kind == "pmc" && article.pmcid.empty())
            article.pmcid = plain_text(node);
        else if (kind == "pii" && article.pii.empty())
            article.pii = plain_text(node);
    }
    for (const Node node : data.child("History").children("PubMedPubDate"))
        if (std::string_view(node.attribute("PubStatus").value()) == "entrez")
            article.entered = read_plain_date(node);
}

void read_citation(Node citation, Article& article)
{
    article.status = plain_attribute(citation, "Status");
    article.indexing_method = plain_attribute(citation, "IndexingMethod");
    article.revised = read_plain_date(citation.child("DateRevised"));
    const Node node = citation.child("Article");
    article.title = marked_text(node.child("ArticleTitle"));
    article.vernacular_title = plain_text(node.child("VernacularTitle"));
    article.abstract = read_abstract(node.child("Abstract"));
    article.copyright = plain_text(node.child("Abstract").child("CopyrightInformation"));
    for (const Node other : citation.children("OtherAbstract")) {
        std::vector<std::string> parts;
        for (const AbstractPart& part : read_abstract(other))
            parts.push_back(part.body.text);
        article.other_abstracts.push_back(
            {plain_attribute(other, "Type"), plain_attribute(other, "Language"), join(parts, "\n")});
    }
    read_author_list(node.child("AuthorList"), article);
    read_old_affiliation(node, article);
    read_journal(node, article);
    if (article.journal_abbreviation.empty())
        article.journal_abbreviation = plain_text(citation.child("MedlineJournalInfo").child("MedlineTA"));
    read_languages(node, article);
    read_types(node.child("PublicationTypeList"), article);
    read_electronic_location(node, article);
    article.electronic = read_plain_date(node.child("ArticleDate"));
    read_indexing(citation, article);
    read_keywords(citation, article);
    read_links(citation, article);
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
    read_languages(document, article);
    for (const Node node : document.children("PublicationType"))
        article.publication_types.push_back({plain_attribute(node, "UI"), plain_text(node)});
    read_keywords(document, article);
    read_ids(document, article);
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
    read_ids(root.child(book.empty() ? "PubmedData" : "PubmedBookData"), article);
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

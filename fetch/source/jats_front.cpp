// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/source/jats.hpp"
#include "fetch/source/jats_parts.hpp"
#include "fetch/source/pubmed_dates.hpp"
#include "fetch/source/record_parts.hpp"

#include <algorithm>
#include <array>

namespace casebook::jats {

namespace {

using Node = pugi::xml_node;

std::string_view attribute(Node node, const char* name) { return node.attribute(name).value(); }

/// JATS's article-type as PubMed names it; those that say nothing to a reviewer are left out.
struct TypeName
{
    std::string_view jats;
    std::string_view pubmed;
};
constexpr std::array<TypeName, 8> types = {{{"case-report", "Case Reports"},
                                            {"review-article", "Review"},
                                            {"systematic-review", "Systematic Review"},
                                            {"letter", "Letter"},
                                            {"editorial", "Editorial"},
                                            {"correction", "Published Erratum"},
                                            {"retraction", "Retraction of Publication"},
                                            {"article-commentary", "Comment"}}};

void read_ids(Node meta, Article& article)
{
    for (const Node node : meta.children()) {
        if (name_of(node) != "article-id")
            continue;
        const std::string_view kind = attribute(node, "pub-id-type");
        const std::string text = text_of(node);
        if (kind == "pmid" && article.pmid.empty() && !text.empty() && std::ranges::all_of(text, is_digit))
            article.pmid = text;
        else if ((kind == "pmc" || kind == "pmcid" || kind == "pmcaid") && article.pmcid.empty())
            article.pmcid = pmcid_of(text);
        else if (kind == "doi" && article.doi.empty())
            article.doi = text;
    }
    article.id = !article.pmid.empty()    ? "pubmed:" + article.pmid
                 : !article.pmcid.empty() ? "pmc:" + article.pmcid
                 : !article.doi.empty()   ? "doi:" + lower_ascii(article.doi)
                                          : "";
}

Author read_author(Node contrib)
{
    Author author;
    Node name = child(contrib, "name");
    if (const Node alternatives = child(contrib, "name-alternatives"); !name && alternatives)
        name = child(alternatives, "name");
    if (const Node collective = child(contrib, "collab"); !name && collective) {
        author.collective = true;
        author.last_name = text_of(collective);
        return author;
    }
    author.last_name = text_of(child(name, "surname"));
    author.fore_name = text_of(child(name, "given-names"));
    author.suffix = text_of(child(name, "suffix"));
    const std::string given = plain_attribute(child(name, "given-names"), "initials");
    author.initials = given.empty() ? casebook::initials_of(author.fore_name) : given;
    return author;
}

void read_authors(Node meta, Article& article)
{
    for (const Node group : meta.children())
        if (name_of(group) == "contrib-group")
            for (const Node contrib : group.children()) {
                const std::string_view type = attribute(contrib, "contrib-type");
                if (name_of(contrib) != "contrib" || (!type.empty() && type != "author"))
                    continue;
                if (Author author = read_author(contrib); !author.last_name.empty())
                    article.authors.push_back(std::move(author));
            }
}

int date_part(Node node)
{
    const std::string text = text_of(node);
    return text.empty() || text.size() > 4 || !std::ranges::all_of(text, is_digit) ? 0 : std::stoi(text);
}

PartialDate date_of(Node node)
{
    PartialDate date{date_part(child(node, "year")), month_number(text_of(child(node, "month"))),
                     date_part(child(node, "day")), ""};
    if (date.month == 0 || date.day > 31)
        date.day = 0;
    return date;
}

/// Of several dates: the issue's for the journal's, the web's for the electronic one; the fullest of a kind counts.
void read_dates(Node meta, Article& article)
{
    PartialDate other;
    const auto keep = [](PartialDate& to, const PartialDate& from) {
        if (iso_date(from).size() > iso_date(to).size())
            to = from;
    };
    for (const Node node : meta.children()) {
        if (name_of(node) != "pub-date")
            continue;
        const std::string kind = std::string(attribute(node, "pub-type")) + "|" +
                                 std::string(attribute(node, "date-type")) + "|" +
                                 std::string(attribute(node, "publication-format"));
        const bool web = kind.starts_with("epub") || kind.find("electronic") != std::string::npos;
        const bool print = kind.starts_with("ppub") || kind.starts_with("collection") ||
                           kind.find("|collection") != std::string::npos || kind.find("print") != std::string::npos;
        if (kind.starts_with("pmc"))
            continue; // when PubMed Central let it out
        keep(print ? article.published : web ? article.electronic : other, date_of(node));
    }
    if (article.published.year == 0)
        article.published = other.year != 0 ? other : article.electronic;
}

void read_journal(Node front, Article& article)
{
    const Node meta = child(front, "journal-meta");
    const Node group = child(meta, "journal-title-group");
    article.journal = text_of(child(group ? group : meta, "journal-title"));
    for (const Node id : meta.children())
        if (name_of(id) == "journal-id" && article.journal_abbreviation.empty() &&
            (attribute(id, "journal-id-type") == "iso-abbrev" || attribute(id, "journal-id-type") == "nlm-ta"))
            article.journal_abbreviation = text_of(id);
    article.issn = text_of(child(meta, "issn"));
}

void read_place(Node meta, Article& article)
{
    article.volume = text_of(child(meta, "volume"));
    article.issue = text_of(child(meta, "issue"));
    const std::string first = text_of(child(meta, "fpage"));
    const std::string last = text_of(child(meta, "lpage"));
    article.pages = first.empty() ? text_of(child(meta, "elocation-id"))
                                  : first + (last.empty() || last == first ? "" : "-" + last);
}

/// Sections with their titles as labels; the paragraphs of one are one part.
void read_abstract(Node abstract, Article& article)
{
    const auto put = [&](const std::string& label, const std::string& text) {
        if (!text.empty())
            article.abstract.push_back({label, "", {text, {}}});
    };
    std::vector<std::string> loose;
    for (const Node inner : abstract.children()) {
        if (name_of(inner) == "p")
            loose.push_back(text_of(inner));
        if (name_of(inner) != "sec")
            continue;
        std::vector<std::string> parts;
        for (const Node block : inner.children())
            if (name_of(block) != "title" && name_of(block) != "label" && block.type() == pugi::node_element)
                parts.push_back(text_of(block));
        put(text_of(child(inner, "title")), join(parts, " "));
    }
    if (!loose.empty())
        article.abstract.insert(article.abstract.begin(), AbstractPart{"", "", {collapse(join(loose, " ")), {}}});
}

/// Summaries for the public, pictures and highlights are other types.
bool is_main_abstract(Node node)
{
    const std::string_view type = attribute(node, "abstract-type");
    return name_of(node) == "abstract" && (type.empty() || type == "section" || type == "abstract");
}

void read_texts(Node meta, Article& article)
{
    const Node titles = child(meta, "title-group");
    article.title.text = text_of(child(titles, "article-title"));
    if (const std::string sub = text_of(child(titles, "subtitle")); !sub.empty())
        article.title.text += (article.title.text.ends_with(':') ? " " : ": ") + sub;
    for (const Node node : meta.children()) {
        if (is_main_abstract(node) && article.abstract.empty())
            read_abstract(node, article);
        if (name_of(node) == "kwd-group")
            for (const Node word : node.children())
                if (name_of(word) == "kwd")
                    article.keywords.push_back(text_of(word));
    }
    const Node permissions = child(meta, "permissions");
    article.copyright = text_of(child(permissions ? permissions : meta, "copyright-statement"));
}

void read_kind(Node node, Article& article)
{
    const std::string_view kind = attribute(node, "article-type");
    if (const auto* found = std::ranges::find(types, kind, &TypeName::jats); found != types.end())
        article.publication_types.push_back({"", std::string(found->pubmed)});
    std::string language = lower_ascii(attribute(node, "xml:lang"));
    language = language.substr(0, language.find('-'));
    if (!language.empty())
        article.languages.push_back(language_of(language));
}

} // namespace

Article read_front(Node node)
{
    Article article;
    const Node front = child(node, "front");
    const Node meta = child(front, "article-meta");
    read_ids(meta, article);
    read_journal(front, article);
    read_place(meta, article);
    read_dates(meta, article);
    read_authors(meta, article);
    read_texts(meta, article);
    read_kind(node, article);
    return article;
}

} // namespace casebook::jats

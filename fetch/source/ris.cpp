// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/ris.hpp"

#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "fetch/source/jats.hpp"
#include "fetch/source/own_records.hpp"
#include "fetch/source/record_parts.hpp"
#include "fetch/source/tagged.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace casebook {

namespace {

using Lines = std::vector<TaggedLine>;

/// How a database is recognised by a name, and what its records are called here.
struct Database
{
    std::string_view part; ///< of a folded name
    std::string_view name;
    std::string_view prefix; ///< of an id
};
constexpr std::array<Database, 14> databases = {{{"embase", "Embase", "embase"},
                                                 {"scopus", "Scopus", "scopus"},
                                                 {"web of science", "Web of Science", "wos"},
                                                 {"wos", "Web of Science", "wos"},
                                                 {"medline", "MEDLINE", "medline"},
                                                 {"pubmed", "PubMed", "pubmed-ris"},
                                                 {"cinahl", "CINAHL", "cinahl"},
                                                 {"psycinfo", "PsycInfo", "psycinfo"},
                                                 {"cochrane", "Cochrane Library", "cochrane"},
                                                 {"central", "CENTRAL", "central"},
                                                 {"europe pmc", "Europe PMC", "europepmc"},
                                                 {"lilacs", "LILACS", "lilacs"},
                                                 {"google scholar", "Google Scholar", "scholar"},
                                                 {"proquest", "ProQuest", "proquest"}}};

const Database* known_database(std::string_view text)
{
    const std::string words = fold(text);
    const auto* found =
        std::ranges::find_if(databases, [&](const Database& d) { return words.find(d.part) != std::string::npos; });
    return found == databases.end() ? nullptr : found;
}

/// The value of the first of these tags that is there and not empty: the order is that of trust.
std::string first_of(const Lines& lines, std::initializer_list<std::string_view> tags)
{
    for (const std::string_view tag : tags)
        for (const TaggedLine& line : lines)
            if (line.tag == tag && !line.value.empty())
                return collapse(line.value);
    return "";
}

std::vector<std::string> all_of(const Lines& lines, std::initializer_list<std::string_view> tags)
{
    std::vector<std::string> out;
    for (const TaggedLine& line : lines)
        if (std::ranges::find(tags, line.tag) != tags.end() && !line.value.empty())
            out.push_back(line.value);
    return out;
}

/// What a person or a tool said of the record (ASReview, Rayyan, Casebook): a DOI or PMID in it is no number of its
/// own.
bool is_remark(const TaggedLine& line)
{
    constexpr std::string_view beginnings[] = {"ASReview_", "asreview_", "RAYYAN-", "casebook: {", record_note};
    return line.tag == "N1" &&
           std::ranges::any_of(beginnings, [&](std::string_view words) { return line.value.starts_with(words); });
}

bool is_chapter(const Lines& lines)
{
    const std::string type = first_of(lines, {"TY"});
    return type == "CHAP" || type == "BOOK";
}

/// What the record says of its own origin, where no DB tag does.
std::string database_of(const Lines& lines)
{
    if (const std::string name = first_of(lines, {"DB", "DP"}); !name.empty())
        return database_name(name);
    for (const std::string& text : all_of(lines, {"UR", "AN", "L3", "M1", "N1", "U2"})) {
        if (text.find("scopus.com") != std::string::npos || text.find("2-s2.0-") != std::string::npos)
            return "Scopus";
        if (text.find("embase.com") != std::string::npos)
            return "Embase";
        if (text.find("WOS:") != std::string::npos || text.find("webofscience") != std::string::npos)
            return "Web of Science";
        if (text.find("pubmed.ncbi") != std::string::npos || text.find("ncbi.nlm.nih.gov/pubmed") != std::string::npos)
            return "PubMed";
    }
    return "";
}

std::string matched(const Pattern& pattern, std::string_view text)
{
    const auto found = pattern.find(text);
    return found ? std::string(text.substr((*found)[1].begin, (*found)[1].end - (*found)[1].begin)) : "";
}

/// The record's number in its database.
std::string accession_of(const Lines& lines, const std::string& database)
{
    static const Pattern scopus(R"((2-s2\.0-\d+))");
    static const Pattern embase(R"(\b(L\d{5,12})\b)");
    const bool is_scopus = database == "Scopus";
    if (is_scopus || database == "Embase")
        for (const std::string& text : all_of(lines, {"AN", "U2", "ID", "UR", "N1", "L1", "L2"}))
            if (std::string found = matched(is_scopus ? scopus : embase, text); !found.empty())
                return found;
    const std::string number = first_of(lines, {"AN"});
    return number.substr(0, number.find(' ')); // some go on with other words
}

std::string pmid_of(const Lines& lines, const std::string& database)
{
    const bool from_medline = database == "MEDLINE" || database == "PubMed";
    const auto is_number = [](const std::string& text) {
        return !text.empty() && text.size() <= 8 && std::ranges::all_of(text, is_digit);
    };
    if (const std::string an = first_of(lines, {"AN"}); from_medline && is_number(an))
        return an;
    if (const std::string c2 = first_of(lines, {"C2"}); database == "Scopus" && is_number(c2))
        return c2; // elsewhere C2 is the PMCID
    for (const std::string& text : all_of(lines, {"N1", "AN", "C5", "M2", "UR", "L2"})) {
        if (std::string pmid = pmid_in(text); !pmid.empty())
            return pmid;
        static const Pattern address(R"(pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b)");
        if (std::string pmid = matched(address, text); !pmid.empty())
            return pmid;
    }
    return "";
}

std::string doi_of(const Lines& lines)
{
    for (const std::string& text : all_of(lines, {"DO", "DI", "ID", "N1", "UR", "L3", "M3", "LK"}))
        if (std::string doi = doi_in(text); !doi.empty())
            return doi;
    return "";
}

std::string pages_of(const Lines& lines)
{
    const std::string first = first_of(lines, {"SP", "C7"});
    const std::string last = first_of(lines, {"EP"});
    return last.empty() || last == first || first.find('-') != std::string::npos ? first : first + "-" + last;
}

void read_people(const Lines& lines, Article& article)
{
    for (const std::string_view tag : {"AU", "A1"}) {
        for (const std::string& name : all_of(lines, {tag}))
            for (const std::string& one : split(name, '\n'))
                article.authors.push_back(author_of(one));
        if (!article.authors.empty())
            return;
    }
}

/// One keyword a tag, or a line each below one tag, or all in one with semicolons.
void read_keywords(const Lines& lines, Article& article)
{
    for (const std::string& value : all_of(lines, {"KW"}))
        for (const std::string& row : split(value, '\n'))
            for (const std::string& word : split(row, ';'))
                if (const std::string kept = collapse(word); !kept.empty())
                    article.keywords.push_back(kept);
}

/// Embase says "case report" among its keywords only.
void read_types(const Lines& lines, Article& article)
{
    const auto put = [&](const std::string& name) {
        if (!name.empty() && !has_publication_type(article, name))
            article.publication_types.push_back({"", name});
    };
    for (const std::string& type : all_of(lines, {"M3", "PT"}))
        if (doi_in(type).empty())
            put(publication_type_of(type));
    for (const std::string& word : article.keywords)
        if (publication_type_of(word) == "Case Reports")
            put("Case Reports");
    for (const std::string& note : all_of(lines, {"N1"}))
        put_notice(article, note == retracted_note ? Notice::retracted
                            : note == concern_note ? Notice::concern
                                                   : Notice::none);
}

void read_texts(const Lines& lines, Article& article)
{
    article.title.text = first_of(lines, {"TI", "T1", "CT", "BT"});
    article.abstract = abstract_parts(first_of(lines, {"AB", "N2"}));
    const bool chapter = is_chapter(lines);
    article.journal = chapter ? first_of(lines, {"T2", "BT", "JF"}) : first_of(lines, {"JF", "JO", "T2", "JA", "J2"});
    article.journal_abbreviation = chapter ? "" : first_of(lines, {"JA", "J2"});
    if (article.title.text.empty() && chapter)
        article.title.text = article.journal;
    article.book = chapter;
}

void read_place(const Lines& lines, Article& article)
{
    article.volume = first_of(lines, {"VL"});
    article.issue = first_of(lines, {"IS"});
    article.issn = first_of(lines, {"SN"});
    article.pages = pages_of(lines);
    for (const std::string_view tag : {"PY", "Y1", "DA"}) { // Y2 is when somebody looked at it
        const PartialDate date = date_of(first_of(lines, {tag}));
        if (iso_date(date).size() > iso_date(article.published).size() &&
            (article.published.year == 0 || article.published.year == date.year))
            article.published = date;
    }
    for (const std::string& language : all_of(lines, {"LA"}))
        for (const std::string& one : split(language, ','))
            article.languages.push_back(language_of(one));
}

} // namespace

std::string database_name(std::string_view text)
{
    const Database* found = known_database(text);
    return found != nullptr ? std::string(found->name) : collapse(text);
}

std::string id_by_content(const Article& article)
{
    std::string what = squeeze(article.title.text) + "|" + std::to_string(year_of(article));
    for (const Author& author : article.authors)
        what += "|" + squeeze(author.last_name + (author.fore_name.empty() ? author.initials : author.fore_name));
    for (const std::string& part :
         {article.journal, article.volume, article.issue, article.pages, article.doi, abstract_text(article)})
        what += "|" + squeeze(part);
    return "record:" + sha256(what).substr(0, 12);
}

Parsed<Article> parse_ris_record(std::string_view record, const std::string& database)
{
    Lines lines = tagged_lines(record);
    std::erase_if(lines, is_remark);
    Article article;
    read_texts(lines, article);
    if (article.title.text.empty())
        return parse_error("the record has no title (TI or T1)");
    article.database = database.empty() ? database_of(lines) : database_name(database);
    read_place(lines, article);
    read_people(lines, article);
    read_keywords(lines, article);
    read_types(lines, article);
    article.doi = doi_of(lines);
    article.pmid = pmid_of(lines, article.database);
    article.pmcid = pmcid_of(first_of(lines, {"C2"}));
    if (!first_of(lines, {"C2"}).starts_with("PMC"))
        article.pmcid.clear();
    const Database* known = known_database(article.database);
    const std::string number = accession_of(lines, article.database);
    article.id = known == nullptr || number.empty() ? id_by_content(article) : format("{}:{}", known->prefix, number);
    if (article.database.empty())
        article.database = "RIS file";
    return article;
}

} // namespace casebook

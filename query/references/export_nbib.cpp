// SPDX-License-Identifier: GPL-3.0-or-later
// MEDLINE/NBIB: tags and their order as NLM's MEDLINE/PubMed Data Element Descriptions have them.
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/nbib.hpp"
#include "query/references/references.hpp"

#include <algorithm>
#include <array>
#include <ostream>

namespace casebook {

namespace {

constexpr std::size_t line_width = 88;

/// A tag of four characters, values going on behind six blanks.
void put_tag(std::ostream& out, std::string_view tag, std::string_view value)
{
    const std::string text = collapse(value);
    if (text.empty())
        return;
    std::string line = format("{:<4}- ", tag);
    bool fresh = true;
    for (const std::string& word : split(text, ' ')) {
        if (!fresh && line.size() + 1 + word.size() > line_width) {
            out << line << "\n";
            line = "      ";
            fresh = true;
        }
        line += (fresh ? "" : " ") + word;
        fresh = false;
    }
    out << line << "\n";
}

constexpr std::array<std::string_view, 12> month_words = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// "2019 Mar 7", as it was printed where that is known.
std::string printed_date(const PartialDate& date)
{
    if (!date.text.empty() || date.year == 0)
        return date.text;
    std::string out = std::to_string(date.year);
    if (date.month >= 1 && date.month <= 12)
        out += " " + std::string(month_words[static_cast<std::size_t>(date.month) - 1]);
    return out + (date.day == 0 ? "" : format(" {}", date.day));
}

std::string digits_of(const PartialDate& date)
{
    std::string out = iso_date(date);
    std::erase(out, '-');
    return out;
}

void put_author(std::ostream& out, const Author& author)
{
    if (author.collective) {
        put_tag(out, "CN", author.last_name);
        return;
    }
    const std::string& given = author.fore_name.empty() ? author.initials : author.fore_name;
    if (!author.suffix.empty())
        put_tag(out, "FAU", author.last_name + ", " + given + ", " + author.suffix);
    else if (!author.fore_name.empty())
        put_tag(out, "FAU", author.last_name + ", " + given);
    put_tag(out, "AU",
            author.last_name + (author.initials.empty() ? "" : " " + author.initials) +
                (author.suffix.empty() ? "" : " " + author.suffix));
    if (!author.orcid.empty())
        put_tag(out, "AUID", "ORCID: " + author.orcid);
    for (const std::string& affiliation : author.affiliations)
        put_tag(out, "AD", affiliation);
}

std::string heading_text(const MeshHeading& heading)
{
    std::string out = (heading.major ? "*" : "") + heading.name;
    for (const Qualifier& qualifier : heading.qualifiers)
        out += std::string("/") + (qualifier.major ? "*" : "") + qualifier.name;
    return out;
}

void put_indexing(std::ostream& out, const Article& a)
{
    for (const Substance& substance : a.substances)
        put_tag(out, "RN", format("{} ({})", substance.number.empty() ? "0" : substance.number, substance.name));
    for (const std::string& name : a.supplementary_mesh)
        put_tag(out, "NM", name);
    for (const MeshHeading& heading : a.mesh)
        put_tag(out, "MH", heading_text(heading));
    for (const std::string& word : a.keywords)
        put_tag(out, "OT", word);
    for (const Link& link : a.links)
        if (const std::string_view tag = nbib_tag_of(link.kind); !tag.empty())
            put_tag(out, tag, link.source + (link.pmid.empty() ? "" : " PMID: " + link.pmid));
}

void put_head(std::ostream& out, const Article& a)
{
    put_tag(out, "STAT", a.status);
    put_tag(out, "LR", digits_of(a.revised));
    put_tag(out, "IS", a.issn);
    put_tag(out, "VI", a.volume);
    put_tag(out, "IP", a.issue);
    put_tag(out, "DP", printed_date(a.published));
    put_tag(out, "TI", shown_title(a));
    put_tag(out, "PG", a.pages);
    if (!a.pii.empty())
        put_tag(out, "LID", a.pii + " [pii]");
    put_tag(out, "AB", shown_abstract(a));
    for (const OtherAbstract& other : a.other_abstracts)
        put_tag(out, "OAB", other.text);
    put_tag(out, "CI", a.copyright);
    for (const Author& author : a.authors)
        put_author(out, author);
    for (const std::string& language : a.languages)
        put_tag(out, "LA", language);
    for (const PublicationType& type : a.publication_types)
        put_tag(out, "PT", type.name);
    put_tag(out, "DEP", digits_of(a.electronic));
    put_tag(out, "TT", a.vernacular_title);
    put_tag(out, "TA", a.journal_abbreviation);
    put_tag(out, a.book ? "BTI" : "JT", a.journal);
}

} // namespace

bool write_nbib(std::ostream& out, const Reference& reference)
{
    const Article& a = reference.article;
    if (!pmid_is_known(a.pmid))
        return false;
    put_tag(out, "PMID", a.pmid);
    put_head(out, a);
    put_indexing(out, a);
    put_tag(out, "PMC", a.pmcid);
    put_tag(out, "GN", decision_note(reference));
    put_tag(out, "EDAT", digits_of(a.entered));
    if (!a.doi.empty())
        put_tag(out, "AID", a.doi + " [doi]");
    put_tag(out, "SO", citation(a));
    out << "\n";
    return true;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/nbib.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/record_parts.hpp"
#include "fetch/source/tagged.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace casebook {

namespace {

/// Tags whose value goes into one text as it is.
struct TextTag
{
    std::string_view tag;
    std::string Article::*member;
};
constexpr std::array<TextTag, 9> text_tags = {{{"JT", &Article::journal},
                                               {"TA", &Article::journal_abbreviation},
                                               {"VI", &Article::volume},
                                               {"IP", &Article::issue},
                                               {"PG", &Article::pages},
                                               {"PMC", &Article::pmcid},
                                               {"CI", &Article::copyright},
                                               {"TT", &Article::vernacular_title},
                                               {"STAT", &Article::status}}};

struct LinkTag
{
    std::string_view tag;
    std::string_view kind;
};
constexpr std::array<LinkTag, 20> link_tags = {{{"RIN", "RetractionIn"},
                                                {"ROF", "RetractionOf"},
                                                {"PRIN", "PartialRetractionIn"},
                                                {"PROF", "PartialRetractionOf"},
                                                {"EIN", "ErratumIn"},
                                                {"EFR", "ErratumFor"},
                                                {"ECI", "ExpressionOfConcernIn"},
                                                {"ECF", "ExpressionOfConcernFor"},
                                                {"CRI", "CorrectedandRepublishedIn"},
                                                {"CRF", "CorrectedandRepublishedFrom"},
                                                {"RPI", "RepublishedIn"},
                                                {"RPF", "RepublishedFrom"},
                                                {"RRI", "RetractedandRepublishedIn"},
                                                {"RRF", "RetractedandRepublishedFrom"},
                                                {"UIN", "UpdateIn"},
                                                {"UOF", "UpdateOf"},
                                                {"CIN", "CommentIn"},
                                                {"CON", "CommentOn"},
                                                {"ORI", "OriginalReportIn"},
                                                {"SPIN", "SummaryForPatientsIn"}}};

/// "20200301" or "2020/03/01 06:00".
PartialDate plain_date(std::string_view text)
{
    std::string digits;
    for (const char c : text.substr(0, 10))
        if (is_digit(c))
            digits += c;
    PartialDate date;
    if (digits.size() >= 4)
        date.year = std::stoi(digits.substr(0, 4));
    if (digits.size() >= 6)
        date.month = std::clamp(std::stoi(digits.substr(4, 2)), 0, 12);
    if (digits.size() >= 8)
        date.day = std::clamp(std::stoi(digits.substr(6, 2)), 0, 31);
    return date;
}

/// "*Alopecia/chemically induced/*drug therapy".
MeshHeading heading_of(const std::string& text)
{
    const auto starred = [](std::string& name) {
        const bool star = name.starts_with('*');
        name.erase(0, star ? 1 : 0);
        return star;
    };
    std::vector<std::string> parts = split(text, '/');
    MeshHeading out;
    out.major = starred(parts.front());
    out.name = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool major = starred(parts[i]);
        out.qualifiers.push_back({"", parts[i], major});
    }
    return out;
}

/// "83HN0GTJ6D (Cyclosporine)", "0 (Antibodies)".
Substance substance_of(const std::string& text)
{
    const std::size_t open = text.find(" (");
    if (open == std::string::npos || !text.ends_with(')'))
        return {"", text, ""};
    const std::string number = text.substr(0, open);
    return {"", text.substr(open + 2, text.size() - open - 3), number == "0" ? "" : number};
}

/// "J Invent. 2020;3:4. doi: 10.1/x. PMID: 123".
Link link_of(std::string_view kind, const std::string& text)
{
    const std::size_t mark = text.find("PMID:");
    std::string source(trim(std::string_view(text).substr(0, mark)));
    return {std::string(kind), pmid_in(text), std::move(source), ""};
}

class NbibReader
{
public:
    void take(const TaggedLine& line)
    {
        const std::string value = collapse(line.value);
        if (const auto* text = std::ranges::find(text_tags, line.tag, &TextTag::tag); text != text_tags.end())
            article_.*(text->member) = value;
        else if (const auto* link = std::ranges::find(link_tags, line.tag, &LinkTag::tag); link != link_tags.end())
            article_.links.push_back(link_of(link->kind, value));
        else
            take_other(line.tag, value);
    }

    Parsed<Article> finish() &&
    {
        const std::string& pmid = article_.pmid;
        if (pmid.empty() || pmid.size() > 10 || !std::ranges::all_of(pmid, is_digit))
            return parse_error("no usable PMID");
        article_.id = "pubmed:" + pmid;
        if (article_.title.text.empty())
            article_.title.text = article_.journal; // a whole book has BTI alone
        article_.title_translated = article_.title.text.starts_with('[') &&
                                    (article_.title.text.ends_with(']') || article_.title.text.ends_with("]."));
        return std::move(article_);
    }

private:
    void take_other(std::string_view tag, const std::string& value)
    {
        if (tag == "PMID")
            article_.pmid = value;
        else if (tag == "TI")
            article_.title.text = value;
        else if (tag == "BTI" && article_.journal.empty())
            std::tie(article_.journal, article_.book) = std::pair(value, true);
        else if (tag == "AB")
            article_.abstract = abstract_parts(value);
        else if (tag == "OAB")
            article_.other_abstracts.push_back({"", "", value});
        else if (tag == "IS" && article_.issn.empty())
            article_.issn = value.substr(0, value.find(' '));
        else if (tag == "LA")
            article_.languages.push_back(lower_ascii(value));
        else if (tag == "PT")
            article_.publication_types.push_back({"", value});
        else if (tag == "MH")
            article_.mesh.push_back(heading_of(value));
        else if (tag == "RN")
            article_.substances.push_back(substance_of(value));
        else if (tag == "NM")
            article_.supplementary_mesh.push_back(value);
        else if (tag == "OT")
            article_.keywords.push_back(value.starts_with('*') ? value.substr(1) : value);
        else if (tag == "LID" || tag == "AID")
            take_place(value);
        else if (!take_author(tag, value))
            take_date(tag, value);
    }

    void take_place(const std::string& value)
    {
        if (value.ends_with("[doi]") && article_.doi.empty())
            article_.doi = doi_in(value);
        if (value.ends_with("[pii]") && article_.pii.empty())
            article_.pii = value.substr(0, value.find(" ["));
    }

    /// FAU is the full name and comes before the AU of the same person.
    bool take_author(std::string_view tag, const std::string& value)
    {
        if (tag == "FAU") {
            article_.authors.push_back(author_of(value));
            full_ = true;
        } else if (tag == "AU") {
            const Author shorter = author_of(value);
            if (!full_ || article_.authors.empty())
                article_.authors.push_back(shorter);
            else if (!shorter.initials.empty()) // "Probe K Jr" has none that are told apart
                article_.authors.back().initials = shorter.initials;
            full_ = false;
        } else if (tag == "CN") {
            article_.authors.push_back({value, "", "", "", true, "", {}});
        } else if (tag == "AUID" && value.starts_with("ORCID: ") && !article_.authors.empty()) {
            article_.authors.back().orcid = value.substr(7);
        } else if (tag == "AD" && !article_.authors.empty()) {
            article_.authors.back().affiliations.push_back(value);
        } else {
            return false;
        }
        return true;
    }

    void take_date(std::string_view tag, const std::string& value)
    {
        if (tag == "DP") {
            article_.published = date_of(value);
            article_.published.text = value;
        } else if (tag == "DEP") {
            article_.electronic = plain_date(value);
        } else if (tag == "EDAT") {
            article_.entered = plain_date(value);
        } else if (tag == "LR") {
            article_.revised = plain_date(value);
            article_.revised.day = 0; // see the header
        }
    }

    Article article_;
    bool full_ = false;
};

} // namespace

std::string_view nbib_tag_of(std::string_view link_kind)
{
    const auto* found = std::ranges::find(link_tags, link_kind, &LinkTag::kind);
    return found == link_tags.end() ? "" : found->tag;
}

Parsed<Article> parse_nbib_record(std::string_view record)
{
    NbibReader reader;
    for (const TaggedLine& line : tagged_lines(record))
        reader.take(line);
    return std::move(reader).finish();
}

} // namespace casebook

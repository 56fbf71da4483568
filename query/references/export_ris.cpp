// SPDX-License-Identifier: GPL-3.0-or-later
// RIS, tags as Zotero writes them: T2 is the journal, J2 its abbreviation (JO would be taken for that).
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "fetch/source/own_records.hpp"
#include "query/prisma/prisma.hpp"
#include "query/references/references.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

/// "Smith, John A, Jr"; a body has a comma at its end, or two for its first, as EndNote wants it.
std::string ris_name(const Author& author)
{
    if (author.collective) {
        const std::size_t comma = author.last_name.find(',');
        return comma == std::string::npos ? author.last_name + "," : std::string(author.last_name).insert(comma, ",");
    }
    const std::string& given = author.fore_name.empty() ? author.initials : author.fore_name;
    return author.last_name + (given.empty() ? "" : ", " + given) + (author.suffix.empty() ? "" : ", " + author.suffix);
}

/// First and last page where there are just these; else all of it as the first.
std::pair<std::string, std::string> ris_pages(const std::string& pages)
{
    const std::size_t hyphen = pages.find('-');
    if (hyphen == std::string::npos || pages.find_first_of("-, ;", hyphen + 1) != std::string::npos)
        return {pages, ""};
    const std::string first = pages.substr(0, hyphen);
    const std::string last = pages.substr(hyphen + 1);
    return first.empty() || last.empty() || first == last ? std::pair(pages, std::string()) : std::pair(first, last);
}

/// "2019/03/07/", "2019/03//", "2019///".
std::string ris_date(const PartialDate& date)
{
    const auto part = [](int number) { return number == 0 ? std::string() : format("{:02}", number); };
    return date.year == 0 ? "" : format("{}/{}/{}/", date.year, part(date.month), part(date.day));
}

/// The record's number in its database, as its id has it.
std::string accession_number(const Article& article)
{
    if (pmid_is_known(article.pmid) && (article.database.empty() || article.database == "PubMed"))
        return article.pmid;
    const std::string prefix = article.id.substr(0, article.id.find(':'));
    constexpr std::string_view none[] = {"pubmed", "pmc", "doi", "record"}; // ids that no database gave
    const bool ours = std::ranges::find(none, prefix) != std::end(none);
    return ours || prefix.size() == article.id.size() ? "" : article.id.substr(prefix.size() + 1);
}

std::string_view asreview_label(const std::optional<Decision>& decision)
{
    if (!decision || decision->by == by_rules || decision->verdict == Verdict::unclear)
        return "ASReview_not_seen";
    return decision->verdict == Verdict::include ? "ASReview_relevant" : "ASReview_irrelevant";
}

/// Whose words Rayyan is told: each reviewer's where they agree or are in conflict, else the one that counts; none
/// where one of two has judged, for nobody has that name there.
std::vector<Decision> rayyan_words(const Reference& reference)
{
    const Decision& counts = *reference.decision;
    std::vector<Decision> words = reference.words;
    std::erase_if(words, [&](const Decision& word) {
        return word.adjudicated || word.withdrawn || word.stage != counts.stage ||
               (counts.by != by_conflict && word.verdict != counts.verdict);
    });
    if (counts.by == by_conflict || (words.size() > 1 && !counts.adjudicated))
        return words;
    return counts.by == by_awaiting ? std::vector<Decision>{} : std::vector{counts};
}

/// RAYYAN-INCLUSION: {"ann"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: Animal study
std::string rayyan_note(const Reference& reference)
{
    constexpr std::string_view verdicts[] = {"Maybe", "Included", "Excluded"}; // in the order of Verdict
    std::vector<std::string> people, why;
    for (const Decision& word : rayyan_words(reference)) {
        std::string who = word.by == by_rules ? "Casebook rules" : word.by;
        std::erase(who, '"');
        people.push_back(format("\"{}\"=>\"{}\"", who, verdicts[static_cast<std::size_t>(word.verdict)]));
        const std::string reason = word.reason.empty() ? "" : reason_label(word.reason);
        if (!reason.empty() && std::ranges::find(why, reason) == why.end())
            why.push_back(reason);
    }
    if (people.empty())
        return "";
    return "RAYYAN-INCLUSION: {" + join(people, ", ") + "}" +
           (why.empty() ? "" : " | RAYYAN-EXCLUSION-REASONS: " + join(why, ","));
}

class RisWriter
{
public:
    explicit RisWriter(std::ostream& out) : out_(out) {}

    void put(std::string_view tag, std::string_view value) const
    {
        if (const std::string text = collapse(value); !text.empty())
            out_ << tag << "  - " << text << "\n";
    }

private:
    std::ostream& out_;
};

void put_place(const RisWriter& ris, const Article& a)
{
    ris.put("T2", a.journal);
    ris.put("J2", a.journal_abbreviation);
    const PartialDate& date = a.published.year == 0 ? a.electronic : a.published;
    ris.put("PY", date.year == 0 ? "" : std::to_string(date.year));
    ris.put("DA", ris_date(date));
    ris.put("VL", a.volume);
    ris.put("IS", a.issue);
    const auto [first, last] = ris_pages(a.pages);
    ris.put("SP", first);
    ris.put("EP", last);
    ris.put("SN", a.issn);
}

void put_identifiers(const RisWriter& ris, const Article& a)
{
    ris.put("DO", a.doi);
    ris.put("C2", a.pmcid);
    ris.put("AN", accession_number(a));
    const bool told =
        a.database != "RIS file" && a.database != "CSV file" && a.database != "typed in"; // these name no database
    ris.put("DB", a.database.empty() ? (pmid_is_known(a.pmid) ? "PubMed" : "") : told ? a.database : "");
    ris.put("UR", address_of(a));
}

void put_notes(const RisWriter& ris, const Reference& reference)
{
    const Article& a = reference.article;
    if (pmid_is_known(a.pmid) && accession_number(a) != a.pmid)
        ris.put("N1", "PMID: " + a.pmid);
    ris.put("N1", a.copyright);
    if (const Notice notice = notice_on(a); notice != Notice::none)
        ris.put("N1", std::string(notice == Notice::retracted ? retracted_note : concern_note));
    ris.put("N1", std::string(record_note) + a.id);
    ris.put("N1", asreview_label(reference.decision));
    if (reference.decision)
        ris.put("N1", rayyan_note(reference));
    ris.put("N1", decision_note(reference));
}

} // namespace

void write_ris(std::ostream& out, const Reference& reference)
{
    const Article& a = reference.article;
    const RisWriter ris(out);
    ris.put("TY", a.book ? "CHAP" : "JOUR");
    for (const Author& author : a.authors)
        ris.put("AU", ris_name(author));
    ris.put("TI", shown_title(a));
    put_place(ris, a);
    put_identifiers(ris, a);
    for (const PublicationType& type : a.publication_types)
        ris.put("PT", type.name); // M3 would be taken for a DOI by Zotero
    for (const std::string& word : a.keywords)
        ris.put("KW", word);
    ris.put("AB", shown_abstract(a));
    for (const std::string& language : a.languages)
        ris.put("LA", language);
    put_notes(ris, reference);
    out << "ER  - \n\n";
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/summary.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/appraise.hpp"
#include "query/brief/out.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/duplicates.hpp"
#include "query/faers/join.hpp"
#include "query/faers/pair.hpp"
#include "query/people.hpp"
#include "query/people/history.hpp"
#include "query/record_json.hpp"
#include "query/rights.hpp"
#include "query/searching/related_works.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

void print_full_text(const FullText& found, const Console& console)
{
    console.out << "Full text: " << name_of(found.access);
    if (!found.at.empty())
        console.out << format(" ({}{}, {}{})", found.source, found.by.empty() ? "" : ", by " + found.by,
                              found.at.substr(0, 10), found.note.empty() ? "" : ": " + found.note);
    if (!found.passages.empty())
        console.out << format(", {} passages (--fulltext shows them)", found.passages.size());
    if (!found.license.empty())
        console.out << "\nLicence of the full text: " << found.license.substr(0, 200);
    console.out << "\n";
}

/// The article in one sentence, and beneath it the words that the sentence rests on; a title stands above already.
void print_takeaway(const Casebook& casebook, const std::string& id, const Console& console)
{
    const Statement takeaway = takeaway_of_article(casebook, id);
    CitedSources sources;
    sources.take(casebook.store, takeaway);
    console.out << takeaway.text << "\n";
    for (const CitedSource& source : sources.all()) {
        for (const CitedWords& words : source.words)
            if (words.source.field() != "title")
                console.out << format("  {} {}; {}\n", cited_text(words, is_paraphrased(source, words), "*"),
                                      uses_text(words), standing_text(words.source));
        if (source.words.empty())
            console.out << format("  {}: {}\n", source.text, source.command);
    }
}

void print_head(const Article& article, const ArticleInfo& info, const Console& console)
{
    console.out << citation(article) << "\n" << pmid_text(article.pmid) << " · " << article.id;
    if (!article.doi.empty())
        console.out << " · doi:" << article.doi;
    if (!article.pmcid.empty())
        console.out << " · " << article.pmcid;
    console.out << "\n";
    std::vector<std::string> types;
    for (const PublicationType& type : article.publication_types)
        types.push_back(type.name);
    for (const std::vector<std::string>& list : {types, article.languages})
        if (!list.empty())
            console.out << join(list, ", ") << " · ";
    console.out << "from " << info.origin << " (" << info.channel << ")\n";
    if (info.deleted)
        console.out << "DELETED by NLM: the record is no longer in PubMed\n";
    if (const Notice notice = notice_on(article); notice != Notice::none)
        console.out << notice_mark(notice) << "\n";
    for (const Link& link : article.links)
        if (link.kind.starts_with("Retraction") || link.kind.starts_with("Erratum") ||
            link.kind.starts_with("ExpressionOfConcern"))
            console.out << link.kind << ": " << link.source << (link.pmid.empty() ? "" : " PMID " + link.pmid) << "\n";
    print_full_text(article.full_text, console);
    if (is_paraphrase(article))
        console.out << "The abstract is a paraphrase by the Casebook project; not the authors' words.\n";
    if (is_invented(article))
        console.out << "An invented record, for testing only.\n";
}

/// The words of a text, with the mark that they are not the authors' own.
std::string quoted_words(const Evidence& e, bool paraphrase)
{
    return e.quote.empty() ? "" : " “" + e.quote + "”" + (paraphrase ? " (paraphrase)" : "");
}

void print_decisions(const Store& store, const std::string& id, bool paraphrase, const Console& console)
{
    console.out << "\nDecisions\n";
    const auto current = store.current_decision(id);
    if (!current)
        console.out << (store.view().whose == Whose::person ? "  not decided by " + store.view().who + " yet\n"
                                                            : "  not screened yet\n");
    else if (current->by == by_conflict)
        console.out << format("  * {} unclear because reviewers disagree: {}\n", current->at, current->note);
    else if (current->by == by_awaiting)
        console.out << format("  * {} unclear: {}; awaiting a second reviewer\n", current->at, current->note);
    for (const Decision& decision : store.history(id)) {
        const bool read = decision.by != by_rules && decision.stage == Stage::full_text;
        const std::string how = std::string(read ? ", full text" : "") + (decision.adjudicated ? ", settling it" : "");
        console.out << format("  {} {} {} by {}{}{}\n", decision == current ? "*" : " ", decision.at,
                              verdict_text(decision), decision.by, how,
                              decision.note.empty() ? "" : ": " + decision.note);
        if (!decision.source.empty())
            console.out << "      source: " << decision.source << "\n";
        if (decision == current)
            for (const Ground& ground : decision.grounds)
                console.out << format("      {} {}: {}{}\n", ground.criterion, ground.verdict, ground.note,
                                      quoted_words(ground.evidence, paraphrase));
    }
}

void print_case(const Case& c, const std::string& id, bool paraphrase, const Console& console)
{
    console.out << format("\nCase {}: {}\n", case_id(id, c.number), summary_of(c));
    for (const Field& field : fields())
        for (const FieldValue& value : field.get(c)) {
            console.out << format("  {:<20} {}", field.label, value.text);
            if (const std::string cue = role_cue(c); field.id == "role" && !cue.empty())
                console.out << ": " << cue;
            if (!value.by.empty())
                console.out << "  [corrected by " << value.by << "]";
            else
                console.out << " " << quoted_words(value.evidence, paraphrase);
            console.out << "\n";
        }
    if (const auto& onset = c.patient.age_at_onset_years)
        console.out << format("  {:<20} {}–{}  computed from dates\n", "Age at onset (y)",
                              plain_number(onset.value->min), plain_number(onset.value->max));
    for (std::size_t i = 1; i < c.latencies.size(); ++i)
        console.out << format("  {:<20} {} from {} {}\n", "Another clock", days_text(c.latencies[i].value->days),
                              name_of(c.latencies[i].value->anchor), quoted_words(c.latencies[i].evidence, paraphrase));
}

void print_contradictions(const Extraction& extraction, bool paraphrase, const Console& console)
{
    for (const Contradiction& found : extraction.contradictions)
        console.out << format("\nCONTRADICTION{}: {}\n  here  {}\n  there {}\n",
                              found.case_number == 0 ? "" : format(" in case {}", found.case_number), found.note,
                              quoted_words(found.first, paraphrase), quoted_words(found.second, paraphrase));
}

/// Each passage under the number by which evidence names it.
void print_passages(const Article& article, const Console& console)
{
    const std::vector<Passage> all = passages(article);
    for (std::size_t i = record_passages(article); i < all.size(); ++i)
        console.out << format("\n[{}] {}\n{}\n", i, all[i].label, all[i].text);
    if (article.full_text.passages.empty())
        console.out << "\nThere is no full text to show: `casebook fetch --fulltext`, or `import` a JATS file.\n";
}

/// FAERS was counted for all cases that there are, also those that a reviewer is blind to.
std::map<int, CaseReports> seen_reports(const Casebook& casebook, const IndexedPair& indexed, const std::string& id)
{
    std::map<int, CaseReports> out = indexed.reader.reports_of(id);
    for (const int number : cases_of_others(casebook.store, id))
        out.erase(number);
    return out;
}

nlohmann::ordered_json seen_join(const Casebook& casebook, const nlohmann::ordered_json& join, const std::string& id)
{
    return join_of_article(join, id, cases_of_others(casebook.store, id));
}

void print_faers(const Casebook& casebook, const std::string& id, const Console& console)
{
    const auto indexed = open_indexed_pair(casebook);
    if (indexed) {
        console.out << "\nFAERS, counted" << (indexed->stale ? " for an index that is stale: run `casebook index`" : "")
                    << "\n  " << pair_text(indexed->pair) << "\n";
        for (const auto& [number, reports] : seen_reports(casebook, *indexed, id))
            console.out << format("  case {}: {}\n", number, reports_text(reports));
    }
    if (const auto join = kept_join(casebook.request))
        print_join_of_article(seen_join(casebook, *join, id), console, !indexed);
    else if (is_joined(casebook.request))
        console.out << "\nFAERS: quarters or protocol changed since the articles were looked up; run `casebook faers "
                       "articles`\n";
}

void print_text(const Casebook& casebook, const std::string& id, const Console& console)
{
    const Article article = *casebook.store.article(id);
    console.out << display_title(article) << "\n";
    print_takeaway(casebook, id, console);
    print_head(article, *casebook.store.article_info(id), console);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    if (const auto found = merged.find(id); found != merged.end())
        console.out << "DUPLICATE: a record of " << found->second << "; it is not counted\n";
    const std::string text = abstract_text(article);
    console.out << "\n" << (text.empty() ? "(no abstract)" : text) << "\n";
    if (!article.copyright.empty())
        console.out << "© " << article.copyright << "\n";
    const bool theirs = article.database.empty() && !is_paraphrase(article) && !is_invented(article);
    if (theirs && passages(article).size() > 1)
        console.out << "\n" << rights_notice << "\n";
    const bool paraphrase = is_paraphrase(article);
    print_decisions(casebook.store, id, paraphrase, console);
    const Appraiser appraiser(casebook.store);
    for (const Case& c : current_cases(casebook.store, id)) {
        print_case(c, id, paraphrase, console);
        if (is_suspected(c))
            console.out << format("  {:<20} {}\n", "Naranjo", naranjo_text(appraiser.of(article, c)));
    }
    for (const Correction& correction : casebook.store.current_corrections(id))
        console.out << format("Correction {} case {} {} = \"{}\" by {}{}\n", correction.at, correction.case_number,
                              correction.field, correction.value, correction.by,
                              correction.note.empty() ? "" : ": " + correction.note);
    if (const auto extraction = casebook.store.extraction(id)) {
        print_contradictions(*extraction, paraphrase, console);
        for (const Claim& claim : extraction->claims)
            console.out << format("Claim: {} {}{}\n", claim.count, claim.count == 1 ? "case" : "cases",
                                  quoted_words(claim.evidence, paraphrase));
    }
    print_faers(casebook, id, console);
    print_related_works(related_works(casebook, article), casebook.store, console.out);
}

nlohmann::ordered_json indexed_json(const Casebook& casebook, const IndexedPair& indexed, const std::string& id)
{
    nlohmann::ordered_json cases = nlohmann::ordered_json::array();
    for (const auto& [number, reports] : seen_reports(casebook, indexed, id)) {
        nlohmann::ordered_json row = {{"case", number}};
        row.update(with_rule(reports, indexed.pair));
        cases.push_back(std::move(row));
    }
    return {{"stale", indexed.stale}, {"pair", to_json(indexed.pair)}, {"cases", cases}};
}

nlohmann::ordered_json shown_json(const Casebook& casebook, const std::string& id)
{
    nlohmann::ordered_json out = record_json(casebook, id);
    const Statement takeaway = takeaway_of_article(casebook, id);
    CitedSources sources;
    sources.take(casebook.store, takeaway);
    out["takeaway"] = statement_json(takeaway, sources);
    out["related"] = nlohmann::ordered_json::array();
    for (const RelatedWork& work : related_works(casebook, *casebook.store.article(id)))
        out["related"].push_back(to_json(work));
    if (const auto indexed = open_indexed_pair(casebook))
        out["faers_counts"] = indexed_json(casebook, *indexed, id);
    if (const auto join = kept_join(casebook.request))
        out["faers"] = seen_join(casebook, *join, id);
    return out;
}

} // namespace

int run_show(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    if (request.has("--by"))
        casebook.store.set_view({Whose::person, speaker(request), casebook.protocol.reviewers});
    const std::string id = find_article(casebook.store, request.text("ID"));
    if (request.has("--history"))
        return show_history(request, casebook, id, console);
    if (format_of(request) == Format::text) {
        print_text(casebook, id, console);
        if (request.has("--fulltext"))
            print_passages(*casebook.store.article(id), console);
    } else
        console.out << shown_json(casebook, id).dump(format_of(request) == Format::json ? 1 : -1) << "\n";
    return 0;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What of the page rests on data: FAERS beside the cases, the search, the records.
#include "corpus/format.hpp"
#include "index/faers/signal.hpp"
#include "query/brief/wording.hpp"
#include "query/faers/pair.hpp"
#include "query/wording.hpp"

namespace casebook {

namespace {

Counts counts_of_pair(const ReportCounts& counts)
{
    const auto number = [](std::int64_t value) { return static_cast<std::size_t>(value); };
    return {{"reports", number(counts.both)},
            {"drug_reports", number(counts.drug)},
            {"event_reports", number(counts.event)},
            {"all_reports", number(counts.all)}};
}

std::string ratio_text(const PairReports& pair)
{
    const ReportCounts& n = pair.counts;
    const auto ror = measure({n.both, n.drug - n.both, n.event - n.both, n.all - n.drug - n.event + n.both}).ror;
    if (!ror)
        return "A reporting odds ratio cannot be computed: a cell of the table is 0.";
    return format("The reporting odds ratio is {:.2f} (95 % interval {:.2f} to {:.2f}){}.", ror->value, ror->low,
                  ror->high, pair.made_up == 0 ? "" : ", of made-up reports: it says nothing");
}

std::string plain_pair_text(const BriefWords& words, const PairReports& pair)
{
    return format("{} with {} that anybody sent in, {} also {} {}{}. Such reports may repeat each other, and they do "
                  "not show that the medicine was the cause.",
                  counted(static_cast<std::uint64_t>(pair.counts.drug), "report"), words.drug, pair.counts.both,
                  pair.counts.both == 1 ? "names" : "name", words.event,
                  pair.made_up == 0 ? "" : " (reports made up for testing are among them, so this says nothing)");
}

} // namespace

Source source_of_pair(const PairReports& pair)
{
    return Source::of_data(format("FDA's FAERS: {} with {}; {}{}", pair.drug, pair.event, pair.rule,
                                  pair.made_up == 0 ? "" : "; made-up sample reports among them, not FDA's"),
                           "casebook faers count");
}

std::vector<Statement> what_faers_holds(const BriefBasis& basis)
{
    const std::optional<IndexedPair> indexed = open_indexed_pair(basis.casebook);
    if (!indexed)
        return {};
    const PairReports& pair = indexed->pair;
    const std::string of_all = basis.question.empty() ? "" : "For the review as a whole, whatever is asked here: ";
    std::vector<Statement> out;
    if (basis.audience == Audience::patients) {
        out.push_back({"faers", of_all + "of " + plain_pair_text(words_for(basis), pair), source_of_pair(pair),
                       counts_of_pair(pair.counts)});
        out.back().text = capitalised(out.back().text);
        return out;
    }
    if (pair.counts.drug == 0) {
        out.push_back({"faers", capitalised(of_all + format("no report with {} is held ({}).", pair.drug, pair.rule)),
                       source_of_pair(pair), counts_of_pair(pair.counts)});
        return out;
    }
    out.push_back(
        {"faers", capitalised(of_all + pair_text(pair)) + ".", source_of_pair(pair), counts_of_pair(pair.counts)});
    out.push_back({"faers_ror", ratio_text(pair), source_of_pair(pair)});
    out.push_back({"faers_caution",
                   "Reports are not patients: they may repeat each other, a published case may be among them, and how "
                   "many people took the drug is not known, so no rate follows.",
                   source_of_pair(pair)});
    if (indexed->stale)
        out.push_back({"faers_stale", "Cases, protocol or quarters have changed since these were counted.",
                       Source::of_data("the state of the index", "casebook status")});
    return out;
}

std::vector<Statement> what_it_rests_on(const BriefBasis& basis)
{
    const Casebook& casebook = basis.casebook;
    const Ledger& ledger = basis.ledger;
    const std::string searched = last_search(casebook.store);
    const std::string place = last_search_place(casebook.store);
    const Source search = Source::of_data(format("the search of PubMed: {}", casebook.protocol.pubmed_search),
                                          "casebook export search-log");
    std::vector<Statement> out;
    out.push_back({"search",
                   searched.empty() ? "The search has not been run; the records were brought in otherwise."
                                    : format("The search was last run on {}{}: {}", searched.substr(0, 10),
                                             place.empty() ? " at PubMed" : place, casebook.protocol.pubmed_search),
                   search});
    const auto number = [&](Verdict verdict) {
        const auto found = ledger.verdicts.find(verdict);
        return found == ledger.verdicts.end() ? 0 : found->second;
    };
    const std::string which = basis.question.empty() ? counted(ledger.records, "record")
                                                     : format("{} with something that matches “{}”",
                                                              counted(ledger.records, "record"), basis.question);
    out.push_back(
        {"records",
         format("Of {}, {} {} included, {} excluded and {} unclear or not yet screened; {} by a person.", which,
                number(Verdict::include), number(Verdict::include) == 1 ? "is" : "are", number(Verdict::exclude),
                number(Verdict::unclear),
                ledger.decided_by_people == 0   ? "none was decided"
                : ledger.decided_by_people == 1 ? "1 was decided"
                                                : format("{} were decided", ledger.decided_by_people)),
         Source::of_data(basis.question.empty() ? "the ledger: records by decision" : "the index: records by decision",
                         command_of_records(basis.question)),
         {{"records", ledger.records},
          {"included", number(Verdict::include)},
          {"excluded", number(Verdict::exclude)},
          {"unclear", number(Verdict::unclear)},
          {"decided_by_people", ledger.decided_by_people}}});
    return out;
}

} // namespace casebook

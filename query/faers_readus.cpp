// SPDX-License-Identifier: GPL-3.0-or-later
// READUS-PV (Fusaroli et al., Drug Saf 2024; PMC11116242): what a reader of a disproportionality analysis must be told.
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/faers_table.hpp"
#include "query/wording.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

std::string coverage(const FaersStore& store)
{
    const auto& held = store.quarters();
    const std::size_t span = held.back().quarter.number() - held.front().quarter.number() + 1;
    return format("{} to {}, {} of {} quarters", to_text(held.front().quarter), to_text(held.back().quarter),
                  held.size(), span);
}

std::string checksums(const FaersStore& store)
{
    std::vector<std::string> out;
    for (const HeldQuarter& held : store.quarters())
        out.push_back(to_text(held.quarter) + " " + held.sha256.substr(0, 12));
    return join(out, ", ");
}

std::string period(const FaersQuestion& q)
{
    if (!q.from && !q.to)
        return "any date of first receipt";
    return format("first received {} to {}", q.from ? to_text(q.from) : "from the beginning",
                  q.to ? to_text(q.to) : "the end");
}

std::string results(const TableColumn& column)
{
    const TwoByTwo& t = column.answer.counts.table;
    return format("{}: a {}, b {}, c {}, d {}; ROR {}", column.title, t.a, t.b, t.c, t.d,
                  estimate_text(column.answer.measures.ror));
}

} // namespace

std::vector<std::string> readus_items(const Asked& asked, const DescribedPair& found)
{
    const FaersQuestion& q = asked.question;
    const DedupFacts& dedup = asked.store.counting().dedup;
    const DrugMapFacts& names = asked.store.counting().mapping;
    std::vector<std::string> titles;
    std::vector<std::string> all;
    for (const TableColumn& column : found.columns) {
        titles.push_back(column.title);
        all.push_back(results(column));
    }
    std::vector<std::string> out = {
        format("READUS-PV 1a, 1b (title): a disproportionality analysis of FAERS; drugs {}; events {}.",
               join(titles, ", "), join(q.events, ", ")),
        "READUS-PV 2a-c, 3 (introduction): for the author to write.",
        "READUS-PV 4a, 4b (design): case/non-case comparison of spontaneous reports against all other reports of the "
        "same level and period, and against each comparator without reports of both; the reports themselves were not "
        "read case by case here.",
        format("READUS-PV 5a (database): FDA Adverse Event Reporting System, quarterly ASCII files, custodian FDA; {}.",
               coverage(asked.store)),
        format("READUS-PV 5b (data): sha256 of the zips begins {}. {} read; level {}: rows {}, latest {}, "
               "latest-minus-deleted {}, wang2024 {}.",
               checksums(asked.store), counted(dedup.rows, "report"), name_of(q.level), dedup.rows,
               dedup.kept + dedup.deleted, dedup.kept, dedup.rows - dedup.repeats),
        format("READUS-PV 6 (variables): exposure is an ingredient in the roles {}; of {} drug rows {} are named by "
               "PROD_AI, {} learned from the same name, {} by reviewed names, {} by the protocol. The event is any of "
               "the preferred terms named, once a report. {}.",
               roles_text(q), names.rows, names.rows_by_prod_ai, names.rows_learned, names.rows_reviewed,
               names.rows_by_protocol, period(q)),
        "READUS-PV, statistics: ROR ad/bc with Wald's 95 % interval; PRR; IC log2((a+1/2)/(E+1/2)) with gamma "
        "quantiles; EBGM only under a prior that is given; no threshold was applied and nothing was adjusted for "
        "multiple comparison.",
        "READUS-PV, results: " + join(all, "; ") + ".",
        "READUS-PV, limits: reports are not patients and may repeat each other; how many took the drug is not known, "
        "so "
        "no rate, risk or prevalence follows; reporting differs by drug, country, year and publicity; a ratio shows "
        "disproportionate reporting, not cause."};
    if (asked.store.counting().made_up > 0)
        out.push_back("MADE-UP REPORTS are among those counted: these figures say nothing about any drug.");
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/evidence/evidence_table.hpp"

#include "corpus/computed_columns.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/appraisal_cells.hpp"
#include "query/counting/ledger.hpp"
#include "query/faers/pair.hpp"
#include "query/rights.hpp"
#include "query/tables/case_cells.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <map>

namespace casebook {

namespace {

/// A default column; `cell` is empty for what this program does not read.
struct Layout
{
    std::string_view id;
    std::string_view heading; ///< "{}" stands for the event
    Cell (*cell)(const CaseView&);
    Cell (*computed)(const CaseAppraisal&) = nullptr; ///< of what is worked out
};

// Reviews of drug reactions print these 18, after a running number.
constexpr Layout layout[] = {
    {"country", "Country", nullptr},
    {"age", "Age at onset", age_cell},
    {"sex", "Sex", [](const CaseView& v) { return field_cell(v, {"sex"}); }},
    {"indication", "Indication", [](const CaseView& v) { return field_cell(v, {"indication"}); }},
    {"drug", "Drug", drug_cell},
    {"dose", "Dose, route", dose_cell},
    {"onset", "Time to onset", onset_cell},
    {"event", "Type and extent of {}", event_cell},
    {"histology", "Histology", nullptr},
    {"autoimmune", "Personal or family autoimmune history", nullptr},
    {"concomitants", "Concomitant drugs", [](const CaseView& v) { return field_cell(v, {"concomitants"}); }},
    {"dechallenge", "Action taken (dechallenge)", dechallenge_cell},
    {"event_treatment", "Treatment of the reaction",
     [](const CaseView& v) { return field_cell(v, {"event_treatment"}); }},
    {"outcome", "Outcome", [](const CaseView& v) { return field_cell(v, {"outcome"}); }},
    {"rechallenge", "Rechallenge", rechallenge_cell},
    {"causality", "Causality (published, ours)", nullptr, causality_cell},
    {"quality", "Quality (Murad)", nullptr, [](const CaseAppraisal& a) { return computed_cell(a, "murad"); }},
};

std::string heading_of(const Layout& column, const Protocol& protocol)
{
    std::string heading(column.heading);
    if (const std::size_t place = heading.find("{}"); place != std::string::npos)
        heading.replace(place, 2, protocol.event.name);
    return heading;
}

std::vector<Column> columns_of(const Protocol& protocol, bool with_reports)
{
    std::vector<Column> out = {{"no", "No."}, {"reference", "Author, year (PMID)"}};
    for (const Layout& column : layout)
        if (protocol.columns.empty())
            out.push_back({std::string(column.id), heading_of(column, protocol)});
    for (const std::string& id : protocol.columns) {
        const ComputedColumn* computed = find_computed_column(id);
        out.push_back({id, std::string(computed != nullptr ? computed->heading : find_field(id)->label)});
    }
    if (with_reports)
        out.push_back({"faers", "FAERS reports with drug and event in the case's stratum, of those with the drug"});
    out.push_back({"case", "Case", false});
    out.push_back({"corrected", "Corrected by a person", false});
    out.push_back({"in_conflict", "Given differently by two people", false});
    out.push_back({"paraphrase", "Read from a paraphrase of the abstract", false});
    return out;
}

/// Of what the index carries; a case that came after the index was made has nothing there.
Cell reports_cell(const std::map<int, CaseReports>& reports, int number)
{
    const auto found = reports.find(number);
    if (found == reports.end() || !found->second.stratum)
        return missing_cell("NA");
    const ReportCounts& counts = *found->second.stratum;
    Cell out = plain_cell(format("{} of {} ({})", counts.both, counts.drug, stratum_text(found->second)));
    out.number = static_cast<double>(counts.both);
    return out;
}

Cell layout_cell(const Layout& column, const CaseView& view, const CaseAppraisal& appraisal)
{
    if (column.computed != nullptr)
        return column.computed(appraisal);
    return column.cell == nullptr ? missing_cell("NR") : column.cell(view);
}

std::vector<Cell> cells_of(const CaseView& view, const CaseAppraisal& appraisal, const Protocol& protocol,
                           std::size_t number, const std::optional<Cell>& reports, const Ledger& ledger)
{
    std::vector<Cell> out = {plain_cell(std::to_string(number)), reference_cell(view.article)};
    out.front().number = static_cast<double>(number);
    for (const Layout& column : layout)
        if (protocol.columns.empty())
            out.push_back(layout_cell(column, view, appraisal));
    for (const std::string& id : protocol.columns)
        out.push_back(find_computed_column(id) != nullptr ? computed_cell(appraisal, id) : field_cell(view, {id}));
    if (reports)
        out.push_back(*reports);
    out.push_back(plain_cell(case_id(view.article.id, view.now.number)));
    out.push_back(plain_cell(corrections_text(view)));
    const auto unsettled = ledger.unsettled.find(view.article.id);
    out.push_back(
        plain_cell(unsettled == ledger.unsettled.end() ? "" : unsettled_text(unsettled->second, view.now.number)));
    out.push_back(plain_cell(is_paraphrase(view.article) ? "yes" : "no"));
    return out;
}

std::string share(std::size_t part, std::size_t whole)
{
    return format("{} ({:.1f} %)", part, 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string shares(const Ledger& ledger, std::string_view label, std::string_view field)
{
    std::vector<std::string> parts;
    for (const auto& [value, count] : tally_of(ledger, field))
        parts.push_back(spoken(value) + " " + share(count, patient_count(ledger)));
    return format("{}: {}.", label, join(parts, ", "));
}

/// "median 40 y (IQR 35 y to 45 y), n = 3."
std::string median_text(const Spread& s, std::string (*unit)(double))
{
    return format("median {}{}, n = {}.", unit(s.median),
                  s.n < 2 ? "" : format(" (IQR {} to {})", unit(s.q1), unit(s.q3)), s.n);
}

void add_summary(const Ledger& ledger, Table& table)
{
    const std::size_t patients = patient_count(ledger);
    const auto telling = static_cast<std::size_t>(
        std::ranges::count_if(ledger.reports, [](const Report& report) { return !report.patients.empty(); }));
    table.summary.push_back(telling == ledger.reports.size()
                                ? format("{} patient{} in {} included article{}.", patients, patients == 1 ? "" : "s",
                                         telling, telling == 1 ? "" : "s")
                                : format("{} patient{} in {} of {} included articles.", patients,
                                         patients == 1 ? "" : "s", telling, ledger.reports.size()));
    if (patients == 0)
        return;
    const auto years = [](double value) { return plain_number(value) + " y"; };
    const auto days = [](double value) { return days_text({value, value}); };
    if (const auto age = age_spread(ledger))
        table.summary.push_back(format("Age ({}): {}", ages_at_text(ledger), median_text(*age, years)));
    for (const std::string_view name : all_names<Anchor>())
        if (const auto s = latency_spread(ledger, from_name<Anchor>(name)))
            table.summary.push_back(format("Time to onset from {}: {}", spoken(name), median_text(*s, days)));
    if (const auto s = latency_spread(ledger, Anchor::unknown))
        table.summary.push_back("Time to onset, not told from what: " + median_text(*s, days));
    table.summary.push_back(shares(ledger, "Sex", "sex"));
    table.summary.push_back(shares(ledger, "Dechallenge", "dechallenge"));
    table.summary.push_back(shares(ledger, "Outcome", "outcome"));
}

/// Articles that count although their journals say something against them.
void add_notices(const Ledger& ledger, Table& table)
{
    for (const Notice notice : {Notice::retracted, Notice::concern}) {
        std::vector<std::string> told;
        for (const Report& report : ledger.reports)
            if (notice_on(report.article) == notice)
                told.push_back(short_reference(report.article) + " (" + pmid_text(report.article.pmid) + ")");
        if (!told.empty())
            table.footnotes.push_back(format("{}, and counted as long as nobody excludes {}: {}.", notice_text(notice),
                                             told.size() == 1 ? "it" : "them", join(told, ", ")));
    }
}

void add_footnotes(const Ledger& ledger, const Protocol& protocol, Table& table)
{
    table.footnotes.push_back(
        "NR: not reported in the title, abstract and full text that were read, or in what a person "
        "added; "
        "NA: not applicable. Ages and times are those of the record.");
    std::vector<std::string> unread;
    for (const Layout& column : layout)
        if (column.cell == nullptr && column.computed == nullptr && protocol.columns.empty())
            unread.emplace_back(column.heading);
    if (!unread.empty())
        table.footnotes.push_back(
            "Not read by this program, so that NR there says nothing about the report: " + join(unread, "; ") + ".");
    std::vector<std::string> empty;
    for (const Report& report : ledger.reports)
        if (report.patients.empty() && report.extracted)
            empty.push_back(short_reference(report.article) + " (" + pmid_text(report.article.pmid) + ")");
    if (!empty.empty())
        table.footnotes.push_back("Included, but no patient could be read from the record: " + join(empty, ", ") + ".");
    add_notices(ledger, table);
    if (ledger.machine_alone.included > 0)
        table.footnotes.push_back(format("{} by the machine alone: nobody has judged {} yet.",
                                         counted(ledger.machine_alone.included, "article") + " included",
                                         ledger.machine_alone.included == 1 ? "it" : "them"));
    if (ledger.not_extracted > 0)
        table.footnotes.push_back("Not in the table: " + not_extracted_text(ledger.not_extracted) + ".");
    table.footnotes.emplace_back(rights_notice);
}

/// A value on which two people differ says so where it is printed.
void add_unsettled(const Ledger& ledger, Table& table)
{
    std::vector<std::string> parts;
    for (const auto& [article, conflicts] : ledger.unsettled)
        for (const Report& report : ledger.reports)
            for (const Case& c : report.patients)
                if (const std::string text = unsettled_text(conflicts, c.number);
                    report.article.id == article && !text.empty())
                    parts.push_back(format("{} ({})", case_id(article, c.number), text));
    if (!parts.empty())
        table.footnotes.push_back(
            "Given differently by two people and not settled; the newest is shown: " + join(parts, ", ") + ".");
}

void add_faers_note(const IndexedPair& indexed, Table& table)
{
    table.footnotes.push_back(format("FAERS: {}. A stratum is the case's sex and band of age; NA: neither is known. "
                                     "Reports are not patients, and a published case may be among them.{}",
                                     pair_text(indexed.pair),
                                     indexed.stale ? " The index is stale: run `casebook index`." : ""));
}

} // namespace

Table evidence_table(const Casebook& casebook)
{
    const Ledger ledger = make_ledger(casebook);
    const std::string searched = last_search(casebook.store);
    Table table;
    table.title = casebook.protocol.title;
    table.about = {format("Evidence table: {}.{}", counting_rule,
                          searched.empty() ? ""
                                           : " The search was last run on " + searched.substr(0, 10) +
                                                 last_search_place(casebook.store) + ".")};
    const std::optional<IndexedPair> indexed = open_indexed_pair(casebook);
    table.columns = columns_of(casebook.protocol, indexed.has_value());
    const Appraiser appraiser(casebook.store);
    for (const Report& report : ledger.reports) {
        const Extraction machine = casebook.store.extraction(report.article.id).value_or(Extraction{});
        const std::vector<Correction> corrections = casebook.store.current_corrections(report.article.id);
        const std::map<int, CaseReports> like =
            indexed ? indexed->reader.reports_of(report.article.id) : std::map<int, CaseReports>();
        for (const Case& c : report.patients) {
            const CaseView view{report.article, c, machine, corrections};
            table.rows.push_back(
                {case_id(report.article.id, c.number), report.article.id, is_paraphrase(report.article),
                 cells_of(view, appraiser.of(report.article, c), casebook.protocol, table.rows.size() + 1,
                          indexed ? std::optional(reports_cell(like, c.number)) : std::nullopt, ledger)});
        }
    }
    add_summary(ledger, table);
    add_view(casebook.store.view(), table);
    add_unsettled(ledger, table);
    add_footnotes(ledger, casebook.protocol, table);
    if (indexed)
        add_faers_note(*indexed, table);
    explain_abbreviations(casebook.protocol, table);
    return table;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/evidence_table.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/case_cells.hpp"
#include "query/ledger.hpp"
#include "query/rights.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// A default column; `cell` is empty for what this program does not read.
struct Layout
{
    std::string_view id;
    std::string_view heading; ///< "{}" stands for the event
    Cell (*cell)(const CaseView&);
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
    {"causality", "Causality (published, ours)", nullptr},
    {"quality", "Quality (Murad)", nullptr},
};

std::string heading_of(const Layout& column, const Protocol& protocol)
{
    std::string heading(column.heading);
    if (const std::size_t place = heading.find("{}"); place != std::string::npos)
        heading.replace(place, 2, protocol.event.name);
    return heading;
}

std::vector<Column> columns_of(const Protocol& protocol)
{
    std::vector<Column> out = {{"no", "No."}, {"reference", "Author, year (PMID)"}};
    for (const Layout& column : layout)
        if (protocol.columns.empty())
            out.push_back({std::string(column.id), heading_of(column, protocol)});
    for (const std::string& id : protocol.columns)
        out.push_back({id, std::string(find_field(id)->label)});
    out.push_back({"case", "Case", false});
    out.push_back({"corrected", "Corrected by a person", false});
    out.push_back({"paraphrase", "Read from a paraphrase of the abstract", false});
    return out;
}

std::vector<Cell> cells_of(const CaseView& view, const Protocol& protocol, std::size_t number)
{
    std::vector<Cell> out = {plain_cell(std::to_string(number)), reference_cell(view.article)};
    out.front().number = static_cast<double>(number);
    for (const Layout& column : layout)
        if (protocol.columns.empty())
            out.push_back(column.cell == nullptr ? missing_cell("NR") : column.cell(view));
    for (const std::string& id : protocol.columns)
        out.push_back(field_cell(view, {id}));
    out.push_back(plain_cell(case_id(view.article.id, view.now.number)));
    out.push_back(plain_cell(corrections_text(view)));
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
        table.summary.push_back("Age: " + median_text(*age, years));
    for (const std::string_view name : all_names<Anchor>())
        if (const auto s = latency_spread(ledger, from_name<Anchor>(name)))
            table.summary.push_back(format("Time to onset from {}: {}", spoken(name), median_text(*s, days)));
    table.summary.push_back(shares(ledger, "Sex", "sex"));
    table.summary.push_back(shares(ledger, "Dechallenge", "dechallenge"));
    table.summary.push_back(shares(ledger, "Outcome", "outcome"));
}

void add_footnotes(const Ledger& ledger, const Protocol& protocol, Table& table)
{
    table.footnotes.push_back(
        "NR: not reported in the title, abstract and full text that were read, or in what a person "
        "added; "
        "NA: not applicable. Ages and times are those of the record.");
    std::vector<std::string> unread;
    for (const Layout& column : layout)
        if (column.cell == nullptr && protocol.columns.empty())
            unread.emplace_back(column.heading);
    if (!unread.empty())
        table.footnotes.push_back(
            "Not read by this program, so that NR there says nothing about the report: " + join(unread, "; ") + ".");
    std::vector<std::string> empty;
    for (const Report& report : ledger.reports)
        if (report.patients.empty())
            empty.push_back(short_reference(report.article) + " (" + pmid_text(report.article.pmid) + ")");
    if (!empty.empty())
        table.footnotes.push_back("Included, but no patient could be read from the record: " + join(empty, ", ") + ".");
    table.footnotes.emplace_back(rights_notice);
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
    table.columns = columns_of(casebook.protocol);
    for (const Report& report : ledger.reports) {
        const Extraction machine = casebook.store.extraction(report.article.id).value_or(Extraction{});
        const std::vector<Correction> corrections = casebook.store.corrections(report.article.id);
        for (const Case& c : report.patients) {
            const CaseView view{report.article, c, machine, corrections};
            table.rows.push_back({case_id(report.article.id, c.number), report.article.id,
                                  is_paraphrase(report.article),
                                  cells_of(view, casebook.protocol, table.rows.size() + 1)});
        }
    }
    add_summary(ledger, table);
    add_footnotes(ledger, casebook.protocol, table);
    explain_abbreviations(casebook.protocol, table);
    return table;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram as a page, for programs, and for the R package PRISMA2020.
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/json_values.hpp"
#include "query/prisma/prisma.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// A row of the package's table. Rows without a key are headings and bars, which have no number.
struct FlowRow
{
    std::string_view key;
    std::string_view node;
    std::string_view box;
    std::string_view text;
    std::string_view where; ///< told apart in the description where two boxes have one text
};
constexpr std::string_view of_databases = " (databases and registers)";
constexpr std::string_view of_others = " (other)";
constexpr std::array<FlowRow, 34> flow_rows = {{
    {"NA", "node4", "prevstud", "Previous studies", ""},
    {"previous_studies", "node5", "box1", "Studies included in previous version of review", ""},
    {"previous_reports", "NA", "box1", "Reports of studies included in previous version of review", ""},
    {"NA", "node6", "newstud", "Identification of new studies via databases and registers", ""},
    {"database_results", "node7", "box2", "Databases", ""},
    {"database_specific_results", "NA", "box2", "Specific Databases", ""},
    {"register_results", "NA", "box2", "Registers", ""},
    {"register_specific_results", "NA", "box2", "Specific Registers", ""},
    {"NA", "node16", "othstud", "Identification of new studies via other methods", ""},
    {"website_results", "node17", "box11", "Websites", ""},
    {"organisation_results", "NA", "box11", "Organisations", ""},
    {"citations_results", "NA", "box11", "Citation searching", ""},
    {"duplicates", "node8", "box3", "Duplicate records", ""},
    {"excluded_automatic", "NA", "box3", "Records marked as ineligible by automation tools", ""},
    {"excluded_other", "NA", "box3", "Records removed for other reasons", ""},
    {"records_screened", "node9", "box4", "Records screened", of_databases},
    {"records_excluded", "node10", "box5", "Records excluded", of_databases},
    {"dbr_sought_reports", "node11", "box6", "Reports sought for retrieval", of_databases},
    {"dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved", of_databases},
    {"other_sought_reports", "node18", "box12", "Reports sought for retrieval", of_others},
    {"other_notretrieved_reports", "node19", "box13", "Reports not retrieved", of_others},
    {"dbr_assessed", "node13", "box8", "Reports assessed for eligibility", of_databases},
    {"dbr_excluded", "node14", "box9", "Reports excluded", of_databases},
    {"other_assessed", "node20", "box14", "Reports assessed for eligibility", of_others},
    {"other_excluded", "node21", "box15", "Reports excluded", of_others},
    {"new_studies", "node15", "box10", "New studies included in review", ""},
    {"new_reports", "NA", "box10", "Reports of new included studies", ""},
    {"total_studies", "node22", "box16", "Total studies included in review", ""},
    {"total_reports", "NA", "box16", "Reports of total included studies", ""},
    {"identification", "node1", "identification", "Identification", ""},
    {"screening", "node2", "screening", "Screening", ""},
    {"included", "node3", "included", "Included", ""},
    {"total_studies_ma", "node23", "box17", "Total studies included in meta-analysis", ""},
    {"total_reports_ma", "NA", "box17", "Reports of total included studies in meta-analysis", ""},
}};

std::string value_of_key(const std::vector<std::pair<std::string_view, std::string>>& values, std::string_view key)
{
    const auto found = std::ranges::find(values, key, &std::pair<std::string_view, std::string>::first);
    return found == values.end() ? "0" : found->second;
}

Json counts_json(const std::vector<FlowCount>& counts)
{
    Json out = Json::array();
    for (const FlowCount& count : counts)
        out.push_back({{"name", count.name}, {"records", count.records}});
    return out;
}

void add_reasons(Json& out, std::string_view box, const std::vector<FlowCount>& counts)
{
    for (const FlowCount& count : counts)
        out.push_back({{"box", box},
                       {"reason", count.name},
                       {"text", reason_label(count.name)},
                       {"records", count.records},
                       {"by_tools", count.by_tools}});
}

Json exclusions_json(const Flow& flow)
{
    Json out = Json::array();
    add_reasons(out, "title_and_abstract", flow.excluded_on_record);
    add_reasons(out, "dbr_excluded", flow.found.excluded);
    add_reasons(out, "other_excluded", flow.found_otherwise.excluded);
    return out;
}

Json identities_json(const Flow& flow)
{
    Json out = Json::array();
    for (const FlowIdentity& rule : flow_identities(flow))
        out.push_back({{"identity", rule.rule},
                       {"left", rule.left},
                       {"right", rule.right},
                       {"holds", rule.left == rule.right},
                       {"because", or_null(rule.because)}});
    return out;
}

constexpr std::string_view page_style = R"css(
body { margin: 1.5rem; color: #1a1a1a; background: #fff; font: 15px/1.4 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
@media print { @page { size: A4 landscape; margin: 10mm; } body { margin: 0; } .numbers { break-before: page; } }
)css";

void write_numbers(std::ostream& out, const Flow& flow)
{
    const auto values = flow_values(flow);
    out << "<table>\n<thead><tr><th>Box</th><th>Key</th><th>Number</th></tr></thead>\n<tbody>\n";
    for (const FlowRow& row : flow_rows)
        if (const std::string value = value_of_key(values, row.key); row.key != "NA" && value != "NA")
            out << "<tr><td>" << row.text << row.where << "</td><td><code>" << row.key << "</code></td><td class=\"n\">"
                << markup_escaped(value) << "</td></tr>\n";
    out << "</tbody>\n</table>\n";
}

void write_reasons(std::ostream& out, const Flow& flow)
{
    out << "<table>\n<thead><tr><th>Excluded</th><th>Reason</th><th>Number</th><th>of these by automation tools "
           "alone</th></tr></thead>\n<tbody>\n";
    for (const auto& [where, counts] :
         {std::pair{"by title and abstract", &flow.excluded_on_record}, std::pair{"at full text", &flow.found.excluded},
          std::pair{"found by other methods", &flow.found_otherwise.excluded}})
        for (const FlowCount& count : *counts)
            out << "<tr><td>" << where << "</td><td>" << reason_label(count.name) << "</td><td class=\"n\">"
                << count.records << "</td><td class=\"n\">" << count.by_tools << "</td></tr>\n";
    out << "</tbody>\n</table>\n";
}

/// The package has no key for what experts, hand searching and other ways brought: a row of ours behind its three, in
/// its box, where there is something to say. The package reads rows by their keys and leaves this one alone.
void add_other_methods(Table& table, const FlowCount& others)
{
    const auto behind =
        std::ranges::find(table.rows, "citations_results", [](const Row& row) { return row.cells.front().text; });
    Row row{others.name, "", false, {}};
    for (const std::string& cell :
         {std::string("other_method_results"), std::string("NA"), std::string("box11"), others.name, others.name,
          std::string("NA"), std::string("NA"), std::to_string(others.records)})
        row.cells.push_back(plain_cell(cell));
    table.rows.insert(std::next(behind), std::move(row));
}

} // namespace

void write_flow_html(std::ostream& out, const Flow& flow)
{
    const std::string title = "PRISMA 2020 flow diagram: " + markup_escaped(flow.title);
    out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\">\n<title>"
        << title << "</title>\n<style>" << page_style << "</style>\n</head>\n<body>\n<h1>" << title << "</h1>\n";
    write_flow_svg(out, flow);
    out << "<h2 class=\"numbers\">The numbers</h2>\n";
    write_numbers(out, flow);
    out << "<h2>Reasons of exclusion</h2>\n";
    write_reasons(out, flow);
    out << "<h2>Whether they add up</h2>\n<ul>\n";
    for (const FlowIdentity& rule : flow_identities(flow))
        out << "<li><code>" << rule.rule << "</code>: " << rule.left << (rule.left == rule.right ? " = " : " ≠ ")
            << rule.right << (rule.because.empty() ? "" : "; " + markup_escaped(rule.because)) << "</li>\n";
    out << "</ul>\n</body>\n</html>\n";
}

void write_flow_csv(std::ostream& out, const Flow& flow)
{
    Table table;
    for (const char* name : {"data", "node", "box", "description", "boxtext", "tooltips", "url", "n"})
        table.columns.push_back({name, name});
    const auto values = flow_values(flow);
    for (const FlowRow& row : flow_rows) {
        const std::string text(row.text);
        const std::string described = text + std::string(row.where);
        const std::string n = row.key == "NA" ? "0" : value_of_key(values, row.key);
        Row cells{text, "", false, {}};
        for (const std::string& cell : {std::string(row.key), std::string(row.node), std::string(row.box), described,
                                        text, row.node == "NA" ? "NA" : described, std::string("NA"), n})
            cells.cells.push_back(plain_cell(cell));
        table.rows.push_back(std::move(cells));
    }
    if (flow.other && flow.methods.back().records > 0)
        add_other_methods(table, flow.methods.back());
    write_csv(out, table);
}

Json flow_json(const Flow& flow)
{
    Json out = {{"version", 1}, {"title", flow.title}, {"layout", layout_text(flow)}, {"since", or_null(flow.since)}};
    for (const auto& [key, value] : flow_values(flow)) {
        const long number = number_or<long>(value, -1);
        const bool is_list = key.ends_with("specific_results") || key == "dbr_excluded" || key == "other_excluded";
        out[std::string(key)] = value == "NA" ? Json() : number < 0 || is_list ? Json(value) : Json(number);
    }
    out["other_method_results"] = flow.other ? Json(flow.methods.back().records) : Json();
    out["databases"] = counts_json(flow.databases);
    out["registers"] = counts_json(flow.registers);
    out["reasons_of_exclusion"] = exclusions_json(flow);
    out["screened_by_people"] = flow.records_screened - flow.screened_by_tools;
    out["screened_by_tools"] = flow.screened_by_tools;
    out["patients"] = {{"total", flow.total_patients}, {"new", flow.new_patients}};
    out["identities"] = identities_json(flow);
    out["footnotes"] = flow_footnotes(flow);
    return out;
}

} // namespace casebook

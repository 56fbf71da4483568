// SPDX-License-Identifier: GPL-3.0-or-later
// Published figures beside counted ones: they are copied, never recomputed, and say so in every heading.
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "query/faers/table.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::string figure(const Json& row)
{
    if (row.contains("mean"))
        return format("{} ({})", row.at("mean").dump(), row.at("sd").dump());
    const std::string percent = row.contains("percent") ? row.at("percent").dump() + " %" : "";
    if (!row.contains("n"))
        return percent;
    return row.at("n").dump() + (percent.empty() ? "" : " (" + percent + ")");
}

/// The names of the published columns in the order in which they first occur.
std::vector<std::string> published_columns(const Json& json)
{
    std::vector<std::string> out;
    for (const Json& row : json.at("rows"))
        if (const std::string column = row.at("column"); std::ranges::find(out, column) == out.end())
            out.push_back(column);
    return out;
}

/// The row of the table for a published one; made at the end of its part when the table has none.
Row& row_for(Table& table, const std::string& id)
{
    const auto found = std::ranges::find(table.rows, id, &Row::id);
    if (found != table.rows.end())
        return *found;
    const std::size_t colon = id.find(": ");
    Row row{id, id.substr(0, colon), false, {}};
    row.cells.push_back(plain_cell(row.group));
    row.cells.push_back(plain_cell(colon == std::string::npos ? id : id.substr(colon + 2)));
    row.cells.resize(table.columns.size());
    auto behind = table.rows.end(); // the last row of its part
    for (auto at = table.rows.begin(); at != table.rows.end(); ++at)
        if (at->group == row.group)
            behind = std::next(at);
    return *table.rows.insert(behind, std::move(row));
}

void add_columns(Table& table, const Json& json)
{
    const std::vector<std::string> columns = published_columns(json);
    const std::string source = json.at("source").at("authors").get<std::string>() + ", " +
                               json.at("source").at("title_of_table").get<std::string>();
    const std::size_t first = table.columns.size();
    for (const std::string& column : columns)
        table.columns.push_back(
            {"published: " + column, format("{} (PUBLISHED by {}, not recomputed)", column, source), true});
    for (Row& row : table.rows)
        row.cells.resize(table.columns.size());
    for (const Json& published : json.at("rows")) {
        const auto at = std::ranges::find(columns, published.at("column").get<std::string>());
        Cell& cell = row_for(table, published.at("row")).cells[first + static_cast<std::size_t>(at - columns.begin())];
        cell.text = figure(published);
        if (published.contains("n"))
            cell.number = published.at("n").get<double>();
    }
    for (const Json& all : json.at("all_reports_of_the_drug")) {
        const auto at = std::ranges::find(columns, all.at("column").get<std::string>());
        if (at != columns.end())
            row_for(table, "denominator: all reports with the drug")
                .cells[first + static_cast<std::size_t>(at - columns.begin())]
                .text = all.at("n").dump();
    }
}

} // namespace

void add_published(Table& table, const std::filesystem::path& file)
{
    try {
        const Json json = Json::parse(read_file(file));
        add_columns(table, json);
        table.about.push_back(json.at("label").get<std::string>() + " (" +
                              json.at("source").at("journal").get<std::string>() + ")");
        table.about.push_back("Published deduplication: " + json.at("deduplication").get<std::string>() + ".");
        for (const Json& fault : json.at("faults"))
            table.footnotes.push_back(format("Fault in the published table ({}{}): {}.",
                                             fault.value("row", std::string("all rows")),
                                             fault.contains("column") ? ", " + fault["column"].get<std::string>() : "",
                                             fault.at("what").get<std::string>()));
    } catch (const Json::exception& e) {
        throw Error(format("{}: these are no published figures: {}. Give a file of the form of "
                           "corpus/sample/faers/published_wang2024_table2.json.",
                           file.string(), e.what()));
    }
}

} // namespace casebook

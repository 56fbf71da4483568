// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/json_values.hpp"
#include "query/tables/exporters.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

Json number_json(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

Json to_json(const Cell& cell, bool paraphrase)
{
    Json out = {{"text", cell.text}, {"missing", cell.missing}};
    if (cell.number)
        out["number"] = number_json(*cell.number);
    if (!cell.link.empty())
        out["link"] = cell.link;
    Json quotes = Json::array();
    for (const Evidence& e : cell.quotes)
        quotes.push_back({{"passage", e.passage}, {"begin", e.begin}, {"end", e.end}, {"quote", e.quote}});
    if (!quotes.empty()) {
        out["quotes"] = quotes;
        out["paraphrase"] = paraphrase;
    }
    if (!cell.by.empty()) {
        out["corrected_by"] = cell.by;
        out["machine"] = or_null(cell.machine);
        out["note"] = or_null(cell.note);
    }
    return out;
}

Json to_json(const Row& row, const std::vector<Column>& columns)
{
    Json cells = Json::object();
    for (std::size_t i = 0; i < columns.size(); ++i)
        cells[columns[i].id] = to_json(row.cells[i], row.paraphrase);
    return {{"id", row.id}, {"article", row.group}, {"cells", cells}};
}

} // namespace

void write_json(std::ostream& out, const Table& table)
{
    Json json = {{"version", 1},
                 {"title", table.title},
                 {"about", table.about},
                 {"columns", Json()},
                 {"rows", Json::array()},
                 {"summary", table.summary},
                 {"footnotes", table.footnotes},
                 {"abbreviations", Json::object()}};
    json["columns"] = Json::array();
    for (const Column& column : table.columns)
        json["columns"].push_back({{"id", column.id}, {"heading", column.heading}});
    for (const Row& row : table.rows)
        json["rows"].push_back(to_json(row, table.columns));
    for (const auto& [word, meaning] : table.abbreviations)
        json["abbreviations"][word] = meaning;
    out << json.dump(1) << "\n";
}

void write_jsonl(std::ostream& out, const Table& table)
{
    for (const Row& row : table.rows) {
        Json line = Json::object();
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Cell& cell = row.cells[i];
            line[table.columns[i].id] = cell.number ? number_json(*cell.number) : or_null(cell.text);
        }
        out << line.dump() << "\n";
    }
}

} // namespace casebook

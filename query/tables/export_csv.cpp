// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

bool is_number(std::string_view text)
{
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    return !text.empty() && std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; });
}

/// OWASP's "CSV injection": what a spreadsheet would run must not begin a cell.
bool looks_like_a_formula(std::string_view text)
{
    return !text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos && !is_number(text);
}

} // namespace

std::string csv_field(const std::string& text)
{
    std::string safe = looks_like_a_formula(text) ? "'" + text : text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string out = "\"";
    for (const char c : safe)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

void write_csv(std::ostream& out, const Table& table)
{
    const auto line = [&](const auto& items, auto text_of) {
        bool first = true;
        for (const auto& item : items) {
            out << (first ? "" : ",") << csv_field(text_of(item));
            first = false;
        }
        out << "\r\n";
    };
    line(table.columns, [](const Column& column) { return column.heading; });
    for (const Row& row : table.rows)
        line(row.cells, [](const Cell& cell) { return cell.text; });
    const auto note = [&](const std::string& text) { // what the rows are goes with them wherever they go
        std::vector<std::string> fields(std::max<std::size_t>(table.columns.size(), 2));
        fields[0] = "note";
        fields[1] = text;
        line(fields, [](const std::string& field) { return field; });
    };
    for (const std::vector<std::string>* notes : {&table.about, &table.summary, &table.footnotes})
        std::ranges::for_each(*notes, note);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

std::string markdown_escaped(std::string_view text)
{
    std::string out;
    for (const char c : collapse(text)) {
        if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else if (std::string_view("\\|*_`[]#").find(c) != std::string_view::npos)
            (out += '\\') += c;
        else
            out += c;
    }
    return out;
}

std::string markdown_code_after_colon(const std::string& line)
{
    const std::size_t colon = line.find(": ");
    const std::size_t from = colon == std::string::npos ? 0 : colon + 2;
    const std::string code = line.substr(from);
    const std::string_view tick = code.find('`') == std::string::npos ? "`" : "``";
    const std::string_view blank = tick.size() == 1 ? "" : " ";
    return line.substr(0, from) + std::string(tick) + std::string(blank) + code + std::string(blank) +
           std::string(tick);
}

namespace {

std::string cell_text(const Cell& cell)
{
    const std::string text = markdown_escaped(cell.text) + (cell.by.empty() ? "" : "†");
    return cell.link.empty() ? text : "[" + text + "](" + cell.link + ")";
}

bool has_quotes(const Row& row)
{
    return std::ranges::any_of(row.cells, [](const Cell& cell) { return !cell.quotes.empty(); });
}

/// The cell of the report, marked where its patients were read from a paraphrase.
std::string named(const Row& row, const Cell& cell, bool first_of_group)
{
    return first_of_group ? cell_text(cell) + (row.paraphrase && has_quotes(row) ? "‡" : "") : "";
}

void write_row(std::ostream& out, const Table& table, const Row& row, bool first_of_group)
{
    out << "|";
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (table.columns[i].printed) // a report is named once, above its patients
            out << " "
                << (table.columns[i].id == "reference" ? named(row, row.cells[i], first_of_group)
                                                       : cell_text(row.cells[i]))
                << " |";
    out << "\n";
}

bool has_correction(const Table& table)
{
    for (const Row& row : table.rows)
        for (const Cell& cell : row.cells)
            if (!cell.by.empty())
                return true;
    return false;
}

void write_notes(std::ostream& out, const Table& table)
{
    if (has_correction(table))
        out << "\n† corrected or added by a person.\n";
    if (std::ranges::any_of(table.rows, [](const Row& row) { return row.paraphrase && has_quotes(row); }))
        out << "\n‡ read from the project's paraphrase of the abstract, not from the authors' words.\n";
    for (const std::string& note : table.footnotes)
        out << "\n" << markdown_escaped(note) << "\n";
    std::vector<std::string> meanings;
    for (const auto& [word, meaning] : table.abbreviations)
        meanings.push_back(markdown_escaped(word + ", " + meaning));
    if (!meanings.empty())
        out << "\nAbbreviations: " << join(meanings, "; ") << ".\n";
}

} // namespace

void write_markdown(std::ostream& out, const Table& table)
{
    out << "# " << markdown_escaped(table.title) << "\n\n";
    for (const std::string& line : table.about)
        out << markdown_escaped(line) << "\n\n";
    std::string rule = "|";
    out << "|";
    for (const Column& column : table.columns)
        if (column.printed) {
            out << " " << markdown_escaped(column.heading) << " |";
            rule += " --- |";
        }
    out << "\n" << rule << "\n";
    std::string group;
    for (const Row& row : table.rows) {
        write_row(out, table, row, row.group.empty() || row.group != group);
        group = row.group;
    }
    for (const std::string& line : table.summary)
        out << "\n" << markdown_escaped(line) << "\n";
    write_notes(out, table);
}

} // namespace casebook

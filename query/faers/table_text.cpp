// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/faers/table.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

constexpr std::size_t widest_heading = 30;

std::string padded(const std::string& text, std::size_t width)
{
    const std::size_t have = width_of(text);
    return text + std::string(have < width ? width - have : 0, ' ');
}

/// Wide headings are given by a number and explained above the table.
std::string heading_of(const Table& table, std::size_t column)
{
    const std::string& heading = table.columns[column].heading;
    return width_of(heading) > widest_heading ? format("[{}]", column - 1) : heading;
}

std::string without_trailing_blanks(std::string line)
{
    line.resize(line.find_last_not_of(' ') + 1);
    return line;
}

std::vector<std::size_t> widths(const Table& table)
{
    std::vector<std::size_t> out(table.columns.size(), 0);
    for (std::size_t i = 1; i < out.size(); ++i) {
        out[i] = width_of(heading_of(table, i));
        for (const Row& row : table.rows)
            out[i] = std::max(out[i], width_of(row.cells[i].text));
    }
    return out;
}

void write_row(std::ostream& out, const std::vector<std::string>& cells, const std::vector<std::size_t>& width)
{
    std::string line = "  ";
    for (std::size_t i = 1; i < cells.size(); ++i)
        line += padded(cells[i], width[i]) + "  ";
    out << without_trailing_blanks(line) << "\n";
}

} // namespace

void write_text(std::ostream& out, const Table& table)
{
    out << table.title << "\n";
    for (const std::string& about : table.about)
        out << about << "\n";
    std::vector<std::string> headings = {"", ""};
    for (std::size_t i = 2; i < table.columns.size(); ++i) {
        headings.push_back(heading_of(table, i));
        if (headings.back() != table.columns[i].heading)
            out << headings.back() << " " << table.columns[i].heading << "\n";
    }
    const std::vector<std::size_t> width = widths(table);
    out << "\n";
    write_row(out, headings, width);
    std::string part;
    for (const Row& row : table.rows) {
        if (row.group != part)
            out << (part.empty() ? "" : "\n") << row.group << "\n";
        part = row.group;
        std::vector<std::string> cells;
        for (const Cell& cell : row.cells)
            cells.push_back(cell.text);
        write_row(out, cells, width);
    }
    out << "\n";
    for (const std::string& note : table.footnotes)
        out << note << "\n";
}

} // namespace casebook

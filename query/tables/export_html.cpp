// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/exporters.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light; font: 15px/1.4 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
body { margin: 1.5rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
p, li { max-width: 60rem; }
.scroll { overflow: auto; max-height: 92vh; }
table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .45rem; text-align: left; vertical-align: top; }
thead th { background: #eef1f4; position: sticky; top: 0; }
tbody { border-top: 2px solid #555; }
tbody th { font-weight: 600; background: #fafafa; }
summary { cursor: help; list-style: none; text-decoration: underline dotted #777; text-underline-offset: .2em; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible { outline: 2px solid #0b57d0; outline-offset: 2px; }
details p { margin: .3rem 0 0; padding: .3rem .4rem; background: #f4f4f4; border-left: 3px solid #777; max-width: 22rem; }
.person { background: #fff6d6; }
.missing { color: #666; }
.kind { font-weight: 400; font-style: italic; color: #555; display: block; }
footer { font-size: .85rem; }
@media print {
  @page { size: A4 landscape; margin: 10mm; }
  :root { font-size: 9px; }
  body { margin: 0; }
  .scroll { overflow: visible; max-height: none; }
  table { width: 100%; font-size: 1em; }
  thead { display: table-header-group; }
  thead th { position: static; }
  tr { break-inside: avoid; }
  details p { display: none; }
  summary { text-decoration: none; }
  .screen { display: none; }
}
)css";

/// What stands behind a value, one line each: the words, or who said so and what the machine had read.
std::vector<std::string> words_behind(const Cell& cell, bool paraphrase)
{
    std::vector<std::string> lines;
    if (!cell.by.empty()) {
        lines.push_back("Corrected by " + cell.by + (cell.note.empty() ? "" : ": " + cell.note));
        lines.push_back("The machine read " + (cell.machine.empty() ? "nothing" : cell.machine));
    }
    for (const Evidence& e : cell.quotes)
        lines.push_back("“" + e.quote + "”" + (paraphrase ? " (paraphrase)" : ""));
    return lines;
}

std::string value_html(const Cell& cell)
{
    const std::string text = markup_escaped(cell.text);
    const std::string mark = cell.by.empty() ? "" : "<sup>†</sup>";
    return (cell.link.empty() ? text : "<a href=\"" + markup_escaped(cell.link) + "\">" + text + "</a>") + mark;
}

void write_cell(std::ostream& out, const Cell& cell, bool paraphrase)
{
    const std::vector<std::string> lines = words_behind(cell, paraphrase);
    const std::string kind = !cell.by.empty() ? "person" : cell.missing ? "missing" : "";
    out << "<td" << (kind.empty() ? "" : " class=\"" + kind + "\"") << ">";
    if (lines.empty()) {
        out << value_html(cell) << "</td>";
        return;
    }
    std::string title;
    for (const std::string& line : lines)
        title += (title.empty() ? "" : "&#10;") + markup_escaped(line);
    out << "<details><summary title=\"" << title << "\">" << value_html(cell) << "</summary>";
    for (const std::string& line : lines)
        out << "<p>" << markup_escaped(line) << "</p>";
    out << "</details></td>";
}

/// The cell that names the report stands once, beside all its patients.
void write_group_cell(std::ostream& out, const Row& row, const Cell& cell, std::size_t rows)
{
    out << "<th scope=\"rowgroup\"" << (rows > 1 ? " rowspan=\"" + std::to_string(rows) + "\"" : "") << ">"
        << value_html(cell) << (row.paraphrase ? "<span class=\"kind\">abstract paraphrased</span>" : "") << "</th>";
}

/// Rows [from, to) are one group.
void write_group(std::ostream& out, const Table& table, std::size_t from, std::size_t to)
{
    out << "<tbody>\n";
    for (std::size_t r = from; r < to; ++r) {
        const Row& row = table.rows[r];
        out << "<tr>";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!table.columns[i].printed)
                continue;
            if (table.columns[i].id != "reference")
                write_cell(out, row.cells[i], row.paraphrase);
            else if (r == from)
                write_group_cell(out, row, row.cells[i], to - from);
        }
        out << "</tr>\n";
    }
    out << "</tbody>\n";
}

void write_head(std::ostream& out, const Table& table)
{
    out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        << markup_escaped(table.title) << "</title>\n<style>" << style << "</style>\n</head>\n<body>\n<h1>"
        << markup_escaped(table.title) << "</h1>\n";
    for (const std::string& line : table.about)
        out << "<p>" << markup_escaped(line) << "</p>\n";
    out << "<p class=\"screen\">A dotted line means: point at the value, or open it, to see the words it was read "
           "from.</p>\n";
}

void write_table(std::ostream& out, const Table& table)
{
    out << "<div class=\"scroll\">\n<table>\n<thead><tr>";
    for (const Column& column : table.columns)
        if (column.printed)
            out << "<th scope=\"col\">" << markup_escaped(column.heading) << "</th>";
    out << "</tr></thead>\n";
    for (std::size_t from = 0; from < table.rows.size();) {
        std::size_t to = from + 1;
        while (to < table.rows.size() && !table.rows[to].group.empty() &&
               table.rows[to].group == table.rows[from].group)
            ++to;
        write_group(out, table, from, to);
        from = to;
    }
    out << "</table>\n</div>\n";
}

void write_foot(std::ostream& out, const Table& table)
{
    out << "<footer>\n";
    for (const std::string& line : table.summary)
        out << "<p>" << markup_escaped(line) << "</p>\n";
    out << "<p><span class=\"person\">Value<sup>†</sup></span> corrected or added by a person; every other value was "
           "read by the machine and is to be checked against its words.</p>\n";
    for (const std::string& line : table.footnotes)
        out << "<p>" << markup_escaped(line) << "</p>\n";
    std::string list;
    for (const auto& [word, meaning] : table.abbreviations)
        list += (list.empty() ? "" : "; ") + markup_escaped(word) + ", " + markup_escaped(meaning);
    if (!list.empty())
        out << "<p>Abbreviations: " << list << ".</p>\n";
    out << "</footer>\n</body>\n</html>\n";
}

} // namespace

void write_html(std::ostream& out, const Table& table)
{
    write_head(out, table);
    write_table(out, table);
    write_foot(out, table);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The table of exporters. To add one: `void write_x(std::ostream&, const Table&)` in a file of its own and a row here.
#pragma once

#include "query/request.hpp"
#include "query/tables/table.hpp"

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace casebook {

/// RFC 4180, UTF-8, CRLF. A text that a spreadsheet would take for a formula gets a leading apostrophe.
void write_csv(std::ostream& out, const Table& table);
/// A field of it, in quotes where it must be.
std::string csv_field(const std::string& text);
/// GitHub-flavoured Markdown: a heading, the table, its footnotes. † marks what a person corrected.
void write_markdown(std::ostream& out, const Table& table);
/// One file with nothing to load: the words behind a value on hover, focus or tap; prints on landscape pages.
void write_html(std::ostream& out, const Table& table);
/// A workbook: typed cells below headings that stay in view and filter; the words behind the values on a sheet of their
/// own. Throws Error when there is no room for temporary files.
void write_xlsx(std::ostream& out, const Table& table);
/// Everything the table holds; query/README.md documents the form.
void write_json(std::ostream& out, const Table& table);
/// One object a row: column ids and values, empty ones as null.
void write_jsonl(std::ostream& out, const Table& table);

/// A text as one line of Markdown in which nothing of it is markup.
std::string markdown_escaped(std::string_view text);
/// "PubMed: (alopecia OR hair*)" with what stands after the colon as code, letter by letter.
std::string markdown_code_after_colon(const std::string& line);

struct Exporter
{
    std::string_view format;
    std::string_view suffix; ///< of a file's name, by which the format is chosen when --format is not given
    void (*write)(std::ostream&, const Table&);
};

/// The whole table.
std::span<const Exporter> exporters();

/// Writes the table in the format that is asked for, into the file of `-o` (beside it, then renamed) or to stdout.
void export_table(const Request& request, const Console& console, const Table& table);

/// The same for anything that writes itself piece by piece.
void deliver(const Request& request, const Console& console, const std::function<void(std::ostream&)>& write);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of separated values (RFC 4180): UTF-8 with a byte order mark or without, quotes, line breaks inside them,
// every kind of line end; separated by comma, semicolon or tab, as the first line shows.
#pragma once

#include "corpus/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct CsvRow
{
    std::vector<std::string> cells; ///< as many as there are headings, or more where surplus ones are kept
    std::size_t position = 0;       ///< the byte at which it begins
    std::size_t length = 0;
};

struct CsvTable
{
    std::vector<std::string> headings; ///< trimmed, lower case
    std::vector<CsvRow> rows;          ///< empty lines left out

    std::optional<std::size_t> column(std::string_view heading) const;
};

/// What becomes of a row with more cells than headings.
enum class Surplus { error, kept };

/// A cell that is not UTF-8 is taken for Windows-1252, as older spreadsheets write it; UTF-16 is an error. Fewer cells
/// than headings are filled up with empty ones; more are an error unless they are empty or shall be kept, and so is a
/// quote that does not end.
Parsed<CsvTable> parse_csv(std::string_view text, Surplus surplus = Surplus::error);

/// Exporters put an apostrophe before what a spreadsheet would run.
std::string without_guard(std::string text);

} // namespace casebook

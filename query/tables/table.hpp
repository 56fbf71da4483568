// SPDX-License-Identifier: GPL-3.0-or-later
// A table as a value: what every exporter writes. Its rows come in order, those of one group (a report) together.
#pragma once

#include "corpus/case.hpp"
#include "corpus/view.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace casebook {

struct Cell
{
    std::string text;             ///< as it is printed; "NR" and "NA" where the table says so
    std::vector<Evidence> quotes; ///< the words it was read from
    std::string by;               ///< the person who corrected it; "" for what the machine read
    std::string machine;          ///< what the machine read, where a person corrected it
    std::string note;             ///< the person's remark
    std::string link;             ///< where a click leads
    std::optional<double> number; ///< the value, for formats that know numbers
    bool missing = false;         ///< the text is NR or NA
};

struct Column
{
    std::string id;
    std::string heading;
    bool printed = true; ///< false: for programs only, left out of what people read
};

struct Row
{
    std::string id;          ///< "pubmed:123#1"
    std::string group;       ///< "pubmed:123"
    bool paraphrase = false; ///< its quotes are the project's words, not the authors'
    std::vector<Cell> cells; ///< one a column
};

struct Table
{
    std::string title;
    std::vector<std::string> about; ///< what the rows are and where they come from
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<std::string> summary; ///< n (%), median (IQR)
    std::vector<std::string> footnotes;
    std::vector<std::pair<std::string, std::string>> abbreviations; ///< used in the cells, with their meaning
    std::vector<std::string> unexplained;                           ///< abbreviations whose meaning is not known
};

/// A cell that holds a text and nothing else.
Cell plain_cell(std::string text);

/// Says in a footnote whose view the table has, unless it is the agreed one.
void add_view(const View& view, Table& table);

} // namespace casebook

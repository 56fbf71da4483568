// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/labelled.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/labels.hpp"

namespace casebook {

namespace {

std::size_t column_of_labels(const CsvTable& table, const std::filesystem::path& file, const std::string& label)
{
    const auto column = label.empty() ? label_column(table) : table.column(lower_ascii(trim(label)));
    if (column)
        return *column;
    throw Error(format("{}: has no column {}; its columns are: {}. Name the one that says with 1 and 0 what is "
                       "relevant: --label COLUMN.",
                       file.string(), label.empty() ? "of labels (included, label, label_included …)" : label,
                       join(table.headings, ", ")));
}

} // namespace

LabelledRecords read_labelled(const std::filesystem::path& file, const std::string& label)
{
    const Parsed<CsvTable> table = parse_csv(read_file(file));
    if (!table)
        throw Error(format("{}: byte {}: {}. Save it as CSV (UTF-8) again.", file.string(), table.error().position,
                           table.error().what));
    const std::size_t column = column_of_labels(*table, file, label);
    LabelledRecords out;
    out.label = table->headings[column];
    for (const CsvRow& row : table->rows) {
        const std::string text = collapse(cell_of(*table, row, {"title", "primary_title"}) + " " +
                                          cell_of(*table, row, {"abstract", "notes_abstract"}));
        const std::optional<bool> relevant = label_of(row.cells[column]);
        if (text.empty() || !relevant) {
            ++(text.empty() ? out.empty : out.unlabelled);
            if (const std::string said = collapse(row.cells[column]); !text.empty() && !said.empty())
                ++out.other_labels[said];
            continue;
        }
        out.texts.push_back(text);
        out.relevant.push_back(*relevant);
    }
    return out;
}

} // namespace casebook

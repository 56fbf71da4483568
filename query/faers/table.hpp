// SPDX-License-Identifier: GPL-3.0-or-later
// The descriptive table of a pair and its comparators: who the reports with drug and event are, and what such tables
// leave out: level, roles, denominator, measures, how far the columns share reports, what long drug lists weigh. After
// Table 2 of Wang 2024 (Front Pharmacol 15:1453034), whose figures can stand beside it, as published.
#pragma once

#include "index/faers/profile.hpp"
#include "query/casebook.hpp"
#include "query/faers/answer.hpp"
#include "query/tables/table.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace casebook {

/// Reports with more ingredients than this have long drug lists.
constexpr std::uint32_t long_list = 20;

struct TableColumn
{
    std::string id;    ///< "cyclosporine"
    std::string title; ///< "CYCLOSPORINE"
    FaersQuestion question;
    Answer answer;
    FaersProfile profile;
};

struct DescribedPair
{
    std::vector<TableColumn> columns;               ///< the drug, then its comparators
    std::map<std::uint32_t, std::int64_t> received; ///< all reports by year
};
/// Counts and describes; `comparators` are ingredients, a column each.
DescribedPair describe(const Asked& asked, const std::vector<std::string>& comparators);

/// As rows and columns, without footnotes; `top` co-medications of each column are shown in all columns.
Table table_of(const Asked& asked, const DescribedPair& found, std::size_t top);

/// Adds the published figures of a file of the form of corpus/sample/faers/published_wang2024_table2.json as columns of
/// their own, and the faults found in them as footnotes. Throws Error when the file is of another form.
void add_published(Table& table, const std::filesystem::path& file);

/// The table in fixed-width text.
void write_text(std::ostream& out, const Table& table);

/// What the statement READUS-PV asks of a disproportionality analysis, answered from the run, an item each; what only a
/// person knows is named. `casebook` is null where the folder holds a protocol alone.
std::vector<std::string> readus_items(const Asked& asked, const DescribedPair& found, const Protocol& protocol,
                                      const Casebook* casebook);

/// "51.98" → 52.0: a share in per cent, half up to one decimal.
std::string percent_text(std::int64_t part, std::int64_t whole);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// How tables of screening tools say what was decided of a record.
#pragma once

#include "corpus/csv.hpp"
#include "corpus/decision.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace casebook {

/// The column that holds the labels: one of ASReview's names for it (asreview/config.py: included, label,
/// label_included, included_label, included_final, included_flag, include; asreview_label in what it writes).
std::optional<std::size_t> label_column(const CsvTable& table);

/// 1, yes, relevant, included … or 0, no, irrelevant, excluded …; nothing for an empty cell, -1, "not seen", "maybe".
std::optional<bool> label_of(std::string_view cell);

/// The same as a verdict; Rayyan's "maybe" and its like are unclear.
std::optional<Verdict> verdict_of_label(std::string_view cell);

/// A text cell by the first of several headings that there is; "" when there is none.
std::string cell_of(const CsvTable& table, const CsvRow& row, std::initializer_list<std::string_view> headings);

} // namespace casebook

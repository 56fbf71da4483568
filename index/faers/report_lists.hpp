// SPDX-License-Identifier: GPL-3.0-or-later
// Who was exposed to what, and what was seen: the lists of reports in the counting file.
#pragma once

#include "index/faers/columns.hpp"
#include "index/faers/drug_map.hpp"
#include "index/faers/quarter_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casebook {

/// The preferred terms of all quarters under one spelling each.
struct FoldedEvents
{
    std::vector<std::vector<std::uint32_t>> by_quarter; ///< a quarter's term → an index of `folded`
    std::vector<std::string> folded;
    std::vector<std::string> titles;
};

/// Writes, by report number, how many ingredients and which events a report has; by ingredient and role, and by event,
/// the numbers of the reports that have it. `order` gives the row of each number, rows counted through all quarters.
void put_lists(ColumnWriter& writer, const std::vector<QuarterFile>& quarters, const DrugMap& drugs,
               const FoldedEvents& events, const std::vector<std::uint32_t>& order);

} // namespace casebook

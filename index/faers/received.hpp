// SPDX-License-Identifier: GPL-3.0-or-later
// One pair over time: how many reports came in each year or quarter, beside all that came then. The archive grows by
// itself, so a number of reports a year says nothing without what it is a part of.
#pragma once

#include "index/faers/count.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casebook {

enum class Calendar : std::uint8_t { year, quarter };

/// The reports first received in a year, or in a quarter of it.
struct ReceivedCounts
{
    std::uint32_t year = 0;    ///< 0: the report has no date
    std::uint32_t quarter = 0; ///< 1 to 4; 0: of the whole year, or the month is not said
    TwoByTwo table;            ///< with drug and event, with one of them, with neither, of the reports of that time
};

/// In order of time, what has no date first; times in which nothing came have no row. The tables add up to `count`.
std::vector<ReceivedCounts> by_receipt(const FaersStore& store, const FaersQuestion& question, Calendar calendar);

/// "2012", "2012Q3", "2012, month not said", "not dated"
std::string to_text(const ReceivedCounts& received, Calendar calendar);

} // namespace casebook

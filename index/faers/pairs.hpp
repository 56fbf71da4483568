// SPDX-License-Identifier: GPL-3.0-or-later
// Every pair of an ingredient and a preferred term that occurs, counted at once, each report once a pair: what a scan
// measures and a prior is fitted to.
#pragma once

#include "index/faers/count.hpp"

#include <cstdint>
#include <functional>

namespace casebook {

/// A pair before its names are looked up.
struct PairCount
{
    std::uint32_t drug = 0;  ///< an index of CountingFile::drugs
    std::uint32_t event = 0; ///< of CountingFile::events
    TwoByTwo table;
};

struct PairTotals
{
    std::int64_t n = 0;       ///< reports of the question's level, period and people
    std::uint64_t pairs = 0;  ///< that occur at all
    std::uint64_t enough = 0; ///< in `least` reports or more
};

/// Calls `use` for each pair in `least` (1 or more) reports, by drug, then event, both in byte order of their names.
/// Drugs and events of the question alone; empty: all. Its exposure is not looked at.
PairTotals each_pair(const FaersStore& store, const FaersQuestion& question, std::int64_t least,
                     const std::function<void(const PairCount&)>& use);

} // namespace casebook

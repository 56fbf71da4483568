// SPDX-License-Identifier: GPL-3.0-or-later
// All pairs of an ingredient and a preferred term at once, measured.
#pragma once

#include "index/faers/pairs.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

struct ScanOptions
{
    std::int64_t least = 3; ///< reports with both, below which a pair is only counted
    std::size_t most = 50;  ///< pairs handed out, the highest lower bounds first
    std::optional<GpsPrior> prior = {};
};

struct ScannedPair
{
    std::string drug;
    std::string event;
    TwoByTwo table;
    Measures measures;
};

struct Scan
{
    std::int64_t n = 0;           ///< reports
    std::uint64_t pairs = 0;      ///< that occur at all
    std::uint64_t enough = 0;     ///< in `least` reports or more; of these:
    std::uint64_t ic_above = 0;   ///< IC025 above 0
    std::uint64_t evans = 0;      ///< Evans' rule
    std::uint64_t ebgm_above = 0; ///< EB05 of 2 or more, under the prior
    std::vector<ScannedPair> top; ///< by IC025, or by EB05 under a prior
};

/// Drugs and events of the question alone; empty: all. Its exposure is not looked at.
Scan scan_pairs(const FaersStore& store, const FaersQuestion& question, const ScanOptions& options);

/// Calls `use` for every pair in `least` reports or more, by drug, then event; one pair is held at a time.
PairTotals measure_pairs(const FaersStore& store, const FaersQuestion& question, const ScanOptions& options,
                         const std::function<void(const ScannedPair&)>& use);

} // namespace casebook

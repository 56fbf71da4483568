// SPDX-License-Identifier: GPL-3.0-or-later
// One pair in strata of the reports: a table for each, and what they say together. A report whose value is not known is
// in a stratum of its own ("unknown"), as usual in disproportionality.
#pragma once

#include "index/faers/count.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class StratumKind : std::uint8_t { sex, age, year, period, country, reporter };
constexpr std::array<std::string_view, 6> stratum_kind_names = {"sex", "age", "year", "period", "country", "reporter"};
std::optional<StratumKind> find_stratum_kind(std::string_view name);

/// Bands of age, in years: up to 18, above 18 and below 45, 45 to 60, above 60.
constexpr std::array<std::string_view, 5> age_band_names = {"<=18", "19-44", "45-60", ">60", "unknown"};
std::size_t age_band(double years); ///< NaN is unknown
/// "2004-2008": five years of first receipt, counted from 2004; "unknown" for year 0.
std::string period_name(std::uint32_t year);

struct FaersStratumCounts
{
    std::vector<std::string> values; ///< one a kind, in the order asked
    TwoByTwo table;
};

/// Strata that hold a report, in the order of their values.
std::vector<FaersStratumCounts> by_strata(const FaersStore& store, const FaersQuestion& question,
                                          const std::vector<StratumKind>& kinds);

/// The reporting odds ratio of Mantel and Haenszel, Σ(ad/N) / Σ(bc/N), with the 95 % interval by the variance of
/// Robins, Breslow and Greenland (Biometrics 1986;42:311-323). Empty when either sum is 0.
std::optional<Estimate> mantel_haenszel(std::span<const TwoByTwo> strata);

/// The count expected within the strata, Σ (a+b)(a+c)/N.
double stratified_expected(std::span<const TwoByTwo> strata);

} // namespace casebook

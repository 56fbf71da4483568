// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of disproportionality of a 2×2 table of reports. Names alone say little here (at least five things are
// called IC025), so each definition is given in full; `E` is the count expected if drug and event were independent,
// (a+b)(a+c)/N with N = a+b+c+d. All intervals are 95 % but EBGM's, which is 90 %.
#pragma once

#include "corpus/error.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

/// Reports with drug and event (a), with the drug alone (b), with the event alone (c), with neither (d).
struct TwoByTwo
{
    std::int64_t a = 0;
    std::int64_t b = 0;
    std::int64_t c = 0;
    std::int64_t d = 0;
    std::int64_t n() const { return a + b + c + d; }
    bool operator==(const TwoByTwo&) const = default;
};

struct Estimate
{
    double value = 0;
    double low = 0;
    double high = 0;
};

/// The prior of the gamma-Poisson shrinker (DuMouchel 1999): λ ~ P·Γ(α1,β1) + (1−P)·Γ(α2,β2), rates β.
struct GpsPrior
{
    double alpha1 = 0;
    double beta1 = 0;
    double alpha2 = 0;
    double beta2 = 0;
    double p = 0;
};
/// "α1,β1,α2,β2,P": five numbers, the first four above 0, P from 0 to 1. The error's position is in bytes.
Parsed<GpsPrior> parse_prior(std::string_view text);

struct Measures
{
    double expected = 0;
    std::optional<Estimate> ror;      ///< ad/bc, exp(ln ROR ± z·√(1/a+1/b+1/c+1/d)); empty with a zero cell
    std::optional<Estimate> prr;      ///< (a/(a+b))/(c/(c+d)), √(1/a−1/(a+b)+1/c−1/(c+d)); empty when a or c is 0
    std::optional<double> chi2;       ///< Pearson; empty when a margin is 0
    std::optional<double> chi2_yates; ///< N·max(0,|ad−bc|−N/2)² / product of margins
    Estimate ic;                  ///< log2((a+½)/(E+½)); low, high: log2 of Γ(a+½, rate E+½)'s 2.5 % and 97.5 %
    std::optional<Estimate> ebgm; ///< only under a given prior; low, high: EB05 and EB95
    bool evans = false;           ///< a >= 3, PRR >= 2 and χ² (Yates) >= 4 (Evans 2001)
};
/// What of the measures the count of a pair decides alone; millions of pairs share some thousand counts.
struct CountQuantiles
{
    double ic_low, ic_high;             ///< 2.5 % and 97.5 % of Γ(n+½)
    std::array<double, 2> eb_low = {};  ///< 5 % of Γ(α1+n) and of Γ(α2+n); without a prior 0
    std::array<double, 2> eb_high = {}; ///< 95 %
};
CountQuantiles count_quantiles(double n, const std::optional<GpsPrior>& prior);
/// The same, each count computed once.
class CountQuantilesMemory
{
public:
    explicit CountQuantilesMemory(const std::optional<GpsPrior>& prior) : prior_(prior) {}
    const CountQuantiles& of(std::int64_t n);

private:
    std::optional<GpsPrior> prior_;
    std::vector<std::optional<CountQuantiles>> common_; ///< by count, while it is small
    std::unordered_map<std::int64_t, CountQuantiles> rare_;
};

/// Every cell must be 0 or more.
Measures measure(const TwoByTwo& table, const std::optional<GpsPrior>& prior = std::nullopt);

/// The same to the last bit, with what the table's count decides at hand.
Measures measure(const TwoByTwo& table, const std::optional<GpsPrior>& prior, const CountQuantiles& known);
/// (a+b)(a+c)/N, 0 of nothing.
double expected_of(const TwoByTwo& table);
/// a >= 3, PRR >= 2 and χ² (Yates) >= 4, alone.
bool meets_evans(const TwoByTwo& table);

/// IC of an observed and an expected count, as above.
Estimate information_component(double observed, double expected);

/// Posterior of λ given n reports where `expected` were: with Q the weight of the first component,
/// EBGM = 2^(E[ln λ]/ln 2); low and high are the 5 % and 95 % points of Q·Γ(α1+n, β1+E) + (1−Q)·Γ(α2+n, β2+E).
Estimate ebgm(double n, double expected, const GpsPrior& prior);
/// Whether EB05 is so much or more, without looking for it.
bool eb05_reaches(double threshold, double n, double expected, const GpsPrior& prior, const CountQuantiles& known);
/// That weight Q.
double first_weight(double n, double expected, const GpsPrior& prior);

} // namespace casebook

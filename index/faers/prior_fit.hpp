// SPDX-License-Identifier: GPL-3.0-or-later
// The prior of the gamma-Poisson shrinker, fitted to all pairs of an archive (DuMouchel 1999; DuMouchel and Pregibon
// 2001): the five parameters under which the counts are likeliest. Pairs that no report has are not looked at, so each
// component's likelihood of a count is that given a count of 1 or more: P·f1(n)/(1−f1(0)) + (1−P)·f2(n)/(1−f2(0)), as
// openEBGM (N* = 1) and PhViD (TRONC) have it. P is then the weight among the pairs seen, and is used as the prior's.
#pragma once

#include "index/faers/pair_groups.hpp"
#include "index/faers/signal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace casebook {

/// α and β are looked for between these, P between the first and one minus it. On real data the likelihood may rise
/// towards α1 = 0; the fit then stands at the bound, which is an answer, and is told.
constexpr double least_parameter = 1e-6;
constexpr double greatest_parameter = 1e4;

/// Where one start led.
struct PriorStart
{
    GpsPrior from;
    GpsPrior to;
    double log_likelihood = 0;
    int rounds = 0;
    bool converged = false;
};

struct PriorFit
{
    GpsPrior prior; ///< the component of the lower rate, the wider one, first
    double log_likelihood = 0;
    bool converged = false;
    std::vector<std::string> at_bound; ///< "alpha1 = 1e-06": the parameters that are
    std::uint64_t pairs = 0;
    std::uint64_t groups = 0;
    std::vector<PriorStart> starts; ///< all of them, in their order
};

/// DuMouchel's own start (0.2, 0.1, 2, 4, 1/3), openEBGM's, and some from elsewhere in the land.
std::span<const GpsPrior> prior_starts();

/// Σ weight · ln of the above.
double prior_log_likelihood(std::span<const PairGroup> pairs, const GpsPrior& prior);

/// The best top of all starts. Empty when there are fewer groups than parameters.
std::optional<PriorFit> fit_prior(std::span<const PairGroup> pairs, std::span<const GpsPrior> starts = prior_starts());

/// Names of the parameters as they are written: alpha1, beta1, alpha2, beta2, p.
constexpr std::array<const char*, 5> prior_names = {"alpha1", "beta1", "alpha2", "beta2", "p"};
std::array<double, 5> parameters(const GpsPrior& prior);
GpsPrior prior_of(const std::array<double, 5>& parameters);

} // namespace casebook

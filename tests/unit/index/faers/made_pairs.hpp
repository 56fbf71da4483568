// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs drawn from a prior that is known, for tests of its fit. The same numbers on every platform.
#pragma once

#include "index/faers/pair_groups.hpp"
#include "index/faers/signal.hpp"

#include <cmath>
#include <random>
#include <utility>
#include <vector>

namespace casebook {

class MadePairs
{
public:
    MadePairs(const GpsPrior& prior, std::uint64_t seed) : prior_(prior), random_(seed) {}

    /// So many pairs with their expected counts, from 0.001 to 30, as even in ln E.
    std::vector<std::pair<std::uint32_t, double>> draw(std::size_t size)
    {
        std::vector<std::pair<std::uint32_t, double>> out;
        for (std::size_t i = 0; i < size; ++i) {
            const double expected = 0.001 * std::exp(even() * std::log(30'000.0));
            const bool first = even() < prior_.p;
            out.emplace_back(
                count(expected, first ? prior_.alpha1 : prior_.alpha2, first ? prior_.beta1 : prior_.beta2), expected);
        }
        return out;
    }

private:
    double even() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }

    /// Of the negative binomial distribution without its zero, by going up its steps.
    std::uint32_t count(double expected, double alpha, double beta)
    {
        const double share = expected / (beta + expected);
        double left = even() * -std::expm1(-alpha * std::log1p(expected / beta));
        double step = alpha * share * std::exp(-alpha * std::log1p(expected / beta));
        std::uint32_t n = 1;
        for (; left > step && n < 100'000; ++n) {
            left -= step;
            step *= share * (alpha + n) / (n + 1);
        }
        return n;
    }

    GpsPrior prior_;
    std::mt19937_64 random_;
};

inline std::vector<PairGroup> grouped(const std::vector<std::pair<std::uint32_t, double>>& pairs, double width)
{
    PairGroups out(width);
    for (const auto& [n, expected] : pairs)
        out.add(n, expected);
    return out.groups();
}

} // namespace casebook

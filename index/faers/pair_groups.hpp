// SPDX-License-Identifier: GPL-3.0-or-later
// The pairs of an archive, grouped for fitting a prior: "data squashing" (DuMouchel and Pregibon 2001), done while
// pairs stream by, so that millions of them take the room of some ten thousand groups.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace casebook {

/// Pairs with the same number of reports and (nearly) the same expected number.
struct PairGroup
{
    double n = 0;
    double expected = 0; ///< their mean
    double weight = 0;   ///< how many
};

/// Groups pairs of one n whose expected counts lie in one step of a logarithmic ladder.
class PairGroups
{
public:
    /// `width` is the step, 0.02 for 2 %; 0 groups only what is equal. A likelihood is smooth in ln E, so that what a
    /// group's mean leaves out is of the order of width²/24 of a curvature: far below what the data say.
    explicit PairGroups(double width = 0.02) : width_(width) {}

    /// n of 1 or more, expected above 0.
    void add(std::uint32_t n, double expected);
    std::uint64_t pairs() const { return pairs_; }
    /// By n, then expected.
    std::vector<PairGroup> groups() const;

private:
    struct Sum
    {
        double expected = 0;
        double weight = 0;
    };
    std::uint64_t step_of(double expected) const;

    double width_;
    std::uint64_t pairs_ = 0;
    std::unordered_map<std::uint32_t, std::unordered_map<std::uint64_t, Sum>> sums_; ///< by n, by step
};

} // namespace casebook

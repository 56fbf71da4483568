// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/pair_groups.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <utility>

namespace casebook {

std::uint64_t PairGroups::step_of(double expected) const
{
    if (width_ == 0)
        return std::bit_cast<std::uint64_t>(expected);
    constexpr double below_all = 1000; // ln of the least double is -745
    return static_cast<std::uint64_t>((std::log(expected) + below_all) / width_);
}

void PairGroups::add(std::uint32_t n, double expected)
{
    assert(n > 0 && expected > 0);
    Sum& sum = sums_[n][step_of(expected)];
    sum.expected += expected;
    sum.weight += 1;
    ++pairs_;
}

std::vector<PairGroup> PairGroups::groups() const
{
    std::vector<PairGroup> out;
    for (const auto& [n, steps] : sums_)
        for (const auto& [step, sum] : steps)
            out.push_back({static_cast<double>(n), sum.expected / sum.weight, sum.weight});
    std::ranges::sort(out, [](const PairGroup& a, const PairGroup& b) {
        return std::pair(a.n, a.expected) < std::pair(b.n, b.expected);
    });
    return out;
}

} // namespace casebook

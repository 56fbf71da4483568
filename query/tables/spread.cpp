// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/spread.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

namespace {

double quantile(const std::vector<double>& sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - std::floor(place));
}

} // namespace

std::optional<Spread> spread(std::vector<double> values)
{
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    return Spread{values.size(),         values.front(),         quantile(values, 0.25),
                  quantile(values, 0.5), quantile(values, 0.75), values.back()};
}

} // namespace casebook

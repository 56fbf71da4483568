// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers spread, as tables of cases print it: n, median, quartiles, range.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace casebook {

/// Quartiles by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: R's and numpy's default).
struct Spread
{
    std::size_t n = 0;
    double min = 0;
    double q1 = 0;
    double median = 0;
    double q3 = 0;
    double max = 0;
};

/// Empty for no values.
std::optional<Spread> spread(std::vector<double> values);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The top of a smooth function of a few variables in a box, with its gradient: Broyden, Fletcher, Goldfarb and Shanno's
// method (Nocedal and Wright, Numerical Optimization, algorithm 6.1) with steps cut off at the box. For the five
// parameters of a prior that is all that is needed; GSL or NLopt would be a library for these hundred lines.
#pragma once

#include <array>
#include <functional>

namespace casebook {

constexpr std::size_t uphill_variables = 5;
using UphillPoint = std::array<double, uphill_variables>;

struct Uphill
{
    UphillPoint low; ///< the box
    UphillPoint high;
    /// The value at a point of the box; writes the gradient there.
    std::function<double(const UphillPoint& at, UphillPoint& gradient)> value;
};

struct Hilltop
{
    UphillPoint at;
    double value = 0;
    int rounds = 0;
    bool converged = false; ///< one more step promises less than 1e-9; else the rounds ran out
};

/// Climbs from a point of the box. The same start gives the same top.
Hilltop climb(const Uphill& hill, const UphillPoint& start, int most_rounds = 500);

} // namespace casebook

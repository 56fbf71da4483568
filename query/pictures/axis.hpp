// SPDX-License-Identifier: GPL-3.0-or-later
// Axes of a plot: where a value stands on the paper, and which values are named beside it.
#pragma once

#include "query/pictures/picture.hpp"

#include <string>
#include <vector>

namespace casebook {

struct Tick
{
    double value = 0;
    std::string label;
};

/// Values from `least` to `most` stand between `begin` and `end` (either may be the greater), evenly or by their
/// logarithm.
struct Axis
{
    double least = 0;
    double most = 1;
    double begin = 0;
    double end = 1;
    bool logarithmic = false;
    std::vector<Tick> ticks;
};

/// Where the value stands; values beyond the ends stand at them.
double place_on(const Axis& axis, double value);

/// Whole numbers from 0 on, six ticks at most: 1, 2, 5, 10, 20 … apart.
Axis count_axis(double most, double begin, double end);

/// Days by their logarithm, named as people say them: "1 d", "2 wk", "3 mo", "1 y", as often as there is room. `before`
/// names a place before the first of them, for what has no logarithm ("start", "<1 d"); "" for none.
Axis days_axis(double least, double most, std::string_view before, double begin, double end);

/// Ratios by their logarithm, 1 always on it; not wider than 0.01 to 1,000.
Axis ratio_axis(double least, double most, double begin, double end);

/// Years, named as often as there is room for; `most` included. Each has the room between it and the next.
Axis year_axis(int least, int most, double begin, double end);

/// Faint lines at the ticks from `top` to `bottom`, for an axis that lies.
void add_grid(std::string& body, const Axis& axis, double top, double bottom);
/// The line of a lying axis with its ticks and their names below.
void add_axis(std::string& body, const Axis& axis, double y);
/// The same for one that stands, named at its left.
void add_upright_axis(std::string& body, const Axis& axis, double x);

} // namespace casebook

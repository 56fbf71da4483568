// SPDX-License-Identifier: GPL-3.0-or-later
// What the measures of a 2×2 table share. For the sources of this room only.
#pragma once

#include "index/faers/signal.hpp"

namespace casebook {

/// The cells and margins as floating-point numbers, which their products need.
struct Cells
{
    double a, b, c, d, n;
    explicit Cells(const TwoByTwo& t)
        : a(static_cast<double>(t.a)),
          b(static_cast<double>(t.b)),
          c(static_cast<double>(t.c)),
          d(static_cast<double>(t.d)),
          n(static_cast<double>(t.n()))
    {
    }
    double drug() const { return a + b; }
    double event() const { return a + c; }
    double no_drug() const { return c + d; }
    double no_event() const { return b + d; }
};

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/uphill.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

constexpr UphillPoint all(double value) { return {value, value, value, value, value}; }

/// −Σ (x_i − i)² · 10^i: scales that differ a ten-thousandfold.
double steep(const UphillPoint& at, UphillPoint& gradient)
{
    double sum = 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const double scale = std::pow(10.0, static_cast<double>(i));
        const double off = at[i] - static_cast<double>(i);
        sum -= scale * off * off;
        gradient[i] = -2 * scale * off;
    }
    return sum;
}

/// A narrow, bent ridge (Rosenbrock) over each two neighbours, its top at 1, 1, 1, 1, 1.
double ridge(const UphillPoint& at, UphillPoint& gradient)
{
    double sum = 0;
    gradient = {};
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        const double bend = at[i + 1] - at[i] * at[i];
        sum -= 100 * bend * bend + (1 - at[i]) * (1 - at[i]);
        gradient[i] += 400 * bend * at[i] + 2 * (1 - at[i]);
        gradient[i + 1] -= 200 * bend;
    }
    return sum;
}

} // namespace

TEST_CASE("the top of a hill is found, however unlike the scales of its variables")
{
    const Hilltop top = climb({all(-100), all(100), steep}, all(50));
    CHECK(top.converged);
    CHECK(top.value == doctest::Approx(0));
    for (std::size_t i = 0; i < top.at.size(); ++i)
        CHECK(std::abs(top.at[i] - static_cast<double>(i)) < 1e-4);
}

TEST_CASE("a narrow bent ridge is followed to its top")
{
    const Hilltop top = climb({all(-5), all(5), ridge}, {-1.2, 1, -0.5, 0.3, 2});
    CHECK(top.converged);
    for (const double x : top.at)
        CHECK(x == doctest::Approx(1).epsilon(1e-3));
}

TEST_CASE("where the hill rises beyond the box the top is on its side, and the other variables are at theirs")
{
    const Hilltop top = climb({{0.5, -9, -9, -9, -9}, {9, 9, 9, 2.5, 3}, steep}, all(1));
    CHECK(top.converged);
    CHECK(top.at[0] == 0.5);
    CHECK(top.at[3] == 2.5);
    CHECK(top.at[4] == 3);
    CHECK(top.at[1] == doctest::Approx(1));
    CHECK(top.at[2] == doctest::Approx(2));
}

TEST_CASE("a climb that is cut short says so, and a start outside the box is moved into it")
{
    CHECK(!climb({all(-5), all(5), ridge}, {-1.2, 1, -0.5, 0.3, 2}, 3).converged);
    CHECK(climb({all(-5), all(5), steep}, all(50)).at[4] == doctest::Approx(4));
}

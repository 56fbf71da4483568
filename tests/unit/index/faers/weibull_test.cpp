// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/weibull.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <vector>

using namespace casebook;

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

std::vector<OnsetTime> times(const std::vector<double>& days, double bound)
{
    std::vector<OnsetTime> out;
    for (const double day : days)
        out.push_back({day, bound});
    return out;
}

/// The n quantiles in the middle of n equal shares of a Weibull distribution, cut off at `bound`.
std::vector<OnsetTime> quantiles(double shape, double scale, double bound, int n)
{
    const double whole = std::isfinite(bound) ? -std::expm1(-std::pow(bound / scale, shape)) : 1;
    std::vector<OnsetTime> out;
    for (int i = 0; i < n; ++i) {
        const double p = whole * (i + 0.5) / n;
        out.push_back({scale * std::pow(-std::log1p(-p), 1 / shape), bound});
    }
    return out;
}

} // namespace

TEST_CASE("the Weibull fit is where the two equations of the maximum hold")
{
    // s^k = mean of t^k, and Σ t^k ln t / Σ t^k − 1/k = mean of ln t
    const std::vector<double> days = {3, 7, 10, 21, 30, 45, 60, 90, 180, 400};
    const auto fit = fit_weibull(times(days, endless));
    REQUIRE(fit);
    double power = 0;
    double power_log = 0;
    double log = 0;
    for (const double t : days) {
        power += std::pow(t, fit->shape);
        power_log += std::pow(t, fit->shape) * std::log(t);
        log += std::log(t);
    }
    CHECK(std::pow(fit->scale, fit->shape) == doctest::Approx(power / 10).epsilon(1e-5));
    CHECK(power_log / power - 1 / fit->shape == doctest::Approx(log / 10).epsilon(1e-5));
    CHECK(fit->shape_low < fit->shape);
    CHECK(fit->shape_low * fit->shape_high == doctest::Approx(fit->shape * fit->shape));
    CHECK(fit->log_likelihood == doctest::Approx(weibull_log_likelihood(times(days, endless), fit->shape, fit->scale)));
}

TEST_CASE("truncation taken into account gives back the distribution that was cut off, left out it does not")
{
    const std::vector<OnsetTime> cut = quantiles(0.8, 120, 365, 400);
    const auto right = fit_weibull(cut);
    REQUIRE(right);
    CHECK(right->shape == doctest::Approx(0.8).epsilon(0.03));
    CHECK(right->scale == doctest::Approx(120).epsilon(0.06));
    std::vector<OnsetTime> naive = cut;
    for (OnsetTime& t : naive)
        t.bound = endless;
    const auto wrong = fit_weibull(naive);
    REQUIRE(wrong);
    CHECK(wrong->scale < 105); // onsets look earlier than they are
    CHECK(wrong->shape > 0.85);
}

TEST_CASE("the interval of the shape narrows with the square root of the number of times")
{
    const auto few = fit_weibull(quantiles(1.5, 50, endless, 50));
    const auto many = fit_weibull(quantiles(1.5, 50, endless, 5000));
    REQUIRE(few);
    REQUIRE(many);
    const double ratio = std::log(few->shape_high / few->shape_low) / std::log(many->shape_high / many->shape_low);
    CHECK(ratio == doctest::Approx(10).epsilon(0.05));
    CHECK(many->shape_low > 1);
}

TEST_CASE("what has no maximum is not fitted")
{
    CHECK(!fit_weibull({}));
    CHECK(!fit_weibull(times({5, 9}, endless)));
    CHECK(!fit_weibull(times({5, 5, 5, 5}, endless)));
    // evenly spread up to the bound: any larger scale is as good
    CHECK(!fit_weibull(times({10, 30, 50, 70, 90, 95, 98, 99}, 100)));
}

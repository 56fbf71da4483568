// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/gamma.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <initializer_list>
#include <numbers>

using namespace casebook;

namespace {
bool near(double value, double expected, double relative = 1e-12)
{
    return std::abs(value - expected) <= relative * std::abs(expected);
}
} // namespace

TEST_CASE("the gamma function at points with a closed form")
{
    CHECK(near(log_gamma(0.5), 0.5 * std::log(std::numbers::pi)));
    CHECK(near(log_gamma(5), std::log(24.0)));
    CHECK(std::abs(log_gamma(1)) < 1e-14);
    CHECK(near(log_gamma(171), 706.5730622457874)); // ln 170!
    CHECK(near(digamma(1), -std::numbers::egamma));
    CHECK(near(digamma(0.5), -std::numbers::egamma - 2 * std::numbers::ln2));
    CHECK(near(digamma(100), 4.600161852738087));
}

TEST_CASE("gamma tails of shape 1 are exponential, of shape 1/2 the error function")
{
    for (const double x : {1e-8, 0.1, 1.0, 2.5, 30.0}) {
        CHECK(near(gamma_tails(1, x).lower, -std::expm1(-x)));
        CHECK(near(gamma_tails(1, x).upper, std::exp(-x)));
        CHECK(near(gamma_tails(0.5, x).lower, std::erf(std::sqrt(x))));
    }
    CHECK(near(gamma_tails(0.5, 30).upper, std::erfc(std::sqrt(30.0))));
    CHECK(gamma_tails(3, 0).lower == 0);
}

TEST_CASE("quantiles agree with closed forms and published tables")
{
    for (const double p : {1e-9, 0.025, 0.5, 0.975, 0.999999})
        CHECK(near(gamma_quantile(1, p), -std::log1p(-p)));
    const double small = std::pow(1e-2, 1e-3) / std::exp(log_gamma(1.001)); // P(a,x) is about x^a/Γ(a+1) near 0
    CHECK(near(gamma_quantile(1e-3, small), 1e-2, 0.02));
    CHECK(near(2 * gamma_quantile(5, 0.95), 18.307038053275146)); // χ² with 10 degrees of freedom
    CHECK(near(2 * gamma_quantile(0.5, 0.95), 3.841458820694124));
}

TEST_CASE("a quantile put back into the distribution gives its probability, for shapes over fourteen decades")
{
    for (double shape = 1e-6; shape < 2e8; shape *= 7)
        for (const double p : {0.001, 0.025, 0.05, 0.5, 0.95, 0.975, 0.999}) {
            const double x = gamma_quantile(shape, p);
            if (x < 1e-300) // shapes near 0 put nearly everything below the smallest number
                continue;
            const GammaTails tails = gamma_tails(shape, x);
            CAPTURE(shape);
            CAPTURE(p);
            CHECK(near(p < 0.5 ? tails.lower : tails.upper, p < 0.5 ? p : 1 - p, 1e-9));
        }
}

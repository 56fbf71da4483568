// SPDX-License-Identifier: GPL-3.0-or-later
// Sources: NIST Digital Library of Mathematical Functions, 5.11 (Stirling and digamma series), 8.11.4 (series), 8.9.2
// (continued fraction); Wilson & Hilferty 1931 for the first guess of a quantile.
#include "index/faers/gamma.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace casebook {

namespace {

constexpr double tiny = 1e-300;
constexpr double precision = 1e-16;
constexpr double large = 10; // from here on the asymptotic series give full precision

/// ln Γ(a) = (a-1/2) ln a - a + ln(2π)/2 + this, for a >= large (DLMF 5.11.1).
double stirling_rest(double a)
{
    const double r = 1 / (a * a);
    return (1 / 12.0 -
            r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 - r * (1 / 1188.0 - r * (691 / 360360.0)))))) /
           a;
}

/// Σ x^k Γ(a+1)/Γ(a+1+k), the sum of DLMF 8.7.1 without its factor; converges for x < a + 1.
double lower_series(double a, double x)
{
    double term = 1;
    double sum = 1;
    for (double k = 1; term > sum * precision; ++k) {
        term *= x / (a + k);
        sum += term;
    }
    return sum;
}

/// The continued fraction of DLMF 8.9.2 without its factor, by Lentz's method; for x >= a + 1.
double upper_fraction(double a, double x)
{
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double h = d;
    for (double k = 1; k < 1e6; ++k) {
        const double n = -k * (k - a);
        b += 2;
        d = 1 / std::max(n * d + b, tiny);
        c = std::max(b + n / c, tiny);
        const double step = c * d;
        h *= step;
        if (std::abs(step - 1) < 1e-15)
            break;
    }
    return h;
}

/// The standard normal quantile, to three digits (Abramowitz & Stegun 26.2.23): enough to start from.
double rough_normal_quantile(double p)
{
    const double t = std::sqrt(-2 * std::log(std::min(p, 1 - p)));
    const double z =
        t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return p < 0.5 ? -z : z;
}

double first_guess(double a, double p)
{
    const double cube = 1 - 1 / (9 * a) + rough_normal_quantile(p) / (3 * std::sqrt(a));
    const double guess = a * cube * cube * cube;
    if (a > 1 && cube > 0.2)
        return guess;
    // Near 0, P(a,x) ≈ x^a / Γ(a+1).
    const double small = std::exp((std::log(p) + log_gamma(a + 1)) / a);
    return std::clamp(small, std::numeric_limits<double>::min(), std::max(a, 1.0) * 8);
}

} // namespace

double log_gamma(double a)
{
    assert(a > 0);
    double shift = 1;
    for (; a < large; ++a)
        shift *= a;
    return (a - 0.5) * std::log(a) - a + 0.5 * std::log(2 * std::numbers::pi) + stirling_rest(a) - std::log(shift);
}

double digamma(double a)
{
    assert(a > 0);
    double shift = 0;
    for (; a < large; ++a)
        shift += 1 / a;
    const double r = 1 / (a * a);
    const double series =
        r * (1 / 12.0 - r * (1 / 120.0 - r * (1 / 252.0 - r * (1 / 240.0 - r * (1 / 132.0 - r * (691 / 32760.0))))));
    return std::log(a) - 0.5 / a - series - shift;
}

double gamma_density_times_x(double a, double x)
{
    if (a < large)
        return std::exp(a * std::log(x) - x - log_gamma(a));
    // x^a e^-x / Γ(a) by Stirling, with the large terms cancelled by hand.
    const double u = (x - a) / a;
    return std::sqrt(a / (2 * std::numbers::pi)) * std::exp(-a * (u - std::log1p(u)) - stirling_rest(a));
}

GammaTails gamma_tails(double a, double x)
{
    assert(a > 0);
    if (x <= 0)
        return {0, 1};
    const double factor = gamma_density_times_x(a, x);
    if (x < a + 1) {
        const double lower = std::min(1.0, factor / a * lower_series(a, x));
        return {lower, 1 - lower};
    }
    const double upper = std::min(1.0, factor * upper_fraction(a, x));
    return {1 - upper, upper};
}

double gamma_quantile(double a, double p)
{
    assert(a > 0 && p > 0 && p < 1);
    // Newton on ln x, from whichever tail is the smaller, kept between what has been seen to lie below and above.
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    double x = first_guess(a, p);
    for (int i = 0; i < 200; ++i) {
        const GammaTails tails = gamma_tails(a, x);
        const double excess = p < 0.5 ? tails.lower - p : (1 - p) - tails.upper;
        (excess > 0 ? high : low) = x;
        const double slope = gamma_density_times_x(a, x);
        const double step = slope > 0 ? std::clamp(-excess / slope, -3.0, 3.0) : (excess > 0 ? -3.0 : 3.0);
        if (std::abs(step) < 1e-15)
            break;
        const double next = x * std::exp(step);
        const double middle = low > 0 ? std::sqrt(low) * std::sqrt(high) : high / 16;
        x = std::isinf(high) || (next > low && next < high) ? next : middle;
        if (x < std::numeric_limits<double>::min() || high <= low * (1 + 1e-15))
            break;
    }
    return x;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/weibull.hpp"

#include "index/faers/gamma.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casebook {

namespace {

/// Shape and scale on the logarithm, where both are free.
struct Point
{
    double shape, scale;
};

double likelihood(std::span<const OnsetTime> times, Point at)
{
    return weibull_log_likelihood(times, std::exp(at.shape), std::exp(at.scale));
}

/// Gradient and Hessian by differences; the likelihood is smooth, and steps of 1e-4 of a logarithm keep ten digits of
/// the first and six of the second.
struct Slopes
{
    double g1, g2, h11, h12, h22;
};

Slopes slopes(std::span<const OnsetTime> times, Point p)
{
    constexpr double h = 1e-4;
    const auto f = [&](double a, double b) { return likelihood(times, {p.shape + a * h, p.scale + b * h}); };
    const double middle = f(0, 0);
    const double up = f(1, 0);
    const double down = f(-1, 0);
    const double right = f(0, 1);
    const double left = f(0, -1);
    return {(up - down) / (2 * h), (right - left) / (2 * h), (up - 2 * middle + down) / (h * h),
            (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / (4 * h * h), (right - 2 * middle + left) / (h * h)};
}

/// The step of Newton's method where the surface is a hilltop, else uphill.
Point step_from(const Slopes& s)
{
    const double determinant = s.h11 * s.h22 - s.h12 * s.h12;
    if (s.h11 < 0 && determinant > 0)
        return {-(s.h22 * s.g1 - s.h12 * s.g2) / determinant, -(s.h11 * s.g2 - s.h12 * s.g1) / determinant};
    const double length = std::max(1e-12, std::hypot(s.g1, s.g2));
    return {0.5 * s.g1 / length, 0.5 * s.g2 / length};
}

/// Shape and scale by the moments of the logarithm: ln t has variance π²/(6 k²) and mean ln s − γ/k.
Point start_from(std::span<const OnsetTime> times)
{
    double sum = 0;
    double squares = 0;
    for (const OnsetTime& t : times) {
        sum += std::log(t.time);
        squares += std::log(t.time) * std::log(t.time);
    }
    const auto n = static_cast<double>(times.size());
    const double variance = std::max(1e-4, squares / n - sum / n * (sum / n));
    const double shape = 1.2825498301618641 / std::sqrt(variance); // π/√6
    return {std::log(shape), sum / n + 0.5772156649015329 / shape};
}

bool is_fittable(std::span<const OnsetTime> times)
{
    return times.size() >= 3 &&
           std::ranges::any_of(times, [&](const OnsetTime& t) { return t.time != times.front().time; });
}

} // namespace

double weibull_log_likelihood(std::span<const OnsetTime> times, double shape, double scale)
{
    double out = 0;
    for (const OnsetTime& t : times) {
        const double ratio = t.time / scale;
        out += std::log(shape / scale) + (shape - 1) * std::log(ratio) - std::pow(ratio, shape);
        if (std::isfinite(t.bound)) // ln F = ln(1 − exp(−x)), exact for small x too
            out -= std::log(-std::expm1(-std::pow(t.bound / scale, shape)));
    }
    return out;
}

std::optional<WeibullFit> fit_weibull(std::span<const OnsetTime> times)
{
    if (!is_fittable(times))
        return std::nullopt;
    constexpr double farthest = 30; // e^30 days is no time to onset: the likelihood has no maximum
    Point at = start_from(times);
    double best = likelihood(times, at);
    for (int round = 0; round < 200; ++round) {
        const Slopes s = slopes(times, at);
        const Point step = step_from(s);
        double part = 1;
        Point next = at;
        double value = -std::numeric_limits<double>::infinity();
        for (; part > 1e-10 && !(value > best); part /= 2) {
            next = {at.shape + part * step.shape, at.scale + part * step.scale};
            value = likelihood(times, next);
        }
        if (!(value > best) || std::abs(next.scale) > farthest || std::abs(next.shape) > farthest)
            break;
        at = next;
        best = value;
    }
    const Slopes s = slopes(times, at);
    const double determinant = s.h11 * s.h22 - s.h12 * s.h12;
    const auto n = static_cast<double>(times.size());
    if (s.h11 >= 0 || determinant <= 1e-9 * n * n || std::hypot(s.g1, s.g2) > 1e-3 * n)
        return std::nullopt;
    const double shape_deviation = std::sqrt(-s.h22 / determinant);
    const double scale_deviation = std::sqrt(-s.h11 / determinant);
    const auto point = [](double log, double deviation, double z) { return std::exp(log + z * deviation); };
    return WeibullFit{std::exp(at.shape),
                      point(at.shape, shape_deviation, -z95),
                      point(at.shape, shape_deviation, z95),
                      std::exp(at.scale),
                      point(at.scale, scale_deviation, -z95),
                      point(at.scale, scale_deviation, z95),
                      best};
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The gamma distribution with scale 1, as disproportionality needs it: shapes from 1e-6 (a prior at its boundary) to
// 1e8 (reports of an archive). Relative errors stay below 1e-10; tests hold them to values of R. Thread-safe, unlike
// lgamma.
#pragma once

namespace casebook {

/// The 97.5th percentile of the standard normal distribution: half the width of a 95 % interval in standard errors.
inline constexpr double z95 = 1.959963984540054;

/// ln Γ(a), a > 0.
double log_gamma(double a);

/// ψ(a) = d ln Γ(a) / da, a > 0.
double digamma(double a);

/// P(X <= x) for a gamma variable of shape a > 0; `upper` is P(X > x), kept apart so that small tails stay exact.
struct GammaTails
{
    double lower;
    double upper;
};
GammaTails gamma_tails(double a, double x);

/// The density of that variable at x > 0, times x.
double gamma_density_times_x(double a, double x);

/// The x with P(X <= x) = p, 0 < p < 1.
double gamma_quantile(double a, double p);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The Weibull distribution of times to onset, fitted by maximum likelihood. Spontaneous reports are truncated on the
// right: an onset later than the end of the data is not merely censored, its report does not exist. Leaving that out
// makes onsets look earlier than they are (Leroy et al., Drug Saf 2014;37:831-844).
#pragma once

#include <optional>
#include <span>

namespace casebook {

/// A time and the greatest that could have been seen; `bound` is infinite where nothing is truncated. 0 < time <=
/// bound.
struct OnsetTime
{
    double time = 0;
    double bound = 0;
};

/// f(t) = (k/s)(t/s)^(k-1) exp(-(t/s)^k). Shape below 1: the hazard falls with time; above 1: it rises.
struct WeibullFit
{
    double shape = 0;
    double shape_low = 0; ///< 95 %, Wald on the logarithm, from the observed information
    double shape_high = 0;
    double scale = 0;
    double scale_low = 0;
    double scale_high = 0;
    double log_likelihood = 0;
};

/// Maximises Σ ln f(t) - ln F(bound). Empty with fewer than three times, with no two that differ, and where the
/// likelihood has no maximum, which happens when the bounds are short against the times.
std::optional<WeibullFit> fit_weibull(std::span<const OnsetTime> times);

/// The logarithm of that likelihood at a shape and a scale.
double weibull_log_likelihood(std::span<const OnsetTime> times, double shape, double scale);

} // namespace casebook

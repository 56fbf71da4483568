// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/signal.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/cells.hpp"
#include "index/faers/gamma.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <numbers>
#include <vector>

namespace casebook {

namespace {

Estimate log_normal(double value, double deviation)
{
    return {value, value * std::exp(-z95 * deviation), value * std::exp(z95 * deviation)};
}

std::optional<Estimate> reporting_odds_ratio(const Cells& t)
{
    if (t.a == 0 || t.b == 0 || t.c == 0 || t.d == 0)
        return std::nullopt;
    return log_normal(t.a * t.d / (t.b * t.c), std::sqrt(1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d));
}

std::optional<Estimate> proportional_reporting_ratio(const Cells& t)
{
    if (t.a == 0 || t.c == 0)
        return std::nullopt;
    const double variance = 1 / t.a - 1 / t.drug() + 1 / t.c - 1 / t.no_drug();
    return log_normal((t.a / t.drug()) / (t.c / t.no_drug()), std::sqrt(std::max(variance, 0.0)));
}

/// N·difference² / product of the margins; the difference is cut off at 0, or a tiny one would turn positive.
std::optional<double> chi_square(const Cells& t, double correction)
{
    const double margins = t.drug() * t.no_drug() * t.event() * t.no_event();
    if (margins == 0)
        return std::nullopt;
    const double difference = std::max(0.0, std::abs(t.a * t.d - t.b * t.c) - correction);
    return t.n * difference * difference / margins;
}

/// ln of the negative binomial probability of n under Γ(α,β) and exposure E.
double log_marginal(double n, double expected, double alpha, double beta)
{
    const double rest = n == 0 ? 0 : n * std::log(expected / (beta + expected));
    return log_gamma(alpha + n) - log_gamma(alpha) - log_gamma(n + 1) + alpha * std::log(beta / (beta + expected)) +
           rest;
}

struct Component
{
    double weight, shape, rate;
};
using Mixture = std::array<Component, 2>;

/// P(X <= x), P(X > x) and the density times x.
struct MixtureAt
{
    double lower, upper, slope;
};

MixtureAt mixture_at(const Mixture& mixture, double x)
{
    MixtureAt out = {0, 0, 0};
    for (const Component& part : mixture) {
        if (part.weight <= 0)
            continue;
        const GammaTails tails = gamma_tails(part.shape, x * part.rate);
        out.lower += part.weight * tails.lower;
        out.upper += part.weight * tails.upper;
        out.slope += part.weight * gamma_density_times_x(part.shape, x * part.rate);
    }
    return out;
}

/// It lies between the quantiles of the components, which are those of scale 1 by their rates. There Newton's method on
/// the logarithm, from whichever tail is the smaller; where a step leads out of what is known to lie below and above,
/// that is halved.
double quantile(const Mixture& mixture, double p, const std::array<double, 2>& of_scale_1)
{
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (std::size_t i = 0; i < mixture.size(); ++i)
        if (mixture[i].weight > 0) {
            low = std::min(low, of_scale_1[i] / mixture[i].rate);
            high = std::max(high, of_scale_1[i] / mixture[i].rate);
        }
    const std::size_t heavier = mixture[0].weight > mixture[1].weight ? 0 : 1;
    double x = of_scale_1[heavier] / mixture[heavier].rate;
    for (int round = 0; round < 200 && high - low > 1e-15 * high; ++round) {
        const MixtureAt at = mixture_at(mixture, x);
        const double excess = p < 0.5 ? at.lower - p : (1 - p) - at.upper;
        (excess > 0 ? high : low) = x;
        const double next = at.slope > 0 ? x * std::exp(std::clamp(-excess / at.slope, -3.0, 3.0)) : 0;
        if (std::abs(next - x) <= 1e-15 * x)
            break;
        x = next > low && next < high ? next : std::sqrt(low) * std::sqrt(high);
    }
    return x;
}

Mixture posterior_of(double n, double expected, const GpsPrior& prior)
{
    const double q = first_weight(n, expected, prior);
    return {{{q, prior.alpha1 + n, prior.beta1 + expected}, {1 - q, prior.alpha2 + n, prior.beta2 + expected}}};
}

Estimate shrunk_ratio(double n, double expected, const GpsPrior& prior, const CountQuantiles& known)
{
    const Mixture posterior = posterior_of(n, expected, prior);
    double mean_log = 0;
    for (const Component& part : posterior)
        mean_log += part.weight * (digamma(part.shape) - std::log(part.rate));
    return {std::exp(mean_log), quantile(posterior, 0.05, known.eb_low), quantile(posterior, 0.95, known.eb_high)};
}

Estimate component_of(double observed, double expected, const CountQuantiles& known)
{
    const double rate = expected + 0.5;
    return {std::log2((observed + 0.5) / rate), std::log2(known.ic_low / rate), std::log2(known.ic_high / rate)};
}

bool evans_rule(const Cells& t, const std::optional<Estimate>& prr, const std::optional<double>& chi2_yates)
{
    return t.a >= 3 && prr && prr->value >= 2 && chi2_yates.value_or(0) >= 4;
}

} // namespace

Parsed<GpsPrior> parse_prior(std::string_view text)
{
    std::vector<double> numbers;
    std::size_t position = 0;
    for (const std::string& word : split(text, ',')) {
        double value = 0;
        const std::string_view number = trim(word);
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
        if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(value))
            return parse_error(format("\"{}\" is no number", number), position);
        numbers.push_back(value);
        position += word.size() + 1;
    }
    if (numbers.size() != 5)
        return parse_error(format("{} numbers where five are expected: α1,β1,α2,β2,P", numbers.size()));
    if (std::any_of(numbers.begin(), numbers.begin() + 4, [](double v) { return v <= 0; }))
        return parse_error("α1, β1, α2 and β2 must be above 0");
    if (numbers[4] < 0 || numbers[4] > 1)
        return parse_error("P must lie between 0 and 1");
    return GpsPrior{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]};
}

CountQuantiles count_quantiles(double n, const std::optional<GpsPrior>& prior)
{
    CountQuantiles out{gamma_quantile(n + 0.5, 0.025), gamma_quantile(n + 0.5, 0.975)};
    if (prior) {
        out.eb_low = {gamma_quantile(prior->alpha1 + n, 0.05), gamma_quantile(prior->alpha2 + n, 0.05)};
        out.eb_high = {gamma_quantile(prior->alpha1 + n, 0.95), gamma_quantile(prior->alpha2 + n, 0.95)};
    }
    return out;
}

const CountQuantiles& CountQuantilesMemory::of(std::int64_t n)
{
    constexpr std::int64_t small = 1 << 16;
    const auto count = static_cast<double>(n);
    if (n >= small)
        return rare_.try_emplace(n, count_quantiles(count, prior_)).first->second;
    const auto at = static_cast<std::size_t>(n);
    if (at >= common_.size())
        common_.resize(at + 1);
    if (!common_[at])
        common_[at] = count_quantiles(count, prior_);
    return *common_[at];
}

Estimate information_component(double observed, double expected)
{
    return component_of(observed, expected, count_quantiles(observed, std::nullopt));
}

double first_weight(double n, double expected, const GpsPrior& prior)
{
    const double first = std::log(prior.p) + log_marginal(n, expected, prior.alpha1, prior.beta1);
    const double second = std::log1p(-prior.p) + log_marginal(n, expected, prior.alpha2, prior.beta2);
    return 1 / (1 + std::exp(second - first));
}

Estimate ebgm(double n, double expected, const GpsPrior& prior)
{
    return shrunk_ratio(n, expected, prior, count_quantiles(n, prior));
}

bool eb05_reaches(double threshold, double n, double expected, const GpsPrior& prior, const CountQuantiles& known)
{
    const double first = known.eb_low[0] / (prior.beta1 + expected);
    const double second = known.eb_low[1] / (prior.beta2 + expected);
    if (std::max(first, second) < threshold) // it lies between them
        return false;
    return std::min(first, second) >= threshold ||
           mixture_at(posterior_of(n, expected, prior), threshold).lower <= 0.05;
}

bool meets_evans(const TwoByTwo& table)
{
    if (table.a < 3)
        return false;
    const Cells t(table);
    const std::optional<double> chi2 = chi_square(t, t.n / 2);
    return chi2.value_or(0) >= 4 && evans_rule(t, proportional_reporting_ratio(t), chi2);
}

Measures measure(const TwoByTwo& table, const std::optional<GpsPrior>& prior)
{
    return measure(table, prior, count_quantiles(static_cast<double>(table.a), prior));
}

Measures measure(const TwoByTwo& table, const std::optional<GpsPrior>& prior, const CountQuantiles& known)
{
    assert(table.a >= 0 && table.b >= 0 && table.c >= 0 && table.d >= 0);
    const Cells t(table);
    Measures out;
    out.expected = expected_of(table);
    out.ror = reporting_odds_ratio(t);
    out.prr = proportional_reporting_ratio(t);
    out.chi2 = chi_square(t, 0);
    out.chi2_yates = chi_square(t, t.n / 2);
    out.ic = component_of(t.a, out.expected, known);
    if (prior)
        out.ebgm = shrunk_ratio(t.a, out.expected, *prior, known);
    out.evans = evans_rule(t, out.prr, out.chi2_yates);
    return out;
}

double expected_of(const TwoByTwo& table)
{
    const Cells t(table);
    return t.n == 0 ? 0 : t.drug() * t.event() / t.n;
}

} // namespace casebook

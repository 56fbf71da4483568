// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/prior_fit.hpp"

#include "corpus/format.hpp"
#include "index/faers/gamma.hpp"
#include "index/faers/uphill.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

namespace {

/// ln α1, ln β1, ln α2, ln β2, ln(P/(1−P)): here every bound is far away and scales are alike.
UphillPoint to_logarithms(const GpsPrior& prior)
{
    const double p = std::clamp(prior.p, least_parameter, 1 - least_parameter);
    return {std::log(prior.alpha1), std::log(prior.beta1), std::log(prior.alpha2), std::log(prior.beta2),
            std::log(p / (1 - p))};
}

GpsPrior from_logarithms(const UphillPoint& at)
{
    return {std::exp(at[0]), std::exp(at[1]), std::exp(at[2]), std::exp(at[3]), 1 / (1 + std::exp(-at[4]))};
}

/// A component of the mixture: what of a count's likelihood depends on n alone is computed once for each n.
class ComponentTerms
{
public:
    ComponentTerms(double alpha, double beta, std::span<const double> counts) : alpha_(alpha), beta_(beta)
    {
        const double log_gamma_alpha = log_gamma(alpha);
        const double digamma_alpha = digamma(alpha);
        for (const double n : counts) {
            log_rising_.push_back(log_gamma(alpha + n) - log_gamma_alpha - log_gamma(n + 1));
            slope_.push_back(digamma(alpha + n) - digamma_alpha);
        }
    }

    /// ln f(n)/(1 − f(0)), with its slopes in ln α and ln β.
    struct Terms
    {
        double log_f, by_alpha, by_beta;
    };
    Terms at(std::size_t count, double n, double expected, double log_expected) const
    {
        const double ratio = std::log1p(expected / beta_); // ln((β+E)/β)
        const double rate = beta_ + expected;
        const double seen = -std::expm1(-alpha_ * ratio); // 1 − f(0), exact for small expectations too
        const double odds = (1 - seen) * alpha_ / seen;   // f(0)/(1 − f(0)) times α
        return {log_rising_[count] - alpha_ * ratio + n * (log_expected - std::log(rate)) - std::log(seen),
                alpha_ * (slope_[count] - ratio) - ratio * odds,
                alpha_ - (alpha_ + n) * beta_ / rate + expected / rate * odds};
    }

private:
    double alpha_;
    double beta_;
    std::vector<double> log_rising_; ///< by count: ln Γ(α+n)/(Γ(α) n!)
    std::vector<double> slope_;      ///< ψ(α+n) − ψ(α)
};

/// The pairs as the likelihood wants them.
class Likelihood
{
public:
    explicit Likelihood(std::span<const PairGroup> pairs) : pairs_(pairs)
    {
        for (const PairGroup& pair : pairs) { // they come by n
            if (counts_.empty() || counts_.back() != pair.n)
                counts_.push_back(pair.n);
            count_of_.push_back(static_cast<std::uint32_t>(counts_.size() - 1));
            log_expected_.push_back(std::log(pair.expected));
        }
    }

    double operator()(const UphillPoint& at, UphillPoint& gradient) const
    {
        const GpsPrior prior = from_logarithms(at);
        const ComponentTerms first(prior.alpha1, prior.beta1, counts_);
        const ComponentTerms second(prior.alpha2, prior.beta2, counts_);
        double sum = 0;
        gradient = {};
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            const PairGroup& pair = pairs_[i];
            const auto a = first.at(count_of_[i], pair.n, pair.expected, log_expected_[i]);
            const auto b = second.at(count_of_[i], pair.n, pair.expected, log_expected_[i]);
            sum += pair.weight * add(prior.p, at[4], a, b, pair.weight, gradient);
        }
        return sum;
    }

private:
    /// The logarithm for one pair; its slopes, weighted, are added to the gradient.
    static double add(double p, double logit, const ComponentTerms::Terms& a, const ComponentTerms::Terms& b,
                      double weight, UphillPoint& gradient)
    {
        const double odds = std::exp(std::min(a.log_f - b.log_f + logit, 700.0));
        const double q = odds / (1 + odds);
        gradient[0] += weight * q * a.by_alpha;
        gradient[1] += weight * q * a.by_beta;
        gradient[2] += weight * (1 - q) * b.by_alpha;
        gradient[3] += weight * (1 - q) * b.by_beta;
        gradient[4] += weight * (q - p);
        return odds > 1 ? a.log_f + std::log(p) + std::log1p(1 / odds) : b.log_f + std::log1p(-p) + std::log1p(odds);
    }

    std::span<const PairGroup> pairs_;
    std::vector<double> counts_;
    std::vector<std::uint32_t> count_of_; ///< by pair, into counts_
    std::vector<double> log_expected_;
};

Uphill hill_of(const Likelihood& likelihood)
{
    const double low = std::log(least_parameter);
    const double high = std::log(greatest_parameter);
    const double odds = std::log((1 - least_parameter) / least_parameter);
    return {{low, low, low, low, -odds},
            {high, high, high, high, odds},
            [&](const UphillPoint& at, UphillPoint& gradient) { return likelihood(at, gradient); }};
}

/// Near a bound the logarithm flattens what rises all the way: where the bound itself is no worse, the top is there.
Hilltop settled(const Uphill& hill, Hilltop top)
{
    constexpr double near = 4; // e^4: within a factor of 55
    UphillPoint slope;
    for (std::size_t i = 0; i < uphill_variables; ++i)
        for (const double bound : {hill.low[i], hill.high[i]}) {
            if (top.at[i] == bound || std::abs(top.at[i] - bound) > near)
                continue;
            UphillPoint there = top.at;
            there[i] = bound;
            if (hill.value(there, slope) < top.value - 1e-6)
                continue;
            const Hilltop next = climb(hill, there);
            if (next.value >= top.value - 1e-6)
                top = {next.at, next.value, top.rounds + next.rounds, next.converged};
        }
    return top;
}

GpsPrior wider_first(const GpsPrior& prior)
{
    if (prior.beta1 <= prior.beta2)
        return prior;
    return {prior.alpha2, prior.beta2, prior.alpha1, prior.beta1, 1 - prior.p};
}

std::vector<std::string> bounds_of(const GpsPrior& prior)
{
    std::vector<std::string> out;
    const auto is_at = [](double value, double bound) { return std::abs(value - bound) <= 1e-9 * bound; };
    const std::array<double, 5> values = parameters(prior);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (is_at(values[i], least_parameter) || is_at(values[i], i == 4 ? 1 - least_parameter : greatest_parameter))
            out.push_back(format("{} = {:g}", prior_names[i], values[i]));
    return out;
}

} // namespace

std::span<const GpsPrior> prior_starts()
{
    static constexpr std::array<GpsPrior, 6> starts = {{{0.2, 0.1, 2, 4, 1.0 / 3},
                                                        {0.2, 0.06, 1.4, 1.8, 0.1},
                                                        {3, 0.4, 2, 2, 0.07},
                                                        {0.5, 0.3, 1, 1, 0.5},
                                                        {0.01, 0.02, 1, 1, 0.15},
                                                        {1, 0.1, 5, 5, 0.02}}};
    return starts;
}

std::array<double, 5> parameters(const GpsPrior& prior)
{
    return {prior.alpha1, prior.beta1, prior.alpha2, prior.beta2, prior.p};
}

GpsPrior prior_of(const std::array<double, 5>& p) { return {p[0], p[1], p[2], p[3], p[4]}; }

double prior_log_likelihood(std::span<const PairGroup> pairs, const GpsPrior& prior)
{
    UphillPoint gradient;
    return Likelihood(pairs)(to_logarithms(prior), gradient);
}

std::optional<PriorFit> fit_prior(std::span<const PairGroup> pairs, std::span<const GpsPrior> starts)
{
    if (pairs.size() < uphill_variables || starts.empty())
        return std::nullopt;
    const Likelihood likelihood(pairs);
    const Uphill hill = hill_of(likelihood);
    PriorFit out;
    out.groups = pairs.size();
    for (const PairGroup& pair : pairs)
        out.pairs += static_cast<std::uint64_t>(pair.weight);
    for (const GpsPrior& start : starts) {
        const Hilltop top = settled(hill, climb(hill, to_logarithms(start)));
        out.starts.push_back({start, wider_first(from_logarithms(top.at)), top.value, top.rounds, top.converged});
    }
    const PriorStart& best = *std::ranges::max_element(out.starts, {}, &PriorStart::log_likelihood);
    out.prior = best.to;
    out.log_likelihood = best.log_likelihood;
    out.converged = best.converged;
    out.at_bound = bounds_of(best.to);
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/crf_train.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace casebook {

namespace {

/// Every pair of feature and label in the data, with weight 0.
CrfWeights empty_weights(std::span<const CrfExample* const> examples, std::size_t features, std::size_t labels,
                         bool bio)
{
    std::vector<std::uint64_t> seen(features * ((labels + 63) / 64), 0);
    const std::size_t words = (labels + 63) / 64;
    for (const CrfExample* example : examples)
        for (std::size_t place = 0; place < example->labels.size(); ++place)
            for (const std::uint32_t feature : example->features.row(place))
                seen[feature * words + example->labels[place] / 64] |= std::uint64_t{1}
                                                                       << (example->labels[place] % 64);
    CrfWeights out{labels, {0}, {}, {}, bio ? bio_transitions(labels) : std::vector<float>(labels * labels, 0)};
    for (std::size_t feature = 0; feature < features; ++feature) {
        for (std::size_t label = 0; label < labels; ++label)
            if (((seen[feature * words + label / 64] >> (label % 64)) & 1) != 0)
                out.pair_labels.push_back(static_cast<std::uint8_t>(label));
        out.starts.push_back(static_cast<std::uint32_t>(out.pair_labels.size()));
    }
    out.pair_weights.assign(out.pair_labels.size(), 0);
    return out;
}

/// Weights are kept as `factor` times what is stored, so that all of them decay in one step.
class Descent
{
public:
    Descent(CrfWeights& weights, const CrfOptions& options, std::size_t examples)
        : weights_(weights), rate_(options.rate), decay_(options.l2 / static_cast<double>(examples))
    {
    }

    void step(const CrfExample& example)
    {
        const double rate = rate_ / (1 + decay_ * rate_ * static_cast<double>(time_));
        ++time_;
        Chain chain = weights_.chain(example.features);
        for (float& score : chain.emission)
            score *= static_cast<float>(factor_);
        std::vector<float> transition(weights_.transition);
        for (float& weight : transition)
            weight = weight <= forbidden_weight / 2 ? forbidden_weight : weight * static_cast<float>(factor_);
        chain.transition = transition;
        const std::vector<float> exp_transition = exponentials(transition);
        const Posterior posterior = posterior_of(chain, exp_transition);
        factor_ *= 1 - decay_ * rate;
        const auto push = static_cast<float>(rate / factor_) * example.weight;
        emissions(example, posterior, push);
        transitions(example, posterior, exp_transition, push);
        if (factor_ < 1e-4)
            fold();
    }

    void fold()
    {
        for (float& weight : weights_.pair_weights)
            weight *= static_cast<float>(factor_);
        for (float& weight : weights_.transition)
            if (weight > forbidden_weight / 2)
                weight *= static_cast<float>(factor_);
        factor_ = 1;
    }

private:
    void emissions(const CrfExample& example, const Posterior& posterior, float push)
    {
        std::vector<float> gradient(posterior.labels);
        for (std::size_t place = 0; place < posterior.length; ++place) {
            for (std::size_t label = 0; label < posterior.labels; ++label)
                gradient[label] = -push * posterior.at(place, label);
            gradient[example.labels[place]] += push;
            for (const std::uint32_t feature : example.features.row(place))
                for (std::uint32_t pair = weights_.starts[feature]; pair < weights_.starts[feature + 1]; ++pair)
                    weights_.pair_weights[pair] += gradient[weights_.pair_labels[pair]];
        }
    }

    void transitions(const CrfExample& example, const Posterior& posterior, std::span<const float> exp_transition,
                     float push)
    {
        const std::size_t labels = posterior.labels;
        for (std::size_t place = 1; place < posterior.length; ++place) {
            const float* before = posterior.alpha.data() + (place - 1) * labels;
            const float* psi = posterior.psi.data() + place * labels;
            const float* beta = posterior.beta.data() + place * labels;
            for (std::size_t i = 0; i < labels; ++i)
                for (std::size_t j = 0; j < labels; ++j)
                    weights_.transition[i * labels + j] -=
                        push * before[i] * exp_transition[i * labels + j] * psi[j] * beta[j];
            weights_.transition[example.labels[place - 1] * labels + example.labels[place]] += push;
        }
    }

    CrfWeights& weights_;
    double rate_;
    double decay_;
    double factor_ = 1;
    std::size_t time_ = 0;
};

/// The mean of the weights after several epochs: the last steps of a descent wander about the optimum, their mean does
/// not (Polyak and Juditsky 1992).
class Mean
{
public:
    explicit Mean(CrfWeights& weights)
        : weights_(weights), pairs_(weights.pair_weights.size(), 0), transitions_(weights.transition.size(), 0)
    {
    }

    void add()
    {
        ++count_;
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            pairs_[i] += weights_.pair_weights[i];
        for (std::size_t i = 0; i < transitions_.size(); ++i)
            transitions_[i] += weights_.transition[i];
    }

    /// In place of the weights, where any were added.
    void put()
    {
        if (count_ == 0)
            return;
        const auto mean = [&](double sum) { return static_cast<float>(sum / count_); };
        std::ranges::transform(pairs_, weights_.pair_weights.begin(), mean);
        for (std::size_t i = 0; i < transitions_.size(); ++i)
            if (weights_.transition[i] > forbidden_weight / 2)
                weights_.transition[i] = mean(transitions_[i]);
    }

private:
    CrfWeights& weights_;
    std::vector<double> pairs_;
    std::vector<double> transitions_;
    double count_ = 0;
};

} // namespace

Chain CrfWeights::chain(const FeatureRows& features) const
{
    Chain out{labels, std::vector<float>(features.length() * labels, 0), transition};
    for (std::size_t place = 0; place < features.length(); ++place) {
        float* scores = out.emission.data() + place * labels;
        for (const std::uint32_t feature : features.row(place))
            for (std::uint32_t pair = starts[feature]; pair < starts[feature + 1]; ++pair)
                scores[pair_labels[pair]] += pair_weights[pair];
    }
    if (labels > 2 && transition[2] <= forbidden_weight / 2)
        forbid_going_on_at_first(out);
    return out;
}

std::vector<float> bio_transitions(std::size_t labels)
{
    std::vector<float> out(labels * labels, 0);
    for (std::size_t from = 0; from < labels; ++from)
        for (std::size_t to = 2; to < labels; to += 2)
            if (from != to && from + 1 != to)
                out[from * labels + to] = forbidden_weight;
    return out;
}

CrfWeights train_crf(std::span<const CrfExample* const> examples, std::size_t features, std::size_t labels,
                     const CrfOptions& options)
{
    CrfWeights weights = empty_weights(examples, features, labels, options.bio);
    Descent descent(weights, options, examples.size());
    Mean mean(weights);
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937 random(1);
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i) // the same shuffle with every library
            std::swap(order[i - 1], order[random() % i]);
        for (const std::size_t which : order)
            descent.step(*examples[which]);
        descent.fold();
        if (epoch >= options.epochs / 2)
            mean.add();
    }
    mean.put();
    return weights;
}

} // namespace casebook

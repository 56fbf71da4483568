// SPDX-License-Identifier: GPL-3.0-or-later
// A linear-chain conditional random field over one sentence: the best labels, and how probable each label and each span
// is. Forward-backward as in Rabiner (1989), with every place scaled to sum to one; nothing here knows words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace casebook {

/// The scores (natural logarithms, any additive constant) of a sentence of `length()` places.
struct Chain
{
    std::size_t labels = 0;
    std::vector<float> emission;       ///< place × label
    std::span<const float> transition; ///< from × to; `forbidden_weight` where one label cannot follow the other

    std::size_t length() const { return labels == 0 ? 0 : emission.size() / labels; }
};

inline constexpr float forbidden_weight = -1e30F;

/// Labels are 0 outside, 2k + 1 begins and 2k + 2 goes on: at the first place nothing goes on.
void forbid_going_on_at_first(Chain& chain);

/// The most probable sequence of labels (Viterbi).
std::vector<std::uint8_t> best_labels(const Chain& chain);

/// The score of one sequence of labels.
double score_of(const Chain& chain, std::span<const std::uint8_t> labels);

/// exp() of a table of transitions, made once for many sentences; forbidden ones are 0.
std::vector<float> exponentials(std::span<const float> transition);

/// What a chain says of every place. Arrays are place × label.
struct Posterior
{
    std::size_t labels = 0;
    std::size_t length = 0;
    double log_sum = 0; ///< logarithm of the sum over all sequences
    std::vector<float> alpha;
    std::vector<float> beta;
    std::vector<float> psi; ///< exp(emission), divided by the place's scale

    float at(std::size_t place, std::size_t label) const
    {
        return alpha[place * labels + label] * beta[place * labels + label];
    }
};

/// `exp_transition` is exponentials(chain.transition).
Posterior posterior_of(const Chain& chain, std::span<const float> exp_transition);

/// Places [first, last) that begin with a label and go on with another, just so, and the probability of that.
struct SpanScore
{
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t kind = 0; ///< labels 2 * kind + 1 (begins) and 2 * kind + 2 (goes on); label 0 is outside
    float probability = 0;
};

/// Every span at least as probable as `least`, in order of its first place.
std::vector<SpanScore> span_scores(const Posterior& posterior, std::span<const float> exp_transition, float least);

/// The spans, none overlapping another, whose probabilities above `threshold` sum to the most. With a threshold of half
/// the F1 that is reached this maximises the expected F1.
std::vector<SpanScore> best_spans(std::vector<SpanScore> candidates, std::size_t length, float threshold);

} // namespace casebook

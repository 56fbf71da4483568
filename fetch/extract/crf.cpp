// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/crf.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

void forbid_going_on_at_first(Chain& chain)
{
    for (std::size_t label = 2; label < chain.labels && !chain.emission.empty(); label += 2)
        chain.emission[label] = -1e6F;
}

std::vector<std::uint8_t> best_labels(const Chain& chain)
{
    const std::size_t labels = chain.labels;
    const std::size_t length = chain.length();
    if (length == 0)
        return {};
    std::vector<float> score(chain.emission.begin(), chain.emission.begin() + static_cast<std::ptrdiff_t>(labels));
    std::vector<float> next(labels);
    std::vector<std::int32_t> came(labels); // as wide as a score: many at once
    std::vector<std::uint8_t> from(length * labels, 0);
    for (std::size_t place = 1; place < length; ++place) {
        std::ranges::fill(next, 2 * forbidden_weight);
        std::ranges::fill(came, 0);
        for (std::size_t i = 0; i < labels; ++i)
            for (std::size_t j = 0; j < labels; ++j) {
                const float s = score[i] + chain.transition[i * labels + j];
                came[j] = s > next[j] ? static_cast<std::int32_t>(i) : came[j];
                next[j] = s > next[j] ? s : next[j];
            }
        for (std::size_t j = 0; j < labels; ++j) {
            from[place * labels + j] = static_cast<std::uint8_t>(came[j]);
            score[j] = next[j] + chain.emission[place * labels + j];
        }
    }
    std::vector<std::uint8_t> best(length);
    best.back() = static_cast<std::uint8_t>(std::ranges::max_element(score) - score.begin());
    for (std::size_t place = length - 1; place > 0; --place)
        best[place - 1] = from[place * labels + best[place]];
    return best;
}

double score_of(const Chain& chain, std::span<const std::uint8_t> labels)
{
    double sum = 0;
    for (std::size_t place = 0; place < labels.size(); ++place) {
        sum += static_cast<double>(chain.emission[place * chain.labels + labels[place]]);
        if (place > 0)
            sum += static_cast<double>(chain.transition[labels[place - 1] * chain.labels + labels[place]]);
    }
    return sum;
}

std::vector<float> exponentials(std::span<const float> transition)
{
    std::vector<float> out(transition.size());
    std::ranges::transform(transition, out.begin(), [](float x) { return std::exp(x); });
    return out;
}

namespace {

/// exp(emission) of a place, its largest 1; what was taken out is added to the logarithm.
void exponentiate(const Chain& chain, std::size_t place, Posterior& out)
{
    const float* scores = chain.emission.data() + place * chain.labels;
    const float most = *std::max_element(scores, scores + chain.labels);
    for (std::size_t j = 0; j < chain.labels; ++j)
        out.psi[place * chain.labels + j] = std::exp(scores[j] - most);
    out.log_sum += static_cast<double>(most);
}

/// Scales the place to sum to one.
void scale(Posterior& out, std::size_t place)
{
    float sum = 0;
    for (std::size_t j = 0; j < out.labels; ++j)
        sum += out.alpha[place * out.labels + j];
    sum = std::max(sum, 1e-30F);
    for (std::size_t j = 0; j < out.labels; ++j) {
        out.alpha[place * out.labels + j] /= sum;
        out.psi[place * out.labels + j] /= sum;
    }
    out.log_sum += std::log(static_cast<double>(sum));
}

void forward(Posterior& out, std::size_t place, std::span<const float> exp_transition)
{
    float* to = out.alpha.data() + place * out.labels;
    const float* before = to - out.labels;
    for (std::size_t i = 0; i < out.labels; ++i)
        for (std::size_t j = 0; j < out.labels; ++j)
            to[j] += before[i] * exp_transition[i * out.labels + j];
    for (std::size_t j = 0; j < out.labels; ++j)
        to[j] *= out.psi[place * out.labels + j];
}

/// `from_exp` is the table of transitions the other way round, to × from.
void backward(Posterior& out, std::size_t place, std::span<const float> from_exp)
{
    float* to = out.beta.data() + place * out.labels;
    std::fill_n(to, out.labels, 0.0F);
    for (std::size_t j = 0; j < out.labels; ++j) {
        const float after = out.psi[(place + 1) * out.labels + j] * out.beta[(place + 1) * out.labels + j];
        for (std::size_t i = 0; i < out.labels; ++i)
            to[i] += from_exp[j * out.labels + i] * after;
    }
}

std::vector<float> turned_round(std::span<const float> table, std::size_t labels)
{
    std::vector<float> out(table.size());
    for (std::size_t i = 0; i < labels; ++i)
        for (std::size_t j = 0; j < labels; ++j)
            out[j * labels + i] = table[i * labels + j];
    return out;
}

} // namespace

Posterior posterior_of(const Chain& chain, std::span<const float> exp_transition)
{
    Posterior out{chain.labels, chain.length(), 0, {}, {}, {}};
    out.alpha.assign(chain.emission.size(), 0);
    out.beta.assign(chain.emission.size(), 1);
    out.psi.resize(chain.emission.size());
    const std::vector<float> from_exp = turned_round(exp_transition, chain.labels);
    for (std::size_t place = 0; place < out.length; ++place) {
        exponentiate(chain, place, out);
        if (place == 0)
            std::copy_n(out.psi.begin(), chain.labels, out.alpha.begin());
        else
            forward(out, place, exp_transition);
        scale(out, place);
    }
    for (std::size_t place = out.length; place-- > 1;)
        backward(out, place - 1, from_exp);
    return out;
}

std::vector<SpanScore> span_scores(const Posterior& posterior, std::span<const float> exp_transition, float least)
{
    const std::size_t labels = posterior.labels;
    std::vector<SpanScore> out;
    for (std::size_t first = 0; first < posterior.length; ++first)
        for (std::size_t begins = 1; begins + 1 < labels; begins += 2) {
            if (posterior.at(first, begins) < least)
                continue;
            const std::size_t goes_on = begins + 1;
            float so_far = posterior.alpha[first * labels + begins];
            std::size_t label = begins;
            for (std::size_t last = first + 1;; ++last) {
                const float step = last < posterior.length ? exp_transition[label * labels + goes_on] *
                                                                 posterior.psi[last * labels + goes_on]
                                                           : 0;
                const float longer = last < posterior.length ? step * posterior.beta[last * labels + goes_on] : 0;
                const float here = so_far * (posterior.beta[(last - 1) * labels + label] - longer);
                if (here >= least)
                    out.push_back({first, last, (begins - 1) / 2, std::min(here, 1.0F)});
                so_far *= step;
                label = goes_on;
                if (last >= posterior.length || so_far * posterior.beta[last * labels + goes_on] < least)
                    break;
            }
        }
    return out;
}

std::vector<SpanScore> best_spans(std::vector<SpanScore> candidates, std::size_t length, float threshold)
{
    std::vector<float> gain(length + 1, 0); // of the best choice among the first `i` places
    std::vector<int> chosen(length + 1, -1);
    std::ranges::stable_sort(candidates, {}, &SpanScore::last);
    std::size_t next = 0;
    for (std::size_t end = 1; end <= length; ++end) {
        gain[end] = gain[end - 1];
        for (; next < candidates.size() && candidates[next].last == end; ++next)
            if (const float sum = gain[candidates[next].first] + candidates[next].probability - threshold;
                sum > gain[end]) {
                gain[end] = sum;
                chosen[end] = static_cast<int>(next);
            }
    }
    std::vector<SpanScore> out;
    for (std::size_t end = length; end > 0;) {
        if (chosen[end] < 0) {
            --end;
            continue;
        }
        out.push_back(candidates[static_cast<std::size_t>(chosen[end])]);
        end = out.back().first;
    }
    std::ranges::reverse(out);
    return out;
}

} // namespace casebook

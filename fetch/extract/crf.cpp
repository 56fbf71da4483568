// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/crf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace casebook {

void forbid_going_on_at_first(Chain& chain)
{
    for (std::size_t label = 2; label < chain.labels && !chain.emission.empty(); label += 2)
        chain.emission[label] = -1e6F;
}

namespace {

/// Tables from × to are walked in columns of so many labels at once: their sums stay in registers.
constexpr std::size_t columns = 8;

/// The table with its rows filled up to a multiple of `columns`.
struct Wide
{
    std::size_t width = 0;
    std::vector<float> table;

    const float* row(std::size_t from, std::size_t column) const { return table.data() + from * width + column; }
};

Wide widened(std::span<const float> table, std::size_t labels, bool turned_round)
{
    Wide out;
    out.width = (labels + columns - 1) / columns * columns;
    out.table.assign(labels * out.width, 0);
    for (std::size_t i = 0; i < labels; ++i)
        for (std::size_t j = 0; j < labels; ++j)
            out.table[i * out.width + j] = table[turned_round ? j * labels + i : i * labels + j];
    return out;
}

/// The best label before each of some labels, and the score with it.
struct Best
{
    std::array<float, columns> score;
    std::array<std::int32_t, columns> from; // as wide as a score: many at once
};

Best best_before(const std::vector<float>& score, const Wide& transition, std::size_t column)
{
    Best best;
    best.score.fill(2 * forbidden_weight);
    best.from.fill(0);
    for (std::size_t i = 0; i < score.size(); ++i) {
        const float* row = transition.row(i, column);
        for (std::size_t j = 0; j < columns; ++j) {
            const float s = score[i] + row[j];
            best.from[j] = s > best.score[j] ? static_cast<std::int32_t>(i) : best.from[j];
            best.score[j] = s > best.score[j] ? s : best.score[j];
        }
    }
    return best;
}

} // namespace

std::vector<std::uint8_t> best_labels(const Chain& chain)
{
    const std::size_t labels = chain.labels;
    const std::size_t length = chain.length();
    if (length == 0)
        return {};
    const Wide transition = widened(chain.transition, labels, false);
    std::vector<float> score(chain.emission.begin(), chain.emission.begin() + static_cast<std::ptrdiff_t>(labels));
    std::vector<float> next(labels);
    std::vector<std::uint8_t> from(length * labels, 0);
    for (std::size_t place = 1; place < length; ++place) {
        for (std::size_t column = 0; column < labels; column += columns) {
            const Best best = best_before(score, transition, column);
            for (std::size_t j = column; j < std::min(labels, column + columns); ++j) {
                from[place * labels + j] = static_cast<std::uint8_t>(best.from[j - column]);
                next[j] = best.score[j - column] + chain.emission[place * labels + j];
            }
        }
        std::swap(score, next);
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

/// to[j] = the sum over i of weights[i] × table[i][j], added in order of i.
void sum_rows(const float* weights, const Wide& table, std::size_t labels, float* to)
{
    for (std::size_t column = 0; column < labels; column += columns) {
        std::array<float, columns> sum{};
        for (std::size_t i = 0; i < labels; ++i) {
            const float* row = table.row(i, column);
            for (std::size_t j = 0; j < columns; ++j)
                sum[j] += weights[i] * row[j];
        }
        std::copy_n(sum.begin(), std::min(columns, labels - column), to + column);
    }
}

void forward(Posterior& out, std::size_t place, const Wide& exp_transition)
{
    float* to = out.alpha.data() + place * out.labels;
    sum_rows(to - out.labels, exp_transition, out.labels, to);
    for (std::size_t j = 0; j < out.labels; ++j)
        to[j] *= out.psi[place * out.labels + j];
}

/// `from_exp` is the table of transitions the other way round, to × from; `after` is room for a row.
void backward(Posterior& out, std::size_t place, const Wide& from_exp, std::vector<float>& after)
{
    for (std::size_t j = 0; j < out.labels; ++j)
        after[j] = out.psi[(place + 1) * out.labels + j] * out.beta[(place + 1) * out.labels + j];
    sum_rows(after.data(), from_exp, out.labels, out.beta.data() + place * out.labels);
}

} // namespace

Posterior posterior_of(const Chain& chain, std::span<const float> exp_transition)
{
    Posterior out{chain.labels, chain.length(), 0, {}, {}, {}};
    out.alpha.assign(chain.emission.size(), 0);
    out.beta.assign(chain.emission.size(), 1);
    out.psi.resize(chain.emission.size());
    const Wide to_exp = widened(exp_transition, chain.labels, false);
    const Wide from_exp = widened(exp_transition, chain.labels, true);
    std::vector<float> after(chain.labels);
    for (std::size_t place = 0; place < out.length; ++place) {
        exponentiate(chain, place, out);
        if (place == 0)
            std::copy_n(out.psi.begin(), chain.labels, out.alpha.begin());
        else
            forward(out, place, to_exp);
        scale(out, place);
    }
    for (std::size_t place = out.length; place-- > 1;)
        backward(out, place - 1, from_exp, after);
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

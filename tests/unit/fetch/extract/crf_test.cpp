// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/crf_train.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <functional>
#include <map>
#include <random>

using namespace casebook;

namespace {

constexpr std::size_t label_count = 5; // outside and two kinds

struct TaughtSentence
{
    std::vector<float> transition = bio_transitions(label_count);
    Chain chain;
};

/// A chain with scores drawn at random; nothing goes on at its first place.
TaughtSentence random_chain(std::size_t length, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> draw(0, 1.5F);
    TaughtSentence out;
    for (float& score : out.transition)
        if (score > forbidden_weight / 2)
            score = draw(random);
    out.chain.labels = label_count;
    for (std::size_t i = 0; i < length * label_count; ++i)
        out.chain.emission.push_back(i < label_count && i > 0 && i % 2 == 0 ? -1e6F : draw(random));
    return out;
}

/// Calls for each of the sequences there are.
void for_each_sequence(std::size_t length, const std::function<void(const std::vector<std::uint8_t>&)>& call)
{
    std::vector<std::uint8_t> sequence(length, 0);
    for (;;) {
        call(sequence);
        std::size_t place = 0;
        while (place < length && ++sequence[place] == label_count)
            sequence[place++] = 0;
        if (place == length)
            return;
    }
}

using Span3 = std::tuple<std::size_t, std::size_t, std::size_t>;

std::vector<Span3> spans_of(const std::vector<std::uint8_t>& sequence)
{
    std::vector<Span3> out;
    for (std::size_t i = 0; i < sequence.size(); ++i)
        if (sequence[i] % 2 == 1) {
            std::size_t last = i + 1;
            while (last < sequence.size() && sequence[last] == sequence[i] + 1)
                ++last;
            out.emplace_back(i, last, (sequence[i] - 1U) / 2);
        }
    return out;
}

} // namespace

TEST_CASE("the best labels of a chain are those that trying every sequence finds")
{
    for (unsigned seed = 0; seed < 30; ++seed) {
        TaughtSentence example = random_chain(1 + seed % 5, seed);
        example.chain.transition = example.transition;
        double best = -1e300;
        std::vector<std::uint8_t> wanted;
        for_each_sequence(example.chain.length(), [&](const auto& sequence) {
            if (const double score = score_of(example.chain, sequence); score > best) {
                best = score;
                wanted = sequence;
            }
        });
        CHECK(best_labels(example.chain) == wanted);
    }
}

TEST_CASE("sums, places and spans are as probable as trying every sequence says")
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        TaughtSentence example = random_chain(2 + seed % 4, seed + 100);
        example.chain.transition = example.transition;
        double sum = 0;
        std::vector<double> places(example.chain.emission.size(), 0);
        std::map<Span3, double> spans;
        for_each_sequence(example.chain.length(), [&](const auto& sequence) {
            const double p = std::exp(score_of(example.chain, sequence));
            sum += p;
            for (std::size_t i = 0; i < sequence.size(); ++i)
                places[i * label_count + sequence[i]] += p;
            if (p > 0)
                for (const Span3& span : spans_of(sequence))
                    spans[span] += p;
        });
        const std::vector<float> exp_transition = exponentials(example.transition);
        const Posterior posterior = posterior_of(example.chain, exp_transition);
        CHECK(posterior.log_sum == doctest::Approx(std::log(sum)).epsilon(1e-4));
        for (std::size_t i = 0; i < places.size(); ++i)
            CHECK(static_cast<double>(posterior.at(i / label_count, i % label_count)) ==
                  doctest::Approx(places[i] / sum).epsilon(1e-3));
        const auto found = span_scores(posterior, exp_transition, 1e-5F);
        for (const SpanScore& span : found)
            CHECK(static_cast<double>(span.probability) ==
                  doctest::Approx(spans[{span.first, span.last, span.kind}] / sum).epsilon(1e-2));
        for (const auto& [span, p] : spans)
            if (p / sum > 1e-3)
                CHECK(std::ranges::count_if(found, [&, wanted = span](const SpanScore& s) {
                          return Span3{s.first, s.last, s.kind} == wanted;
                      }) == 1);
    }
}

TEST_CASE("of overlapping spans those are chosen whose probabilities above the threshold sum to the most")
{
    const std::vector<SpanScore> candidates = {
        {0, 3, 0, 0.5F}, {0, 1, 0, 0.45F}, {2, 3, 1, 0.4F}, {4, 5, 0, 0.2F}, {4, 6, 1, 0.35F}};
    const auto chosen = best_spans(candidates, 6, 0.3F);
    REQUIRE(chosen.size() == 3);
    CHECK(chosen[0].last == 1);
    CHECK(chosen[1].kind == 1);
    CHECK(chosen[2].last == 6);
    CHECK(best_spans(candidates, 6, 0.6F).empty());
}

TEST_CASE("an empty sentence has no labels")
{
    const std::vector<float> transition = bio_transitions(label_count);
    const Chain chain{label_count, {}, transition};
    CHECK(best_labels(chain).empty());
    CHECK(span_scores(posterior_of(chain, exponentials(transition)), exponentials(transition), 0.01F).empty());
}

TEST_CASE("training learns which words begin a span, which go on with it, and that the order matters")
{
    // Words 0..5; a span is a 1 and all 2s right after it; a 2 elsewhere is outside.
    std::mt19937 random(7);
    std::vector<CrfExample> examples(120);
    std::vector<const CrfExample*> all;
    for (CrfExample& example : examples) {
        bool inside = false;
        for (int i = 0; i < 12; ++i) {
            const auto word = static_cast<std::uint32_t>(random() % 6);
            inside = word == 1 || (inside && word == 2);
            example.features.ids.push_back(word);
            example.features.end_row();
            example.labels.push_back(word == 1 ? 1 : inside ? 2 : 0);
        }
        all.push_back(&example);
    }
    CrfOptions options;
    options.rate = 0.5;
    const CrfWeights weights = train_crf(std::span(all).first(100), 6, 3, options);
    for (std::size_t i = 100; i < 120; ++i)
        CHECK(best_labels(weights.chain(examples[i].features)) == examples[i].labels);
    const CrfWeights again = train_crf(std::span(all).first(100), 6, 3, options);
    CHECK(again.pair_weights == weights.pair_weights);
}

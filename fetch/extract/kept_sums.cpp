// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/kept_sums.hpp"

#include <algorithm>
#include <functional>

namespace casebook {

KeptRows rows_of_sums(const Model& model, const FeatureRows& features)
{
    Model::Scores scores = model.no_scores(features.length());
    model.add(features, scores);
    return {scores.begin(), scores.end()};
}

void add_row(std::span<const std::int16_t> from, std::int16_t* to)
{
    for (std::size_t label = 0; label < from.size(); ++label)
        to[label] = static_cast<std::int16_t>(to[label] + from[label]);
}

namespace {

/// Adds what a word weighs to the places around its own, which may itself lie outside of the sentence.
void add_around(std::ptrdiff_t place, std::span<const std::int16_t> rows, KeptRows& out)
{
    constexpr std::size_t offsets = 2 * word_reach + 1;
    const std::size_t labels = rows.size() / offsets;
    const auto length = static_cast<std::ptrdiff_t>(out.size() / labels);
    for (std::size_t i = 0; i < offsets; ++i) {
        const std::ptrdiff_t to = place + word_reach - static_cast<std::ptrdiff_t>(i);
        if (to >= 0 && to < length)
            add_row(rows.subspan(i * labels, labels), out.data() + static_cast<std::size_t>(to) * labels);
    }
}

} // namespace

const Memory::KeptWord& Memory::word(const Model& model, const Token& token, std::string_view passage)
{
    const std::uint64_t shape = shape_of(passage.substr(token.begin, token.end - token.begin));
    KeptWord& kept = words_[(text_hash(token.text) + shape) % word_room];
    if (kept.rows.empty() || kept.word.shape != shape || kept.text != token.text) {
        kept.text = token.text;
        kept.word = feature_word(token, passage);
        kept.rows = rows_of_sums(model, lone_features(kept.word));
    }
    return kept;
}

std::vector<FeatureWord> Memory::add_words(const Model& model, std::span<const Token> tokens, std::string_view passage,
                                           std::span<const PlaceTag> tags, Model::Scores& scores)
{
    if (outside_.empty())
        outside_ = rows_of_sums(model, lone_features(outside_word));
    KeptRows sums(scores.size());
    std::vector<FeatureWord> words;
    words.reserve(tokens.size());
    for (std::size_t place = 0; place < tokens.size(); ++place) {
        const KeptWord& kept = word(model, tokens[place], passage);
        add_around(static_cast<std::ptrdiff_t>(place), kept.rows, sums);
        words.push_back(kept.word);
        words.back().text = tokens[place].text;
        words.back().space_before = tokens[place].space_before;
        words.back().tag = tags[place];
    }
    for (std::ptrdiff_t beyond = 0; beyond < word_reach; ++beyond) {
        add_around(-1 - beyond, outside_, sums);
        add_around(static_cast<std::ptrdiff_t>(tokens.size()) + beyond, outside_, sums);
    }
    const std::size_t labels = scores.size() / tokens.size();
    for (std::size_t place = 0; place < tokens.size(); ++place)
        add_row(tags_.of(model, tag_window(words, place), tag_window_features), sums.data() + place * labels);
    std::ranges::transform(scores, sums, scores.begin(), std::plus());
    return words;
}

void Memory::add_windows(const Model& model, std::span<const std::vector<TagOpinion>> taggers, std::size_t first,
                         Model::Scores& scores)
{
    if (taggers.empty())
        return;
    KeptRows sums(scores.size());
    const std::size_t places = taggers.front().size();
    const std::size_t labels = scores.size() / places;
    for (std::size_t tagger = 0; tagger < taggers.size(); ++tagger) {
        const std::vector<OpinionWindow> windows = opinion_windows(first + tagger, taggers[tagger]);
        for (std::size_t place = 0; place < places; ++place)
            add_row(opinions_.of(model, windows[place], window_features), sums.data() + place * labels);
    }
    std::ranges::transform(scores, sums, scores.begin(), std::plus());
}

} // namespace casebook

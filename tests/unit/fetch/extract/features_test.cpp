// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/features.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

constexpr std::string_view place_sentence =
    "The 33-year-old man had Alopecia and the nausea of the cyclosporine two months after.";
const std::vector<Token> place_tokens = tokenize(place_sentence);

/// A drug, a condition and a time that do not stand where one would expect them.
std::vector<PlaceTag> some_tags()
{
    std::vector<PlaceTag> out(place_tokens.size());
    out[0].drug = 1;
    out[1].drug = 2;
    out[4].condition = 3;
    out.back().quantity = 7;
    return out;
}

using FeatureKeys = std::vector<std::uint32_t>;

void append(FeatureKeys& to, std::span<const std::uint32_t> row) { to.insert(to.end(), row.begin(), row.end()); }

FeatureKeys in_order(std::span<const std::uint32_t> row)
{
    FeatureKeys out(row.begin(), row.end());
    std::ranges::sort(out);
    return out;
}

/// What words and tags alone say of each place.
std::vector<FeatureKeys> said_alone(std::span<const FeatureWord> words)
{
    const auto length = static_cast<std::ptrdiff_t>(words.size());
    std::vector<FeatureKeys> out(words.size());
    for (std::ptrdiff_t at = -word_reach; at < length + word_reach; ++at) {
        const bool inside = at >= 0 && at < length;
        const FeatureRows rows = lone_features(inside ? words[static_cast<std::size_t>(at)] : outside_word);
        for (std::size_t i = 0; i < rows.length(); ++i)
            if (const std::ptrdiff_t place = at + word_reach - static_cast<std::ptrdiff_t>(i);
                place >= 0 && place < length)
                append(out[static_cast<std::size_t>(place)], rows.row(i));
    }
    for (std::size_t place = 0; place < words.size(); ++place)
        append(out[place], tag_window_features(tag_window(words, place)).row(0));
    return out;
}

std::vector<std::vector<TagOpinion>> two_taggers()
{
    std::vector<std::vector<TagOpinion>> out(2, std::vector<TagOpinion>(place_tokens.size()));
    out[0][2].best = 1;
    out[0][3].best = 2;
    out[0][3].others.push_back(2, 3);
    out[0][3].others.push_back(0, 1);
    out[1].back().best = 29;
    return out;
}

} // namespace

TEST_CASE("what words and tags say alone and what is left are together what is said of a place, nothing twice")
{
    const std::vector<PlaceTag> tags = some_tags();
    std::vector<FeatureWord> words;
    for (std::size_t i = 0; i < place_tokens.size(); ++i) {
        words.push_back(feature_word(place_tokens[i], place_sentence));
        words.back().tag = tags[i];
    }
    const FeatureRows whole = word_features(place_tokens, place_sentence, tags);
    const FeatureRows joint = joint_features(words);
    std::vector<FeatureKeys> parts = said_alone(words);
    for (std::size_t place = 0; place < place_tokens.size(); ++place) {
        append(parts[place], joint.row(place));
        CHECK(in_order(parts[place]) == in_order(whole.row(place)));
    }
}

TEST_CASE("windows of opinions and what is beside them are together what is said of them, nothing twice")
{
    const std::vector<std::vector<TagOpinion>> taggers = two_taggers();
    constexpr std::size_t first = 2;
    const FeatureRows whole = tag_features(place_tokens, taggers, first);
    const FeatureRows beside = tag_features_beside_windows(place_tokens, taggers, first);
    for (std::size_t place = 0; place < place_tokens.size(); ++place) {
        FeatureKeys parts = in_order(beside.row(place));
        for (std::size_t tagger = 0; tagger < taggers.size(); ++tagger)
            append(parts, window_features(opinion_windows(first + tagger, taggers[tagger])[place]).row(0));
        CHECK(in_order(parts) == in_order(whole.row(place)));
    }
}

TEST_CASE("a place without anything to read near it has the observations of its window still")
{
    const OpinionWindow window = opinion_windows(0, std::vector<TagOpinion>(1)).front();
    CHECK(window.best[OpinionWindow::reach] == 0);
    CHECK(window.best[0] == 99); // outside of the sentence
    CHECK(window.before == 99);
    CHECK(window_features(window).row(0).size() == 13);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What a learned model looks at: every place of a sentence as a row of numbers, each standing for one observation ("the
// word is X", "the word before ends in -ine", "a vocabulary's drug begins here"). Numbers are hashes of 32 bits, so no
// dictionary of words has to travel with a model; a model knows those that it has weights for.
#pragma once

#include "fetch/extract/crf_train.hpp"
#include "fetch/extract/matcher.hpp"
#include "fetch/extract/tokens.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

/// Models name the features they were trained with; a program with others refuses them.
inline constexpr std::uint32_t feature_version = 1;

/// Makes an observation's number from up to four things.
std::uint32_t feature_key(std::uint64_t what, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0);
std::uint64_t text_hash(std::string_view text);

/// One row of observations, each counted once however often it is made.
class FeatureRow
{
public:
    void add(std::uint64_t what, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
    {
        keys_.push_back(feature_key(what, a, b, c));
    }
    FeatureRows take() &&;

private:
    std::vector<std::uint32_t> keys_;
};

/// What stands at a place besides the word itself.
struct PlaceTag
{
    std::uint8_t drug = 0;      ///< 0 none; 1 begins, 2 goes on; + 2 for a class of drugs, + 4 for a procedure
    std::uint8_t condition = 0; ///< the same for conditions; + 2 for an abbreviation
    std::uint8_t quantity = 0;  ///< 0 none; else 2 × kind + 1 begins, + 2 goes on
};

/// The vocabularies, ready to be found in tokens. Made once; thread-safe to use.
class Gazetteer
{
public:
    Gazetteer();
    std::vector<PlaceTag> tags(std::span<const Token> tokens, std::string_view passage) const;

private:
    Matcher drugs_;
    Matcher conditions_;
};

/// A word as the observations need it, made once.
struct FeatureWord
{
    std::string_view text;
    std::uint64_t hash = 0;
    std::uint64_t stem = 0;
    std::uint64_t shape = 0;
    std::uint64_t suffix3 = 0;
    std::uint64_t suffix4 = 0;
    std::uint8_t word_class = 0;
    PlaceTag tag;
    bool space_before = false;
};

/// What stands before and behind a sentence.
inline constexpr FeatureWord outside_word = {"", 1, 1, 0, 1, 1, 255, {}, false};

/// Token offsets are bytes of `passage`. The word has no tag yet.
FeatureWord feature_word(const Token& token, std::string_view passage);
/// "Xx" for "Warfarin", "X" for "HIV", "d" for "33", "Xxd" …: runs of one kind count once.
std::uint64_t shape_of(std::string_view written);

/// The observations on the places of one sentence. Token offsets are bytes of `passage`.
FeatureRows word_features(std::span<const Token> tokens, std::string_view passage, std::span<const PlaceTag> tags);

/// The same in parts, for those who do not mind their order: those in which a word stands alone, those on tags alone,
/// and what is left. Row i of the first are a word's own at the place that has it at offset i - word_reach.
inline constexpr std::ptrdiff_t word_reach = 4;
inline constexpr std::size_t tag_reach = 2;
using TagWindow = std::array<PlaceTag, 2 * tag_reach + 1>;
FeatureRows lone_features(const FeatureWord& word);
TagWindow tag_window(std::span<const FeatureWord> words, std::size_t place);
FeatureRows tag_window_features(const TagWindow& window);
FeatureRows joint_features(std::span<const FeatureWord> words);

/// Labels with the step of their probability, 1 to 4. Each is more probable than 0.1, so there are few.
class LikelyLabels
{
public:
    void push_back(std::uint8_t label, std::uint8_t step) { held_.at(size_++) = {label, step}; }
    auto begin() const { return held_.begin(); }
    auto end() const { return held_.begin() + size_; }

private:
    std::array<std::pair<std::uint8_t, std::uint8_t>, 10> held_{};
    std::uint8_t size_ = 0;
};

/// What an earlier tagger holds of a place: labels and how sure it is.
struct TagOpinion
{
    std::uint8_t best = 0; ///< the label chosen
    LikelyLabels others;
};

/// What opinions on the places around one say to the features, words left aside.
struct OpinionWindow
{
    static constexpr std::size_t reach = 3;
    std::uint8_t tagger = 0;                        ///< the number by which it is known
    std::array<std::uint8_t, 2 * reach + 1> best{}; ///< labels
    std::uint16_t before = 0;                       ///< the nearest that is not outside: its kind, and how near
    std::uint16_t behind = 0;
};
/// Of each place.
std::vector<OpinionWindow> opinion_windows(std::size_t tagger, const std::vector<TagOpinion>& places);

/// Observations on the opinions of earlier taggers, a list of places for each tagger; `first` is the number by which
/// the first of them is known. Of those on windows alone, and the others, both make the whole.
FeatureRows tag_features(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                         std::size_t first);
FeatureRows window_features(const OpinionWindow& window);
FeatureRows tag_features_beside_windows(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                                        std::size_t first);

} // namespace casebook

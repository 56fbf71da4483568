// SPDX-License-Identifier: GPL-3.0-or-later
// What a learned model looks at: every place of a sentence as a row of numbers, each standing for one observation ("the
// word is X", "the word before ends in -ine", "a vocabulary's drug begins here"). Numbers are hashes of 32 bits, so no
// dictionary of words has to travel with a model; a model knows those that it has weights for.
#pragma once

#include "fetch/extract/crf_train.hpp"
#include "fetch/extract/matcher.hpp"
#include "fetch/extract/tokens.hpp"

#include <cstdint>
#include <span>
#include <string_view>
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

/// The observations on the places of one sentence. Token offsets are bytes of `passage`.
FeatureRows word_features(std::span<const Token> tokens, std::string_view passage, std::span<const PlaceTag> tags);

/// What an earlier tagger holds of a place: labels and how sure it is.
struct TagOpinion
{
    std::uint8_t best = 0;                                     ///< the label chosen
    std::vector<std::pair<std::uint8_t, std::uint8_t>> others; ///< labels with the step of their probability, 1 to 4
};

/// Observations on the opinions of earlier taggers, a list of places for each tagger; `first` is the number by which
/// the first of them is known.
FeatureRows tag_features(std::span<const Token> tokens, std::span<const std::vector<TagOpinion>> taggers,
                         std::size_t first);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The same words, tags and opinions come again and again: what a model's weights for their observations add up to is
// kept from one sentence to the next. Sums are of whole numbers, so they are the same however they are added up.
#pragma once

#include "fetch/extract/features.hpp"
#include "fetch/extract/model.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace casebook {

/// Row × label. Of at most 250 observations in each row: their weights are bytes.
using KeptRows = std::vector<std::int16_t>;
KeptRows rows_of_sums(const Model& model, const FeatureRows& features);

/// Adds one row to another of the same length.
void add_row(std::span<const std::int16_t> from, std::int16_t* to);

/// Every key has one place where it may be kept, and gives way to the next that has the same: what is kept never grows
/// beyond `room` keys. Not for two threads at once.
template <class Key> class KeptSums
{
    static_assert(std::has_unique_object_representations_v<Key>); // keys are compared byte by byte

public:
    explicit KeptSums(std::size_t room) : kept_(room) {}

    /// What is kept of a key, `make(key)` being its observations.
    template <class Make> const KeptRows& of(const Model& model, const Key& key, Make make)
    {
        const std::string_view bytes(reinterpret_cast<const char*>(&key), sizeof key);
        Kept& kept = kept_[text_hash(bytes) % kept_.size()];
        if (kept.rows.empty() || kept.key != bytes) {
            kept.rows = rows_of_sums(model, make(key));
            kept.key = bytes;
        }
        return kept.rows;
    }

private:
    struct Kept
    {
        std::string key;
        KeptRows rows; ///< empty: nothing is kept here
    };
    std::vector<Kept> kept_;
};

/// What a tagger's model holds of words, tags and opinions. Of one model, the first it was asked with.
class Memory
{
public:
    /// The words of a sentence, as joint_features() wants them; what they, and their tags, weigh alone is added.
    std::vector<FeatureWord> add_words(const Model& model, std::span<const Token> tokens, std::string_view passage,
                                       std::span<const PlaceTag> tags, Model::Scores& scores);
    /// What the windows of opinions weigh is added; `first` as for tag_features().
    void add_windows(const Model& model, std::span<const std::vector<TagOpinion>> taggers, std::size_t first,
                     Model::Scores& scores);

private:
    struct KeptWord
    {
        std::string text;
        FeatureWord word;
        KeptRows rows; ///< empty: nothing is kept here
    };
    const KeptWord& word(const Model& model, const Token& token, std::string_view passage);

    static constexpr std::size_t word_room = 8192; ///< nine rows each
    static constexpr std::size_t window_room = 4096;
    std::vector<KeptWord> words_ = std::vector<KeptWord>(word_room);
    KeptRows outside_;
    KeptSums<TagWindow> tags_ = KeptSums<TagWindow>(window_room);
    KeptSums<OpinionWindow> opinions_ = KeptSums<OpinionWindow>(window_room);
};

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// A learned model: several taggers and classifiers over the same observations, their weights in one table. In the file
// weights are bytes (a scale for each label), small ones are left out, and the whole is compressed and sealed with its
// checksum. What a model was trained on and how it scores stands in the card beside it.
#pragma once

#include "corpus/error.hpp"
#include "fetch/extract/crf_train.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A tagger (label 0 outside, 2k + 1 begins kind k, 2k + 2 goes on) or a classifier (label k is kind k).
struct ModelPart
{
    std::string name;
    std::vector<std::string> kinds;
    bool tagger = true;
    std::size_t first = 0; ///< its first label among all labels of the model
    std::vector<float> transition;
    std::vector<float> exp_transition; ///< exponentials(transition)

    std::size_t labels() const { return tagger ? 2 * kinds.size() + 1 : kinds.size(); }
};

/// A part as training makes it: features are known by their keys.
struct TrainedPart
{
    ModelPart part;
    std::vector<std::uint32_t> keys; ///< of feature 0, 1, …
    CrfWeights weights;
};

class Model
{
public:
    /// Weights below `prune` times their part's largest are left out.
    static Model from(std::vector<TrainedPart> parts, float prune);
    /// Throws Error for a file that is missing, torn, or made for other features than this program's.
    static Model open(const std::filesystem::path& file);
    std::string bytes() const;

    const std::vector<ModelPart>& parts() const { return parts_; }
    /// Asserts that there is one; null is never returned.
    const ModelPart& part(std::string_view name) const;
    std::size_t features() const { return keys_.size(); }
    std::size_t weights() const { return pairs_.size() - 1; }

    /// Sums of weights, place × all labels of the model.
    using Scores = std::vector<std::int32_t>;
    Scores no_scores(std::size_t places) const { return Scores(places * scales_.size(), 0); }
    void add(const FeatureRows& keys, Scores& scores) const;
    Chain chain(const ModelPart& part, const Scores& scores) const;

private:
    friend Parsed<Model> parse_model(std::string_view bytes);
    struct Slot;
    void make_table();
    Slot find(std::uint32_t key) const;
    void ask_for(std::span<const std::uint32_t> keys) const;
    void look_up(std::span<const std::uint32_t> keys, std::vector<Slot>& found) const;
    void add(std::span<const Slot> found, std::int32_t* sums) const;

    /// A weight for one label.
    struct Pair
    {
        std::uint8_t label = 0;
        std::int8_t weight = 0;
    };
    /// A place of the hash table: the key and where its weights are. Keys with weights for many labels have them in a
    /// full row, which is added faster.
    struct Slot
    {
        std::uint32_t key = 0;
        std::uint32_t at = 0; ///< 24 bits: first pair, or number of the full row
        std::uint32_t pairs() const { return at >> 24U; }
        std::uint32_t begin() const { return at & 0xFFFFFFU; }
    };

    std::vector<ModelPart> parts_;
    std::vector<float> scales_;         ///< of each label
    std::vector<std::uint32_t> keys_;   ///< ascending
    std::vector<std::uint32_t> starts_; ///< of each key's pairs
    std::vector<Pair> pairs_;
    std::vector<Slot> slots_; ///< open addressing; `at` 0 is empty
    std::vector<std::int8_t> rows_;
};

/// Never throws; a torn file is told apart from one of another version.
Parsed<Model> parse_model(std::string_view bytes);

} // namespace casebook

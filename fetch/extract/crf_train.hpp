// SPDX-License-Identifier: GPL-3.0-or-later
// Learns the weights of a linear-chain CRF: penalised likelihood by stochastic gradient descent (Bottou 2010, with the
// decay of all weights kept as one factor). The same data, options and order give the same weights, bit for bit.
#pragma once

#include "fetch/extract/crf.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace casebook {

/// The features of the places of a sentence: those of place i are ids[starts[i]] .. ids[starts[i + 1] - 1].
struct FeatureRows
{
    std::vector<std::uint32_t> ids;
    std::vector<std::uint32_t> starts = {0};

    std::size_t length() const { return starts.size() - 1; }
    std::span<const std::uint32_t> row(std::size_t place) const
    {
        return std::span(ids).subspan(starts[place], starts[place + 1] - starts[place]);
    }
    void end_row() { starts.push_back(static_cast<std::uint32_t>(ids.size())); }
};

/// A sentence with the labels that people gave it. Feature ids are below the number that training is told.
struct CrfExample
{
    FeatureRows features;
    std::vector<std::uint8_t> labels;
    float weight = 1;
};

/// Weights only for pairs of feature and label that occur together in the data: of feature f those are
/// pairs [starts[f], starts[f + 1]).
struct CrfWeights
{
    std::size_t labels = 0;
    std::vector<std::uint32_t> starts;
    std::vector<std::uint8_t> pair_labels;
    std::vector<float> pair_weights;
    std::vector<float> transition; ///< from × to

    Chain chain(const FeatureRows& features) const;
};

struct CrfOptions
{
    double l2 = 1.0; ///< the penalty is l2 / 2 times the sum of squares, over the whole of the data
    int epochs = 20;
    double rate = 0.1; ///< of the first step
    bool bio = true;   ///< label 0 outside, 2k+1 begins and 2k+2 goes on: 2k+2 only after 2k+1 or 2k+2
};

/// Labels that may follow each other: 0 or `forbidden_weight`.
std::vector<float> bio_transitions(std::size_t labels);

CrfWeights train_crf(std::span<const CrfExample* const> examples, std::size_t features, std::size_t labels,
                     const CrfOptions& options);

} // namespace casebook

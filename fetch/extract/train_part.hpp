// SPDX-License-Identifier: GPL-3.0-or-later
// Learns one part of a model from rows of observations, however they were made.
#pragma once

#include "fetch/extract/crf_train.hpp"
#include "fetch/extract/model.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

inline constexpr float pruned_weight =
    0.004F; ///< of the largest: below half a step of the file's bytes nothing is lost

/// How a part is trained.
struct Recipe
{
    std::string_view name;
    CrfOptions options;
    std::size_t least = 2; ///< features seen less often are left out
};

/// One thing to learn from: rows of observations (all are joined) and labels.
struct Study
{
    std::vector<const FeatureRows*> rows;
    std::vector<std::uint8_t> labels;
    float weight = 1;
};

TrainedPart train_part(std::string_view name, std::vector<std::string> kinds, const Recipe& recipe,
                       const std::vector<Study>& studies);

} // namespace casebook

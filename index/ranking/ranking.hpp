// SPDX-License-Identifier: GPL-3.0-or-later
// Which records to read next, learned from those that are decided: ASReview's ELAS u4 (asreview/models/models.py
// @516290b) with its constants.
#pragma once

#include "index/ranking/svm.hpp"

#include <span>
#include <vector>

namespace casebook {

/// What somebody said of a row; `weight` is how much that counts beside the word of one person.
struct JudgedRow
{
    std::size_t row = 0;
    bool relevant = false;
    double weight = 1;
};

/// u4's costs: C is 0.11; all that is irrelevant weighs 1/9.8 of all that is relevant; mean weight 1. Empty when one of
/// the two kinds is missing: nothing can be learned then.
std::vector<Example> weighed_examples(std::span<const JudgedRow> known);

/// The rows by falling score; of equal ones the one that comes first in `rows`.
std::vector<std::size_t> best_first(const LinearSvm& svm, std::vector<std::size_t> rows);

} // namespace casebook

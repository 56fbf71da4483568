// SPDX-License-Identifier: GPL-3.0-or-later
// A linear support vector machine with squared hinge loss, whose examples may grow: each fit goes on where the last one
// ended, so that learning again after every decision is cheap. The same calls give the same weights.
#pragma once

#include "index/ranking/terms.hpp"

#include <span>
#include <vector>

namespace casebook {

/// A row of the matrix, what it is, and how much a mistake on it costs (C of the literature times its own weight, > 0).
struct Example
{
    std::size_t row = 0;
    bool relevant = false;
    double cost = 1;
};

/// Minimises |w|²/2 + Σ cost · max(0, 1 − y (w·x + b))², b being a weight like the others: dual coordinate descent,
/// algorithm 1 of Hsieh et al. 2008 (A dual coordinate descent method for large-scale linear SVM, ICML). The matrix
/// must outlive it.
class LinearSvm
{
public:
    explicit LinearSvm(const TermMatrix& matrix);

    /// Of rows that were examples before and are none now, what they had pushed is taken back. A row stands once.
    void fit(std::span<const Example> examples);

    /// The side of the row and its distance from the border: the greater, the more it looks like the relevant ones.
    double score(std::size_t row) const;

private:
    void push(std::size_t row, double step);
    double improve(const Example& example);
    void take_back_others(std::span<const Example> examples);

    const TermMatrix& matrix_;
    std::vector<double> weights_; ///< the last is b
    std::vector<double> duals_;   ///< a row, with its sign
    std::vector<double> squares_; ///< |x|² with b's 1
    std::vector<std::size_t> used_;
};

} // namespace casebook

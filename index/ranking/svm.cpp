// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/svm.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace casebook {

namespace {
constexpr double flat_enough = 1e-3; ///< the greatest change of a projected gradient that is not followed
constexpr int most_rounds = 300;
} // namespace

LinearSvm::LinearSvm(const TermMatrix& matrix)
    : matrix_(matrix), weights_(matrix.width + 1, 0.0), duals_(matrix.rows(), 0.0), squares_(matrix.rows(), 1.0)
{
    for (std::size_t row = 0; row < matrix.rows(); ++row)
        for (std::size_t i = matrix.begins[row]; i < matrix.begins[row + 1]; ++i)
            squares_[row] += static_cast<double>(matrix.values[i]) * static_cast<double>(matrix.values[i]);
}

double LinearSvm::score(std::size_t row) const
{
    double sum = weights_.back();
    for (std::size_t i = matrix_.begins[row]; i < matrix_.begins[row + 1]; ++i)
        sum += weights_[matrix_.columns[i]] * static_cast<double>(matrix_.values[i]);
    return sum;
}

void LinearSvm::push(std::size_t row, double step)
{
    for (std::size_t i = matrix_.begins[row]; i < matrix_.begins[row + 1]; ++i)
        weights_[matrix_.columns[i]] += step * static_cast<double>(matrix_.values[i]);
    weights_.back() += step;
}

/// Moves the dual of one example to its best value; returns how far its gradient was off.
double LinearSvm::improve(const Example& example)
{
    const double side = example.relevant ? 1.0 : -1.0;
    const double before = side * duals_[example.row];
    const double soft = 1.0 / (2.0 * example.cost);
    const double gradient = side * score(example.row) - 1.0 + soft * before;
    const double projected = before > 0 ? gradient : std::min(gradient, 0.0);
    if (std::abs(projected) < 1e-12)
        return 0;
    const double now = std::max(0.0, before - gradient / (squares_[example.row] + soft));
    push(example.row, side * now - duals_[example.row]);
    duals_[example.row] = side * now;
    return std::abs(projected);
}

/// Also of an example that changed sides.
void LinearSvm::take_back_others(std::span<const Example> examples)
{
    std::vector<bool> stays(matrix_.rows(), false);
    for (const Example& example : examples)
        stays[example.row] = example.relevant == (duals_[example.row] > 0);
    for (const std::size_t row : used_)
        if (!stays[row] && duals_[row] != 0) {
            push(row, -duals_[row]);
            duals_[row] = 0;
        }
    used_.clear();
    for (const Example& example : examples)
        used_.push_back(example.row);
}

void LinearSvm::fit(std::span<const Example> examples)
{
    take_back_others(examples);
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937 random(1);
    for (int round = 0; round < most_rounds; ++round) {
        for (std::size_t i = order.size(); i > 1; --i) // the same shuffle with every library
            std::swap(order[i - 1], order[random() % i]);
        double worst = 0;
        for (const std::size_t i : order)
            worst = std::max(worst, improve(examples[i]));
        if (worst < flat_enough)
            return;
    }
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/ranking.hpp"

#include <algorithm>

namespace casebook {

namespace {
constexpr double u4_cost = 0.11;
constexpr double u4_ratio = 9.8;
} // namespace

std::vector<Example> weighed_examples(std::span<const JudgedRow> known)
{
    double relevant = 0, irrelevant = 0;
    for (const JudgedRow& row : known)
        (row.relevant ? relevant : irrelevant) += row.weight;
    if (relevant <= 0 || irrelevant <= 0)
        return {};
    const double of_irrelevant = relevant / (u4_ratio * irrelevant);
    const double mean = (relevant + irrelevant * of_irrelevant) / (relevant + irrelevant);
    std::vector<Example> out;
    for (const JudgedRow& row : known)
        if (row.weight > 0)
            out.push_back({row.row, row.relevant, u4_cost * row.weight * (row.relevant ? 1.0 : of_irrelevant) / mean});
    return out;
}

std::vector<std::size_t> best_first(const LinearSvm& svm, std::vector<std::size_t> rows)
{
    std::vector<std::pair<double, std::size_t>> scored; // the score and the place
    for (std::size_t i = 0; i < rows.size(); ++i)
        scored.emplace_back(-svm.score(rows[i]), i);
    std::ranges::sort(scored);
    std::vector<std::size_t> out;
    for (const auto& [score, place] : scored)
        out.push_back(rows[place]);
    return out;
}

} // namespace casebook

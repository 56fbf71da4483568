// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/simulation.hpp"

#include "index/ranking/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <ranges>

namespace casebook {

namespace {

constexpr std::size_t ranked_after_each = 150;
constexpr std::size_t then_after = 10;

std::size_t total_of(const std::vector<bool>& read)
{
    return static_cast<std::size_t>(std::count(read.begin(), read.end(), true));
}

/// Rows of one kind in an order that the random numbers give.
std::vector<std::size_t> drawn(const std::vector<bool>& relevant, bool kind, std::size_t number, std::mt19937& random)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < relevant.size(); ++row)
        if (relevant[row] == kind)
            rows.push_back(row);
    for (std::size_t i = 0; i < number; ++i) // the same draw with every library
        std::swap(rows[i], rows[i + random() % (rows.size() - i)]);
    rows.resize(number);
    return rows;
}

class SimulatedReading
{
public:
    SimulatedReading(const TermMatrix& matrix, const std::vector<bool>& relevant) : svm_(matrix), relevant_(relevant) {}

    SimulatedReview run(std::size_t priors, unsigned seed)
    {
        std::mt19937 random(seed);
        for (const bool kind : {true, false})
            for (const std::size_t row : drawn(relevant_, kind, priors, random)) {
                review_.priors.push_back(row);
                known_.push_back({row, kind});
            }
        for (std::size_t row = 0; row < relevant_.size(); ++row)
            if (std::ranges::find(review_.priors, row) == review_.priors.end())
                left_.push_back(row);
        while (!left_.empty())
            read_on();
        return std::move(review_);
    }

private:
    void read_on()
    {
        svm_.fit(weighed_examples(known_));
        const std::vector<std::size_t> ranked = best_first(svm_, left_);
        const std::size_t batch = known_.size() < ranked_after_each ? 1 : std::min(then_after, ranked.size());
        for (std::size_t i = 0; i < batch; ++i) {
            known_.push_back({ranked[i], relevant_[ranked[i]]});
            review_.order.push_back(ranked[i]);
            review_.read.push_back(relevant_[ranked[i]]);
        }
        left_.assign(ranked.begin() + static_cast<std::ptrdiff_t>(batch), ranked.end());
        std::ranges::sort(left_);
    }

    LinearSvm svm_;
    const std::vector<bool>& relevant_;
    SimulatedReview review_;
    std::vector<JudgedRow> known_;
    std::vector<std::size_t> left_;
};

} // namespace

SimulatedReview simulate_review(const TermMatrix& matrix, const std::vector<bool>& relevant, std::size_t priors,
                                unsigned seed)
{
    return SimulatedReading(matrix, relevant).run(priors, seed);
}

std::size_t read_until(const std::vector<bool>& read, double recall)
{
    const auto wanted = static_cast<std::size_t>(std::ceil(recall * static_cast<double>(total_of(read)) - 1e-9));
    std::size_t found = 0, at = 0;
    while (found < wanted)
        found += read[at++] ? 1U : 0U;
    return at;
}

double recall_after(const std::vector<bool>& read, double share)
{
    const auto size = static_cast<double>(read.size());
    const auto until = static_cast<std::ptrdiff_t>(std::floor(share * size + 1e-9));
    const auto found = std::count(read.begin(), read.begin() + until, true);
    return static_cast<double>(found) / static_cast<double>(total_of(read));
}

double work_saved(const std::vector<bool>& read, double recall)
{
    return recall - static_cast<double>(read_until(read, recall)) / static_cast<double>(read.size());
}

double average_time_to_discovery(const std::vector<bool>& read)
{
    double sum = 0;
    for (std::size_t i = 0; i < read.size(); ++i)
        sum += read[i] ? static_cast<double>(i + 1) : 0.0;
    return sum / static_cast<double>(total_of(read)) / static_cast<double>(read.size());
}

std::size_t stopped_after(const StoppingRule& rule, const std::vector<bool>& read)
{
    const std::size_t total = total_of(read);
    const auto holds = [&](std::size_t n) {
        return rule.holds({read.begin(), read.begin() + static_cast<std::ptrdiff_t>(n)}, read.size(), total);
    };
    std::size_t asked = 0; // the last moment at which the rule did not hold
    for (std::size_t n = 1; n <= read.size(); ++n) {
        if (!read[n - 1] && n < read.size() && !read[n])
            continue; // once a rule holds, it holds as long as nothing relevant comes: the last moment of a stretch
                      // tells
        if (holds(n)) {
            const auto moments = std::views::iota(asked + 1, n);
            return *std::ranges::partition_point(moments, [&](std::size_t moment) { return !holds(moment); });
        }
        asked = n;
    }
    return read.size();
}

} // namespace casebook

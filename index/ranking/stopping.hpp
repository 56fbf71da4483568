// SPDX-License-Identifier: GPL-3.0-or-later
// When reading may stop, by the rules that are in use, each with what it risks. They speak of records in the order in
// which they were read: `read[i]` tells whether the i-th was relevant. None of them is a promise.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace casebook {

/// Irrelevant records since the last relevant one.
std::size_t irrelevant_in_a_row(const std::vector<bool>& read);

/// How probable it is at most to have found so little if `missed` relevant records or more were left among `pool`
/// records, those read included. Callaghan & Müller-Hansen 2020 (10.1186/s13643-020-01521-4): what was read since any
/// moment is taken for a random sample of what was left then, which a ranking betters; hypergeometric, the least over
/// all moments. 1 when nothing was found.
double chance_of_missing(const std::vector<bool>& read, std::size_t pool, std::size_t missed);

/// Their rule: chance of a recall below `target`.
double chance_of_recall_below(const std::vector<bool>& read, std::size_t pool, double target);

/// The most relevant records that may be left where anything more has a chance below 0.05.
std::size_t most_missed(const std::vector<bool>& read, std::size_t pool);

/// How many are left if the rest is no richer than the last records read, at least fifty: of n read with k relevant
/// (k + 1) / (n + 2) are (Laplace's rule of succession).
double expected_missed(const std::vector<bool>& read, std::size_t pool);

/// The rules that are shown side by side. One that holds goes on to as long as nothing relevant is read.
struct StoppingRule
{
    std::string_view id;
    std::string_view meaning;
    /// `total`: how many relevant ones there are as far as anybody knows, 0 for nobody does.
    bool (*holds)(const std::vector<bool>& read, std::size_t pool, std::size_t total);
};
const std::vector<StoppingRule>& stopping_rules();

/// P(X <= k) of a sample of n from N of which K are relevant.
double hypergeometric_at_most(std::size_t k, std::size_t population, std::size_t relevant, std::size_t sample);

} // namespace casebook

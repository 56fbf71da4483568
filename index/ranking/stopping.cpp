// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/stopping.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

namespace {

constexpr double recall_wanted = 0.95;
constexpr double small_chance = 0.05;
constexpr std::size_t shortest_tail = 50;

std::size_t count_relevant(const std::vector<bool>& read)
{
    return static_cast<std::size_t>(std::count(read.begin(), read.end(), true));
}

double log_choose(std::size_t n, std::size_t k)
{
    const auto log_factorial = [](std::size_t x) { return std::lgamma(static_cast<double>(x) + 1.0); };
    return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

bool fifty_in_a_row(const std::vector<bool>& read, std::size_t, std::size_t) { return irrelevant_in_a_row(read) >= 50; }

bool hundred_in_a_row(const std::vector<bool>& read, std::size_t, std::size_t)
{
    return irrelevant_in_a_row(read) >= 100;
}

bool twentieth_in_a_row(const std::vector<bool>& read, std::size_t pool, std::size_t)
{
    return irrelevant_in_a_row(read) * 20 >= pool;
}

/// Boetje & van de Schoot 2024 (10.1186/s13643-024-02502-7), the conditions of its second phase that can be counted.
bool safe_conditions(const std::vector<bool>& read, std::size_t pool, std::size_t total)
{
    return irrelevant_in_a_row(read) >= 50 && read.size() * 10 >= pool && total > 0 && read.size() >= 2 * total;
}

bool recall_is_probable(const std::vector<bool>& read, std::size_t pool, std::size_t)
{
    return chance_of_recall_below(read, pool, recall_wanted) < small_chance;
}

} // namespace

std::size_t irrelevant_in_a_row(const std::vector<bool>& read)
{
    const auto last = std::find(read.rbegin(), read.rend(), true);
    return static_cast<std::size_t>(last - read.rbegin());
}

double hypergeometric_at_most(std::size_t k, std::size_t population, std::size_t relevant, std::size_t sample)
{
    const std::size_t others = population - relevant;
    const std::size_t least = sample > others ? sample - others : 0;
    if (k < least)
        return 0;
    double log_term = log_choose(relevant, least) + log_choose(others, sample - least) - log_choose(population, sample);
    double sum = std::exp(log_term); // the first ones may be too small for a double, their sum is not
    for (std::size_t x = least; x < k && x < relevant && x < sample; ++x) {
        log_term += std::log(static_cast<double>(relevant - x) * static_cast<double>(sample - x) /
                             (static_cast<double>(x + 1) * static_cast<double>(others + x + 1 - sample)));
        sum += std::exp(log_term);
    }
    return std::min(sum, 1.0);
}

/// Only moments just behind a relevant record matter: a sample with one irrelevant record more says more.
double chance_of_missing(const std::vector<bool>& read, std::size_t pool, std::size_t missed)
{
    const std::size_t found = count_relevant(read);
    if (missed == 0)
        return 1;
    if (missed > pool - read.size())
        return 0;
    if (found == 0)
        return 1;
    double least = 1;
    std::size_t before = 0; // relevant ones before the sample
    for (std::size_t begin = 0; begin < read.size(); ++begin) {
        if (begin == 0 || read[begin - 1]) {
            const std::size_t in_sample = found - before;
            least = std::min(least,
                             hypergeometric_at_most(in_sample, pool - begin, in_sample + missed, read.size() - begin));
        }
        before += read[begin] ? 1U : 0U;
    }
    return least;
}

double chance_of_recall_below(const std::vector<bool>& read, std::size_t pool, double target)
{
    const std::size_t found = count_relevant(read);
    const auto total = static_cast<std::size_t>(std::floor(static_cast<double>(found) / target)) + 1;
    return chance_of_missing(read, pool, total - found);
}

std::size_t most_missed(const std::vector<bool>& read, std::size_t pool)
{
    std::size_t possible = 0, improbable = pool - read.size() + 1;
    while (improbable - possible > 1) {
        const std::size_t middle = possible + (improbable - possible) / 2;
        (chance_of_missing(read, pool, middle) < small_chance ? improbable : possible) = middle;
    }
    // a bound from the luckiest stretch may lie below what the last records let expect
    const auto expected = static_cast<std::size_t>(std::ceil(expected_missed(read, pool)));
    return std::max(possible, std::min(expected, pool - read.size()));
}

double expected_missed(const std::vector<bool>& read, std::size_t pool)
{
    const std::size_t n = std::min(read.size(), std::max(shortest_tail, irrelevant_in_a_row(read)));
    const auto k = static_cast<std::size_t>(std::count(read.end() - static_cast<std::ptrdiff_t>(n), read.end(), true));
    return static_cast<double>(pool - read.size()) * static_cast<double>(k + 1) / static_cast<double>(n + 2);
}

const std::vector<StoppingRule>& stopping_rules()
{
    static const std::vector<StoppingRule> rules = {
        {"50-in-a-row", "fifty irrelevant records in a row", fifty_in_a_row},
        {"100-in-a-row", "a hundred irrelevant records in a row", hundred_in_a_row},
        {"5-percent-in-a-row", "irrelevant records in a row, a twentieth of all", twentieth_in_a_row},
        {"SAFE", "a tenth of all read, twice as many as there are relevant, the last fifty irrelevant",
         safe_conditions},
        {"hypergeometric", "a recall below 95 % has a chance below 5 %", recall_is_probable},
    };
    return rules;
}

} // namespace casebook

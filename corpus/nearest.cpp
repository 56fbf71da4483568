// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/nearest.hpp"

#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours (Damerau 1964), in bytes.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            const std::size_t changed = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            cost[i][j] = std::min({changed, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

constexpr std::size_t longest = 64; // nobody misspells what is longer

} // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known)
{
    const std::string wanted = lower_ascii(word.substr(0, longest));
    std::string best;
    std::size_t least = std::max<std::size_t>(1, wanted.size() / 4) + 1;
    for (const std::string& name : known) {
        const std::size_t changes = distance(wanted, lower_ascii(std::string_view(name).substr(0, longest)));
        if (changes < least && changes < wanted.size()) {
            least = changes;
            best = name;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known)
{
    const std::string meant = nearest(word, known);
    return meant.empty() ? "" : " Did you mean \"" + meant + "\"?";
}

} // namespace casebook

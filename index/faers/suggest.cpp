// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/suggest.hpp"
#include "corpus/ordered.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace casebook {

namespace {

constexpr double near_enough = 0.4;

/// A blank at each end, so that beginnings and ends count more than the middle.
std::vector<std::string> padded_triples(std::string_view text) { return triples(" " + std::string(text) + " "); }

/// Dice's coefficient.
double dice(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    std::vector<std::string> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    const std::size_t all = a.size() + b.size();
    return all == 0 ? 0 : 2 * static_cast<double>(both.size()) / static_cast<double>(all);
}

} // namespace

std::vector<std::string> triples(std::string_view text)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i + 3 <= text.size(); ++i)
        out.emplace_back(text.substr(i, 3));
    sort_unique(out);
    return out;
}

double likeness(std::string_view a, std::string_view b) { return dice(padded_triples(a), padded_triples(b)); }

std::vector<std::size_t> nearest(const Texts& names, const std::string& word, std::size_t most)
{
    const std::vector<std::string> wanted = padded_triples(word);
    std::vector<std::pair<double, std::size_t>> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = names[i];
        const bool holds = word.size() >= 4 && name.find(word) != std::string_view::npos;
        const double score = dice(wanted, padded_triples(name)) + (holds ? 0.5 : 0);
        if (score >= near_enough)
            found.emplace_back(-score, i);
    }
    std::ranges::sort(found);
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i)
        out.push_back(found[i].second);
    return out;
}

} // namespace casebook

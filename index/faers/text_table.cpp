// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/text_table.hpp"

#include <algorithm>
#include <numeric>

namespace casebook {

std::vector<std::uint32_t> ranks(const TextTable& table)
{
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return table[a] < table[b]; });
    std::vector<std::uint32_t> out(table.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        out[order[rank]] = rank;
    return out;
}

std::vector<std::string> sorted_texts(const TextTable& table)
{
    std::vector<std::string> out;
    for (std::uint32_t id = 0; id < table.size(); ++id)
        out.emplace_back(table[id]);
    std::ranges::sort(out);
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/text_table.hpp"

#include "index/faers/radix.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// A text's first eight bytes as a number that orders as they do; behind a short text there are zeros.
std::uint64_t begin_of(std::string_view text)
{
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 8; ++i)
        out = out << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return out;
}

} // namespace

std::vector<std::uint32_t> in_order(const TextTable& table)
{
    struct Begun
    {
        std::uint64_t begin;
        std::uint32_t id;
    };
    std::vector<Begun> begun;
    for (std::uint32_t id = 0; id < table.size(); ++id)
        begun.push_back({begin_of(table[id]), id});
    radix_sort(begun, [](const Begun& one) { return one.begin; });
    for (auto from = begun.begin(); from != begun.end();) { // few begin alike
        const auto to = std::find_if(from, begun.end(), [&](const Begun& one) { return one.begin != from->begin; });
        std::sort(from, to, [&](const Begun& a, const Begun& b) { return table[a.id] < table[b.id]; });
        from = to;
    }
    std::vector<std::uint32_t> out(begun.size());
    std::ranges::transform(begun, out.begin(), &Begun::id);
    return out;
}

std::vector<std::uint32_t> ranks(const std::vector<std::uint32_t>& order)
{
    std::vector<std::uint32_t> out(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        out[order[rank]] = rank;
    return out;
}

std::vector<std::string> sorted_texts(const TextTable& table, const std::vector<std::uint32_t>& order)
{
    std::vector<std::string> out;
    out.reserve(order.size());
    for (const std::uint32_t id : order)
        out.emplace_back(table[id]);
    return out;
}

} // namespace casebook

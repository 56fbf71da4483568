// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting many values by a number, eleven of its bits at a time; in tens of millions it is several times as quick as
// comparing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace casebook {

/// Sorts by `key(value)`, of 64 bits; equal values stay in their order.
template <class T, class Memory, class Key> void radix_sort(std::vector<T, Memory>& values, Key key)
{
    constexpr unsigned bits = 11;
    std::uint64_t different = 0; // bits in which keys differ at all
    for (const T& value : values)
        different |= key(value) ^ key(values.front());
    std::vector<T, Memory> sorted(different == 0 ? 0 : values.size());
    for (unsigned shift = 0; shift < 64; shift += bits) {
        const auto digit = [&](std::uint64_t number) { return number >> shift & ((1U << bits) - 1); };
        if (digit(different) == 0)
            continue;
        std::array<std::size_t, (1U << bits) + 1> next{};
        for (const T& value : values)
            ++next[digit(key(value)) + 1];
        for (std::size_t i = 1; i < next.size(); ++i)
            next[i] += next[i - 1];
        for (const T& value : values)
            sorted[next[digit(key(value))]++] = value;
        values.swap(sorted);
    }
}

} // namespace casebook

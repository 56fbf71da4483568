// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/radix.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <utility>

using namespace casebook;

TEST_CASE("radix sort orders as comparing does, equals in the order in which they stood")
{
    std::mt19937_64 random(1); // NOLINT: the same numbers every time
    for (const std::uint64_t most : {0ULL, 1ULL, 100ULL, 5'000ULL, 1ULL << 40U, ~0ULL}) {
        std::vector<std::pair<std::uint64_t, int>> values;
        for (int i = 0; i < 3'000; ++i)
            values.emplace_back(most == ~0ULL ? random() : random() % (most + 1), i);
        auto expected = values;
        std::ranges::sort(expected);
        radix_sort(values, [](const auto& value) { return value.first; });
        CHECK(values == expected);
    }
    std::vector<std::uint64_t> none;
    radix_sort(none, [](std::uint64_t value) { return value; });
    CHECK(none.empty());
}

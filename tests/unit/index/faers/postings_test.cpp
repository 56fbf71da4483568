// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/postings.hpp"

#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <iterator>
#include <random>
#include <set>

using namespace casebook;

TEST_CASE("lists come back as they went in, each number once")
{
    std::mt19937 random(1); // NOLINT: the same numbers every time
    constexpr std::size_t keys = 5;
    std::vector<std::set<std::uint32_t>> wanted(keys);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> sequence;
    std::uint32_t number = 0;
    for (int i = 0; i < 3000; ++i) {
        number +=
            static_cast<std::uint32_t>(random() % (i % 100 == 0 ? 50'000'000 : 3)); // also differences of four bytes
        sequence.emplace_back(number, static_cast<std::uint32_t>(random() % (keys - 1))); // the last key stays empty
    }
    std::vector<std::uint32_t> sizes(keys);
    for (const auto& [report, key] : sequence)
        ++sizes[key];
    PostingsBuilder builder(sizes);
    for (const auto& [report, key] : sequence) {
        builder.add(key, report);
        wanted[key].insert(report);
    }
    const TemporaryFolder folder;
    ColumnWriter writer(folder / "x", "lists");
    builder.put(writer, "lists");
    writer.finish();
    const ColumnFile file(folder / "x", "lists");
    const Postings lists = postings(file, "lists");
    REQUIRE(lists.keys() == keys);
    for (std::size_t key = 0; key < keys; ++key)
        CHECK(lists.list(key) == ReportList(wanted[key].begin(), wanted[key].end()));
}

TEST_CASE("report 0 and the last possible one can be listed")
{
    PostingsBuilder builder({3});
    for (const std::uint32_t report : std::vector<std::uint32_t>{0, 0, 0xFFFFFFFE})
        builder.add(0, report);
    const TemporaryFolder folder;
    ColumnWriter writer(folder / "x", "lists");
    builder.put(writer, "lists");
    writer.finish();
    const ColumnFile file(folder / "x", "lists");
    CHECK(postings(file, "lists").list(0) == ReportList{0, 0xFFFFFFFE});
}

TEST_CASE("lists unite")
{
    CHECK(united({}) == ReportList{});
    CHECK(united({{1, 3}, {2, 3}, {0}}) == ReportList{0, 1, 2, 3});
}

TEST_CASE("lists unite and intersect as sets do")
{
    std::mt19937 random(2); // NOLINT: the same numbers every time
    for (int round = 0; round < 200; ++round) {
        std::set<std::uint32_t> a;
        std::set<std::uint32_t> b;
        for (auto left = random() % 60; left > 0; --left)
            a.insert(static_cast<std::uint32_t>(random() % 80));
        for (auto left = random() % 60; left > 0; --left)
            b.insert(static_cast<std::uint32_t>(random() % 80));
        ReportList both;
        ReportList either;
        std::ranges::set_intersection(a, b, std::back_inserter(both));
        std::ranges::set_union(a, b, std::back_inserter(either));
        const ReportList first(a.begin(), a.end());
        const ReportList second(b.begin(), b.end());
        CHECK(intersected(first, second) == both);
        CHECK(united({first, second}) == either);
    }
}

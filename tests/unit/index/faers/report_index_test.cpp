// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/report_index.hpp"

#include "corpus/ordered.hpp"
#include "index/faers/few.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

using namespace casebook;

namespace {

using ReportIds = std::vector<std::uint64_t>; ///< the report of each

/// By report, the rows that name it, found by looking at every row.
std::vector<std::vector<std::uint32_t>> looked_up(const ReportIds& reports, const ReportIds& rows)
{
    std::vector<std::vector<std::uint32_t>> out(reports.size());
    for (std::size_t report = 0; report < reports.size(); ++report)
        for (std::uint32_t row = 0; row < rows.size(); ++row)
            if (rows[row] == reports[report])
                out[report].push_back(row);
    return out;
}

Grouped grouped(const ReportIds& reports, const ReportIds& rows)
{
    RowRuns runs;
    for (const std::uint64_t report : rows)
        runs.add(report);
    CHECK(runs.rows() == rows.size());
    return ReportIndex(reports).group(runs);
}

std::vector<std::vector<std::uint32_t>> by_report(const Grouped& grouped)
{
    std::vector<std::vector<std::uint32_t>> out(grouped.begin.size() - 1);
    for (std::size_t report = 0; report < out.size(); ++report)
        for (std::uint32_t at = grouped.begin[report]; at < grouped.begin[report + 1]; ++at)
            out[report].push_back(grouped.row(at));
    return out;
}

} // namespace

TEST_CASE("rows find their reports in whatever order they stand, ids that stand twice and rows of no report among them")
{
    std::mt19937 random(3); // NOLINT: the same numbers every time
    for (int round = 0; round < 200; ++round) {
        ReportIds reports;
        ReportIds rows;
        for (auto left = random() % 20; left > 0; --left)
            reports.push_back(1 + random() % 30);
        for (auto left = random() % 60; left > 0; --left)
            rows.push_back(1 + random() % 32);
        const Grouped found = grouped(reports, rows);
        CHECK(by_report(found) == looked_up(reports, rows));
        CHECK(found.orphans == static_cast<std::uint64_t>(std::ranges::count_if(rows, [&](std::uint64_t report) {
                  return std::ranges::find(reports, report) == reports.end();
              })));
    }
}

TEST_CASE("rows that stand in the order of their reports are taken as they are, all others are put in that order")
{
    const ReportIds reports = {30, 10, 20};
    CHECK(grouped(reports, {30, 30, 10, 20, 20}).as_they_are);
    CHECK(grouped(reports, {20}).as_they_are);
    CHECK(grouped(reports, {}).as_they_are);
    for (const ReportIds& rows : {ReportIds{30, 10, 30}, ReportIds{10, 30}, ReportIds{30, 99, 10}}) {
        const Grouped found = grouped(reports, rows);
        CHECK(!found.as_they_are);
        CHECK(by_report(found) == looked_up(reports, rows));
    }
    CHECK(!grouped({10, 10}, {10}).as_they_are); // the row belongs to both
}

TEST_CASE("a few values are sorted, each once, as many are")
{
    std::mt19937 random(4); // NOLINT: the same numbers every time
    for (int round = 0; round < 500; ++round) {
        const std::size_t size = random() % 24;
        const std::uint32_t most = round % 2 == 0 ? 12 : UINT32_MAX; // the greatest there is, among them
        std::vector<std::uint32_t> values(std::max(size, few));
        for (std::uint32_t& value : values)
            value = random() % 5 == 0 ? most : static_cast<std::uint32_t>(random() % 12);
        std::vector<std::uint32_t> wanted(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(size));
        sort_unique(wanted);
        const std::size_t kept = sort_unique_few(values.data(), size);
        values.resize(kept);
        CHECK(values == wanted);
    }
}

TEST_CASE("long columns keep what they hold as they grow")
{
    LongColumn<std::uint32_t> column;
    for (std::uint32_t i = 0; i < 1'000'000; ++i)
        column.push_back(i);
    bool same = true;
    for (std::uint32_t i = 0; i < column.size(); ++i)
        same = same && column[i] == i;
    CHECK(same);
    CHECK(reinterpret_cast<std::uintptr_t>(column.data()) % 64 == 0);
    CHECK(LongColumn<std::uint64_t>(3, 5) == LongColumn<std::uint64_t>{5, 5, 5});
}

TEST_CASE("memory that a long column gave back is not that of two others at once")
{
    constexpr std::size_t rows = 600'000;
    {
        const LongColumn<std::uint32_t> gone(rows, 1);
    }
    LongColumn<std::uint32_t> first(rows, 2);
    const LongColumn<std::uint32_t> second(rows, 3);
    first[rows - 1] = 4;
    CHECK(first.data() != second.data());
    CHECK(std::ranges::count(second, 3U) == rows);
    CHECK(std::ranges::count(first, 2U) == rows - 1);
}

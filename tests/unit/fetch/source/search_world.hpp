// SPDX-License-Identifier: GPL-3.0-or-later
// For the tests of search runs: made-up records behind the stand-in, and one sitting of the fetcher over them.
#pragma once

#include "corpus/archive.hpp"
#include "corpus/format.hpp"
#include "fetch/source/search_history.hpp"
#include "fetch/source/search_run.hpp"
#include "fetch/source/standin.hpp"
#include "tests/unit/fetch/source/faulty.hpp"
#include "tests/unit/fetch/source/records.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>

namespace casebook::testing {

inline constexpr std::size_t all_records = 450;
inline const std::string base = "http://127.0.0.1:1";

/// A folder of made-up records, PMIDs 1 to `count`, entered one a day from 2015 on; and a casebook beside it.
struct World
{
    explicit World(std::size_t count = all_records)
    {
        std::string records;
        for (std::size_t i = 1; i <= count; ++i)
            records += record_xml(static_cast<long>(i), format("Hair {}", i), day(i));
        add("a.xml", records);
    }

    static std::string day(std::size_t i)
    {
        return format("{:04}-{:02}-{:02}", 2015 + i / 336, i % 336 / 28 + 1, i % 28 + 1);
    }

    void add(const std::string& name, const std::string& records) const
    {
        std::filesystem::create_directories(folder.path() / "records");
        write_file(folder.path() / "records" / name, record_set(records));
    }

    Store store() const { return Store::open(folder.path() / "casebook.db"); }

    TemporaryFolder folder;
};

/// One sitting: a client over the stand-in, faults in between, no waiting.
struct Sitting
{
    explicit Sitting(const World& world, std::vector<FaultRule> rules = {}, std::size_t window = search_window)
        : store(world.store()),
          standin(world.folder.path() / "records", {}, window),
          http(standin, std::move(rules)),
          client(http, RateLimit("", 0, time.clock()), time.clock(), {base, "me@example.org", "", {}, window},
                 [this](const std::string& line) { told.push_back(line); })
    {
        order.search = "hair";
        order.base = base;
        order.today = "2026/11/22";
    }

    SearchReport run()
    {
        return run_search(store, client, order,
                          {[this](const std::string& line) { told.push_back(line); }, [](std::size_t, std::size_t) {}});
    }

    std::size_t calls(const std::string& operation) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            http.requests, [&](const HttpRequest& r) { return r.path.find(operation) != std::string::npos; }));
    }

    TestTime time;
    Store store;
    StandIn standin;
    Faulty http;
    std::vector<std::string> told;
    Eutils client;
    SearchOrder order;
};

/// The run in the store says what the report says.
inline void check_stored(const Sitting& sitting, const SearchReport& report, const std::string& status)
{
    const Run run = sitting.store.runs().back();
    CHECK(run.id == report.run);
    CHECK(run.kind == "search");
    CHECK(run.status == status);
    CHECK(run.details == to_text(report.state));
    CHECK(run.finished.empty() == (status == "running"));
}

} // namespace casebook::testing

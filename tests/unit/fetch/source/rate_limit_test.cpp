// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/rate_limit.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

/// The most starts within any one second.
std::size_t busiest_second(const std::vector<double>& starts)
{
    std::size_t most = 0;
    for (std::size_t i = 0; i < starts.size(); ++i)
        most = std::max(most, static_cast<std::size_t>(std::ranges::count_if(
                                  starts, [&](double s) { return s >= starts[i] && s < starts[i] + 1; })));
    return most;
}

} // namespace

TEST_CASE("two processes together stay within the rate and lose little of it")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit one(folder.path() / "limit", 3, time.clock());
    RateLimit other(folder.path() / "limit", 3, time.clock());
    std::vector<double> starts;
    for (int i = 0; i < 50; ++i)
        for (RateLimit* limit : {&one, &other}) {
            limit->wait();
            starts.push_back(time.now);
        }
    CHECK(busiest_second(starts) == 3);
    CHECK(starts.back() - starts.front() < 1.05 * 99 / 3.0);
}

TEST_CASE("the first call need not wait, nor one after a long rest")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 3, time.clock());
    limit.wait();
    time.now += 5;
    limit.wait();
    CHECK(time.slept.empty());
}

TEST_CASE("a call that left late, because a connection had to be made, moves the next one")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 10, time.clock());
    limit.wait();
    time.now += 0.5;
    limit.sent_after(0.45);
    limit.wait();
    CHECK(time.now == doctest::Approx(1000.45 + limit.spacing()));
}

TEST_CASE("a hold counts for the other processes too")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit one(folder.path() / "limit", 3, time.clock());
    RateLimit other(folder.path() / "limit", 3, time.clock());
    one.hold(2);
    other.wait();
    CHECK(time.now == doctest::Approx(1002));
}

TEST_CASE("what was written before the machine was started anew does not block")
{
    const TemporaryFolder folder;
    TestTime time;
    write_file(folder.path() / "limit", "99999999.0\n");
    RateLimit limit(folder.path() / "limit", 3, time.clock());
    limit.wait();
    CHECK(time.slept.empty());
    write_file(folder.path() / "limit", "not a number");
    limit.wait();
    CHECK(time.slept.empty());
}

TEST_CASE("the service may lower the rate and not raise it")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 10, time.clock());
    const double before = limit.spacing();
    limit.allow(100);
    CHECK(limit.spacing() == before);
    limit.allow(3);
    CHECK(limit.spacing() > 1.0 / 3);
    limit.allow(0);
    CHECK(limit.spacing() < 1);
}

TEST_CASE("without a limit there is neither waiting nor a file")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 0, time.clock());
    limit.wait();
    limit.wait();
    limit.hold(5);
    CHECK(time.slept.empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "limit"));
}

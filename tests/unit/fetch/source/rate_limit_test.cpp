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

TEST_CASE("ten calls a second stay ten on a machine that has run for a month")
{
    const TemporaryFolder folder;
    TestTime time;
    time.now = 2.6e6; // the longer the numbers, the longer the file
    RateLimit one(folder.path() / "limit", 10, time.clock());
    RateLimit other(folder.path() / "limit", 10, time.clock());
    std::vector<double> starts;
    for (int i = 0; i < 60; ++i)
        for (RateLimit* limit : {&one, &other}) {
            limit->wait();
            starts.push_back(time.now);
        }
    CHECK(busiest_second(starts) <= 10);
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

TEST_CASE("a call that left late, because a connection had to be made, counts late")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 1, time.clock());
    limit.wait();
    time.now += 0.5;
    limit.answered(0.02, 0.03); // 0.45 went before it was sent
    limit.wait();
    CHECK(time.now > 1001.45);
    CHECK(time.now < 1001.55);
}

TEST_CASE("a call whose answer took longer than the quickest may have arrived late and counts late")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 3, time.clock());
    std::vector<double> arrivals;
    for (int i = 0; i < 60; ++i) {
        limit.wait();
        const double late = i % 7 == 0 ? 0.25 : i % 3 == 0 ? 0.05 : 0.0;
        arrivals.push_back(time.now + 0.01 + late);
        time.now += 0.02 + late;
        limit.answered(0.02 + late, 0);
    }
    CHECK(busiest_second(arrivals) <= 3);
    CHECK(arrivals.back() - arrivals.front() < 60 / 3.0 * 1.15);
}

TEST_CASE("the first answers, of which none is known to be quick, do not hold up the next call beyond the rate itself")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 10, time.clock());
    std::vector<double> starts;
    for (int i = 0; i < 5; ++i) {
        limit.wait();
        starts.push_back(time.now);
        time.now += 0.1;
        limit.answered(0.1, 0);
    }
    CHECK(starts.back() - starts.front() < 0.401);
}

TEST_CASE("answers that are all slow do not slow down the calls, once that is known")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 3, time.clock());
    const auto seconds_for = [&](int calls) {
        const double began = time.now;
        for (int i = 0; i < calls; ++i) {
            limit.wait();
            time.now += 0.3;
            limit.answered(0.3, 0);
        }
        return time.now - began;
    };
    CHECK(seconds_for(12) < 12 / 3.0 * 1.6);
    CHECK(seconds_for(30) < 30 / 3.0 * 1.06);
}

TEST_CASE("where answers become slower for good, the calls come back to the rate")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit limit(folder.path() / "limit", 3, time.clock());
    const auto seconds_for = [&](int calls, double each) {
        const double began = time.now;
        for (int i = 0; i < calls; ++i) {
            limit.wait();
            time.now += each;
            limit.answered(each, 0);
        }
        return time.now - began;
    };
    seconds_for(20, 0.02);
    seconds_for(200, 0.25);
    CHECK(seconds_for(30, 0.25) < 30 / 3.0 * 1.06);
}

TEST_CASE("a hold counts for the other processes too")
{
    const TemporaryFolder folder;
    TestTime time;
    RateLimit one(folder.path() / "limit", 3, time.clock());
    RateLimit other(folder.path() / "limit", 3, time.clock());
    one.hold(2);
    other.wait();
    CHECK(time.now == doctest::Approx(1002).epsilon(1e-6));
}

TEST_CASE("what was written before the machine was started anew does not block")
{
    const TemporaryFolder folder;
    TestTime time;
    write_file(folder.path() / "limit", "99999999.0 0.1 10 99999998.0 99999999.0\n");
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
    limit.allow(100);
    CHECK(limit.per_second() == 10);
    limit.allow(3);
    CHECK(limit.per_second() == 3);
    limit.allow(0);
    CHECK(limit.per_second() == 3);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/file_lock.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("an update beside another one leaves its run alone")
{
    const Desk desk;
    const FileLock first(desk.folder / "fetch.lock");
    const std::int64_t run = desk.store().start_run("update", "{}");
    const Ran ran = desk.run({"update"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("another fetch is at work") != std::string::npos);
    REQUIRE(desk.store().runs().size() == 1);
    CHECK(desk.store().runs()[0].id == run);
    CHECK(desk.store().runs()[0].status == "running");
}

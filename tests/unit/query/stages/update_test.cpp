// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stages/update_report.hpp"

#include "fetch/source/file_lock.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("an update says whether the count of patients changed")
{
    const Desk desk;
    const Store store = desk.store();
    UpdateChanges changes;
    changes.before.patients = changes.after.patients = 3;
    CHECK(to_json(changes, store)["count_changed"] == false);
    std::ostringstream same;
    print_text(changes, store, {same, same});
    CHECK(same.str().find("THE COUNT CHANGED") == std::string::npos);
    changes.after.patients = 5;
    CHECK(to_json(changes, store)["count_changed"] == true);
    std::ostringstream other;
    print_text(changes, store, {other, other});
    CHECK(other.str().find("3 → 5 (suspect cases of included articles): THE COUNT CHANGED") != std::string::npos);
}

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

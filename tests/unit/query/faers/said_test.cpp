// SPDX-License-Identifier: GPL-3.0-or-later
// What every count of FAERS says about itself.
#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test::faers;

TEST_CASE("made-up reports are said in the JSON itself, and in the table whatever its format")
{
    const FaersDesk desk;
    desk.add({"faers_ascii_2018q1.zip"});
    for (const Words& command : {Words{"count"}, Words{"signal"}, Words{"scan"}, Words{"onset"}, Words{"links"},
                                 Words{"names"}, Words{"articles"}}) {
        CAPTURE(command[0]);
        const Json answer = desk.run({"faers", command[0], "--format", "json"}).json();
        CHECK(answer["version"] == 1);
        CHECK(answer["made_up"].get<int>() > 0);
    }
    CHECK(desk.run({"faers", "measure", "1", "2", "3", "4"}).json()["version"] == 1);
    const std::string csv = desk.run({"faers", "table", "--format", "csv"}).out;
    for (const char* said : {"are made up", "Level latest-minus-deleted", "roles PS, SS", "first receipt any date",
                             "quarters 2018Q1 alone"})
        CHECK_MESSAGE(csv.find(said) != std::string::npos, said);
}

TEST_CASE("every count says its level, roles, period and quarters in words too")
{
    const FaersDesk desk;
    desk.add({"faers_ascii_2018q1.zip"});
    const std::string scope = "roles PS, SS; first receipt any date; quarters 2018Q1 alone";
    for (const char* command : {"scan", "table", "articles"}) {
        CAPTURE(command);
        CHECK(desk.run({"faers", command}).out.find(scope) != std::string::npos);
    }
}

TEST_CASE("of nothing there is no share, and what cannot be computed has no interval")
{
    const FaersDesk desk;
    desk.add({"faers_ascii_2018q1.zip"});
    const std::string count = desk.run({"faers", "count", "CYCLOSPORINE", "No such term"}).out;
    CHECK(count.find("not computed: no report counted names No such term") != std::string::npos);
    const std::string table = desk.run({"faers", "table", "CYCLOSPORINE", "No such term", "--format", "csv"}).out;
    CHECK(table.find("NA %") == std::string::npos);
}

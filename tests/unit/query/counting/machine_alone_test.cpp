// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("of two reviewers it is said everywhere how many records count as the machine has them, nobody having judged")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto says = [&](const std::vector<std::string>& words, const std::string& what) {
        return desk.run(words).out.find(what) != std::string::npos;
    };
    const auto alone = [&] {
        return nlohmann::json::parse(desk.run({"count", "--format", "json"}).out)["records"]["machine_alone"];
    };
    CHECK_FALSE(says({"count"}, "nobody has judged"));
    CHECK(alone() == nullptr);
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.insert(protocol.find("\"include\""), "\"reviewers\": 2, "));
    const std::string all = "2 included, 1 excluded and 1 unclear by the machine alone: nobody has judged them yet";
    CHECK(says({"count"}, "Not judged   " + all + "\n"));
    CHECK(says({"count"}, "; what nobody has judged yet counts as the machine has it\n"));
    CHECK(says({"brief"}, "2 included, 1 excluded and 1 unclear by the machine alone"));
    CHECK(says({"export", "prisma"}, all + ", and the boxes have them as the machine has."));
    CHECK(says({"export", "table"}, "2 articles included by the machine alone: nobody has judged them yet."));
    decide(store, "pubmed:1", Verdict::include, "", "ann"); // awaits bob: no longer the machine's
    CHECK(alone() == nlohmann::json{{"included", 1}, {"excluded", 1}, {"unclear", 1}});
    CHECK(says({"export", "table"}, "1 article included by the machine alone: nobody has judged it yet."));
    CHECK_FALSE(says({"count", "--view", "machine"}, "nobody has judged"));
}

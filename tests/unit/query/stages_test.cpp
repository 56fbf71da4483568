// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/rules.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("a stage does again what other rules did, and nothing else")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const auto& [stage, done] : {std::pair("screen", "screened"), std::pair("extract", "read")}) {
        const auto run = [&, &done = done, &stage = stage] {
            return nlohmann::json::parse(desk.run({stage, "--format", "json"}).out)[done].get<int>();
        };
        run();
        CHECK(run() == 0);
        store.set_stage_key("pubmed:2", stage, "the key of other rules");
        CHECK(run() == 1);
        CHECK(run() == 0);
    }
}

TEST_CASE("the rules are named by the digest of their sources")
{
    CHECK(rules_digest().size() == 64);
    CHECK(rules_digest().find_first_not_of("0123456789abcdef") == std::string_view::npos);
}

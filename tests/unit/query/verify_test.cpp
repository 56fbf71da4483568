// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("a clock that does not count and a drug that is no co-drug are held against their words like every value")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Extraction reading = *store.extraction("pubmed:1");
    CHECK(desk.run({"verify"}).err.find("clock") == std::string::npos);
    const Evidence wrong{1, 0, 5, "words"};
    Case& c = reading.cases[0];
    REQUIRE(c.latencies.size() == 1);
    c.latencies.push_back({Latency{{3, 3}, Anchor::last_dose}, wrong, ""});
    c.drugs.push_back({"tacrolimus", {"tacrolimus", wrong, ""}, {Role::past, wrong, ""}, {}, {}, {}, {}});
    store.put_extraction("pubmed:1", "k", reading);
    const Ran ran = desk.run({"verify"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("pubmed:1#1 clock 2: the words \"words\" do not stand") != std::string::npos);
    CHECK(ran.err.find("pubmed:1#1 drug tacrolimus") != std::string::npos);
}

TEST_CASE("the index is told in articles, with what its documents are")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"verify"}).out.find("\nindex: none\n") != std::string::npos);
    CHECK(desk.run({"index"}).status == 0);
    CHECK(
        desk.run({"verify"})
            .out.find(
                "\nindex: up to date, 4 articles in 5 documents: one for each case, or for an article without any\n") !=
        std::string::npos);
}

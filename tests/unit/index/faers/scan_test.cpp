// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/scan.hpp"

#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a scan counts each pair as the question about that pair does")
{
    MadeQuarter one("2015Q1");
    MadeQuarter two("2016Q1");
    for (std::uint64_t i = 1; i <= 60; ++i) {
        MadeQuarter& q = i % 3 == 0 ? two : one;
        FaersDemo row;
        row.case_id = i % 7 == 0 ? 1 : i; // some are versions of one case
        row.version = static_cast<std::uint32_t>(i);
        q.report(i * 10, row);
        q.drug(i % 2 == 0 ? "PS" : "C", i % 4 < 2 ? "A" : "B").drug("SS", "C").drug("SS", "C");
        q.term(i % 5 == 0 ? "Rash" : "Pain").term(i % 3 == 0 ? "RASH" : "Fever");
    }
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&one, &two});
    FaersQuestion question;
    question.level = FaersLevel::latest;
    const Scan scan = scan_pairs(store, question, {1, 100, {}});
    CHECK(scan.n == 52);
    CHECK(scan.pairs == scan.top.size());
    CHECK(scan.enough == scan.pairs);
    CHECK(scan.pairs >= 6);
    for (const ScannedPair& pair : scan.top) {
        CAPTURE(pair.drug);
        CAPTURE(pair.event);
        FaersQuestion same = question;
        same.drugs = {pair.drug};
        same.events = {pair.event};
        CHECK(count(store, same).table == pair.table);
    }
    for (std::size_t i = 1; i < scan.top.size(); ++i)
        CHECK(scan.top[i - 1].measures.ic.low >= scan.top[i].measures.ic.low);
}

TEST_CASE("a scan can be of one drug or one event, of few pairs, and ordered by EB05")
{
    MadeQuarter q("2015Q1");
    for (std::uint64_t i = 1; i <= 9; ++i)
        q.report(i * 10).drug("PS", i < 6 ? "A" : "B").term(i % 2 == 0 ? "Rash" : "Pain");
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    FaersQuestion question;
    question.drugs = {"a"};
    CHECK(scan_pairs(store, question, {1, 10, {}}).pairs == 2);
    question.drugs = {};
    question.events = {"rash"};
    const Scan rash = scan_pairs(store, question, {1, 10, {}});
    CHECK(rash.pairs == 2);
    CHECK(rash.top[0].event == "Rash");
    CHECK(scan_pairs(store, {}, {3, 10, {}}).enough == 1); // A with Pain
    CHECK(scan_pairs(store, {}, {1, 1, {}}).top.size() == 1);
    const Scan shrunk = scan_pairs(store, {}, {1, 10, GpsPrior{0.2, 0.06, 1.4, 1.8, 0.1}});
    for (std::size_t i = 1; i < shrunk.top.size(); ++i)
        CHECK(shrunk.top[i - 1].measures.ebgm->low >= shrunk.top[i].measures.ebgm->low);
    question.events = {"nothing held"};
    CHECK(scan_pairs(store, question, {1, 10, {}}).pairs == 0);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/scan.hpp"

#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <functional>
#include <map>
#include <string>

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

TEST_CASE("reports of no term, of a few and of thousands are scanned as they are counted one by one")
{
    MadeQuarter q("2015Q1");
    std::map<std::pair<std::string, std::string>, std::int64_t> both;
    std::uint64_t id = 0;
    for (const int terms : {0, 1, 7, 8, 9, 16, 17, 3'000, 3'000, 5'000, 2, 0}) {
        id += 10;
        const char* other = id % 20 == 0 ? "B" : "C";
        q.report(id).drug("PS", "A").drug("SS", "A").drug("SS", other);
        for (int i = 0; i < terms; ++i) {
            const std::string term = "T" + std::to_string(10'000 + i * 2 % 6'007);
            q.term(term.c_str());
            ++both[{"A", term}];
            ++both[{other, term}];
        }
    }
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    const auto named = [&](const PairCount& pair) {
        return std::pair(std::string(store.counting().drugs[pair.drug]),
                         std::string(store.counting().events[pair.event]));
    };
    for (const std::int64_t least : {1, 2, 5}) {
        auto left = both;
        std::erase_if(left, [&](const auto& pair) { return pair.second < least; });
        const PairTotals totals = each_pair(store, {}, least, [&](const PairCount& pair) {
            const auto found = left.find(named(pair));
            REQUIRE(found != left.end());
            CHECK(found->second == pair.table.a);
            left.erase(found);
        });
        CHECK(left.empty());
        CHECK(totals.pairs == both.size());
    }
    FaersQuestion two;
    two.events = {"t10000", "T10002"};
    const PairTotals totals =
        each_pair(store, two, 1, [&](const PairCount& pair) { CHECK(pair.table.a == both.at(named(pair))); });
    CHECK(totals.pairs == 6);
}

namespace {

/// Reports in which half of the drugs go with half of the terms more often than with others.
void fill(MadeQuarter& quarter, std::uint64_t reports)
{
    const char* drugs[] = {"A", "B", "C", "D", "E"};
    const char* terms[] = {"Rash", "Pain", "Fever", "Cough", "Itch"};
    for (std::uint64_t i = 1; i <= reports; ++i) {
        quarter.report(i * 10, MadeQuarter::person(i % 2 == 0 ? "F" : "M", "40"));
        quarter.drug("PS", drugs[i % 5]).drug(i % 3 == 0 ? "C" : "SS", drugs[i / 5 % 5]);
        quarter.term(terms[i % 4 == 0 ? i / 7 % 5 : i % 5]).term(terms[i / 3 % 5]);
    }
}

} // namespace

TEST_CASE("every pair that is handed out one by one has the measures of its table, to the last bit")
{
    MadeQuarter q("2015Q1");
    fill(q, 200);
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    FaersQuestion question;
    question.people.sex = 'F';
    const GpsPrior prior{0.2, 0.06, 1.4, 1.8, 0.1};
    std::vector<std::string> order;
    const PairTotals totals = measure_pairs(store, question, {2, 0, prior}, [&](const ScannedPair& pair) {
        order.push_back(pair.drug + " " + pair.event);
        CAPTURE(order.back());
        FaersQuestion same = question;
        same.drugs = {pair.drug};
        same.events = {pair.event};
        const FaersCounts counts = count(store, same);
        CHECK(counts.table == pair.table);
        CHECK(counts.n == 100);
        const Measures alone = measure(pair.table, prior);
        CHECK(alone.ror.has_value() == pair.measures.ror.has_value());
        CHECK(alone.prr->low == pair.measures.prr->low);
        CHECK(alone.chi2_yates == pair.measures.chi2_yates);
        CHECK(alone.ic.low == pair.measures.ic.low);
        CHECK(alone.ic.high == pair.measures.ic.high);
        CHECK(alone.ebgm->value == pair.measures.ebgm->value);
        CHECK(alone.ebgm->low == pair.measures.ebgm->low);
        CHECK(alone.ebgm->high == pair.measures.ebgm->high);
    });
    CHECK(order.size() == totals.enough);
    CHECK(order.size() >= 20);
    CHECK(std::ranges::is_sorted(order));
}

TEST_CASE("the best pairs and the numbers above the bounds are those of measuring every pair")
{
    MadeQuarter q("2015Q1");
    fill(q, 300);
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    for (const auto& prior : {std::optional<GpsPrior>(), std::optional(GpsPrior{0.2, 0.06, 1.4, 1.8, 0.1}),
                              std::optional(GpsPrior{5, 1, 1, 3, 0.5})}) {
        std::vector<double> lows;
        std::uint64_t ic_above = 0;
        std::uint64_t evans = 0;
        std::uint64_t ebgm_above = 0;
        measure_pairs(store, {}, {1, 0, prior}, [&](const ScannedPair& pair) {
            const Measures& m = pair.measures;
            lows.push_back(prior ? m.ebgm->low : m.ic.low);
            ic_above += m.ic.low > 0 ? 1U : 0U;
            evans += m.evans ? 1U : 0U;
            ebgm_above += prior && m.ebgm->low >= 2 ? 1U : 0U;
        });
        std::ranges::sort(lows, std::greater());
        const Scan scan = scan_pairs(store, {}, {1, 7, prior});
        CHECK(scan.ic_above == ic_above);
        CHECK(scan.evans == evans);
        CHECK(scan.ebgm_above == ebgm_above);
        REQUIRE(scan.top.size() == 7);
        for (std::size_t i = 0; i < scan.top.size(); ++i) {
            const Measures& m = scan.top[i].measures;
            CHECK((prior ? m.ebgm->low : m.ic.low) == doctest::Approx(lows[i]).epsilon(1e-12));
        }
        CHECK(scan_pairs(store, {}, {1, 0, prior}).top.empty());
    }
}

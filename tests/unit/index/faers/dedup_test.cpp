// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/dedup.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

std::uint32_t in(const char* quarter) { return parse_faers_quarter(quarter)->number(); }

Dedup decide(const std::vector<ReportFacts>& rows, const Deletions& deletions = {})
{
    LongColumn<std::uint64_t> cases;
    for (const ReportFacts& row : rows)
        cases.push_back(row.case_id);
    return deduplicate(
        cases, [&](std::uint32_t row) { return rows[row]; }, deletions);
}

using Standings = std::vector<Standing>;
constexpr Standing kept = Standing::kept;
constexpr Standing deleted = Standing::deleted;
constexpr Standing superseded = Standing::superseded;

} // namespace

TEST_CASE("the highest version of a case stands for it, whatever quarter it came in")
{
    const Dedup out = decide({{.case_id = 7, .report = 71, .version = 1, .quarter = in("2014Q4")},
                              {.case_id = 7, .report = 73, .version = 3, .quarter = in("2015Q1")},
                              {.case_id = 8, .report = 81, .version = 1, .quarter = in("2015Q1")},
                              {.case_id = 7, .report = 72, .version = 2, .quarter = in("2015Q2")}});
    CHECK(out.standing == Standings{superseded, kept, kept, superseded});
    CHECK(out.facts.older_version == 2);
    CHECK(out.facts.kept == 2);
}

TEST_CASE("on a tie of versions the later quarter wins, then the later receipt, then the higher id")
{
    const auto row = [](std::uint64_t id, const char* quarter, std::uint32_t date) {
        return ReportFacts{.case_id = 7, .report = id, .version = 2, .quarter = in(quarter), .fda_date = date};
    };
    CHECK(decide({row(72, "2012Q4", 20130101), row(72, "2013Q1", 20121201)}).standing == Standings{superseded, kept});
    CHECK(decide({row(73, "2013Q1", 20130101), row(72, "2013Q1", 20130102)}).standing == Standings{superseded, kept});
    CHECK(decide({row(73, "2013Q1", 20130101), row(72, "2013Q1", 20130101)}).standing == Standings{kept, superseded});
    CHECK(decide({row(72, "2013Q1", 20130101), row(72, "2013Q1", 20130101)}).standing == Standings{kept, superseded});
}

TEST_CASE("a case is followed from the legacy files into FAERS")
{
    const Dedup out =
        decide({{.case_id = 7, .report = 9000001, .quarter = in("2010Q1"), .fda_date = 20100105},
                {.case_id = 7, .report = 9000009, .quarter = in("2012Q3"), .fda_date = 20120801},
                {.case_id = 7, .report = 72, .version = 2, .quarter = in("2012Q4"), .init_fda_date = 20100105}});
    CHECK(out.standing == Standings{superseded, superseded, kept});
    CHECK(out.facts.older_isr == 1);
    CHECK(out.facts.bridged == 1);
}

TEST_CASE("first receipt is FDA's own, and in the legacy files the earliest of the case")
{
    const Dedup out = decide(
        {{.case_id = 7, .report = 1, .quarter = in("2010Q1"), .fda_date = 20100105},
         {.case_id = 7, .report = 2, .quarter = in("2010Q2"), .fda_date = 20100405},
         {.case_id = 7, .report = 71, .version = 1, .quarter = in("2013Q1"), .fda_date = 1, .init_fda_date = 20091231},
         {.case_id = 8, .report = 81, .version = 1, .quarter = in("2013Q1"), .fda_date = 20130301}});
    CHECK(out.first_receipt == std::vector<std::uint32_t>{20100105, 20100105, 20091231, 20130301});
}

TEST_CASE("a deletion holds unless the case is published again later")
{
    const std::vector<ReportFacts> rows = {{.case_id = 7, .report = 71, .version = 2, .quarter = in("2019Q1")},
                                           {.case_id = 7, .report = 70, .version = 1, .quarter = in("2019Q3")}};
    CHECK(decide(rows, {{7, in("2019Q3")}}).standing == Standings{deleted, superseded});
    CHECK(decide(rows, {{7, in("2020Q1")}}).standing == Standings{deleted, superseded});
    CHECK(decide(rows, {{7, in("2019Q2")}}).standing == Standings{kept, superseded}); // seen again in 2019Q3
    CHECK(decide(rows, {{7, in("2020Q1")}, {7, in("2019Q1")}}).standing == Standings{deleted, superseded});
    CHECK(decide(rows, {{8, in("2020Q1")}}).standing == Standings{kept, superseded});
}

TEST_CASE("reports without a case number are cases of their own and cannot be deleted")
{
    const Dedup out =
        decide({{.report = 1, .quarter = in("2004Q1")}, {.report = 2, .quarter = in("2004Q1")}}, {{0, in("2020Q1")}});
    CHECK(out.standing == Standings{kept, kept});
    CHECK(out.distinct == std::vector<bool>{true, true});
}

TEST_CASE("cases of nearly the same number are told apart, and one among many rows is found again")
{
    std::vector<ReportFacts> rows;
    for (std::uint32_t i = 0; i < 300; ++i)
        rows.push_back(
            {.case_id = 7 + (std::uint64_t{i} << 32U), .report = i + 1, .version = 1, .quarter = in("2015Q1")});
    rows.push_back({.case_id = 7, .report = 999, .version = 2, .quarter = in("2015Q2")});
    const Dedup out = decide(rows, {{7 + (std::uint64_t{5} << 32U), in("2020Q1")}});
    CHECK(out.standing.front() == superseded);
    CHECK(out.standing.back() == kept);
    CHECK(out.standing[5] == deleted);
    CHECK(out.facts.kept == 299);
    CHECK(out.facts.older_version == 1);
}

TEST_CASE("the six-field rule drops exact repeats within a case and nothing else")
{
    const auto row = [](std::uint64_t id, std::uint32_t version, std::uint64_t same) {
        return ReportFacts{
            .case_id = 7, .report = id, .version = version, .quarter = in("2015Q1"), .same_fields = same};
    };
    const Dedup out = decide({row(71, 1, 5), row(72, 2, 5), row(73, 3, 6)});
    CHECK(out.distinct == std::vector<bool>{false, true, true}); // a changed field keeps a follow-up
    CHECK(out.facts.repeats == 1);
}

TEST_CASE("the steps account for every row")
{
    std::vector<ReportFacts> rows;
    for (std::uint32_t i = 0; i < 500; ++i)
        rows.push_back({.case_id = i * 7 % 61,
                        .report = i + 1,
                        .version = i % 3,
                        .quarter = in(i % 2 == 0 ? "2012Q3" : "2013Q1")});
    const DedupFacts facts = decide(rows, {{5, in("2020Q1")}, {6, in("2004Q1")}}).facts;
    CHECK(facts.rows == 500);
    CHECK(facts.rows == facts.older_isr + facts.older_version + facts.bridged + facts.deleted + facts.kept);
    CHECK(facts.deleted == 1);
}

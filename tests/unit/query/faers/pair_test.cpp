// SPDX-License-Identifier: GPL-3.0-or-later
// What FAERS counts beside a case: the reports of its sex and band of age, over the sample quarters.
#include "query/faers/pair.hpp"

#include "corpus/protocol_faers.hpp"
#include "query/faers/answer.hpp"
#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test::faers;

namespace {

Case patient(std::optional<Sex> sex, std::optional<double> age, const std::string& term = "alopecia areata")
{
    Case c;
    c.drugs.emplace_back();
    if (sex)
        c.patient.sex.value = *sex;
    if (age)
        c.patient.age_years.value = *age;
    c.reaction.term = term;
    return c;
}

CountedPair counted_on(const FaersDesk& desk)
{
    const std::filesystem::path folder = desk.scratch() / "review";
    return count_pair(FaersStore(folder / "faers"), open_protocol(folder / "protocol.json"));
}

ReportCounts asked(const FaersDesk& desk, Words more)
{
    const Json answer = desk.count("CYCLOSPORINE", std::move(more));
    const auto at = [&](const char* key) { return answer[key].get<std::int64_t>(); };
    return {at("a"), at("a") + at("b"), at("a") + at("c"), at("n")};
}

} // namespace

TEST_CASE("a case has the counts of its sex and band of age, of any where one is not known, none where both are not")
{
    const FaersDesk desk;
    desk.add_all();
    const CountedPair counted = counted_on(desk);
    const auto like = [&](std::optional<Sex> sex, std::optional<double> age) {
        return reports_like(counted, patient(sex, age));
    };
    CHECK(like(Sex::female, std::nullopt).stratum == asked(desk, {"--sex", "female"}));
    CHECK(like(Sex::male, std::nullopt).stratum == asked(desk, {"--sex", "male"}));
    CHECK(like(std::nullopt, 60.5).stratum == asked(desk, {"--age", "60.001.."}));
    CHECK(like(Sex::female, 18).stratum == asked(desk, {"--sex", "female", "--age", "..18.001"}));
    CHECK(like(Sex::female, 30).stratum == asked(desk, {"--sex", "female", "--age", "18.001..45"}));
    CHECK(like(Sex::female, 30).stratum != like(Sex::female, 70).stratum);
    CHECK(like(Sex::female, 30).stratum->both > 0);
    CHECK_FALSE(like(std::nullopt, std::nullopt).stratum);
    CHECK_FALSE(like(Sex::unknown, std::nullopt).stratum);
}

TEST_CASE("the words beside a case say what of it is not known")
{
    const FaersDesk desk;
    desk.add_all();
    const CountedPair counted = counted_on(desk);
    CHECK(stratum_text(reports_like(counted, patient(Sex::female, 30))) == "female, 19-44 y");
    CHECK(stratum_text(reports_like(counted, patient(Sex::male, std::nullopt))) == "male, age not known: of any");
    CHECK(stratum_text(reports_like(counted, patient(std::nullopt, 3))) == "<=18 y, sex not known: of either");
    CHECK(reports_text(reports_like(counted, patient(std::nullopt, std::nullopt, ""))) ==
          "neither sex nor age of the case is known, so it is in no stratum");
}

TEST_CASE("where no report with the drug is like the case, nothing is said to stand in none of none")
{
    CaseReports like;
    like.sex = "male";
    like.stratum = ReportCounts{0, 0, 3, 9};
    CHECK(reports_text(like) == "no report with the drug is in the case's stratum (male, age not known: of any)");
    like.stratum->drug = 2;
    CHECK(reports_text(like).starts_with("the event stands in 0 of 2 reports"));
    like.term = "blue hair";
    CHECK(reports_text(like).ends_with("; blue hair is no preferred term in the quarters held"));
}

TEST_CASE("a case's own term is counted with the drug, and said where it is no preferred term")
{
    const FaersDesk desk;
    desk.add_all();
    const CountedPair counted = counted_on(desk);
    const CaseReports own = reports_like(counted, patient(Sex::female, 30, "alopecia totalis"));
    const Json answer = desk.run({"faers", "count", "CYCLOSPORINE", "Alopecia totalis", "--format", "json"}).json();
    CHECK(own.term_reports == answer["a"].get<std::int64_t>());
    CHECK(*own.term_reports > 0);
    CHECK_FALSE(reports_like(counted, patient(Sex::female, 30, "blue hair")).term_reports);
}

TEST_CASE("the pair carries its rule: level, roles, period, quarters and what is made up")
{
    const FaersDesk desk;
    desk.add({"faers_ascii_2018q1.zip"});
    const PairReports pair = counted_on(desk).pair;
    CHECK(pair.level == "latest-minus-deleted");
    CHECK(pair.roles == Words{"PS", "SS"});
    CHECK(pair.rule.find("quarters 2018Q1 alone") != std::string::npos);
    CHECK(pair.made_up == pair.counts.all);
    CHECK(pair_text(pair).find("made up") != std::string::npos);
}

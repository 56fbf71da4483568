// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/count.hpp"
#include "index/faers/store.hpp"

#include "corpus/digest.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

/// A quarter put together row by row.
class Quarter
{
public:
    explicit Quarter(const char* name) : quarter_(*parse_faers_quarter(name)) {}

    Quarter& report(std::uint64_t id, std::uint64_t case_id, std::uint32_t version = 1, std::uint32_t date = 20150101)
    {
        FaersDemo row;
        row.report = id;
        row.case_id = case_id;
        row.version = version;
        row.init_fda_date = {date};
        builder_.take(row);
        id_ = id;
        return *this;
    }
    Quarter& drug(const char* role, const char* name, const char* ingredient = "")
    {
        FaersDrug row;
        row.report = id_;
        row.role = read_faers_role(role);
        row.name = name;
        row.ingredient = ingredient;
        builder_.take(row);
        return *this;
    }
    Quarter& term(const char* text)
    {
        builder_.take(FaersReaction{id_, text});
        return *this;
    }
    QuarterJoin put(FaersWriter& writer, const std::string& zip = "q.zip")
    {
        return writer.put(builder_, {quarter_, zip, sha256(zip), {}}).join;
    }

private:
    FaersQuarter quarter_;
    QuarterBuilder builder_;
    std::uint64_t id_ = 0;
};

FaersQuestion ask(std::vector<std::string> drugs, std::vector<std::string> events,
                  std::vector<FaersRole> roles = {FaersRole::primary_suspect, FaersRole::secondary_suspect})
{
    return {std::move(drugs), std::move(events), std::move(roles), FaersLevel::latest, {}, {}};
}

} // namespace

TEST_CASE("a report counts once per drug and event, however many rows say so")
{
    // The worked example that shows why cases are the unit: 8 of these 20 rows name drug and event, 7 cases do.
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter quarter("2015Q1");
    const auto add = [&](std::uint64_t id, std::vector<const char*> drugs, std::vector<const char*> terms) {
        quarter.report(id * 10 + 1, id);
        for (const char* drug : drugs)
            quarter.drug("PS", drug, drug);
        for (const char* term : terms)
            quarter.term(term);
    };
    add(1001, {"ALPHADRUG"}, {"Nausea"});
    add(1002, {"ALPHADRUG"}, {"Nausea"});
    add(1003, {"ALPHADRUG"}, {"Nausea", "Headache"});
    add(1004, {"ALPHADRUG"}, {"Nausea", "Rash"});
    add(1005, {"ALPHADRUG"}, {"Nausea"});
    add(1006, {"ALPHADRUG"}, {"Headache"});
    add(1007, {"ALPHADRUG"}, {"Dizziness"});
    add(1008, {"BETADRUG"}, {"Nausea"});
    add(1009, {"BETADRUG"}, {"NAUSEA"});
    add(1010, {"BETADRUG"}, {"Nausea"});
    add(1011, {"BETADRUG"}, {"Headache"});
    add(1012, {"BETADRUG"}, {"Rash"});
    add(1013, {"GAMMADRUG"}, {"Rash"});
    add(1014, {"GAMMADRUG"}, {"Rash"});
    add(1015, {"GAMMADRUG"}, {"Rash"});
    add(1016, {"GAMMADRUG"}, {"Dizziness"});
    add(1017, {"ALPHADRUG", "BETADRUG"}, {"Nausea", "Dizziness"});
    add(1018, {"GAMMADRUG"}, {"Headache"});
    add(1019, {}, {"Nausea"}); // no drug: still in N and in the event's total
    add(1020, {"ALPHADRUG", "ALPHADRUG"}, {"Nausea", "Nausea"});
    quarter.put(writer);
    REQUIRE(writer.commit());
    const FaersStore store(folder / "faers");
    CHECK(count(store, ask({"alphadrug"}, {"nausea"})).table == TwoByTwo{7, 2, 4, 7});
    CHECK(count(store, ask({"BETADRUG"}, {"Nausea"})).table == TwoByTwo{4, 2, 7, 7});
    CHECK(count(store, ask({"ALPHADRUG"}, {"Nausea"})).n == 20);
    CHECK(count(store, ask({"ALPHADRUG"}, {"Nausea"})).monotherapy == 6); // all but 1017
    CHECK(count(store, ask({"ALPHADRUG", "BETADRUG"}, {"Nausea"})).monotherapy == 10);
    CHECK(count(store, ask({"DELTADRUG"}, {"Nausea"})).table == TwoByTwo{0, 0, 11, 9});
}

TEST_CASE("a salt is counted as its ingredient, whether FDA or the question names it")
{
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter quarter("2015Q1");
    quarter.report(11, 1).drug("PS", "RHEUMATREX", "METHOTREXATE SODIUM").term("Nausea");
    quarter.report(21, 2).drug("PS", "METHOTREXATE", "METHOTREXATE").term("Nausea");
    quarter.report(31, 3).drug("PS", "RHEUMATREX").term("Nausea"); // learned
    quarter.report(41, 4).drug("PS", "TUMS", "CALCIUM CARBONATE").term("Nausea");
    quarter.put(writer);
    REQUIRE(writer.commit());
    const FaersStore store(folder / "faers");
    CHECK(count(store, ask({"METHOTREXATE"}, {"Nausea"})).table.a == 3);
    CHECK(count(store, ask({"methotrexate", "Methotrexate sodium"}, {"Nausea"})).table.a == 3);
    CHECK(look_up(store, FaersWord::drug, "METHOTREXATE SODIUM").title == "METHOTREXATE");
    CHECK(look_up(store, FaersWord::drug, "CALCIUM").title == "");
}

TEST_CASE("roles are told apart, and a drug that was not given is no exposure at all")
{
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter quarter("2015Q1");
    quarter.report(11, 1).drug("PS", "X", "X").drug("DN", "Y", "Y").term("Alopecia");
    quarter.report(21, 2).drug("C", "X", "X").drug("PS", "Y", "Y").term("Alopecia");
    quarter.report(31, 3).drug("I", "X", "X").drug("", "Z", "Z").term("Alopecia");
    quarter.report(41, 4).drug("DN", "X", "X").term("Alopecia");
    quarter.put(writer);
    writer.commit();
    const FaersStore store(folder / "faers");
    CHECK(count(store, ask({"X"}, {"Alopecia"})).table == TwoByTwo{1, 0, 3, 0});
    CHECK(count(store, ask({"X"}, {"Alopecia"}, {FaersRole::concomitant})).table.a == 1);
    const FaersCounts any = count(store, ask({"X"}, {"Alopecia"},
                                             {FaersRole::primary_suspect, FaersRole::secondary_suspect,
                                              FaersRole::concomitant, FaersRole::interacting}));
    CHECK(any.table.a == 3);
    CHECK(any.monotherapy == 1); // the first: Y was not given; in the third Z was, in no known role
}

TEST_CASE("suspects are counted once, whichever of the two roles a report gives a drug, and other roles beside them")
{
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter quarter("2015Q1");
    quarter.report(11, 1).drug("PS", "X", "X").drug("SS", "X", "X").drug("SS", "X", "X").term("Alopecia");
    quarter.report(21, 2).drug("SS", "X", "X").drug("PS", "Y", "Y").term("Alopecia");
    quarter.report(31, 3).drug("PS", "X", "X").term("Alopecia");
    quarter.report(41, 4).drug("I", "X", "X").drug("SS", "Z", "Z").term("Alopecia");
    quarter.put(writer);
    writer.commit();
    const FaersStore store(folder / "faers");
    const auto reports = [&](const char* drug, std::vector<FaersRole> roles) {
        return count(store, ask({drug}, {"Alopecia"}, std::move(roles))).table.a;
    };
    using enum FaersRole;
    const auto& both = store.counting().suspects.count; // X, Y, Z
    CHECK(std::vector<std::uint32_t>(both.begin(), both.end()) == std::vector<std::uint32_t>{3, 0, 0});
    CHECK(reports("X", {primary_suspect}) == 2);
    CHECK(reports("X", {secondary_suspect}) == 2);
    CHECK(reports("X", {secondary_suspect, primary_suspect}) == 3);
    CHECK(reports("X", {interacting, primary_suspect, secondary_suspect}) == 4);
    CHECK(reports("Y", {primary_suspect, secondary_suspect}) == 1); // never the one
    CHECK(reports("Z", {primary_suspect, secondary_suspect}) == 1); // never the other
}

TEST_CASE("names without an ingredient take the one most often given with the name")
{
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter legacy("2004Q1");
    legacy.report(1, 1).drug("PS", "NEORAL", "").term("ALOPECIA");
    legacy.report(2, 2).drug("PS", "Unheard of.", "").term("ALOPECIA");
    legacy.put(writer, "a.zip");
    Quarter modern("2015Q1");
    modern.report(31, 3).drug("PS", "Neoral.", "CYCLOSPORINE").term("Alopecia");
    modern.report(41, 4).drug("PS", "NEORAL", "CYCLOSPORINE").term("Alopecia");
    modern.report(51, 5).drug("PS", "NEORAL", "WRONG").term("Alopecia");
    modern.report(61, 6).drug("PS", "BACTRIM", "SULFAMETHOXAZOLE\\TRIMETHOPRIM").term("Rash");
    modern.report(71, 7).drug("PS", "PROGRAF", "TACROLIMUS\\TACROLIMUS ANHYDROUS").term("Rash");
    modern.put(writer, "b.zip");
    writer.commit();
    const FaersStore store(folder / "faers");
    CHECK(count(store, ask({"CYCLOSPORINE"}, {"Alopecia"})).table == TwoByTwo{3, 0, 2, 2});
    CHECK(count(store, ask({"UNHEARD OF"}, {"Alopecia"})).table.a == 1);
    CHECK(count(store, ask({"Trimethoprim"}, {"Rash"})).table.a == 1);
    CHECK(count(store, ask({"Trimethoprim"}, {"Rash"})).monotherapy == 0);
    CHECK(count(store, ask({"TACROLIMUS"}, {"Rash"})).monotherapy == 1);
    CHECK(look_up(store, FaersWord::drug, "neoral").ingredients == std::vector<std::string>{"CYCLOSPORINE"});
    CHECK(look_up(store, FaersWord::event, "alopecia").title == "Alopecia");
    const FaersName near = look_up(store, FaersWord::event, "Alopecias");
    CHECK(near.title == "");
    CHECK(near.suggestions == std::vector<std::string>{"Alopecia"});
    CHECK(store.counting().mapping.rows_learned == 1);
}

TEST_CASE("a period is one of first receipt, with both ends in it")
{
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter quarter("2015Q1");
    for (std::uint32_t day = 1; day <= 9; ++day)
        quarter.report(day * 10 + 1, day, 1, 20150100 + day).drug("PS", "X", "X").term("Rash");
    quarter.report(991, 99, 1, 0).drug("PS", "X", "X").term("Rash"); // no date said
    quarter.put(writer);
    writer.commit();
    const FaersStore store(folder / "faers");
    const auto within = [&](const char* from, const char* to) {
        FaersQuestion question = ask({"X"}, {"Rash"});
        question.from = parse_period_date(from).value_or(FaersDate{});
        question.to = parse_period_date(to).value_or(FaersDate{});
        const FaersCounts counts = count(store, question);
        CHECK(counts.n == counts.table.a);
        return counts.n;
    };
    CHECK(within("", "") == 10);
    CHECK(within("2015-01-03", "2015-01-05") == 3);
    CHECK(within("2015-01-03", "") == 7);
    CHECK(within("", "2015-01-03") == 3);
    CHECK(within("2015-01", "2015") == 9);
    CHECK(within("2016", "") == 0);
}

TEST_CASE("rows of other tables join by report, and those of no report are counted apart")
{
    const TemporaryFolder folder;
    FaersWriter writer(folder / "faers");
    Quarter quarter("2015Q1");
    quarter.report(11, 1).drug("C", "X", "X").term("Rash").term("");
    quarter.report(11, 1).drug("C", "Y", "Y"); // the id again: both rows have all drugs and terms
    QuarterBuilder stray;
    const QuarterJoin join = quarter.put(writer);
    CHECK(join.reports == 2);
    CHECK(join.drugs == 4);
    CHECK(join.reactions == 2);
    CHECK(join.without_primary_suspect == 2);
    stray.take(FaersReaction{5, "Rash"});
    stray.take(FaersOutcome{5, "DE"});
    CHECK(writer.put(stray, {{2015, 2}, "s.zip", sha256("s"), {}}).join.orphans == 2);
    writer.commit();
    FaersQuestion question = ask({"X"}, {"Rash"}, {FaersRole::concomitant});
    CHECK(count(FaersStore(folder / "faers"), question).table == TwoByTwo{1, 0, 0, 0});
    question.level = FaersLevel::rows;
    CHECK(count(FaersStore(folder / "faers"), question).table == TwoByTwo{2, 0, 0, 0});
}

TEST_CASE("a quarter again changes nothing, published anew it replaces itself, and strays are swept up")
{
    const TemporaryFolder folder;
    const std::filesystem::path faers = folder / "faers";
    {
        FaersWriter writer(faers);
        Quarter("2015Q1").report(11, 1).drug("PS", "X", "X").term("Rash").put(writer, "one");
        CHECK(writer.commit());
        CHECK(!writer.commit());
    }
    const std::string former = FaersStore(faers).quarters().front().file;
    {
        FaersWriter writer(faers);
        REQUIRE(writer.recall(sha256("one")) != nullptr);
        CHECK(!writer.commit());
        CHECK(writer.recall(sha256("two")) == nullptr);
        CHECK(Quarter("2015Q1").report(11, 1).report(21, 2).put(writer, "two").reports == 2);
        CHECK(FaersStore(faers).counting().origin.size() == 1); // not yet visible
        CHECK(writer.commit());
    }
    const FaersStore store(faers);
    CHECK(store.quarters().size() == 1);
    CHECK(store.counting().origin.size() == 2);
    CHECK(!std::filesystem::exists(faers / former));
}

TEST_CASE("a store that is open stays as it was while quarters are published anew")
{
    const TemporaryFolder folder;
    const std::filesystem::path faers = folder / "faers";
    FaersWriter writer(faers);
    Quarter("2015Q1").report(11, 1).drug("PS", "X", "X").term("Rash").put(writer, "one");
    REQUIRE(writer.commit());
    const FaersStore store(faers);
    Quarter("2015Q1").report(11, 1).report(21, 2).put(writer, "two");
    REQUIRE(writer.commit());
    CHECK(store.quarter(0).size() == 1);
    CHECK(FaersStore(faers).quarter(0).size() == 2);
}

TEST_CASE("what was read before an interruption is found again")
{
    const TemporaryFolder folder;
    const std::filesystem::path faers = folder / "faers";
    {
        FaersWriter writer(faers); // ends without commit, as a kill would
        Quarter("2015Q1").report(11, 1).put(writer, "one");
    }
    CHECK(!FaersStore::exists(faers));
    CHECK_THROWS_WITH_AS(FaersStore{faers}, doctest::Contains("casebook faers add"), Error);
    FaersWriter writer(faers);
    REQUIRE(writer.recall(sha256("one")) != nullptr);
    CHECK_FALSE(writer.held_before(sha256("one")));
    CHECK(writer.commit());
    CHECK(FaersStore(faers).counting().origin.size() == 1);
    CHECK(writer.held_before(sha256("one")));
}

TEST_CASE("two at once do not add to one store")
{
    const TemporaryFolder folder;
    const FaersWriter first(folder / "faers");
    CHECK_THROWS_WITH_AS(FaersWriter(folder / "faers"), doctest::Contains("another"), Error);
}

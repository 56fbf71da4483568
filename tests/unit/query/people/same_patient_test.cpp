// SPDX-License-Identifier: GPL-3.0-or-later
// Patients whom two people added to one article: what is said of them, from the command line and from files.
#include "query/people/same_patient.hpp"

#include "corpus/fields.hpp"
#include "tests/unit/query/desk.hpp"
#include "tests/unit/shared.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

/// Article 3 with a patient whom both reviewers add, 1001 by ann and 1002 by bob.
class AddedByBoth
{
public:
    explicit AddedByBoth(int reviewers = 2) : reviewers_(reviewers)
    {
        Store store = desk.store();
        fill(store);
        std::string protocol = desk.read("protocol.json");
        desk.write("protocol.json", protocol.replace(protocol.find("\"drug\""), 6,
                                                     "\"reviewers\": " + std::to_string(reviewers) + ", \"drug\""));
        for (const char* who : {"ann", "bob"})
            CHECK(correct("3#new", "drug", "cyclosporine", who).status == 0);
    }

    Ran correct(const std::string& id, const std::string& field, const std::string& value, const std::string& who,
                const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> words = {"correct", id, field, "--by", who};
        if (!value.empty())
            words.insert(words.begin() + 3, value);
        words.insert(words.end(), more.begin(), more.end());
        return desk.run(words);
    }
    Json many(const std::string& rows) const
    {
        desk.write("many", "case,field,value,by,adjudicated,withdrawn\n" + rows);
        return Json::parse(desk.run({"correct", "--from", desk.file("many"), "--format", "json"}).out);
    }
    std::vector<Case> cases() const
    {
        Store store = desk.store();
        store.set_view({Whose::agreed, "", reviewers_});
        return current_cases(store, "pubmed:3");
    }
    Json values() const { return Json::parse(desk.run({"agreement", "--format", "json"}).out)["values"]; }

    Desk desk;

private:
    int reviewers_;
};

std::string outcome_of(const Case& c) { return field_text(*find_field("outcome"), c); }

} // namespace

TEST_CASE("rows of a file speak on of the case that they add, also where it joins another's at once")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1001", "sex", "female", "ann").status == 0);
    const Json report = both.many("3#new,drug,cyclosporine,carla\n"
                                  "3#new,outcome,recovered,carla\n"
                                  "3#new,sex,female,carla\n"
                                  "3#new,same_as,1001,carla\n");
    CHECK(report["added"] == 4);
    CHECK(report["bad"].empty());
    CHECK(both.cases().size() == 1);
    CHECK(both.many("3#new,same_as,none,dora\n")["bad"].size() == 1); // of no case of the file
    const AddedByBoth one(1);
    CHECK(one.correct("3#1002", "same_as", "1001", "bob").status == 0);
    CHECK(one.many("3#new,drug,cyclosporine,bob\n3#new,outcome,recovered,bob\n")["added"] == 1);
    CHECK(outcome_of(one.cases()[0]) == "recovered");
}

TEST_CASE("what is said of a joined case stays with its number, and goes with it when the two are parted")
{
    const AddedByBoth both;
    CHECK(both.many("3#1002,outcome,recovered,bob\n")["added"] == 1);
    CHECK(both.many("3#1002,outcome,recovered,bob\n")["known"] == 1);
    CHECK(outcome_of(both.cases()[0]) == "recovered");
    CHECK(both.desk.run({"show", "3#1002", "--history", "--format", "json"}).out.find("recovered") !=
          std::string::npos);
    CHECK(both.correct("3#1002", "same_as", "none", "carla").status == 0);
    REQUIRE(both.cases().size() == 2);
    CHECK(outcome_of(both.cases()[0]) == "");
    CHECK(outcome_of(both.cases()[1]) == "recovered");
}

TEST_CASE("what two people say of one patient under two numbers is settled, and each takes hers back under either")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1001", "outcome", "recovered", "ann").status == 0);
    CHECK(both.correct("3#1002", "outcome", "not_recovered", "bob").status == 0);
    REQUIRE(both.values().size() == 1);
    CHECK(both.correct("3#1001", "outcome", "recovering", "carla", {"--adjudicate"}).status == 0);
    CHECK(both.values()[0]["settled"]["value"] == "recovering");
    at("2026-01-02T00:00:00Z");
    CHECK(both.correct("3#1002", "outcome", "fatal", "bob").err.find("settled by carla") != std::string::npos);
    CHECK(outcome_of(both.cases()[0]) == "recovering");
    const auto answer = [&](const char* id, const char* what, const char* who, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"appraise", id, "--instrument", "naranjo", "--item", "5", "--by", who});
        if (*what != '\0')
            more.insert(more.end(), {"--answer", what});
        return both.desk.run(more).status;
    };
    CHECK(answer("3#1001", "yes", "ann") == 0);
    CHECK(answer("3#1002", "no", "bob") == 0);
    CHECK(answer("3#1002", "na", "carla", {"--adjudicate"}) == 0);
    CHECK(both.values()[1]["settled"]["value"] == "not_applicable");
    const AddedByBoth one(1);
    CHECK(one.correct("3#1002", "outcome", "recovered", "bob").status == 0);
    CHECK(one.correct("3#1002", "same_as", "1001", "bob").status == 0);
    CHECK(one.correct("3#1001", "outcome", "", "bob", {"--withdraw"}).status == 0);
    CHECK(one.desk.store().corrections("pubmed:3").back().case_number == 1002); // where the word is that it takes
    CHECK(outcome_of(one.cases()[0]) == "");
    CHECK(one.correct("3#1002", "outcome", "", "bob", {"--withdraw"}).status == 1);
}

TEST_CASE("who differs on whose patient a case is, is told of that case, and settling it there has effect")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1002", "same_as", "none", "bob", {"--adjudicate"}).status == 1); // nobody said it
    CHECK(both.correct("3#1002", "same_as", "none", "bob").status == 0);
    at("2026-01-02T00:00:00Z");
    CHECK(both.correct("3#1002", "same_as", "1001", "ann").status == 0);
    CHECK(both.cases().size() == 1);
    REQUIRE(both.values().size() == 1);
    CHECK(both.values()[0]["case"] == "pubmed:3#1002");
    CHECK(both.correct("3#1002", "same_as", "none", "carla", {"--adjudicate"}).out.find("settles it") !=
          std::string::npos);
    CHECK(both.cases().size() == 2);
    CHECK(both.correct("3#1002", "same_as", "1001", "ann").err.find("settled by carla") != std::string::npos);
    CHECK(both.cases().size() == 2);
    at("2026-01-03T00:00:00Z");
    CHECK(both.correct("3#1002", "same_as", "2#1001", "ann").err.find("a case of pubmed:2") != std::string::npos);
    CHECK(both.correct("3#1002", "same_as", "3#1001", "ann").status == 0);
}

TEST_CASE("that one case is the other's and that the other is nobody else is a conflict, told where the first was said")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1001", "same_as", "none", "ann").status == 0);
    CHECK(both.cases().size() == 2);
    at("2026-01-02T00:00:00Z");
    CHECK(both.correct("3#1002", "same_as", "1001", "bob").status == 0);
    CHECK(both.cases().size() == 1); // said later
    REQUIRE(both.values().size() == 1);
    CHECK(both.values()[0]["case"] == "pubmed:3#1002");
    CHECK(both.values()[0]["first"]["by"] == "ann");
    CHECK(both.correct("3#1002", "same_as", "none", "carla", {"--adjudicate"}).status == 0);
    CHECK(both.cases().size() == 2);
    CHECK(both.correct("3#1002", "same_as", "", "carla", {"--withdraw"}).status == 0);
    CHECK(both.correct("3#1002", "same_as", "", "ann", {"--withdraw"}).status == 0); // hers, of the other
    CHECK(both.values().empty());
    CHECK(both.cases().size() == 1);
}

TEST_CASE("a file settles what two said of one patient under two numbers, and takes back under either, once")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1002", "sex", "female", "bob").status == 0);
    const std::string rows = "3#1001,outcome,recovered,ann,,\n"
                             "3#1002,outcome,fatal,bob,,\n"
                             "3#1002,outcome,recovering,carla,1,\n"
                             "3#1001,sex,,bob,,1\n"
                             "3#1002,same_as,1001,carla,1,\n";
    const Json report = both.many(rows);
    CHECK(report["added"] == 4);
    REQUIRE(report["bad"].size() == 1);
    CHECK(report["bad"][0]["what"].get<std::string>().find("nothing to settle") != std::string::npos);
    CHECK(outcome_of(both.cases()[0]) == "recovering");
    CHECK(!both.cases()[0].patient.sex.value.has_value());
    CHECK(both.many(rows)["known"] == 4);
}

TEST_CASE("that two cases are one is the same word, whichever of the two numbers it is said on")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1001", "same_as", "none", "ann").status == 0);
    at("2026-01-02T00:00:00Z");
    CHECK(both.correct("3#1001", "same_as", "1002", "carla").out.find("→ the patient of #1002") != std::string::npos);
    REQUIRE(both.values().size() == 1); // ann still says that they are two
    CHECK(both.values()[0]["case"] == "pubmed:3#1002");
    at("2026-01-03T00:00:00Z");
    CHECK(both.correct("3#1002", "same_as", "1001", "ann").status == 0);
    CHECK(both.values().empty()); // and now the same as carla
    CHECK(both.cases().size() == 1);
}

TEST_CASE("a conflict on whether two cases are one is settled, and taken back, on either number")
{
    for (const char* settled_on : {"3#1001", "3#1002"}) {
        const AddedByBoth both;
        CHECK(both.correct("3#1001", "same_as", "none", "ann").status == 0);
        at("2026-01-02T00:00:00Z");
        CHECK(both.correct("3#1002", "same_as", "1001", "bob").status == 0);
        CHECK(both.values()[0]["settled"].is_null());
        CHECK(both.correct(settled_on, "same_as", "none", "carla", {"--adjudicate"}).status == 0);
        CHECK(both.values()[0]["settled"]["by"] == "carla");
        CHECK(both.cases().size() == 2);
        at("2026-01-03T00:00:00Z");
        CHECK(both.correct("3#1001", "same_as", "1002", "bob").err.find("settled by carla") != std::string::npos);
        CHECK(both.cases().size() == 2);
        CHECK(both.correct("3#1001", "same_as", "", "carla", {"--withdraw"}).status == 0);
        CHECK(both.values()[0]["settled"].is_null());
        CHECK(both.cases().size() == 1);
    }
}

TEST_CASE("of three cases, who is one with whom is a conflict only where what people say cannot all be true")
{
    const AddedByBoth both;
    CHECK(both.correct("3#new", "drug", "cyclosporine", "carla").status == 0);
    CHECK(both.correct("3#1003", "same_as", "1001", "ann").status == 0);
    CHECK(both.correct("3#1002", "same_as", "1003", "bob").status == 0);
    CHECK(both.values().empty()); // all three are one
    CHECK(both.cases().size() == 1);
    CHECK(both.correct("3#1002", "same_as", "", "bob", {"--withdraw"}).status == 0);
    CHECK(both.correct("3#1003", "same_as", "1002", "carla").status == 0);
    CHECK(both.values().size() == 1); // nobody says that the first is the second any more
}

TEST_CASE("what a file took back of a patient is known when it is read again, also when the patient was parted since")
{
    const AddedByBoth added(1);
    at("2026-02-01T00:00:00Z");
    CHECK(added.correct("3#1001", "outcome", "fatal", "ann").status == 0);
    CHECK(added.correct("3#1002", "same_as", "1001", "bob").status == 0);
    at("2026-02-02T00:00:00Z");
    const std::string file = "3#1002,outcome,,ann,,yes\n"; // the word stays on the number of which it was said
    CHECK(added.many(file)["added"] == 1);
    CHECK(added.many(file)["known"] == 1);
    at("2026-02-03T00:00:00Z");
    CHECK(added.correct("3#1002", "same_as", "none", "bob").status == 0);
    const Json again = added.many(file);
    CHECK(again["known"] == 1);
    CHECK(again["bad"].empty());
}

TEST_CASE("what two added blind to each other is one patient when one reviewer is asked for from then on, till it is "
          "said")
{
    const AddedByBoth both;
    const auto ask_for_one = [&] {
        std::string protocol = both.desk.read("protocol.json");
        both.desk.write("protocol.json", protocol.replace(protocol.find("\"reviewers\": 2"), 14, "\"reviewers\": 1"));
    };
    ask_for_one();
    CHECK(both.desk.run({"screen"}).status == 0);
    const auto patients = [&] {
        Store store = both.desk.store();
        return current_cases(store, "pubmed:3").size();
    };
    CHECK(patients() == 1);
    CHECK(both.desk.run({"agreement"}).out.find("one or two: pubmed:3#1002, added by bob") != std::string::npos);
    CHECK(Json::parse(both.desk.run({"status", "--format", "json"}).out)["added_twice"] == 1);
    both.correct("3#1002", "same_as", "none", "carla");
    CHECK(patients() == 2);
    const ReviewersSince then = {{"2026-01-01T00:00:00Z", 2}, {"2026-01-05T00:00:00Z", 1}};
    const auto twice = [&](const std::string& hers, const std::string& his) {
        return added_twice({{"a", 1001, "drug", "cyclosporine", "ann", hers, ""},
                            {"a", 1002, "drug", "cyclosporine", "bob", his, ""}},
                           1, then)
            .size();
    };
    CHECK(twice("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z") == 1);
    CHECK(twice("2026-01-02T00:00:00Z", "2026-01-06T00:00:00Z") == 0); // he saw hers
    CHECK(twice("2025-01-02T00:00:00Z", "2025-01-06T00:00:00Z") == 1); // under the first, as other words are
}

TEST_CASE("who is blind to the other sees neither the other's case beside FAERS nor what the other said of whose it is")
{
    const AddedByBoth both;
    CHECK(both.correct("3#1001", "sex", "female", "ann").status == 0);
    CHECK(both.desk.run({"faers", "add", (faers_sample() / "faers_ascii_2024q4.zip").string()}).status == 0);
    const auto shows = [&](const char* who) {
        return both.desk.run({"show", "3", "--by", who}).out +
               both.desk.run({"show", "3", "--by", who, "--format", "json"}).out;
    };
    CHECK(both.desk.run({"faers", "articles"}).status == 0);
    CHECK(both.desk.run({"show", "3"}).out.find("case pubmed:3#1001: ") != std::string::npos);
    CHECK(shows("bob").find("pubmed:3#1001") == std::string::npos);
    CHECK(both.desk.run({"index"}).status == 0);
    CHECK(both.desk.run({"show", "3"}).out.find("  case 1001: ") != std::string::npos);
    CHECK(shows("bob").find("  case 1001: ") == std::string::npos);
    CHECK(shows("bob").find("\"case\": 1001") == std::string::npos);
    CHECK(both.correct("3#1002", "same_as", "1001", "ann").status == 0);
    CHECK(
        both.correct("3#1002", "same_as", "none", "bob").out.find("nothing said of whose patient it is → a patient") !=
        std::string::npos);
    CHECK(both.correct("3#1002", "same_as", "1001", "carla", {"--adjudicate"})
              .out.find("a patient of its own → the patient of #1001") != std::string::npos); // who settles reads all
}

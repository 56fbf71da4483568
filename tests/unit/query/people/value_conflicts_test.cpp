// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/value_conflicts.hpp"

#include "query/casebook.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

TEST_CASE("people who contradict each other on a value are listed until it is settled, and each takes hers back")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto values = [&] { return Json::parse(desk.run({"agreement", "--format", "json"}).out)["values"]; };
    const auto age = [&] { return current_cases(desk.store(), "pubmed:1")[0].patient.age_years; };
    const auto correct = [&](const std::string& value, const std::string& who) {
        return desk.run({"correct", "1#1", "age_years", value, "--by", who}).status;
    };
    CHECK(correct("34", "ann") == 0);
    CHECK(correct("34.0", "bob") == 0); // the same value
    CHECK(values().empty());
    CHECK(desk.run({"correct", "1#1", "age_years", "40", "--by", "carla", "--adjudicate"}).status == 0);
    CHECK(desk.run({"correct", "1#1", "age_years", "--withdraw", "--by", "carla"}).status == 0);
    CHECK(correct("43", "bob") == 0);
    REQUIRE(values().size() == 1);
    CHECK(values()[0]["field"] == "age_years");
    CHECK(values()[0]["first"]["value"] == "34");
    CHECK(values()[0]["now"]["by"] == "bob");
    CHECK(desk.run({"agreement"}).out.find("conflict: pubmed:1#1 ") != std::string::npos);
    CHECK(desk.run({"status"}).out.find("1 value on which two people differ") != std::string::npos);
    CHECK(*age().value == 43);
    CHECK(desk.run({"correct", "1#1", "age_years", "40", "--by", "carla", "--adjudicate"}).status == 0);
    at("2026-01-02T00:00:00Z");
    CHECK(correct("44", "bob") == 0);
    CHECK(*age().value == 40);
    CHECK(values()[0]["settled"]["by"] == "carla");
    CHECK(desk.run({"status"}).out.find("on which two people differ") == std::string::npos);
    CHECK(desk.run({"correct", "1#1", "age_years", "--withdraw", "--by", "bob"}).status == 0);
    CHECK(values()[0]["second"]["value"] == "43"); // his earlier word stands again
    for (const char* who : {"bob", "bob", "carla", "ann"})
        CHECK(desk.run({"correct", "1#1", "age_years", "--withdraw", "--by", who}).status == 0);
    CHECK(desk.run({"correct", "1#1", "age_years", "--withdraw", "--by", "ann"}).status == 1);
    CHECK(*age().value == 30); // what was read
    CHECK(desk.run({"show", "1", "--history"}).out.find("taken back") != std::string::npos);
    CHECK(desk.run({"correct", "1#1", "sex", "male", "--by", "dora", "--adjudicate"}).status == 1);
}

TEST_CASE(
    "people who answer an item differently are listed until it is settled, and an export shows whose answers it has")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto answer = [&](std::vector<std::string> words, const std::string& who) {
        words.insert(words.begin(), {"appraise", "1#1", "--instrument", "naranjo", "--item", "5", "--by", who});
        return desk.run(words).status;
    };
    const auto values = [&] { return Json::parse(desk.run({"agreement", "--format", "json"}).out)["values"]; };
    const auto item = [&](const std::string& view) {
        const std::string out = desk.run({"export", "appraisal", "--format", "json", "--view", view}).out;
        const Json cells = Json::parse(out)["rows"][0]["cells"];
        return cells["item_5"]["text"].get<std::string>();
    };
    CHECK(answer({"--answer", "yes"}, "ann") == 0);
    CHECK(answer({"--answer", "no"}, "bob") == 0);
    REQUIRE(values().size() == 1);
    CHECK(values()[0]["instrument"] == "naranjo");
    CHECK(values()[0]["item"] == 5);
    CHECK(item("agreed") == "no");
    CHECK(item("machine") == "?");
    CHECK(answer({"--answer", "na", "--adjudicate"}, "carla") == 0);
    CHECK(item("agreed") == "n/a");
    CHECK(values()[0]["settled"]["value"] == "not_applicable");
    CHECK(answer({"--withdraw"}, "carla") == 0);
    CHECK(answer({"--withdraw"}, "bob") == 0);
    CHECK(item("agreed") == "yes");
    CHECK(values().empty());
    CHECK(answer({"--withdraw"}, "bob") == 1);
    CHECK(answer({"--withdraw", "--answer", "yes"}, "ann") == 2);
    CHECK(desk.run({"show", "1", "--history"}).out.find("naranjo item 5 of case 1") != std::string::npos);
}

TEST_CASE("a name that differs from another's by capitals alone is told, once")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"decide", "1", "include", "--by", "Ana"}).err.empty());
    CHECK(desk.run({"decide", "2", "maybe", "--by", "ana"}).err.find("ana counts as another person than Ana") == 0);
    CHECK(desk.run({"decide", "3", "include", "--by", "ana"}).err.empty());
    CHECK(desk.run({"correct", "1#1", "sex", "male", "--by", "ANA"}).err.find("ANA counts as another person") == 0);
}

TEST_CASE("capitals and the order of a list are no conflict, another drug in it is")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto correct = [&](const char* field, const char* value, const char* who) {
        CHECK(desk.run({"correct", "1#1", field, value, "--by", who}).status == 0);
    };
    correct("concomitants", "prednisolone; Azathioprine", "ann");
    correct("concomitants", "azathioprine; prednisolone", "bob");
    correct("indication", "Psoriasis", "ann");
    correct("indication", "psoriasis", "bob");
    CHECK(value_conflicts(store, "pubmed:1").empty());
    at("2026-01-02T00:00:00Z");
    correct("concomitants", "azathioprine", "bob");
    CHECK(value_conflicts(store, "pubmed:1").size() == 1);
}

TEST_CASE("what is counted and exported says which values two people gave differently, until it is settled")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto count = [&](std::vector<std::string> view = {}) {
        view.insert(view.begin(), {"count", "--format", "json"});
        return Json::parse(desk.run(view).out)["values_in_conflict"];
    };
    const auto cell = [&](const std::string& what) {
        std::string line = desk.run({"export", what, "--format", "jsonl"}).out;
        return Json::parse(line.substr(0, line.find('\n')))["in_conflict"];
    };
    CHECK(count() == 0);
    for (const auto& [who, age] : {std::pair("ann", "34"), std::pair("bob", "43")})
        CHECK(desk.run({"correct", "1#1", "age_years", age, "--by", who}).status == 0);
    CHECK(count() == 1);
    CHECK(count({"--view", "ann"}) == 0);
    CHECK(desk.run({"count"}).out.find("1 value of these patients on which two people differ") != std::string::npos);
    for (const char* what : {"cases", "table"})
        CHECK(cell(what) == "age_years: ann 34, bob 43");
    CHECK(desk.run({"export", "table", "--format", "markdown"}).out.find(": ann 34, bob 43)") != std::string::npos);
    CHECK(desk.run({"correct", "1#1", "age_years", "43", "--by", "carla", "--adjudicate"}).status == 0);
    CHECK(count() == 0);
    for (const char* what : {"cases", "table"})
        CHECK(cell(what).is_null());
}

TEST_CASE("how far two agree is told of each field and each item that both gave, before one of them followed the other")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto correct = [&](const std::string& id, const char* field, const char* value, const char* who) {
        CHECK(desk.run({"correct", id, field, value, "--by", who}).status == 0);
    };
    for (const char* who : {"ann", "bob"}) {
        correct("1#1", "sex", "female", who);
        correct("2#1", "sex", who == std::string("ann") ? "male" : "female", who);
        CHECK(desk.run({"appraise", "1#1", "--instrument", "naranjo", "--item", "5", "--answer", "yes", "--by", who})
                  .status == 0);
    }
    correct("1#1", "age_years", "34", "ann"); // by one alone
    at("2026-01-02T00:00:00Z");
    correct("2#1", "sex", "male", "bob"); // he gave in
    const Json told = Json::parse(desk.run({"agreement", "--format", "json"}).out)["value_agreement"];
    REQUIRE(told.size() == 2);
    CHECK(told[0]["field"] == "sex");
    CHECK(told[0]["both"] == 2);
    CHECK(told[0]["same"] == 1);
    CHECK(told[0]["agreement"] == doctest::Approx(0.5));
    CHECK(told[0]["kappa"].is_null()); // two cases tell nothing
    CHECK(told[1]["instrument"] == "naranjo");
    CHECK(told[1]["item"] == 5);
    const std::string text = desk.run({"agreement"}).out;
    CHECK(text.find("ann and bob, values that both gave") != std::string::npos);
    CHECK(text.find("1 of 2    the same, 50.0 %") != std::string::npos);
    for (int i = 10; i < 20; ++i) {
        const std::string id = std::to_string(i);
        put(store, article(id, "Eddy", 2012, "A woman had alopecia on cyclosporine."));
        for (const char* who : {"ann", "bob"})
            correct(id + "#new", "drug", "cyclosporine", who);
        correct(id + "#1001", "outcome", i < 15 ? "recovered" : "not_recovered", "ann");
        correct(id + "#1002", "outcome", i < 16 ? "recovered" : "not_recovered", "bob");
        correct(id + "#1002", "same_as", "1001", "carla");
    }
    for (const ValueAgreement& one : value_agreements(store))
        if (one.field == "outcome") {
            CHECK(one.both == 10);
            CHECK(one.same == 9);
            CHECK(*one.kappa == doctest::Approx(0.8)); // by chance 0.5 · 0.6 + 0.5 · 0.4
        }
}

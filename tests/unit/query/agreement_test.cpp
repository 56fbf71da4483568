// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/agreement.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

TEST_CASE("kappa and its interval are those of published examples")
{
    // Fleiss, Levin & Paik 2003, Statistical methods for rates and proportions, ch. 18: psychosis, neurosis, organic
    const auto diagnoses = kappa_of({{{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}});
    REQUIRE(diagnoses);
    CHECK(diagnoses->agreement == doctest::Approx(0.89));
    CHECK(diagnoses->by_chance == doctest::Approx(0.66));
    CHECK(diagnoses->value == doctest::Approx(0.676).epsilon(0.001));
    CHECK(diagnoses->error == doctest::Approx(0.0877).epsilon(0.001));
    // R package statpsych, ci.kappa(.05, 31, 12, 4, 58): 0.6756757, 0.07344761, 0.5317210, 0.8196303
    const auto two = kappa_of({{{31, 12, 0}, {4, 58, 0}, {0, 0, 0}}});
    REQUIRE(two);
    CHECK(two->value == doctest::Approx(0.6756757).epsilon(1e-6));
    CHECK(two->error == doctest::Approx(0.07344761).epsilon(1e-6));
    CHECK(two->low == doctest::Approx(0.5317210).epsilon(1e-6));
    CHECK(two->high == doctest::Approx(0.8196303).epsilon(1e-6));
}

TEST_CASE("without records, or where all got the same verdict, there is no kappa")
{
    CHECK_FALSE(kappa_of({}));
    CHECK_FALSE(kappa_of({{{0, 0, 0}, {0, 9, 0}, {0, 0, 0}}}));
    CHECK(kappa_of({{{0, 0, 0}, {0, 5, 0}, {0, 0, 5}}})->value == doctest::Approx(1));
    CHECK(kappa_of({{{0, 0, 0}, {0, 5, 5}, {0, 5, 5}}})->value == doctest::Approx(0));
}

TEST_CASE("each two reviewers are compared on what both judged; conflicts and what one alone saw are told")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:1", Verdict::include, "", "bob");
    decide(store, "pubmed:2", Verdict::include, "", "ann");
    decide(store, "pubmed:3", Verdict::exclude, "drug_is_treatment_of_event", "ann");
    decide(store, "pubmed:3", Verdict::include, "", "bob");
    at("2026-01-02T00:00:00Z");
    decide(store, "pubmed:3", Verdict::exclude, "other_drug_is_suspect", "bob"); // changed his mind: no conflict
    decide(store, "pubmed:4", Verdict::unclear, "", "ann");
    decide(store, "pubmed:4", Verdict::exclude, "not_english", "bob");
    const Json json = Json::parse(desk.run({"agreement", "--format", "json"}).out);
    REQUIRE(json["pairs"].size() == 1);
    const Json& pair = json["pairs"][0];
    CHECK(pair["both"] == 3);
    CHECK(pair["only_first"] == 1);
    CHECK(pair["only_second"] == 0);
    REQUIRE(pair["conflicts"].size() == 1);
    CHECK(pair["conflicts"][0]["id"] == "pubmed:4");
    CHECK(pair["conflicts"][0]["second"]["reason"] == "not_english");
    CHECK(pair["agreement"] == doctest::Approx(2.0 / 3));
    CHECK(desk.run({"agreement"})
              .out.find("conflict: pubmed:4 (Davis 2010): ann unclear, bob exclude (not_english); what "
                        "counts is exclude (not_english) by bob") != std::string::npos);
}

TEST_CASE("agreement is told for each stage by itself, or of the latest words")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto say = [&](const char* id, const char* verdict, const char* who, const char* stage) {
        std::vector<std::string> words = {"decide", id, verdict, "--by", who, "--stage", stage};
        if (verdict == std::string("exclude"))
            words.insert(words.end(), {"--reason", "in_vitro"});
        CHECK(desk.run(words).status == 0);
    };
    for (const char* id : {"1", "2", "3"})
        say(id, "include", "ann", "title");
    say("1", "include", "bob", "title");
    say("2", "exclude", "bob", "title");
    say("1", "include", "ann", "fulltext");
    say("1", "exclude", "bob", "fulltext");
    const auto pair = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--format", "json"});
        return Json::parse(desk.run(words).out)["pairs"][0];
    };
    CHECK(pair({"agreement", "--stage", "title"})["conflicts"][0]["id"] == "pubmed:2");
    CHECK(pair({"agreement", "--stage", "title"})["only_first"] == 1);
    CHECK(pair({"agreement", "--stage", "fulltext"})["both"] == 1);
    CHECK(pair({"agreement", "--stage", "fulltext"})["conflicts"][0]["id"] == "pubmed:1");
    CHECK(pair({"agreement"})["conflicts"].size() == 2);
}

TEST_CASE("one reviewer agrees with nobody")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    const Ran ran = desk.run({"agreement"});
    CHECK(ran.status == 0);
    CHECK(ran.err == "Fewer than two people have decided anything here.\n");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/agreement.hpp"
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

TEST_CASE("beside a kappa that few inclusions make small stands the one that is adjusted for them")
{
    // Byrt, Bishop & Carlin 1993: 2 p - 1 of two verdicts, here 118 of 125 alike
    const VerdictTable rare = {{{0, 0, 0}, {0, 0, 5}, {0, 2, 118}}};
    CHECK(kappa_of(rare)->value < 0);
    CHECK(*pabak_of(rare) == doctest::Approx(0.888));
    CHECK(*pabak_of({{{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}}) == doctest::Approx(0.835)); // (3 · 0.89 - 1) / 2
    CHECK(*pabak_of({{{0, 0, 0}, {0, 9, 0}, {0, 0, 0}}}) == doctest::Approx(1));
    CHECK_FALSE(pabak_of({}));
}

TEST_CASE("each two reviewers are compared on what both judged, conflicts and what one alone saw are told")
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
    decide(store, "pubmed:3", Verdict::exclude, "other_drug_is_suspect", "bob"); // agreed after the conflict was there
    decide(store, "pubmed:4", Verdict::unclear, "", "ann");
    decide(store, "pubmed:4", Verdict::exclude, "not_english", "bob");
    const Json json = Json::parse(desk.run({"agreement", "--format", "json"}).out);
    REQUIRE(json["pairs"].size() == 1);
    const Json& pair = json["pairs"][0];
    CHECK(pair["both"] == 3);
    CHECK(pair["only_first"] == 1);
    CHECK(pair["only_second"] == 0);
    CHECK(pair["stage"] == "title/abstract");
    REQUIRE(pair["conflicts"].size() == 2);
    CHECK(pair["conflicts"][0]["second"]["verdict"] == "include");
    CHECK(pair["conflicts"][0]["second_now"]["verdict"] == "exclude");
    CHECK(pair["conflicts"][1]["id"] == "pubmed:4");
    CHECK(pair["conflicts"][1]["second"]["reason"] == "not_english");
    CHECK(pair["agreement"] == doctest::Approx(1.0 / 3));
    CHECK(pair["pabak"] == doctest::Approx(0));
    CHECK(pair["included"]["second"] == 2);
    CHECK(desk.run({"agreement"})
              .out.find("conflict: pubmed:3 (Clark 2005): ann exclude (drug_is_treatment_of_event), bob include, since "
                        "then exclude (other_drug_is_suspect); what counts is exclude") != std::string::npos);
    CHECK(desk.run({"agreement"})
              .out.find("conflict: pubmed:4 (Davis 2010): ann unclear, bob exclude (not_english); what "
                        "counts is exclude (not_english) by bob") != std::string::npos);
}

TEST_CASE("agreement is told for each stage by itself")
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
    CHECK(pair({"agreement"}) == pair({"agreement", "--stage", "title"}));
    CHECK(Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"].size() == 2);
}

TEST_CASE("kappa is of what each said before the conflict was there, whatever they agreed on afterwards")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto pair = [&] { return Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0]; };
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    at("2026-01-02T00:00:00Z");
    decide(store, "pubmed:1", Verdict::exclude, "in_vitro", "ann"); // a slip, mended before anybody else spoke
    decide(store, "pubmed:2", Verdict::include, "", "ann");
    at("2026-01-03T00:00:00Z");
    decide(store, "pubmed:1", Verdict::include, "", "bob");
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "bob"}).status == 0); // the wrong key, undone
    decide(store, "pubmed:1", Verdict::exclude, "in_vitro", "bob");
    decide(store, "pubmed:2", Verdict::exclude, "in_vitro", "bob");
    CHECK(pair()["agreement"] == doctest::Approx(0.5));
    at("2026-01-04T00:00:00Z");
    decide(store, "pubmed:2", Verdict::exclude, "in_vitro", "ann");
    CHECK(pair()["agreement"] == doctest::Approx(0.5));
    CHECK(pair()["conflicts"].size() == 1);
    CHECK(desk.run({"decide", "2", "withdraw", "--by", "ann"}).status == 0);
    CHECK(desk.run({"decide", "2", "include", "--by", "carla", "--adjudicate"}).status == 0);
    decide(store, "pubmed:2", Verdict::include, "", "dora"); // has seen how it was settled
    const Json pairs = Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"];
    CHECK(pairs.size() == 1);
    CHECK(pairs[0]["agreement"] == doctest::Approx(0.5));
    CHECK(pairs[0]["conflicts"][0]["settled"]["by"] == "carla");
}

TEST_CASE("what is taken back after both had spoken changes no kappa, with or without a settlement")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto pair = [&] { return Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0]; };
    for (const char* id : {"pubmed:1", "pubmed:2", "pubmed:3"})
        decide(store, id, Verdict::include, "", "ann");
    decide(store, "pubmed:1", Verdict::include, "", "bob");
    decide(store, "pubmed:2", Verdict::exclude, "in_vitro", "bob");
    decide(store, "pubmed:3", Verdict::exclude, "in_vitro", "bob");
    const Json before = pair();
    CHECK(before["agreement"] == doctest::Approx(1.0 / 3));
    at("2026-01-03T00:00:00Z"); // they have talked
    CHECK(desk.run({"decide", "2", "withdraw", "--by", "ann"}).status == 0);
    decide(store, "pubmed:2", Verdict::exclude, "in_vitro", "ann");
    CHECK(desk.run({"decide", "3", "include", "--by", "carla", "--adjudicate"}).status == 0);
    CHECK(desk.run({"decide", "3", "withdraw", "--by", "bob"}).status == 0);
    CHECK(pair()["kappa"] == before["kappa"]);
    CHECK(pair()["table"] == before["table"]);
    CHECK(pair()["conflicts"].size() == 2);
}

TEST_CASE("what was settled against both stays listed, and exclusions for different reasons have a line of their own")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* who : {"ann", "bob"}) {
        decide(store, "pubmed:1", Verdict::include, "", who);
        decide(store, "pubmed:3", Verdict::exclude, who == std::string("ann") ? "in_vitro" : "animal_study", who);
    }
    const auto pair = [&] { return Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0]; };
    CHECK(pair()["conflicts"].empty());
    REQUIRE(pair()["reasons"].size() == 1);
    CHECK(pair()["reasons"][0]["first"]["reason"] == "in_vitro");
    CHECK(desk.run({"agreement"})
              .out.find("reasons differ: pubmed:3 (Clark 2005): ann exclude (in_vitro), bob exclude "
                        "(animal_study); what counts is exclude (animal_study) by bob") != std::string::npos);
    at("2026-01-02T00:00:00Z");
    CHECK(desk.run({"decide", "1", "exclude", "--reason", "in_vitro", "--by", "carla", "--adjudicate"}).status == 0);
    REQUIRE(pair()["conflicts"].size() == 1);
    CHECK(pair()["conflicts"][0]["settled"]["verdict"] == "exclude");
    CHECK(pair()["agreement"] == doctest::Approx(1));
}

namespace {

/// The desk's protocol with two reviewers.
void ask_for_two(const Desk& desk)
{
    std::string protocol = desk.read("protocol.json");
    protocol.insert(protocol.find("\"include\""), "\"reviewers\": 2, ");
    desk.write("protocol.json", protocol);
}

} // namespace

TEST_CASE("where two reviewers are asked for, a conflict counts as unclear until it is settled")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    ask_for_two(desk);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:1", Verdict::exclude, "in_vitro", "bob");
    const auto records = [&] { return Json::parse(desk.run({"count", "--format", "json"}).out)["records"]; };
    CHECK(records()["in_conflict"] == 1);
    CHECK(records()["included"] == 1);
    CHECK(desk.run({"status"}).out.find("1 article unclear because reviewers disagree: `casebook agreement`") !=
          std::string::npos);
    CHECK(desk.run({"agreement"})
              .out.find("ann include, bob exclude (in_vitro); nothing counts until `decide … --adjudicate` or `review "
                        "--adjudicate` settles it") != std::string::npos);
    CHECK(Json::parse(desk.run({"export", "prisma", "--format", "json"}).out)
              .dump()
              .find("1 record still open because two reviewers disagree") != std::string::npos);
    CHECK(desk.run({"show", "1"})
              .out.find("* 2026-01-01T00:00:00Z unclear because reviewers disagree: ann: include; "
                        "bob: exclude (in_vitro)") != std::string::npos);
    const Ran settled = desk.run({"decide", "1", "include", "--by", "carla", "--adjudicate", "--note", "see table 2"});
    CHECK(settled.out.find("pubmed:1 (Adams 1990): include by carla, which settles it\n") == 0);
    CHECK(records()["in_conflict"] == 0);
    CHECK(records()["included"] == 2);
    const Json conflict = Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0]["conflicts"][0];
    CHECK(conflict["settled"]["by"] == "carla");
    CHECK(conflict["settled"]["note"] == "see table 2");
    CHECK(conflict["now"]["verdict"] == "include");
    CHECK(Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"].size() == 1); // carla reviews nothing
}

TEST_CASE("there is nothing to settle where fewer than two people spoke")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    const Ran ran = desk.run({"decide", "1", "include", "--by", "carla", "--adjudicate"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("fewer than two people have judged this article") != std::string::npos);
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "ann", "--adjudicate"}).status == 2);
}

TEST_CASE("what two people agree on may be told by one of them, beside what each had said")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    ask_for_two(desk);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:1", Verdict::exclude, "in_vitro", "bob");
    CHECK(desk.run({"decide", "1", "include", "--by", "bob", "--adjudicate"}).status == 0);
    CHECK(Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0]["conflicts"].size() == 1);
    Store now = desk.store();
    now.set_view({Whose::agreed, "", 2});
    CHECK(now.current_decision("pubmed:1")->adjudicated);
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "bob"}).status == 0); // the last word: what settled it
    CHECK(now.current_decision("pubmed:1")->by == by_conflict);
}

TEST_CASE("two reviewers are blind to each other: deciding, the queue and `show --by` tell nothing of the other")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    ask_for_two(desk);
    decide(store, "pubmed:1", Verdict::exclude, "in_vitro", "bob");
    CHECK(desk.run({"correct", "1#1", "sex", "male", "--by", "bob"}).status == 0);
    for (const std::vector<std::string>& words : {std::vector<std::string>{"decide", "1", "include", "--by", "ann"},
                                                  {"decide", "1", "include", "--by", "ann", "--format", "json"},
                                                  {"queue", "--by", "ann"},
                                                  {"show", "1", "--by", "ann"},
                                                  {"show", "1", "--by", "ann", "--format", "json"}}) {
        const Ran ran = desk.run(words);
        CHECK(ran.status == 0);
        CHECK(ran.out.find("bob") == std::string::npos);
        CHECK(ran.out.find("in_vitro") == std::string::npos);
        CHECK(ran.out.find("conflict") == std::string::npos);
    }
    CHECK(desk.run({"show", "1", "--by", "carla"}).out.find("not decided by carla yet") != std::string::npos);
    CHECK(desk.run({"decide", "1", "include", "--by", "Conflict"}).status == 2);
}

TEST_CASE("what a person said of a record that was merged away counts for the one that stays")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("5", "Adams", 1990, "The same report again."));
    decide(store, "pubmed:5", Verdict::include);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:5", Verdict::exclude, "in_vitro", "bob");
    store.add(Pairing{"pubmed:1", "pubmed:5", Kinship::duplicate, "ann", "", ""});
    const Json pair = Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0];
    CHECK(pair["both"] == 1);
    CHECK(pair["conflicts"][0]["id"] == "pubmed:1");
    CHECK(store.current_decision("pubmed:1")->by == "bob");
    CHECK(store.rules_decision("pubmed:1")->article == "pubmed:1");
    CHECK(desk.run({"queue", "--by", "bob"}).out.find("pubmed:1 ") == std::string::npos);
    const std::string labels = desk.run({"export", "labels"}).out;
    CHECK(labels.find("bob") != std::string::npos);
    CHECK(labels.find("pubmed:5") == std::string::npos);
    store.add(Pairing{"pubmed:1", "pubmed:5", Kinship::open, "ann", "", ""}); // not one article after all
    CHECK(store.current_decision("pubmed:1")->by == "ann");
}

TEST_CASE("a conflict between records that were merged can be settled, and a word on the one merged away taken back")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    ask_for_two(desk);
    put(store, article("5", "Adams", 1990, "The same report again."));
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:5", Verdict::exclude, "in_vitro", "bob");
    store.add(Pairing{"pubmed:1", "pubmed:5", Kinship::duplicate, "ann", "", ""});
    CHECK(desk.run({"decide", "1", "include", "--by", "carla", "--adjudicate"}).status == 0);
    at("2026-01-02T00:00:00Z");
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "bob"}).status == 0);
    store.set_view({Whose::person, "bob", 2});
    CHECK_FALSE(store.current_decision("pubmed:1").has_value());
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

TEST_CASE("with two reviewers a record that one has judged awaits the other, everywhere, and tells her nothing")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    ask_for_two(desk);
    const auto records = [&](const std::string& view) {
        return Json::parse(desk.run({"count", "--format", "json", "--view", view}).out)["records"];
    };
    CHECK(desk.run({"decide", "1", "exclude", "--reason", "in_vitro", "--by", "ann"}).status == 0);
    CHECK(records("agreed")["by_one"] == 1);
    CHECK(records("agreed")["excluded"] == 1); // the rules' own, of another record
    CHECK(records("ann")["excluded"] == 1);
    const std::string text = "1 article unclear until a second reviewer has judged";
    CHECK(desk.run({"status"}).out.find(text) != std::string::npos);
    CHECK(desk.run({"count"}).out.find(text) != std::string::npos);
    CHECK(Json::parse(desk.run({"export", "prisma", "--format", "json"}).out)
              .dump()
              .find("1 record still open because a second reviewer has not judged it") != std::string::npos);
    CHECK(desk.run({"show", "1"}).out.find("unclear: judged by ann alone so far; awaiting a second reviewer") !=
          std::string::npos);
    CHECK(desk.run({"export", "labels"}).out.find("pubmed:1,") != std::string::npos);
    CHECK(desk.run({"export", "labels"}).out.find(",,unclear,,awaiting,") != std::string::npos);
    const Json queue = Json::parse(desk.run({"queue", "--by", "bob", "--format", "json"}).out);
    CHECK(queue["to_judge"] == 4);
    CHECK(queue.dump().find("ann") == std::string::npos);
    CHECK(Json::parse(desk.run({"queue", "--by", "ann", "--format", "json"}).out)["to_judge"] == 3);
    CHECK(Json::parse(desk.run({"queue", "--stage", "fulltext", "--format", "json"}).out)["records"] ==
          2); // what the rules include, and what they leave open
    CHECK(desk.run({"decide", "1", "exclude", "--reason", "in_vitro", "--by", "bob"}).status == 0);
    CHECK(records("agreed")["by_one"] == 0);
    CHECK(records("agreed")["excluded"] == 2);
}

TEST_CASE("of two people who judged nothing in common it is said that there is no agreement to tell")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide(store, "pubmed:1", Verdict::include, "", "ann");
    decide(store, "pubmed:2", Verdict::include, "", "bob");
    CHECK(desk.run({"agreement"}).out == "ann and bob, title and abstract: 0 records judged by both, 1 by ann alone, 1 "
                                         "by bob alone\n  nothing that both judged: there is no agreement to tell\n");
    CHECK(Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"][0]["kappa"].is_null());
}

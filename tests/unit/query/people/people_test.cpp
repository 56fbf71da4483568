// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/casebook.hpp"
#include "query/people.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

TEST_CASE("a person's decision counts before the machine's, which stays beside it")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran ran = desk.run({"decide", "3", "include", "--by", "AB", "--source", "full text", "--note", "read"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("pubmed:3 (Clark 2005): include by AB") != std::string::npos);
    CHECK(ran.out.find("the rules said exclude (drug_is_treatment_of_event)") == std::string::npos); // said as "before"
    CHECK(ran.out.find("before: exclude (drug_is_treatment_of_event) by rules") != std::string::npos);
    const Decision now = *store.current_decision("pubmed:3");
    CHECK(
        now ==
        Decision{
            "pubmed:3", Verdict::include, "", "AB", "2026-01-01T00:00:00Z", "read", "full text", {}, Stage::full_text});
    CHECK(store.rules_decision("pubmed:3")->verdict == Verdict::exclude);
    decide(store, "pubmed:3", Verdict::exclude, "drug_is_treatment_of_event");
    CHECK(store.current_decision("pubmed:3")->by == "AB");
}

TEST_CASE("saying the same again adds nothing, changing one's mind adds")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (int i = 0; i < 2; ++i)
        CHECK(desk.run({"decide", "4", "include", "--by", "AB"}).status == 0);
    CHECK(store.decisions("pubmed:4").size() == 2);
    CHECK(desk.run({"decide", "4", "exclude", "--reason", "not_english", "--by", "CD"}).status == 0);
    at("2026-01-01T00:00:01Z"); // within a second names would tell who was first
    CHECK(desk.run({"decide", "4", "include", "--by", "AB"}).status == 0); // again, against CD
    CHECK(store.decisions("pubmed:4").size() == 4);
    const Json json = Json::parse(desk.run({"decide", "4", "include", "--by", "AB", "--format", "json"}).out);
    CHECK(json["added"] == false);
    CHECK(json["now"]["verdict"] == "include");
    CHECK(json["rules"]["verdict"] == "unclear");
}

TEST_CASE("a word on the full text stays what counts when somebody judges the title later, and that is said")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"decide", "4", "include", "--by", "AB"}).status == 0);
    CHECK(desk.run({"decide", "4", "exclude", "--reason", "in_vitro", "--by", "AB", "--stage", "fulltext"}).status ==
          0);
    const Ran later = desk.run({"decide", "4", "include", "--by", "CD"});
    CHECK(later.out.find("pubmed:4 (Davis 2010): exclude (in_vitro) by AB at full text\n  CD says include on title and "
                         "abstract; the decision at full text counts before it\n") == 0);
    CHECK(desk.run({"decide", "4", "include", "--by", "CD"}).err == "That was decided already; nothing was added.\n");
    CHECK(desk.run({"decide", "4", "include", "--by", "AB"}).out.find("include by AB at full text") !=
          std::string::npos); // one does not unread a text
    CHECK(desk.run({"decide", "4", "include", "--by", "AB", "--stage", "abstract"}).status == 2);
    const Json history = Json::parse(desk.run({"show", "4", "--format", "json"}).out)["history"];
    CHECK(history[0]["stage"].is_null()); // the rules know none
    CHECK(history[1]["stage"] == "title/abstract");
    CHECK(history[2]["stage"] == "full text");
}

TEST_CASE("a word can be taken back: the record waits for that person again, and nothing is deleted")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"decide", "3", "include", "--by", "AB"}).status == 0);
    const auto waits = [&](const char* who) {
        return desk.run({"queue", "--by", who}).out.find("pubmed:3 ") != std::string::npos;
    };
    CHECK_FALSE(waits("AB"));
    const Ran none = desk.run({"decide", "3", "withdraw", "--by", "CD"});
    CHECK(none.status == 1);
    CHECK(none.err.find("CD has said nothing of this article that could be taken back.") != std::string::npos);
    CHECK(desk.run({"decide", "3", "withdraw", "--by", "AB", "--stage", "fulltext"}).status == 1);
    CHECK(desk.run({"decide", "3", "withdraw", "--by", "AB", "--source", "x"}).status == 2);
    const Ran back = desk.run({"decide", "3", "withdraw", "--by", "AB", "--note", "wrong key"});
    CHECK(back.out.find("pubmed:3 (Clark 2005): exclude (drug_is_treatment_of_event) by rules\n  AB took back what was "
                        "said last on title and abstract\n  before: include by AB, ") == 0);
    CHECK(waits("AB"));
    CHECK(store.decisions("pubmed:3").size() == 3);
    CHECK(store.decisions("pubmed:3").back().note == "wrong key");
    CHECK(desk.run({"show", "3"}).out.find("  2026-01-01T00:00:00Z withdrawn by AB: wrong key\n") != std::string::npos);
    CHECK(desk.run({"decide", "3", "withdraw", "--by", "AB"}).status == 1); // gone already
    CHECK(Json::parse(desk.run({"agreement", "--format", "json"}).out)["pairs"].empty());
    CHECK(desk.run({"export", "labels"}).out.find("AB") == std::string::npos);
}

TEST_CASE("an undo goes back word by word: first what was said of the full text, then of the title")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("5", "Evans", 2012, "Nobody screened this."));
    at("2026-01-01T00:00:01Z");
    desk.run({"decide", "5", "include", "--by", "AB"});
    at("2026-01-01T00:00:02Z");
    desk.run({"decide", "5", "exclude", "--reason", "in_vitro", "--by", "AB", "--stage", "fulltext"});
    CHECK(desk.run({"decide", "5", "withdraw", "--by", "AB"}).status == 0);
    CHECK(store.current_decision("pubmed:5")->verdict == Verdict::include);
    const Ran last = desk.run({"decide", "5", "withdraw", "--by", "AB"});
    CHECK(last.out.find("pubmed:5 (Evans 2012): nobody and no rule has decided\n") == 0);
    CHECK_FALSE(store.current_decision("pubmed:5"));
    CHECK(Json::parse(desk.run({"count", "--format", "json"}).out)["records"]["not_screened"] == 1);
    for (const char* kind : {"decisions", "review", "ris", "labels", "prisma"})
        CHECK(desk.run({"export", kind}).status == 0);
}

TEST_CASE("an exclusion needs a reason that is known, and nothing else has one")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran missing = desk.run({"decide", "4", "exclude", "--by", "AB"});
    CHECK(missing.status == 2);
    CHECK(missing.err.find("not_exposure_then_event") != std::string::npos); // the reasons are listed
    CHECK(desk.run({"decide", "4", "exclude", "--by", "AB", "--reason", "boring"}).status == 2);
    CHECK(desk.run({"decide", "4", "include", "--by", "AB", "--reason", "not_english"}).status == 2);
    CHECK(desk.run({"decide", "4", "perhaps", "--by", "AB"}).status == 2);
    CHECK(desk.run({"decide", "4", "include"}).status == 2);
    CHECK(desk.run({"decide", "4", "include", "--by", " "}).status == 2);
    CHECK(desk.run({"decide", "4", "include", "--by", "Rules"}).status == 2);
    CHECK(desk.run({"decide", "99", "include", "--by", "AB"}).status == 1);
    CHECK(store.decisions("pubmed:4").size() == 1);
}

TEST_CASE("a correction changes the field and leaves what the machine read")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran ran = desk.run({"correct", "1#1", "outcome", "recovering", "--by", "AB", "--note", "page 2"});
    CHECK(ran.status == 0);
    CHECK(ran.out == "pubmed:1#1 Outcome: recovered → recovering by AB; the machine read recovered\n");
    CHECK(current_cases(store, "pubmed:1").at(0).reaction.outcome.value == Outcome::recovering);
    CHECK(current_cases(store, "pubmed:1").at(0).reaction.outcome.by == "AB");
    CHECK(store.extraction("pubmed:1")->cases.at(0).reaction.outcome.value == Outcome::recovered);
    CHECK(store.corrections("pubmed:1").at(0).note == "page 2");
}

TEST_CASE("a value can be taken back to not reported")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"correct", "pubmed:1#1", "sex", "", "--by", "AB"}).status == 0);
    CHECK_FALSE(current_cases(store, "pubmed:1").at(0).patient.sex);
}

TEST_CASE("a value that the field does not have is refused and nothing is kept")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran ran = desk.run({"correct", "1#1", "latency", "soon", "--by", "AB"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("30..60") != std::string::npos);
    CHECK(desk.run({"correct", "1#1", "outcome", "cured", "--by", "AB"}).status == 2);
    CHECK(desk.run({"correct", "1#1", "colour", "red", "--by", "AB"}).status == 2);
    CHECK(desk.run({"correct", "1#2", "sex", "male", "--by", "AB"}).status == 1);
    CHECK(desk.run({"correct", "2", "sex", "male", "--by", "AB"}).status == 1); // which of the two?
    CHECK(store.corrections("pubmed:1").empty());
}

TEST_CASE("an article with one case needs no number")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"correct", "1", "age_years", "31", "--by", "AB"}).status == 0);
    CHECK(current_cases(store, "pubmed:1").at(0).patient.age_years.value == 31);
}

TEST_CASE("a case added by hand begins with its drug and can be corrected on")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"correct", "3#new", "sex", "male", "--by", "AB"}).status == 2);
    CHECK(desk.run({"correct", "3#new", "drug", "aspirin", "--by", "AB"}).status == 2); // no patient of this review
    const Ran ran = desk.run({"correct", "3#new", "drug", "csa", "--by", "AB"});
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("pubmed:3#1001 added, Drug: not reported → cyclosporine by AB"));
    CHECK(desk.run({"correct", "3#1001", "sex", "male", "--by", "AB"}).status == 0);
    const std::vector<Case> cases = current_cases(store, "pubmed:3");
    REQUIRE(cases.size() == 1);
    CHECK(is_suspected(cases[0]));
    CHECK(cases[0].patient.sex.value == Sex::male);
    CHECK(desk.run({"correct", "3#new", "drug", "cyclosporine", "--by", "AB"}).out.starts_with("pubmed:3#1002"));
    // what the machine reads later takes no number from it
    store.put_extraction("pubmed:3", "k2", {{suspect_case(1)}, {}});
    CHECK(current_cases(store, "pubmed:3").size() == 3);
}

TEST_CASE("one patient whom two blind reviewers add counts once, until a person says that they are two")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"decide", "3", "include", "--by", "ann"}).status == 0);
    CHECK(desk.run({"decide", "3", "include", "--by", "bob"}).status == 0);
    const auto correct = [&](const char* id, const char* field, const char* value, const char* who) {
        const Ran ran = desk.run({"correct", id, field, value, "--by", who});
        CHECK(ran.status == 0);
        return ran.out;
    };
    correct("3#new", "drug", "cyclosporine", "ann");
    correct("3#1001", "age_years", "34", "ann");
    correct("3#new", "drug", "cyclosporine", "bob");
    correct("3#1002", "sex", "female", "bob");
    const auto count = [&](int reviewers) {
        Store fresh = desk.store();
        fresh.set_view({Whose::agreed, "", reviewers});
        return current_cases(fresh, "pubmed:3").size();
    };
    CHECK(count(1) == 2); // with one reviewer they are what they say
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.replace(protocol.find("\"drug\""), 6, R"("reviewers": 2, "drug")"));
    REQUIRE(count(2) == 1);
    store.set_view({Whose::agreed, "", 2});
    const Case both = current_cases(store, "pubmed:3")[0];
    CHECK(both.number == 1001);
    CHECK(*both.patient.age_years.value == 34); // with the words of both
    CHECK(both.patient.sex.value == Sex::female);
    const auto agreement = [&] { return Json::parse(desk.run({"agreement", "--format", "json"}).out); };
    REQUIRE(agreement()["added_twice"].size() == 1);
    CHECK(agreement()["added_twice"][0]["case"] == "pubmed:3#1002");
    CHECK(desk.run({"agreement"}).out.find("one or two: pubmed:3#1002, added by bob, counts as the patient whom ann") !=
          std::string::npos);
    CHECK(desk.run({"count"}).out.find("added by bob, counts as the patient") != std::string::npos);
    CHECK(Json::parse(desk.run({"status", "--format", "json"}).out)["added_twice"] == 1);
    CHECK(correct("3#1002", "outcome", "recovered", "bob").starts_with("pubmed:3#1002"));  // he does not know
    CHECK(correct("3#1002", "outcome", "recovering", "ann").starts_with("pubmed:3#1002")); // as she names it
    CHECK(agreement()["values"].size() == 1);                                              // two words on one patient
    correct("3#1002", "same_as", "none", "carla");
    CHECK(count(2) == 2);
    CHECK(agreement()["added_twice"].empty());
    CHECK(desk.run({"correct", "3#1002", "same_as", "--withdraw", "--by", "carla"}).status == 0);
    CHECK(count(2) == 1);
    correct("3#1002", "same_as", "1001", "carla");
    CHECK(count(2) == 1);
    CHECK(count(1) == 1);
    CHECK(agreement()["added_twice"].empty());
    CHECK(desk.run({"show", "3", "--history"}).out.find("none → not reported") != std::string::npos);
    CHECK(desk.run({"show", "3", "--history"}).out.find("not reported → 1001") != std::string::npos);
    CHECK(desk.run({"correct", "3#1002", "same_as", "--withdraw", "--by", "ann"}).status == 1);
    CHECK(desk.run({"correct", "3#1002", "same_as", "1002", "--by", "ann"}).status == 2);
    CHECK(desk.run({"correct", "3#1", "same_as", "1002", "--by", "ann"}).status == 2);
    const Desk copy;
    desk.run({"dump", "-o", copy.file("dump")});
    {
        Store other = copy.store();
        fill(other);
        CHECK(copy.run({"correct", "3#new", "drug", "cyclosporine", "--by", "dora"}).status == 0);
    }
    CHECK(copy.run({"restore", copy.file("dump")}).status ==
          0); // 1001 is taken there: numbers move, what is said moves along
    CHECK(patients_of(copy.store(), "pubmed:3", {Whose::agreed, "", 1}).twice().size() == 1);
}

TEST_CASE("patients who cannot be one are two, and of two whom one reviewer added each has a fellow of its own")
{
    int turn = 0;
    const auto word = [&](int number, const char* field, const char* value, const char* by) {
        Correction out{"a", number, field, value, by, "2026-01-01T00:00:00Z", ""};
        out.turn = turn++;
        return out;
    };
    const auto drugs = [&](std::vector<std::pair<int, const char*>> who) {
        std::vector<Correction> out;
        for (const auto& [number, by] : who)
            out.push_back(word(number, "drug", "cyclosporine", by));
        return out;
    };
    std::vector<Correction> two = drugs({{1001, "ann"}, {1002, "bob"}});
    CHECK(added_twice(two, 2) == std::vector{AddedTwice{1002, "bob", 1001, "ann", false}});
    CHECK(added_twice(two, 1).empty());
    CHECK(added_twice(drugs({{1001, "ann"}, {1002, "ann"}}), 2).empty());
    for (const auto& [field, hers, his, joined] :
         {std::tuple("sex", "male", "female", 0U), std::tuple("age_years", "34", "36", 0U),
          std::tuple("age_years", "34", "35", 1U), std::tuple("age_years", "18 months", "40", 0U),
          std::tuple("age_years", "18 months", "2", 1U)}) {
        std::vector<Correction> said = two;
        said.push_back(word(1001, field, hers, "ann"));
        said.push_back(word(1002, field, his, "bob"));
        CHECK(added_twice(said, 2).size() == joined);
    }
    std::vector<Correction> four = drugs({{1001, "ann"}, {1002, "ann"}, {1003, "bob"}, {1004, "bob"}});
    four.push_back(word(1001, "sex", "male", "ann"));
    four.push_back(word(1003, "sex", "female", "bob"));
    CHECK(added_twice(four, 2) ==
          std::vector{AddedTwice{1003, "bob", 1002, "ann", false}, AddedTwice{1004, "bob", 1001, "ann", false}});
    four.push_back(word(1001, "same_as", "none", "carla"));
    CHECK(added_twice(four, 2).size() == 1);
    four.push_back(word(1004, "same_as", "1001", "dora")); // later, and of the two
    CHECK(added_twice(four, 2).size() == 2);
    four.push_back(word(1001, "same_as", "none", "carla"));
    CHECK(added_twice(four, 2).size() == 1);
    std::vector<Correction> three = drugs({{1001, "ann"}, {1002, "ann"}, {1003, "ann"}});
    three.push_back(word(1001, "same_as", "1003", "ann"));
    three.push_back(word(1002, "same_as", "1003", "ann"));
    CHECK(added_twice(three, 1) ==
          std::vector{AddedTwice{1002, "ann", 1001, "ann", true}, AddedTwice{1003, "ann", 1001, "ann", true}});
    std::vector<Correction> chain = drugs({{1001, "ann"}, {1002, "bob"}, {1003, "bob"}});
    chain.push_back(word(1003, "same_as", "1002", "bob"));
    CHECK(added_twice(chain, 2) ==
          std::vector{AddedTwice{1002, "bob", 1001, "ann", false}, AddedTwice{1003, "bob", 1001, "ann", true}});
}

TEST_CASE("what no patient can have is refused, what is unusual is asked about")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran ran = desk.run({"correct", "1#1", "age_years", "460", "--by", "AB"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("the most is 125") != std::string::npos);
    CHECK(desk.run({"correct", "1#1", "dose_mg_per_kg_day", "5000", "--by", "AB"}).status == 2);
    CHECK(desk.run({"correct", "1#1", "latency", "300 y", "--by", "AB"}).status == 2);
    CHECK(store.corrections("pubmed:1").empty());
    const Ran high = desk.run({"correct", "1#1", "dose_mg_per_kg_day", "500", "--by", "AB"});
    CHECK(high.status == 0);
    CHECK(high.err.find("500 mg per kg and day is unusual") != std::string::npos);
    CHECK(desk.run({"correct", "1#1", "age_years", "46", "--by", "AB"}).err.empty());
}

TEST_CASE("the event's term is one of the protocol's, by any of its names")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Ran ran = desk.run({"correct", "1#1", "event_term", "Alopezia", "--by", "AB"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("there are: alopecia areata, alopecia. Did you mean \"alopecia\"?") != std::string::npos);
    CHECK(desk.run({"correct", "1#1", "event_term", "Hair Loss", "--by", "AB"}).status == 0);
    CHECK(current_cases(store, "pubmed:1").at(0).reaction.term == "alopecia");
    CHECK(desk.run({"correct", "1#1", "event_term", "", "--by", "AB"}).status == 0);
    CHECK(current_cases(store, "pubmed:1").at(0).reaction.term.empty());
}

TEST_CASE("a corrected latency leaves the other clocks as they were read")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Extraction read = *store.extraction("pubmed:1");
    read.cases.at(0).latencies.push_back({Latency{{10, 10}, Anchor::last_dose}, {}, {}});
    store.put_extraction("pubmed:1", "k2", read);
    CHECK(desk.run({"correct", "1#1", "latency", "90", "--by", "AB"}).status == 0);
    const std::vector<Stated<Latency>> clocks = current_cases(store, "pubmed:1").at(0).latencies;
    REQUIRE(clocks.size() == 2);
    CHECK(clocks[0].value->days.min == 90);
    CHECK(clocks[0].by == "AB");
    CHECK(clocks[1].value->anchor == Anchor::last_dose);
    CHECK(clocks[1].by.empty());
}

TEST_CASE("a year of five digits is no year")
{
    const Desk desk;
    const auto add = [&](const std::string& year) {
        return desk.run({"add", "--title", "T " + year, "--year", year, "--how", "expert", "--by", "AB"}).status;
    };
    CHECK(add("19999") == 2);
    CHECK(add("2050") == 2);
    CHECK(add("199") == 2);
    CHECK(add("2019-03") == 0);
}

TEST_CASE("a claim is of a year that has been, and its number is one that can be kept")
{
    const Desk desk;
    desk.store();
    const auto claim = [&](const std::string& most, const std::string& year) {
        return desk
            .run({"count", "--claim", "few " + most + year, "--max", most, "--as-of", year, "--source", "X", "--by",
                  "A"})
            .status;
    };
    CHECK(claim("5", "1850") == 2);
    CHECK(claim("5", "2050") == 2);
    CHECK(claim("5", "4294969320") == 2);
    CHECK(claim("4294967301", "2024") == 2);
    CHECK(claim("5", "2024") == 0);
    CHECK(desk.run({"faers", "measure", "9223372036854775807", "5", "5", "5"}).status == 2);
}

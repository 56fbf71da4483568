// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

TEST_CASE("a word on what was settled is kept and told: who settled it, when, and what would change it")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.run({"decide", "1", "include", "--by", "ann"});
    desk.run({"decide", "1", "exclude", "--reason", "in_vitro", "--by", "bob"});
    CHECK(desk.run({"decide", "1", "include", "--by", "carla", "--adjudicate"}).err.find("settled") ==
          std::string::npos);
    std::string protocol = desk.read("protocol.json");
    at("2026-01-05T00:00:00Z");
    const std::string told = "pubmed:1 was settled by carla on 2026-01-01, and that counts; your word is kept beside "
                             "it. To change what counts: `decide … --adjudicate`, or carla takes it back: `decide "
                             "pubmed:1 withdraw --by 'carla'`.\n";
    const Ran one = desk.run({"decide", "1", "exclude", "--reason", "not_english", "--by", "ann"});
    CHECK(one.status == 0);
    CHECK(one.err.find(told) == 0);
    desk.write("protocol.json", protocol.insert(protocol.find("\"include\""), "\"reviewers\": 2, "));
    const Ran two = desk.run({"decide", "1", "unclear", "--by", "bob", "--format", "json"});
    CHECK(two.err == told); // not how
    CHECK(Json::parse(two.out)["settled_by"] == "carla");
    CHECK(store.decisions("pubmed:1").size() == 6);
    CHECK(store.current_decision("pubmed:1")->by == "carla");
    desk.write("more.csv", "article,verdict,by\n1,include,dora\n");
    CHECK(desk.run({"decide", "--from", desk.file("more.csv")}).err.find("line 2: pubmed:1 was settled by carla") == 0);
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "carla"}).err.empty());
    CHECK(desk.run({"decide", "1", "unclear", "--by", "bob"}).err.find("settled") == std::string::npos);
}

TEST_CASE("a correction of what was settled is kept and told, of a field and of an item")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.run({"correct", "1#1", "age_years", "31", "--by", "ann"});
    desk.run({"correct", "1#1", "age_years", "32", "--by", "bob"});
    CHECK(desk.run({"correct", "1#1", "age_years", "33", "--by", "carla", "--adjudicate"}).status == 0);
    const Ran later = desk.run({"correct", "1#1", "age_years", "31", "--by", "bob"});
    CHECK(later.status == 0);
    CHECK(later.out.find("Age (y): 33 → 33 by bob") != std::string::npos);
    CHECK(later.err.find("age_years of pubmed:1#1 was settled by carla on 2026-01-01, and that counts; your word is "
                         "kept beside it. To change what counts: `correct pubmed:1#1 age_years … --adjudicate`, or "
                         "carla takes it back: `correct pubmed:1#1 age_years --withdraw --by 'carla'`.\n") !=
          std::string::npos);
    const auto answer = [&](const std::string& word, const std::string& who, const std::string& more = "--format") {
        std::vector<std::string> words = {"appraise", "1#1", "--instrument", "naranjo", "--item", "4",
                                          "--answer", word,  "--by",         who,       more};
        if (more == "--format")
            words.emplace_back("json");
        return desk.run(words);
    };
    answer("yes", "ann");
    CHECK(answer("yes", "carla", "--adjudicate").status == 1); // one person has answered
    answer("yes", "bob");
    const Ran agreed = answer("yes", "carla", "--adjudicate");
    CHECK(agreed.status == 1);
    CHECK(agreed.err.find("all who have answered item 4 say yes: there is nothing to settle") != std::string::npos);
    answer("no", "bob");
    CHECK(answer("no", "carla", "--adjudicate").status == 0);
    CHECK(answer("yes", "ann").err.find("Item 4 of pubmed:1#1 was settled by carla on 2026-01-01") == 0);
}

TEST_CASE("what all say is not settled by saying it once more, and a settlement against all is one")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* who : {"ann", "bob"}) {
        desk.run({"decide", "3", "exclude", "--reason", "in_vitro", "--by", who});
        desk.run({"correct", "1#1", "sex", "male", "--by", who});
    }
    const Ran same = desk.run({"decide", "3", "exclude", "--reason", "in_vitro", "--by", "carla", "--adjudicate"});
    CHECK(same.status == 1);
    CHECK(same.err.find("all who have judged this article on title and abstract say exclude (in_vitro): there is "
                        "nothing to settle, and it counts so.") != std::string::npos);
    CHECK(desk.run({"decide", "3", "include", "--by", "carla", "--adjudicate"}).status == 0);
    CHECK(desk.run({"decide", "3", "include", "--by", "dora", "--adjudicate"}).status == 0); // settled anew
    const Ran value = desk.run({"correct", "1#1", "sex", "M", "--by", "carla", "--adjudicate"});
    CHECK(value.status == 1);
    CHECK(value.err.find("all who have corrected sex of pubmed:1#1 say male: there is nothing to settle") !=
          std::string::npos);
    CHECK(desk.run({"correct", "1#1", "sex", "female", "--by", "carla", "--adjudicate"}).status == 0);
}

TEST_CASE(
    "nobody settles alone by a file what fewer than two have judged, and what two have judged may stand anywhere in it")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto taken = [&](const std::string& rows) {
        desk.write("said.csv", "article,verdict,reason,by,adjudicated,at\n" + rows);
        return desk.run({"decide", "--from", desk.file("said.csv")});
    };
    at("2026-02-02T00:00:00Z");
    const Ran alone = taken("1,exclude,in_vitro,ann,1,\n1,include,,ann,,\n");
    CHECK(alone.status == 1);
    CHECK(alone.err.find("said.csv:2: fewer than two people have judged pubmed:1 at the stage title/abstract, so there "
                         "is nothing to settle; bring their words too") != std::string::npos);
    CHECK(store.decisions_by("ann").size() == 1);
    CHECK(store.quarantined().size() == 1);
    const std::string both = "1,exclude,in_vitro,carla,1,\n1,include,,ann,,\n1,unclear,,bob,,\n";
    CHECK(taken(both).status == 0);
    CHECK(store.current_decision("pubmed:1")->by == "carla");
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "ann"}).status == 0);
    CHECK(taken("1,exclude,in_vitro,carla,1,\n").status == 0); // known; ann had judged then
    CHECK(taken("2,include,,ann,,2026-01-01\n2,,,rules,,\n2,exclude,in_vitro,carla,1,2026-01-03\n"
                "2,unclear,,bob,,2026-01-02\n2,withdraw,,ann,,2026-01-04\n")
              .status == 0);
    CHECK(store.current_decision("pubmed:2")->by == "carla");
}

TEST_CASE("a word in another tool's record settles nothing alone, and what was settled comes back when a judge gave up")
{
    const Desk desk, other;
    Store store = desk.store(), there = other.store();
    fill(store);
    fill(there);
    desk.write("eve.ris", "TY  - JOUR\nTI  - Hair loss\nAN  - 1\nDB  - PubMed\nN1  - casebook: "
                          R"({"verdict":"exclude","by":"eve","adjudicated":true})"
                          "\nER  - \n");
    const Ran eve = desk.run({"import", desk.file("eve.ris"), "--decisions"});
    CHECK(eve.status == 1);
    CHECK(eve.err.find("eve settles what fewer than two people have judged") != std::string::npos);
    CHECK(store.current_decision("pubmed:1")->by == by_rules);
    REQUIRE(store.quarantined().size() == 1);
    CHECK(store.quarantined()[0].origin.channel.empty());
    desk.run({"decide", "2", "include", "--by", "ann"});
    desk.run({"decide", "2", "exclude", "--reason", "in_vitro", "--by", "bob"});
    desk.run({"decide", "2", "include", "--by", "carla", "--adjudicate"});
    desk.run({"decide", "2", "withdraw", "--by", "ann"});
    CHECK(desk.run({"import", desk.file("eve.ris"), "--decisions"}).status == 1);
    CHECK(store.quarantined().size() == 1);
    for (const char* form : {"ris", "labels"}) {
        const std::string file = desk.file(form);
        CHECK(desk.run({"export", form, "-o", file}).status == 0);
        CHECK(other.run({"import", file, "--decisions"}).status == 0);
        CHECK(there.current_decision("pubmed:2") == store.current_decision("pubmed:2"));
        CHECK(standing_words(there.history("pubmed:2")) == standing_words(store.history("pubmed:2")));
        CHECK(desk.run({"import", file, "--decisions", "--format", "json"}).out.find("\"added\": 0") !=
              std::string::npos);
    }
}

TEST_CASE("a file is valid in its own order: what settles stands before what a judge took back later")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string head = "article,verdict,reason,by,adjudicated\n";
    desk.write("said.csv", head + "1,include,,ann,\n1,exclude,in_vitro,bob,\n1,unclear,,carla,1\n1,withdraw,,bob,\n");
    for (const char* outcome : {"4 rows: 4 new, 0 known already\n", "4 rows: 0 new, 4 known already\n"})
        CHECK(desk.run({"decide", "--from", desk.file("said.csv")}).out.find(outcome) != std::string::npos);
    CHECK(store.current_decision("pubmed:1")->by == "carla");
    desk.write("said.csv",
               head +
                   "2,unclear,,carla,1\n2,include,,ann,\n2,exclude,in_vitro,bob,\n"); // what it settles stands below it
    CHECK(desk.run({"decide", "--from", desk.file("said.csv")}).out.find("3 new") != std::string::npos);
    desk.write("said.csv", head + "4,unclear,,carla,1\n4,include,,ann,\n");
    CHECK(desk.run({"decide", "--from", desk.file("said.csv")}).err.find("fewer than two people") != std::string::npos);
    CHECK(store.current_decision("pubmed:2")->by == "carla");
}

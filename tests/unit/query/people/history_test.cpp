// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/history.hpp"

#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

/// Two days of work on the first of the desk's articles.
void work(const Desk& desk)
{
    Store store = desk.store();
    fill(store);
    at("2026-01-02T00:00:00Z");
    desk.run({"correct", "1#1", "sex", "male", "--by", "ann", "--note", "page 2"});
    at("2026-01-03T00:00:00Z");
    desk.run({"decide", "1", "exclude", "--reason", "in_vitro", "--by", "bob", "--stage", "fulltext"});
    at("2026-01-04T00:00:00Z");
    desk.run({"correct", "1#1", "sex", "", "--by", "bob"});
    at("2026-01-05T00:00:00Z");
    desk.run({"decide", "1", "withdraw", "--by", "bob", "--note", "the wrong paper"});
    desk.run({"fulltext", "1", "not-open", "--source", "library", "--by", "ann"});
}

std::vector<Said> of_people(std::vector<Said> all)
{
    std::erase_if(all, [](const Said& said) { return said.by == by_rules; });
    return all;
}

} // namespace

TEST_CASE("the history of an article tells who said what when, each correction with what stood there before")
{
    const Desk desk;
    work(desk);
    const std::vector<Said> said = of_people(history_of(desk.store(), "pubmed:1"));
    REQUIRE(said.size() == 5);
    CHECK(said[0] == Said{"2026-01-02T00:00:00Z", "ann", "sex", 1, "female", "male", "page 2", ""});
    CHECK(said[1].now == "exclude (in_vitro), full text");
    CHECK(said[2] == Said{"2026-01-04T00:00:00Z", "bob", "sex", 1, "male", "", "", ""});
    CHECK(said[3].now == "withdrawn, full text");
    CHECK(said[3].note == "the wrong paper");
    CHECK(said[4].what == "full text");
}

TEST_CASE("what the machine read stands first, with its words, and its decision at its time")
{
    const Desk desk;
    work(desk);
    const std::vector<Said> all = history_of(desk.store(), "pubmed:1");
    CHECK(all.front().at.empty());
    CHECK(std::ranges::find(all, Said{"", "rules", "sex", 1, "", "female", "", "woman"}) != all.end());
    CHECK(std::ranges::find(all, Said{"2026-01-01T00:00:00Z", "rules", "decision", 0, "", "include", "", ""}) !=
          all.end());
    const Ran text = desk.run({"show", "1", "--history"});
    CHECK(text.out.find("pubmed:1 (Adams 1990): who said what, when\n") == 0);
    CHECK(text.out.find("as read               rules         Sex of case 1                 female “woman”\n") !=
          std::string::npos);
    CHECK(text.out.find("2026-01-02T00:00:00Z  ann           Sex of case 1                 female → male: page 2\n") !=
          std::string::npos);
}

TEST_CASE("the history of one case leaves the others out, and a person's knows nothing of another's")
{
    const Desk desk;
    work(desk);
    at("2026-01-06T00:00:00Z");
    desk.run({"correct", "2#2", "sex", "male", "--by", "ann"});
    for (const Said& said : history_of(desk.store(), "pubmed:2", 2))
        CHECK((said.case_number == 0 || said.case_number == 2));
    const Json json = Json::parse(desk.run({"show", "2#2", "--history", "--format", "json"}).out);
    CHECK(json["history"].back()["now"] == "male");
    CHECK(json["history"].back()["case"] == 2);
    CHECK(desk.run({"show", "2#7", "--history"}).status == 1);
    const Ran blind = desk.run({"show", "1", "--history", "--by", "ann", "--format", "jsonl"});
    CHECK(blind.out.find("bob") == std::string::npos);
    CHECK(blind.out.find("page 2") != std::string::npos);
}

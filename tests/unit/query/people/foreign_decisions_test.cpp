// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions that come and go in files, through the program.
#include "corpus/store.hpp"
#include "fetch/source/foreign_decisions.hpp"
#include "query/prisma/prisma.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

Json imported(const Desk& desk, std::vector<std::string> words)
{
    words.insert(words.begin(), "import");
    words.insert(words.end(), {"--format", "json"});
    return Json::parse(desk.run(words).out)["files"][0]["decisions"];
}

} // namespace

TEST_CASE("what a diagram calls a reason is read as that reason")
{
    for (const Reason& reason : reasons)
        CHECK(reason_of_words(reason_label(reason.id)) == reason.id);
}

TEST_CASE("decisions go out with the records and come back into another casebook as they were, once")
{
    for (const auto& [name, file] :
         {std::pair{"ris", "out.ris"}, std::pair{"labels", "out.csv"}, std::pair{"nbib", "out.nbib"}}) {
        const std::string command = name;
        CAPTURE(command);
        const Desk first, second;
        Store store = first.store();
        fill(store);
        at("2026-02-01T00:00:00Z");
        first.run({"decide", "3", "include", "--by", "ann", "--note", "a case, in passing; \"quoted\"", "--source",
                   "full text"});
        first.run({"decide", "4", "exclude", "--reason", "other_drug_is_suspect", "--by", "bob"});
        CHECK(first.run({"export", command, "-o", first.file(file)}).status == 0);
        Store other = second.store();
        at("2026-03-01T00:00:00Z");
        const Json read = imported(second, {first.file(file)});
        CHECK(read["added"] == 2);
        CHECK(read["by"] == Json{{"ann", 1}, {"bob", 1}});
        CHECK(imported(second, {first.file(file)})["added"] == 0);
        std::vector<Decision> all;
        for (const std::string& id : other.article_ids())
            for (Decision& decision : other.decisions(id)) {
                decision.article.clear();
                all.push_back(decision);
            }
        REQUIRE(all.size() == 2);
        CHECK(all[0] == Decision{"",
                                 Verdict::include,
                                 "",
                                 "ann",
                                 "2026-02-01T00:00:00Z",
                                 "a case, in passing; \"quoted\"",
                                 "full text",
                                 {},
                                 Stage::full_text});
        CHECK(all[1] ==
              Decision{"", Verdict::exclude, "other_drug_is_suspect", "bob", "2026-02-01T00:00:00Z", "", "", {}});
    }
}

TEST_CASE("of two records of one DOI the decision comes back to the one that the file names")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    for (const char* name : {"one", "two"}) { // two letters on one page
        Article letter = article("", name, 2012, std::string("Hair loss on cyclosporine, letter ") + name + ".");
        letter.id = std::string("record:") + name;
        letter.title.text = std::string("Letter ") + name;
        letter.doi = "10.9999/letters";
        store.put(letter, name, {"letters.ris", 0, "database"}, 1);
    }
    CHECK(desk.run({"decide", "record:two", "exclude", "--reason", "in_vitro", "--by", "ann"}).status == 0);
    for (const auto& [format, file] : {std::pair("ris", "back.ris"), std::pair("labels", "back.csv")}) {
        CHECK(desk.run({"export", format, "-o", desk.file(file)}).status == 0);
        CHECK(imported(desk, {desk.file(file)})["added"] == 0);
        CHECK(imported(desk, {desk.file(file), "--decisions"})["added"] == 0);
    }
    CHECK(store.decisions("record:one").empty());
}

TEST_CASE("what two reviewers said and how it was settled goes out by whose it is, and comes back as the same state")
{
    const std::string two = R"("reviewers": 2, "drug")";
    for (const auto& [name, file] :
         {std::pair{"ris", "out.ris"}, std::pair{"labels", "out.csv"}, std::pair{"nbib", "out.nbib"}}) {
        const std::string command = name;
        CAPTURE(command);
        const Desk first, second;
        for (const Desk* desk : {&first, &second}) {
            Store store = desk->store();
            fill(store);
            std::string protocol = desk->read("protocol.json");
            desk->write("protocol.json", protocol.replace(protocol.find("\"drug\""), 6, two));
        }
        at("2026-02-01T00:00:00Z");
        const auto say = [&](std::vector<std::string> words) {
            words.insert(words.begin(), "decide");
            CHECK(first.run(words).status == 0);
        };
        say({"1", "include", "--by", "ann"}); // agreed
        say({"1", "include", "--by", "bob"});
        say({"2", "include", "--by", "ann"}); // settled by one of the two
        say({"2", "exclude", "--reason", "in_vitro", "--by", "bob"});
        say({"2", "include", "--by", "ann", "--adjudicate", "--note", "talked it over"});
        say({"3", "include", "--by", "ann"}); // open
        say({"3", "unclear", "--by", "bob"});
        say({"4", "include", "--by", "ann"}); // awaits
        CHECK(first.run({"export", command, "-o", first.file(file)}).status == 0);
        CHECK(imported(first, {first.file(file), "--decisions"})["added"] == 0);
        at("2026-03-01T00:00:00Z");
        CHECK(imported(second, {first.file(file), "--decisions"})["added"] == 7);
        CHECK(imported(second, {first.file(file), "--decisions"})["added"] == 0);
        Store here = first.store(), there = second.store();
        here.set_view({Whose::agreed, "", 2});
        there.set_view({Whose::agreed, "", 2});
        for (const char* id : {"pubmed:1", "pubmed:2", "pubmed:3"}) {
            CHECK(there.current_decision(id) == here.current_decision(id));
            CHECK(standing_words(there.history(id)) == standing_words(here.history(id)));
        }
        CHECK(there.current_decision("pubmed:2")->adjudicated);
        CHECK(there.current_decision("pubmed:3")->by == by_conflict);
        CHECK(there.decisions("pubmed:4").size() == 1); // the rules' own: what awaits is not told
    }
}

TEST_CASE("Rayyan is told both reviewers' words where they agree or differ, and the word that settles")
{
    const Desk first, second;
    for (const Desk* desk : {&first, &second}) {
        Store store = desk->store();
        fill(store);
        std::string protocol = desk->read("protocol.json");
        desk->write("protocol.json", protocol.replace(protocol.find("\"drug\""), 6, R"("reviewers": 2, "drug")"));
    }
    for (const char* who : {"ann", "bob"}) {
        first.run({"decide", "1", "include", "--by", who});
        first.run({"decide", "2", who == std::string("ann") ? "include" : "unclear", "--by", who});
        first.run({"decide", "3", who == std::string("ann") ? "include" : "unclear", "--by", who});
    }
    first.run({"decide", "3", "include", "--by", "carla", "--adjudicate"});
    first.run({"decide", "4", "include", "--by", "ann"});
    const std::string all = first.run({"export", "ris"}).out;
    CHECK(all.find("{\"ann\"=>\"Included\", \"bob\"=>\"Included\"}\n") != std::string::npos);
    CHECK(all.find("{\"carla\"=>\"Included\"}\n") != std::string::npos);
    std::string rayyan; // what comes back has no notes but Rayyan's own
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("N1") || line.find("RAYYAN") != std::string::npos)
            rayyan += line + "\n";
    second.write("rayyan.ris", rayyan);
    CHECK(imported(second, {second.file("rayyan.ris"), "--decisions"})["added"] == 5);
    Store there = second.store();
    there.set_view({Whose::agreed, "", 2});
    CHECK(there.current_decision("pubmed:1")->verdict == Verdict::include);
    CHECK(there.current_decision("pubmed:2")->by == by_conflict);
    CHECK(there.current_decision("pubmed:4")->by == by_rules);
}

TEST_CASE("what only awaits another reviewer or is in conflict is no word of a person that a file could be against")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    std::string protocol = desk.read("protocol.json");
    desk.write("protocol.json", protocol.replace(protocol.find("\"drug\""), 6, R"("reviewers": 2, "drug")"));
    desk.run({"decide", "1", "include", "--by", "ann"});
    desk.write("labels.csv", "title,pmid,included\nHair loss,1,1\n");
    CHECK(imported(desk, {desk.file("labels.csv"), "--decisions", "--by", "bob"})["against"] == 0);
    desk.write("labels.csv", "title,pmid,included\nHair loss,1,0\n");
    CHECK(imported(desk, {desk.file("labels.csv"), "--decisions", "--by", "carla"})["against"] == 1);
}

TEST_CASE("decisions alone go to the records that are held, by PMID, DOI or title, and bring no records")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("labels.csv", "title,year,pmid,included\n"
                             "Some other wording,,1,0\n"
                             "\"HAIR LOSS on cyclosporine - report 2\",2001,,1\n"
                             "Nowhere held,2001,,1\n"
                             "Not judged,,4,\n");
    const std::size_t records = store.article_ids().size();
    const Json read = imported(desk, {desk.file("labels.csv"), "--decisions", "--by", "carla"});
    CHECK(read["added"] == 2);
    CHECK(read["not_held"] == 1);
    CHECK(read["by"] == Json{{"carla", 2}});
    CHECK(store.article_ids().size() == records);
    CHECK(store.current_decision("pubmed:1")->verdict == Verdict::exclude);
    CHECK(store.current_decision("pubmed:1")->by == "carla");
    CHECK(store.current_decision("pubmed:2")->by == "carla");
    CHECK(store.current_decision("pubmed:4")->by == "rules");
    CHECK(desk.run({"export", "prisma", "--format", "json"}).status == 0); // an exclusion without a reason is drawn too
}

TEST_CASE("title and abstract tell a record that came without a year, and what is not held is named")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string abstract = "A woman of 40 on cyclosporine lost all of the hair of her head within eight weeks.";
    Article typed = article("5", "Evans", 2012, abstract);
    typed.title.text = "Short title";
    put(store, typed);
    std::string table = "title,abstract,pmid,included\n"
                        "SHORT TITLE.,\"" +
                        abstract +
                        "\",,1\n"
                        "Short title,\"" +
                        abstract + "\",6,1\n"; // another number: another record
    for (int i = 1; i < 7; ++i)
        table += "Nowhere held " + std::to_string(i) + ",Of nobody here.,,1\n";
    desk.write("labels.csv", table);
    const std::string told = desk.run({"import", desk.file("labels.csv"), "--decisions", "--by", "carla"}).out;
    CHECK(store.current_decision("pubmed:5")->by == "carla");
    CHECK(told.find("1 new (1 by carla)") != std::string::npos);
    CHECK(told.find("7 records with a decision not held here: left out\n    Short title\n    Nowhere held 1\n") !=
          std::string::npos);
    CHECK(told.find("    Nowhere held 4\n    … and 2 more\n") != std::string::npos);
}

TEST_CASE("a file that contradicts a person says so, and both words stay")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.run({"decide", "1", "include", "--by", "ann"});
    desk.write("labels.ris", "TY  - JOUR\nTI  - Hair loss\nAN  - 1\nDB  - PubMed\nN1  - RAYYAN-INCLUSION: "
                             "{\"bob\"=>\"Excluded\"}\nER  - \n");
    at("2026-03-01T00:00:00Z");
    const Ran ran = desk.run({"import", desk.file("labels.ris"), "--decisions"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("1 new (1 by bob)") != std::string::npos);
    CHECK(ran.out.find("1 of them against what a person had decided here") != std::string::npos);
    CHECK(store.decisions("pubmed:1").size() == 3);
}

TEST_CASE("a decision dated in the future is taken as said now, so that it can be overruled")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("labels.csv", "title,pmid,included,asreview_time\nHair loss,1,0,2036-01-01T00:00:00Z\n");
    at("2026-02-01T00:00:00Z");
    const Ran ran = desk.run({"import", desk.file("labels.csv"), "--decisions", "--by", "carla"});
    CHECK(ran.out.find("1 decision dated later than now: taken as said now") != std::string::npos);
    CHECK(store.current_decision("pubmed:1")->at == "2026-02-01T00:00:00Z");
    at("2026-02-02T00:00:00Z");
    CHECK(imported(desk, {desk.file("labels.csv"), "--decisions", "--by", "carla"})["added"] == 0);
    desk.run({"decide", "1", "include", "--by", "ann"});
    CHECK(store.current_decision("pubmed:1")->by == "ann");
}

TEST_CASE("a bad record of a file of decisions alone is no record of a search that could not be read")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("labels.csv", "title,pmid,included\nHair loss,1,1\n,2,1\n");
    CHECK(desk.run({"import", desk.file("labels.csv"), "--decisions", "--by", "carla"}).status == 1);
    REQUIRE(store.quarantined().size() == 1);
    CHECK(store.quarantined()[0].origin.channel.empty());
    CHECK(desk.run({"import", desk.file("labels.csv")}).status == 1);
    CHECK(store.quarantined().back().origin.channel == "database");
}

TEST_CASE("a bad record of a file of decisions is told of until it is mended there")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto bad_after = [&](const std::string& rows) {
        desk.write("labels.csv", "title,pmid,included\n" + rows);
        desk.run({"import", desk.file("labels.csv"), "--decisions", "--by", "carla"});
        return Json::parse(desk.run({"status", "--format", "json"}).out)["quarantine"].size();
    };
    CHECK(bad_after("Hair loss,1,1\n,2,1\n") == 1);
    CHECK(bad_after("Hair loss,1,1\n,2,1\n") == 1);
    CHECK(bad_after("Hair loss,1,1\nHair loss again,2,1\n") == 0);
}

TEST_CASE("a file of a kind without decisions is refused where only decisions are asked for")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("x.xml", "<PubmedArticleSet></PubmedArticleSet>");
    const Ran ran = desk.run({"import", desk.file("x.xml"), "--decisions"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("hold no decisions") != std::string::npos);
}

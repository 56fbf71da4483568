// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/many.hpp"

#include "corpus/error.hpp"
#include "query/people.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

bool tells(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

Json many(const Desk& desk, const std::string& command, const std::string& text,
          const std::vector<std::string>& options = {})
{
    desk.write("many", text);
    std::vector<std::string> words = {command, "--from", desk.file("many"), "--format", "json"};
    words.insert(words.end(), options.begin(), options.end());
    return Json::parse(desk.run(words).out);
}

std::size_t words_of_people(const Store& store)
{
    return store.decisions_by("ann").size() + store.decisions_by("bob").size();
}

} // namespace

TEST_CASE("rows have our names for columns, whatever the file calls them")
{
    const auto rows =
        said_rows("PMID;Decision;Reviewer;Comment\n1;include;ann;'=sum\n2;exclude;bob;\n", "f", {"article"});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cell("article") == "1");
    CHECK(rows[0].cell("verdict") == "include");
    CHECK(rows[0].cell("by") == "ann");
    CHECK(rows[0].cell("note") == "=sum");
    CHECK(rows[1].line == 3);
    CHECK(rows[1].bytes == "2;exclude;bob;");
    const auto lines = said_rows("{\"id\":\"1\",\"included\":1}\n\nnonsense\n", "f", {"article"});
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].cell("verdict") == "1");
    CHECK(lines[1].line == 3);
    CHECK(!lines[1].trouble.empty());
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    const auto nested = said_rows("{\"id\":\"1\",\"labels\":[{\"a\":1}]}\n{\"id\":" + deep + "}\n", "f", {"article"});
    CHECK(nested[0].trouble.empty());
    CHECK(tells(nested[1].trouble, "too deep"));
    const auto broken = said_rows("{\"id\":\"1\"\n", "f", {"article"});
    REQUIRE(broken.size() == 1);
    CHECK(tells(broken[0].trouble, "no JSON object"));
    const auto marked = said_rows("\xEF\xBB\xBF{\"id\":\"1\"}\n{\"id\":\"2\"}\n", "f", {"article"});
    REQUIRE(marked.size() == 2);
    CHECK(marked[0].cell("article") == "1");
    CHECK(marked[1].position == 14);
    CHECK_THROWS_WITH_AS(said_rows("pmid,verdict\n", "f", {"article"}),
                         doctest::Contains("f: a table without a row below its headings"), Error);
    CHECK_THROWS_AS(said_rows("title,year\na,2001\n", "f", {"article"}), Error);
    CHECK_THROWS_AS(said_rows("pmid\n\"1\n", "f", {"article"}), Error);
}

TEST_CASE("good rows go in, bad ones are told with their line and kept for inspection")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "article,verdict,reason,note,by\n"
                             "1,exclude,not_english,in Polish,ann\n"
                             "2,perhaps,,,ann\n"
                             "77,include,,,ann\n"
                             "3,exclude,,,ann\n"
                             "4,include,,,ann,too,many\n"
                             "pubmed:4,1,,,\n"
                             "2,include,,,rules\n";
    const Json report = many(desk, "decide", file, {"--by", "bob"});
    CHECK(report["rows"] == 7);
    CHECK(report["added"] == 2);
    CHECK(report["left_out"] == 1);
    REQUIRE(report["bad"].size() == 4);
    CHECK(report["bad"][0]["line"] == 3);
    CHECK(tells(report["bad"][1]["what"], "no such article"));
    CHECK(tells(report["bad"][2]["what"], "needs a reason"));
    CHECK(tells(report["bad"][3]["what"], "7 cells"));
    CHECK(store.quarantined().size() == 4);
    CHECK(store.quarantined()[0].bytes == "2,perhaps,,,ann");
    CHECK(store.quarantined()[0].origin.channel.empty()); // no record of a search: PRISMA does not count it
    CHECK_FALSE(tells(desk.run({"export", "prisma"}).out, "could not be read"));
    CHECK(store.current_decision("pubmed:1")->note == "in Polish");
    CHECK(store.current_decision("pubmed:4")->by == "bob");
    const Json again = many(desk, "decide", file, {"--by", "bob"});
    CHECK(again["added"] == 0);
    CHECK(again["known"] == 2);
    CHECK(words_of_people(store) == 2);
    CHECK(store.quarantined().size() == 4);
}

TEST_CASE("a dry run tells what would be and keeps nothing")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Json report = many(desk, "decide", "pmid,included,by\n1,1,ann\n2,x,ann\n", {"--dry-run"});
    CHECK(report["added"] == 1);
    CHECK(report["bad"].size() == 1);
    CHECK(report["dry_run"] == true);
    CHECK(words_of_people(store) == 0);
    CHECK(store.quarantined().empty());
}

TEST_CASE("what export decisions writes comes back as it was, and once")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    at("2026-01-02T00:00:00Z");
    REQUIRE(desk.run({"decide", "1", "exclude", "--reason", "not_english", "--by", "ann", "--note", "=1, \"quoted\""})
                .status == 0);
    at("2026-01-03T00:00:00Z");
    REQUIRE(desk.run({"decide", "1", "include", "--by", "bob", "--source", "full text"}).status == 0);
    REQUIRE(desk.run({"decide", "2", "unclear", "--by", "ann"}).status == 0);
    at("2026-01-04T00:00:00Z");
    REQUIRE(desk.run({"decide", "2", "withdraw", "--by", "ann"}).status == 0);
    const Desk other;
    at("2026-01-05T00:00:00Z");
    Store copy = other.store();
    fill(copy);
    for (const char* form : {"csv", "jsonl"}) {
        const std::string file = desk.run({"export", "decisions", "--format", form}).out;
        const Json report = many(other, "decide", file, {"--by", "eve"});
        CHECK(report["bad"].empty());
        CHECK(report["added"] == (std::string(form) == "csv" ? 4 : 0));
    }
    for (const char* who : {"ann", "bob"})
        CHECK(store.decisions_by(who) == copy.decisions_by(who));
    CHECK(copy.decisions_by("eve").empty());
}

TEST_CASE("times that are none or have not come are refused")
{
    at("2026-01-05T00:00:00Z");
    CHECK(time_said("2026-01-04") == "2026-01-04T00:00:00Z");
    CHECK(time_said("") == "");
    CHECK_THROWS_AS(time_said("4.1.2026"), Error);
    CHECK_THROWS_AS(time_said("2025-02-30"), Error);
    CHECK_THROWS_AS(time_said("2025-02-03T24:00:00Z"), Error);
    CHECK_THROWS_AS(time_said("2026-01-06T00:00:00Z"), Error);
    ::unsetenv("CASEBOOK_NOW");
}

TEST_CASE("corrections come as files, each value checked as if it were typed")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "case,field,value,by,note\n"
                             "1#1,outcome,recovered,ann,\n"
                             "1#1,age_years,900,ann,\n"
                             "1#9,outcome,fatal,ann,\n"
                             "1#1,colour,red,ann,\n"
                             "3#new,drug,ciclosporin,ann,\n"
                             "3#new,sex,female,ann,\n"
                             "3#new,drug,ciclosporin,ann,\n"
                             "3#new,sex,male,ann,\n";
    const Json report = many(desk, "correct", file);
    CHECK(report["added"] == 5);
    REQUIRE(report["bad"].size() == 3);
    CHECK(tells(report["bad"][0]["what"], "cannot be"));
    const std::vector<Case> added = current_cases(store, "pubmed:3");
    REQUIRE(added.size() >= 2);
    CHECK(added[added.size() - 2].drugs[0].name == "cyclosporine");
    CHECK(added[added.size() - 2].patient.sex.value == Sex::female);
    CHECK(added.back().patient.sex.value == Sex::male);
    const Json again = many(desk, "correct", file);
    CHECK(again["added"] == 0);
    CHECK(again["known"] == 5);
    CHECK(current_cases(store, "pubmed:3").size() == added.size());
}

TEST_CASE("a row that says again what its person took back since is told, not taken for known")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "pmid,verdict,by\n1,include,ann\n";
    CHECK(many(desk, "decide", file)["added"] == 1);
    CHECK(many(desk, "decide", file)["known"] == 1);
    CHECK(desk.run({"decide", "1", "withdraw", "--by", "ann"}).status == 0);
    const Json report = many(desk, "decide", file);
    REQUIRE(report["bad"].size() == 1);
    CHECK(tells(report["bad"][0]["what"], "something else since"));
}

TEST_CASE("rows in which a person contradicts herself are told, and bad ones are found by their line")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("many", "pmid,verdict,by\n1,include,ann\n2,include,ann\n1,maybe,ann\n9,include,ann\n1,include,bob\n");
    const Ran ran = desk.run({"decide", "--from", desk.file("many")});
    CHECK(tells(ran.err, "line 4: ann said include of pubmed:1 in line 2 of this file, and unclear here; the later row "
                         "counts.\n"));
    CHECK_FALSE(tells(ran.err, "bob said"));
    CHECK(tells(desk.run({"status"}).out, "many line 5: 9: no such article"));
    const std::string history = "pmid,verdict,by,at\n2,include,cy,2025-01-01\n2,unclear,cy,2025-01-02\n";
    desk.write("many", history); // a changed mind is no slip
    CHECK_FALSE(tells(desk.run({"decide", "--from", desk.file("many")}).err, "cy said"));
}

TEST_CASE("a word that is said, taken back and said again in one second is kept whole, however often its file is read")
{
    for (const char* time : {"", "2025-05-01T10:00:00Z"}) {
        CAPTURE(time);
        const Desk desk;
        Store store = desk.store();
        fill(store);
        std::string file = "pmid,verdict,by,at\n";
        for (const char* verdict : {"include", "withdraw", "include", "withdraw", "include"})
            file += std::string("1,") + verdict + ",ann," + time + "\n";
        CHECK(many(desk, "decide", file)["added"] == 5);
        CHECK(store.current_decision("pubmed:1")->by == "ann");
        CHECK(store.current_decision("pubmed:1")->verdict == Verdict::include);
        const Json again = many(desk, "decide", file);
        CHECK(again["known"] == 5);
        CHECK(again["bad"].empty());
        CHECK(store.decisions_by("ann").size() == 5);
    }
}

TEST_CASE(
    "rows that repeat each other are one word, and what a file says against itself is no news when it is read again")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "pmid,verdict,by\n1,include,ann\n1,include,ann\n2,include,ann\n2,unclear,ann\n";
    CHECK(many(desk, "decide", file)["added"] == 3);
    for (int time = 0; time < 2; ++time) {
        const Json again = many(desk, "decide", file);
        CHECK(again["added"] == 0);
        CHECK(again["bad"].empty());
    }
    CHECK(store.quarantined().empty());
    CHECK(store.current_decision("pubmed:2")->verdict == Verdict::unclear);
}

TEST_CASE(
    "without a stage a row is known at the stage at which it was said, also when the full text came in the same second")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "pmid,verdict,reason,source,by,at\n1,include,,,ann,2025-05-01\n"
                             "1,exclude,in_vitro,full text,ann,2025-05-01\n";
    CHECK(many(desk, "decide", file)["added"] == 2);
    CHECK(many(desk, "decide", file)["known"] == 2);
    CHECK(store.current_decision("pubmed:1")->verdict == Verdict::exclude);
}

TEST_CASE("rows by whom nobody is meant, as exports of two reviewers have them, are left out")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Json report =
        many(desk, "decide", "pmid,verdict,by\n1,unclear,awaiting\n2,unclear,conflict\n1,include,ann\n");
    CHECK(report["left_out"] == 2);
    CHECK(report["added"] == 1);
    CHECK(report["bad"].empty());
}

TEST_CASE("a bad row is kept once, also when rows before it have moved it")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    many(desk, "decide", "pmid,verdict,by\n77,include,ann\n");
    many(desk, "decide", "pmid,verdict,by\n1,include,ann\n77,include,ann\n");
    CHECK(store.quarantined().size() == 1);
    many(desk, "decide", "pmid,verdict,by\n78,include,ann\n");
    CHECK(store.quarantined().size() == 2);
}

TEST_CASE("corrections of a file may take back and settle, and are kept once")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "case,field,value,by,withdrawn,adjudicated\n"
                             "1#1,outcome,fatal,ann,,\n"
                             "1#1,outcome,,ann,1,\n"
                             "1#1,outcome,fatal,ann,,\n"
                             "1#1,outcome,recovered,bob,,\n"
                             "1#1,outcome,fatal,carla,,1\n"
                             "1#1,sex,male,ann,1,\n"
                             "1#1,sex,,ann,1,\n";
    const Json report = many(desk, "correct", file);
    CHECK(report["added"] == 5);
    REQUIRE(report["bad"].size() == 2);
    CHECK(tells(report["bad"][0]["what"], "leave those cells empty"));
    CHECK(tells(report["bad"][1]["what"], "said nothing of sex"));
    CHECK(store.current_corrections("pubmed:1").back().by == "carla"); // what settles comes last
    const Json again = many(desk, "correct", file);
    CHECK(again["added"] == 0);
    CHECK(again["known"] == 5);
    CHECK(store.corrections("pubmed:1").size() == 5);
    CHECK(desk.run({"correct", "1#1", "outcome", "recovering", "--by", "ann"}).status == 0);
    CHECK(many(desk, "correct", file)["bad"].size() == 3);
    const std::string taken = "case,field,value,by,withdrawn\n2#1,outcome,,bob,1\n";
    CHECK(desk.run({"correct", "2#1", "outcome", "fatal", "--by", "bob"}).status == 0);
    CHECK(many(desk, "correct", taken)["added"] == 1);
    CHECK(many(desk, "correct", taken)["known"] == 1);
    CHECK(desk.run({"correct", "2#1", "outcome", "", "--by", "bob"}).status == 0); // not reported, which is a word
    CHECK(many(desk, "correct", taken)["bad"].size() == 1);
}

TEST_CASE("a file of corrections may say whose patient an added case is")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string file = "case,field,value,by,withdrawn\n"
                             "3#new,drug,cyclosporine,ann,\n"
                             "3#new,drug,cyclosporine,bob,\n"
                             "3#1002,same_as,none,carla,\n"
                             "3#1002,same_as,,carla,1\n"
                             "3#1002,same_as,1001,carla,\n"
                             "3#1,same_as,1001,carla,\n";
    const Json report = many(desk, "correct", file);
    CHECK(report["added"] == 5);
    REQUIRE(report["bad"].size() == 1);
    CHECK(tells(report["bad"][0]["what"], "people added #1001, #1002"));
    CHECK(current_cases(store, "pubmed:3").size() == 1);
    CHECK(many(desk, "correct", file)["known"] == 5);
}

TEST_CASE("a file and words of a command line do not mix")
{
    const Desk desk;
    desk.store();
    CHECK(desk.run({"decide", "1", "include", "--by", "ann", "--from", "x"}).status == 2);
    CHECK(desk.run({"decide", "--by", "ann"}).status == 2);
    CHECK(desk.run({"correct", "1", "--by", "ann"}).status == 2);
    CHECK(desk.run({"decide", "1", "include"}).status == 2);
    CHECK(desk.run({"decide", "--from", desk.file("none.csv")}).status == 1);
}

TEST_CASE("a bad row that was mended is told of no more, one that was not still is, and status shows it as it is")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto bad = [&] { return Json::parse(desk.run({"status", "--format", "json"}).out)["quarantine"].size(); };
    const std::string head = "article,verdict,by\n";
    many(desk, "decide", head + "1,perhaps,ann\n99,include,ann\n");
    CHECK(bad() == 2);
    many(desk, "decide", head + "1,include,ann\n99,include,ann\n", {"--dry-run"});
    CHECK(bad() == 2);
    many(desk, "decide", head + "1,include,ann\n99,include,ann\n");
    CHECK(bad() == 1);
    CHECK(tells(desk.run({"status"}).out, "`casebook status --quarantined` shows it as it is:\n"));
    const std::string shown = desk.run({"status", "--quarantined"}).out;
    CHECK(tells(shown, ", line 3: "));
    CHECK(tells(shown, "\n99,include,ann\n"));
    CHECK_FALSE(tells(shown, "perhaps"));
    many(desk, "decide", head + "1,include,ann\n");
    CHECK(bad() == 0);
    CHECK(store.quarantined().size() == 2); // nothing is deleted
    many(desk, "decide", head + "1,perhaps,ann\n");
    CHECK(bad() == 1); // as it was
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/changes.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

/// Run 1 of January brings four articles, run 2 of March revises one, adds one and deletes one.
void two_runs(Store& store)
{
    fill(store);
    at("2026-03-01T00:00:00Z");
    store.start_run("update", "{}");
    Article revised = *store.article("pubmed:2");
    revised.title.text = "Another title.";
    revised.revised.year = 2026;
    put(store, revised, 2);
    put(store, article("5", "Evans", 2026, "A new one."), 2);
    store.mark_deleted("pubmed:3", 2);
    store.update_run(2, "done", "{}");
}

Json changes(const Desk& desk, const std::vector<std::string>& more = {})
{
    std::vector<std::string> words = {"changes", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return Json::parse(desk.run(words).out);
}

} // namespace

TEST_CASE("the last run's changes are new, revised with what differs, and deleted articles")
{
    const Desk desk;
    Store store = desk.store();
    two_runs(store);
    const Json out = changes(desk);
    REQUIRE(out["runs"].size() == 1);
    CHECK(out["runs"][0]["id"] == 2);
    const Json& rows = out["runs"][0]["articles"];
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["article"] == "pubmed:2");
    CHECK(rows[0]["change"] == "revised");
    CHECK(rows[0]["parts"] == Json{"title"});
    CHECK(rows[1]["article"] == "pubmed:3");
    CHECK(rows[1]["change"] == "deleted");
    CHECK(rows[2]["article"] == "pubmed:5");
    CHECK(rows[2]["change"] == "added");
    CHECK(out["included"] == Json{{"before", 2}, {"now", 2}});
}

TEST_CASE("any past run can be asked for, and what a later one did to the same article is told apart")
{
    const Desk desk;
    Store store = desk.store();
    two_runs(store);
    store.start_run("update", "{}");
    Article again = *store.article("pubmed:2");
    again.title.text = "A third title.";
    again.publication_types.push_back({"D016441", "Retracted Publication"});
    again.revised.year = 2027;
    put(store, again, 3);
    const Json out = changes(desk, {"--since", "1"});
    REQUIRE(out["runs"].size() == 3);
    CHECK(out["runs"][0]["articles"].size() == 4); // the one that was deleted later, too
    const Json& second = out["runs"][1]["articles"];
    CHECK(second[0]["change"] == "received");
    CHECK(second[0]["parts"] == Json{"title"});
    CHECK(out["runs"][2]["articles"][0]["change"] == "revised");
    CHECK(desk.run({"changes", "--since", "9"}).status == 1);
    CHECK(desk.run({"changes", "--since", "soon"}).status == 2);
}

TEST_CASE("what was decided in the second in which a run began stands where it was made")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    at("2026-03-01T00:00:00Z");
    decide(store, "pubmed:3", Verdict::include);
    store.start_run("update", "{}");
    decide(store, "pubmed:4", Verdict::include);
    const Json out = changes(desk);
    CHECK(out["included"] == Json{{"before", 3}, {"now", 4}});
    REQUIRE(out["decisions"].size() == 1);
    CHECK(out["decisions"][0]["article"] == "pubmed:4");
}

TEST_CASE("decisions and corrections are told by their time")
{
    const Desk desk;
    Store store = desk.store();
    two_runs(store);
    at("2026-03-02T00:00:00Z");
    decide(store, "pubmed:5", Verdict::include);
    CHECK(desk.run({"decide", "1", "exclude", "--reason", "not_english", "--by", "AB"}).status == 0);
    CHECK(desk.run({"correct", "2#1", "sex", "female", "--by", "AB"}).status == 0);
    const Json out = changes(desk, {"--since", "2026-03-01"});
    REQUIRE(out["decisions"].size() == 2);
    CHECK(out["decisions"][0]["article"] == "pubmed:1");
    CHECK(out["decisions"][0]["before"]["verdict"] == "include");
    CHECK(out["decisions"][0]["now"]["by"] == "AB");
    CHECK(out["decisions"][1]["before"].is_null());
    CHECK(out["corrections"][0]["case"] == "pubmed:2#1");
    CHECK(out["included"] == Json{{"before", 2}, {"now", 2}}); // one out, one in
    const std::string text = desk.run({"changes"}).out;
    CHECK(text.find("Adams 1990 (pubmed:1): include → exclude (not_english) by AB") != std::string::npos);
    CHECK(text.find("Screened by the rules for the first time: 1 include, 0 exclude, 0 unclear") != std::string::npos);
    CHECK(text.find("Brown 2001 (pubmed:2) Another title. [title]") != std::string::npos);
    const Json later = changes(desk, {"--since", "2026-04-01"});
    CHECK(later["runs"].empty());
    CHECK(later["decisions"].empty());
}

TEST_CASE("what the rules say again does not turn a person's decision")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"decide", "4", "include", "--by", "AB"}).status == 0);
    at("2026-05-01T00:00:00Z");
    store.start_run("update", "{}");
    decide(store, "pubmed:4", Verdict::exclude, "not_english");
    store.add(Decision{"pubmed:1", Verdict::include, "", "rules", "", "on other grounds", "", {}});
    CHECK(changes(desk)["decisions"].empty());
}

TEST_CASE("a retraction is told")
{
    const Desk desk;
    Store store = desk.store();
    const auto xml = [](const std::string& more) {
        return "<PubmedArticle><MedlineCitation><PMID>8</PMID><Article><Journal><Title>J</Title></Journal>"
               "<ArticleTitle>T</ArticleTitle></Article>" +
               more + "</MedlineCitation></PubmedArticle>";
    };
    Article a = article("8", "Hill", 2020, "text");
    for (int run = 1; run <= 2; ++run) {
        store.start_run("update", "{}");
        a.revised.year = 2020 + run;
        store.put(a,
                  xml(run == 1 ? ""
                               : "<CommentsCorrectionsList><CommentsCorrections RefType=\"RetractionIn\"><RefSource>J"
                                 "</RefSource></CommentsCorrections></CommentsCorrectionsList>"),
                  {"x.xml", 0, "database"}, run);
    }
    const Json row = changes(desk)["runs"][0]["articles"][0];
    CHECK(row["retracted"] == true);
    CHECK(row["parts"] == Json{"corrections and comments"});
}

TEST_CASE("an empty casebook has no changes")
{
    const Desk desk;
    desk.store();
    CHECK(desk.run({"changes"}).out == "There was no run yet.\nArticles included: 0 before, 0 now\n");
}

TEST_CASE("what the rules decided in the second in which an import began, they decided before it")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    store.start_run("import", "{}"); // the same second
    put(store, article("5", "Evans", 2026, "A new one."), 2);
    decide(store, "pubmed:5", Verdict::include);
    const Json out = changes(desk);
    CHECK(out["included"] == Json{{"before", 2}, {"now", 3}});
    REQUIRE(out["decisions"].size() == 1);
    CHECK(out["decisions"][0]["article"] == "pubmed:5");
    CHECK(desk.run({"decide", "1", "exclude", "--reason", "not_english", "--by", "AB"}).status == 0);
    CHECK(desk.run({"changes"}).out.find("Adams 1990 (pubmed:1): include → exclude (not_english) by AB") !=
          std::string::npos);
}

TEST_CASE("a merged record is counted neither here nor there, and the words on it are told")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    at("2026-02-01T00:00:00Z");
    store.start_run("update", "{}");
    store.add(Pairing{"pubmed:1", "pubmed:2", Kinship::duplicate, "AB", "", ""});
    CHECK(desk.run({"fulltext", "3", "available", "--source", "library", "--by", "AB"}).status == 0);
    const Json out = changes(desk);
    CHECK(out["included"] == Json{{"before", 2}, {"now", 1}});
    REQUIRE(out["duplicates"].size() == 1);
    CHECK(out["duplicates"][0]["kinship"] == "duplicate");
    REQUIRE(out["full_texts"].size() == 1);
    CHECK(out["full_texts"][0]["article"] == "pubmed:3");
    CHECK(desk.run({"changes"}).out.find("pubmed:2 is merged into pubmed:1 by AB") != std::string::npos);
    const std::string cases = desk.run({"export", "cases", "--format", "jsonl"}).out;
    CHECK(Json::parse(cases.substr(0, cases.find('\n')))["counted"] == "yes");
    CHECK(cases.find("\"case\":\"pubmed:2#1\"") != std::string::npos);
    const std::size_t second = cases.find("\"case\":\"pubmed:2#1\"");
    CHECK(cases.substr(second, cases.find('\n', second) - second).find("\"counted\":\"no\"") != std::string::npos);
}

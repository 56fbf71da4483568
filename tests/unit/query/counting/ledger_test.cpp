// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "query/counting/ledger.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <set>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

TEST_CASE("quartiles are those of R's default")
{
    const Spread s = *spread({7, 1, 3, 2});
    CHECK(s.n == 4);
    CHECK(s.min == 1);
    CHECK(s.q1 == doctest::Approx(1.75)); // quantile(c(1, 2, 3, 7), .25)
    CHECK(s.median == doctest::Approx(2.5));
    CHECK(s.q3 == doctest::Approx(4));
    CHECK(s.max == 7);
    CHECK_FALSE(spread({}));
    CHECK(spread({5})->q3 == 5);
}

TEST_CASE("a claim's words say whether it is a bound, a total or an ordinal")
{
    CHECK(read_claim("no more than five cases", 5).bound == Bound::at_most);
    CHECK(read_claim("more than 20 cases", 20).bound == Bound::at_least);
    CHECK(read_claim("more than 20 cases", 20).count == 21);
    CHECK(read_claim("at least 20 cases", 20).count == 20);
    CHECK(read_claim("fewer than twenty cases", 20).bound == Bound::at_most);
    CHECK(read_claim("fewer than twenty cases", 20).count == 19);
    CHECK(read_claim("no fewer than twenty cases", 20).bound == Bound::at_least);
    CHECK(read_claim("no fewer than twenty cases", 20).count == 20);
    CHECK(read_claim("the sixteenth case", 16).ordinal);
    CHECK(read_claim("the fourth reported case", 4).ordinal);
    CHECK(read_claim("the 4th case", 4).ordinal);
    for (const char* word : {"sixteenth", "seventeenth", "eighteenth", "nineteenth"})
        CHECK(read_claim("the " + std::string(word) + " case", 16).ordinal);
    CHECK_FALSE(read_claim("only 4 cases have been reported", 4).ordinal);
    CHECK(read_claim("five cases including ours", 5).ordinal);
    CHECK_FALSE(read_claim("over-the-counter, 3 cases", 3).bound == Bound::exactly); // a cue word is taken at its word
}

TEST_CASE("a claim agrees only where it holds for every count the ledger can have")
{
    const ClaimReading fourth{Bound::exactly, true, 4};
    CHECK(judge(fourth, 1, {3, 3, 3}) == Judgement::agrees);
    CHECK(judge(fourth, 1, {4, 4, 4}) == Judgement::contradicted);
    CHECK(judge(fourth, 1, {2, 2, 2}) == Judgement::cannot_say); // the ledger may lack one
    CHECK(judge(fourth, 1, {3, 3, 4}) == Judgement::cannot_say); // an unclear one may be the fourth
    CHECK(judge(fourth, 2, {2, 2, 2}) == Judgement::agrees);     // the third and the fourth
    CHECK(judge(fourth, 0, {3, 3, 3}) == Judgement::agrees);     // its own is not counted here
    const ClaimReading first{Bound::exactly, true, 1};
    CHECK(judge(first, 2, {0, 0, 0}) == Judgement::agrees); // "first report", of two patients
    CHECK(judge(first, 1, {1, 1, 1}) == Judgement::contradicted);
    const ClaimReading five{Bound::exactly, false, 5};
    CHECK(judge(five, 1, {5, 5, 5}) == Judgement::agrees); // without its own
    CHECK(judge(five, 1, {4, 4, 4}) == Judgement::agrees); // or with it
    CHECK(judge(five, 1, {6, 6, 6}) == Judgement::contradicted);
    const ClaimReading at_most{Bound::at_most, false, 5};
    CHECK(judge(at_most, 0, {0, 0, 5}) == Judgement::agrees);
    CHECK(judge(at_most, 0, {4, 5, 7}) == Judgement::cannot_say);
    CHECK(judge(at_most, 0, {6, 9, 9}) == Judgement::contradicted);
    const ClaimReading at_least{Bound::at_least, false, 5};
    CHECK(judge(at_least, 0, {5, 5, 9}) == Judgement::agrees);
    CHECK(judge(at_least, 0, {4, 4, 9}) == Judgement::cannot_say);
}

TEST_CASE("a badge has the count and its day, and is yellow while something would move it")
{
    const Desk desk;
    Store store = desk.store();
    const auto badge = [&] { return Json::parse(desk.run({"count", "--format", "badge"}).out); };
    CHECK(badge()["color"] == "lightgrey");
    fill(store);
    Json now = badge();
    CHECK(now["schemaVersion"] == 1);
    CHECK(now["label"] == "alopecia on cyclosporine");
    CHECK(now["message"] == "3 patients, 2 reports");
    CHECK(now["color"] == "yellow"); // one is unclear
    decide(store, "pubmed:4", Verdict::exclude, "animal_study", "ann");
    store.update_run(store.start_run("search", "{}"), "done", "{}");
    now = badge();
    CHECK(now["color"] == "blue");
    CHECK(now["message"].get<std::string>().starts_with("3 patients, 2 reports, 20"));
}

TEST_CASE("the ledger says which update changed the count last")
{
    const Desk desk;
    Store store = desk.store();
    CHECK(Json::parse(desk.run({"count", "--format", "json"}).out)["last_changed"].is_null());
    const auto update = [&](int before, int after) {
        store.update_run(store.start_run("update", "{}"), "done",
                         Json{{"before", {{"patients", before}}}, {"after", {{"patients", after}}}}.dump());
    };
    update(3, 5);
    update(5, 5);
    const Json changed = Json::parse(desk.run({"count", "--format", "json"}).out)["last_changed"];
    CHECK(changed["before"] == 3);
    CHECK(changed["after"] == 5);
    CHECK(desk.run({"count"}).out.find(": 3 → 5 patients.") != std::string::npos);
}

TEST_CASE("only suspect cases of included articles are counted")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const Json count = Json::parse(desk.run({"count", "--format", "json"}).out);
    CHECK(count["patients"] == 3);
    CHECK(count["reports"] == 2);
    CHECK(count["records"]["reasons"]["drug_is_treatment_of_event"] == 1);
    CHECK(count["records"]["unclear"] == 1);
    CHECK(count["period"] == Json{1990, 2001});
    CHECK(count["sex"] == Json{{"male", 2}, {"female", 1}});
    CHECK(count["dechallenge"] == Json{{"positive", 1}, {"not_done", 1}, {"unknown", 1}});
    CHECK(count["latency"]["known"] == 1);
    CHECK(count["latency"]["of"] == 3);
    CHECK(count["latency"]["by_anchor"]["first_dose"]["median_days"] == 84);
    CHECK(desk.run({"correct", "2#2", "role", "concomitant", "--by", "AB"}).status == 0);
    CHECK(Json::parse(desk.run({"count", "--format", "json"}).out)["patients"] == 2);
    CHECK(desk.run({"decide", "4", "include", "--by", "AB"}).status == 0);
    const Json after = Json::parse(desk.run({"count", "--format", "json"}).out);
    CHECK(after["patients"] == 3);
    CHECK(after["records"]["decided_by_people"] == 1);
}

TEST_CASE("the clocks of different anchors are kept apart and a range counts by its middle")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"correct", "2#1", "latency", "30..60", "--by", "AB"}).status == 0);
    CHECK(desk.run({"correct", "2#1", "latency_anchor", "last_dose", "--by", "AB"}).status == 0);
    const Json latency = Json::parse(desk.run({"count", "--format", "json"}).out)["latency"];
    CHECK(latency["known"] == 2);
    CHECK(latency["median_days"] == doctest::Approx(64.5)); // of 84 and 45
    CHECK(latency["min_days"] == 30);
    CHECK(latency["by_anchor"]["last_dose"]["median_days"] == 45);
    CHECK(latency["by_anchor"]["first_dose"]["known"] == 1);
}

TEST_CASE("what is unclear is said together with what it would do to the count")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    put(store, article("5", "Evans", 2012, "No abstract to speak of."));
    put(store, article("6", "Frank", 2013, "A patient whose details stand in the full text."));
    decide(store, "pubmed:6", Verdict::include);
    put(store, article("7", "Gray", 2014, "Alopecia under cyclosporine was seen in thirty-five recipients."));
    decide(store, "pubmed:7", Verdict::include);
    for (const char* id : {"pubmed:6", "pubmed:7"})
        store.put_extraction(id, "k", {});
    const Json count = Json::parse(desk.run({"count", "--format", "json"}).out);
    REQUIRE(count["would_move"].size() == 3);
    CHECK(count["would_move"][0]["article"] == "pubmed:4");
    CHECK(count["would_move"][0]["change"] == 1);
    CHECK(count["would_move"][1]["article"] == "pubmed:6");
    CHECK(count["would_move"][1]["change"] == 1);
    CHECK(count["would_move"][2]["change"] == 35);
    CHECK(count["would_move"][2]["why"].get<std::string>().find("“thirty-five recipients”") != std::string::npos);
    CHECK(count["unclear_without_a_patient"] == 1);
    CHECK(count["records"]["not_screened"] == 1);
}

namespace {

Report report(const std::string& pmid, const std::string& author, int year, double age, Sex sex)
{
    Report r{article(pmid, author, year, "text"), Verdict::include, {suspect_case(1)}};
    r.patients[0].patient.age_years.value = age;
    r.patients[0].patient.sex.value = sex;
    return r;
}

} // namespace

TEST_CASE("who is told three times is counted twice too often, not three times")
{
    const auto same = [](const std::string& pmid, int year) { return report(pmid, "Muller", year, 30, Sex::female); };
    const std::vector<Echo> echoes = find_echoes({same("1", 2000), same("2", 2001), same("3", 2002)});
    REQUIRE(echoes.size() == 2);
    CHECK(echoes[0].second == "pubmed:2#1");
    CHECK(echoes[1].second == "pubmed:3#1");
    CHECK(echoes[1].first == "pubmed:1#1");
}

TEST_CASE("a patient of the same author, sex and age is probably the same")
{
    const Report first = report("1", "Müller", 2001, 30, Sex::female);
    CHECK(find_echoes({first, report("2", "Muller", 2003, 30.4, Sex::female)}).size() == 1);
    CHECK(find_echoes({first, report("2", "Muller", 2003, 31, Sex::female)}).empty());
    CHECK(find_echoes({first, report("2", "Muller", 2003, 30, Sex::male)}).empty());
    CHECK(find_echoes({first, report("2", "Other", 2003, 30, Sex::female)}).empty());
    Report silent = report("2", "Muller", 2003, 30, Sex::female);
    silent.patients[0].patient.age_years.value.reset();
    CHECK(find_echoes({first, silent}).empty()); // nothing is said: nothing is guessed
}

TEST_CASE("a first name beyond ASCII is compared by its letter, not by half of it")
{
    const auto named = [](const char* pmid, const char* initials) {
        Report r = report(pmid, "Yilmaz", 2001, 30, Sex::female);
        r.article.authors[0].initials = initials;
        return r;
    };
    CHECK(find_echoes({named("1", "\xC3\x96"), named("2", "\xC3\x87")}).empty());
    const std::vector<Echo> echoes = find_echoes({named("1", "\xC3\x96"), named("2", "O")});
    REQUIRE(echoes.size() == 1);
    CHECK(invalid_utf8(echoes[0].why) == std::string::npos);
}

TEST_CASE("two records of one article are found by their DOI, title or a republication")
{
    Report a = report("1", "Adams", 2001, 30, Sex::female);
    Report b = report("2", "Brown", 2001, 60, Sex::male);
    CHECK(find_echoes({a, b}).empty());
    a.article.doi = "10.1000/X";
    b.article.doi = "10.1000/x";
    const std::vector<Echo> echoes = find_echoes({a, b});
    REQUIRE(echoes.size() == 1);
    CHECK(echoes[0].first == "pubmed:1#1");
    CHECK(echoes[0].second == "pubmed:2#1");
    CHECK(echoes[0].why == "two records of one article: the same DOI");
    b.article.doi = "";
    b.article.title = a.article.title;
    CHECK(find_echoes({a, b}).size() == 1);
    b.article.published.year = 2005; // a title used twice
    CHECK(find_echoes({a, b}).empty());
    b.article.links.push_back({"RepublishedFrom", "1", "", ""});
    CHECK(find_echoes({a, b}).size() == 1);
    a.article.pmid = b.article.pmid = ""; // of another source: no number is nothing in common
    b.article.links[0].pmid = "";
    CHECK(find_echoes({a, b}).empty());
}

TEST_CASE("a claim in an article is held against what was published by then")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    Json claims = Json::parse(desk.run({"count", "--format", "json"}).out)["claims"];
    REQUIRE(claims.size() == 1);
    CHECK(claims[0]["words"] == "the second reported case");
    CHECK(claims[0]["verdict"] == "cannot say"); // of 1990; the ledger has no earlier one
    CHECK(claims[0]["patients"] == Json{"pubmed:1#1"});
    for (const char* pmid : {"7", "8"}) {
        put(store, article(pmid, "Old", 1985, "An earlier patient."));
        store.put_extraction(std::string("pubmed:") + pmid, "k", {{suspect_case(1)}, {}});
    }
    decide(store, "pubmed:7", Verdict::include);
    claims = Json::parse(desk.run({"count", "--format", "json"}).out)["claims"];
    CHECK(claims[0]["verdict"] == "cannot say"); // pubmed:8 is not screened
    decide(store, "pubmed:8", Verdict::exclude, "not_english");
    claims = Json::parse(desk.run({"count", "--format", "json"}).out)["claims"];
    CHECK(claims[0]["verdict"] == "agrees");
    CHECK(claims[0]["patients"] == Json{"pubmed:7#1", "pubmed:1#1"});
    decide(store, "pubmed:8", Verdict::include, "", "AB");
    claims = Json::parse(desk.run({"count", "--format", "json"}).out)["claims"];
    CHECK(claims[0]["verdict"] == "contradicted");
    CHECK(claims[0]["ledger"]["count"] == 3);
}

TEST_CASE("an article of the same year is not proof against a claim unless it came out before")
{
    Report claimant = report("1", "Adams", 1990, 30, Sex::female);
    Report other = report("2", "Brown", 1990, 40, Sex::male);
    const std::vector<Report> none;
    const auto judged = [&] {
        const std::vector<Report> reports = {claimant, other};
        return audit(FoundClaim{claimant.article, {{1, 0, 5, "the first case"}, 1}}, {reports, none, {}}).judgement;
    };
    CHECK(judged() == Judgement::cannot_say);
    claimant.article.published.month = 6;
    other.article.published.month = 2;
    CHECK(judged() == Judgement::contradicted);
    other.article.published.month = 9;
    CHECK(judged() == Judgement::cannot_say);
    other.article.published.year = 1991;
    CHECK(judged() == Judgement::agrees);
}

TEST_CASE("the total of a paper on another drug is not held against this ledger")
{
    const Report other = report("1", "Adams", 1990, 30, Sex::female);
    const Article claimant = article("2", "Brown", 2000, "text");
    const Claim claim{{1, 0, 5, "no case on record"}, 0};
    const std::vector<Report> reports = {other};
    const Known known{reports, {}, {}};
    CHECK(audit(FoundClaim{claimant, claim, ""}, known).judgement == Judgement::contradicted);
    CHECK(audit(FoundClaim{claimant, claim, "not_english"}, known).judgement == Judgement::contradicted);
    const AuditedClaim elsewhere = audit(FoundClaim{claimant, claim, "other_drug_is_suspect"}, known);
    CHECK(elsewhere.judgement == Judgement::cannot_say);
    CHECK(elsewhere.because.find("other_drug_is_suspect") != std::string::npos);
}

TEST_CASE("totals of something else are a number, not a list")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto claiming = [&](const char* pmid, const char* text, const char* reason) {
        Article a = article(pmid, "Elm", 2005, text);
        a.title.text = "Of the skin";
        put(store, a);
        store.put_extraction(a.id, "k", {{}, {{{1, 0, 5, text}, 3}}});
        if (*reason != '\0')
            decide(store, a.id, Verdict::exclude, reason);
    };
    claiming("71", "Three cases of heat rash were reported", "not_exposure_then_event");
    claiming("72", "Three cases of alopecia were reported", "not_exposure_then_event");
    claiming("73", "Five cases were reported", ""); // not screened, and about neither
    claiming("74", "Only three cases of alopecia on cyclosporine were reported", "");
    claiming("75", "Only three cases were reported", "not_english");
    const Json count = Json::parse(desk.run({"count", "--format", "json"}).out);
    std::set<std::string> articles;
    for (const Json& claim : count["claims"])
        articles.insert(claim["article"].get<std::string>());
    CHECK(articles == std::set<std::string>{"pubmed:1", "pubmed:72", "pubmed:74", "pubmed:75"});
    CHECK(count["claims_elsewhere"] == 2);
    CHECK(desk.run({"count"}).out.find("2 totals in articles about something else") != std::string::npos);
}

TEST_CASE("a claim told by a person is kept once and judged")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::vector<std::string> words = {"count", "--claim",  "no more than two", "--max",    "2",   "--as-of",
                                            "2024",  "--source", "Wang 2024",        "--format", "json"};
    for (int i = 0; i < 2; ++i) {
        const Json claims = Json::parse(desk.run(words).out)["claims"];
        REQUIRE(claims.size() == 2);
        CHECK(claims[1]["verdict"] == "contradicted");
        CHECK(claims[1]["source"] == "Wang 2024");
        CHECK(claims[1]["patients"] == Json{"pubmed:1#1", "pubmed:2#1", "pubmed:2#2"});
    }
    CHECK(store.told_claims().size() == 1);
    CHECK(desk.run({"count", "--claim", "x", "--max", "2", "--min", "1", "--as-of", "2024", "--source", "W"}).status ==
          2);
    CHECK(desk.run({"count", "--max", "2"}).status == 2);
    CHECK(desk.run({"count", "--claim", "x", "--max", "two", "--as-of", "2024", "--source", "W"}).status == 2);
}

TEST_CASE("the count as text says the rule, the level and the verdicts")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const std::string out = desk.run({"count"}).out;
    CHECK(out.find("Records      4: 2 included, 1 excluded, 1 unclear; 0 decided by people") != std::string::npos);
    CHECK(out.find("Patients     3\n") != std::string::npos);
    CHECK(out.find("Onset after  known for 1 of 3") != std::string::npos);
    CHECK(out.find("cannot say    “the second reported case”: Adams 1990") != std::string::npos);
    CHECK(out.find("Rule: one patient is one case") != std::string::npos);
    CHECK(out.find("Level: ") != std::string::npos);
}

TEST_CASE("an empty casebook counts nothing and says so without falling over")
{
    const Desk desk;
    desk.store();
    const Ran ran = desk.run({"count"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("Patients     0\n") != std::string::npos);
    CHECK(Json::parse(desk.run({"count", "--format", "json"}).out)["period"].is_null());
}

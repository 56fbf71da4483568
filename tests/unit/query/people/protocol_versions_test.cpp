// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/protocol_versions.hpp"

#include "tests/unit/query/desk.hpp"

#include <chrono>
#include <doctest/doctest.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

void replace(const Desk& desk, const std::string& old, const std::string& now)
{
    std::string protocol = desk.read("protocol.json");
    const std::size_t found = protocol.find(old);
    REQUIRE(found != std::string::npos);
    desk.write("protocol.json", protocol.replace(found, old.size(), now));
}

Decision word(const std::string& by, const std::string& at, Verdict verdict, const std::string& reason = "")
{
    Decision out;
    out.by = by;
    out.at = at;
    out.verdict = verdict;
    out.reason = reason;
    return out;
}

} // namespace

TEST_CASE("what differs between two protocols is told part by part, and the order of exclusions is a difference")
{
    Protocol before;
    before.drug.synonyms = {"ciclosporin", "CsA"};
    before.event.terms = {{"alopecia areata", {"AA"}}, {"alopecia", {}}};
    before.exclude = {"not_english", "in_vitro"};
    Protocol after = before;
    CHECK(differences(before, after).empty());
    after.title = "Another title";
    after.columns = {"sex"};
    CHECK(differences(before, after).empty()); // no decision depends on them
    after.drug.synonyms = {"ciclosporin", "cyclosporin A"};
    after.event.terms[1].synonyms = {"hair loss"};
    after.exclude = {"in_vitro", "not_english"};
    after.reviewers = 2;
    CHECK(changes_text(differences(before, after)) ==
          "drug.synonyms: + cyclosporin A, − CsA; event.terms: + alopecia = hair loss; exclude: another order; "
          "reviewers: 1 → 2");
}

TEST_CASE("a person is asked again where the rules read otherwise now than when she judged under an older protocol")
{
    const KeptVersions versions{{{"2026-01-01T00:00:00Z", ""}, {"2026-01-05T00:00:00Z", ""}}, {{}, {}}};
    const Decision then = word("rules", "2026-01-01T00:00:00Z", Verdict::include);
    const Decision now = word("rules", "2026-01-05T00:00:00Z", Verdict::exclude, "in_vitro");
    const Decision ann = word("ann", "2026-01-02T00:00:00Z", Verdict::include);
    const auto asked = asked_again(versions, {then, ann, now}, ann);
    REQUIRE(asked);
    CHECK(asked->rules_then == "include");
    CHECK(asked->rules_now == "exclude (in_vitro)");
    CHECK_FALSE(asked_again(versions, {then, ann}, ann)); // the rules say what they said
    CHECK_FALSE(asked_again({{versions.all[0]}, {{}}}, {then, ann, now}, ann));
    const Decision later = word("ann", "2026-01-06T00:00:00Z", Verdict::include);
    CHECK_FALSE(asked_again(versions, {then, now, later}, later));
    const Decision bob = word("bob", "2026-01-02T00:00:00Z", Verdict::exclude, "animal_study");
    CHECK_FALSE(asked_again(versions, {then, bob, now}, bob)); // the rules came to what he had said
    CHECK_FALSE(asked_again(versions, {ann, now}, ann));       // what they said then is not known
}

TEST_CASE("a changed protocol tells what the machine decides anew, keeps people's words and asks again where needed")
{
    const Desk desk;
    Store store = desk.store();
    put(store, article("1", "Adams", 1990, "A 30-year-old woman developed hair loss after starting cyclosporine."));
    put(store, article("2", "Brown", 2001, "A 40-year-old man developed hair loss after starting cyclosporine."));
    const Ran first = desk.run({"screen"});
    CHECK(first.out.find("protocol") == std::string::npos); // the first version is no change
    CHECK(store.rules_decision("pubmed:1")->verdict == Verdict::include);
    at("2026-01-02T00:00:00Z");
    for (const char* id : {"1", "2"})
        CHECK(desk.run({"decide", id, "include", "--by", "ann"}).status == 0);
    CHECK(store.protocol_versions().size() == 1);
    at("2026-01-03T00:00:00Z");
    replace(desk, R"("title": ")", R"("title": "On )");
    desk.run({"screen"});
    CHECK(store.protocol_versions().size() == 1); // nothing that decisions depend on
    replace(desk, R"("cyclosporine", "synonyms")", R"("velnarane", "synonyms")");
    replace(desk, R"(["ciclosporin", "CsA"])", "[]");
    CHECK(desk.run({"protocol"})
              .out.find("changed since, and not screened under it yet: drug.name: + velnarane, − "
                        "cyclosporine; drug.synonyms: − ciclosporin, − CsA") != std::string::npos);
    const Ran turned = desk.run({"screen"});
    CHECK(
        turned.out.find("The protocol changed since 2026-01-01T00:00:00Z: drug.name: + velnarane, − cyclosporine; ") !=
        std::string::npos);
    CHECK(turned.out.find("the rules' decision turned on 2 articles\n    pubmed:1 (Adams 1990): include → ") !=
          std::string::npos);
    CHECK(turned.out.find("people's words stay; 2 words of people are asked again since the protocol changed, first in "
                          "`casebook queue --by WHO`\n") != std::string::npos);
    CHECK(store.current_decision("pubmed:1")->by == "ann");
    const Json queue = Json::parse(desk.run({"queue", "--by", "ann", "--format", "json"}).out)["queue"];
    CHECK(queue.size() == 2);
    CHECK(queue[0]["asked_again"]["rules_then"] == "include");
    CHECK(Json::parse(desk.run({"queue", "--by", "bob", "--format", "json"}).out)["queue"][0]["asked_again"].is_null());
    at("2026-01-04T00:00:00Z");
    CHECK(desk.run({"decide", "1", "include", "--by", "ann"}).err.empty()); // said again, under the new protocol
    const Json told = Json::parse(desk.run({"protocol", "--format", "json"}).out);
    CHECK(told["asked_again"].size() == 1);
    CHECK(told["versions"].size() == 2);
    CHECK(told["versions"][0]["by_people"] == 2);
    CHECK(told["versions"][1]["by_people"] == 1);
    CHECK(desk.run({"screen"}).out.find("protocol") == std::string::npos); // told once
}

TEST_CASE("an exclusion for a reason that has left the protocol is asked again, and why is said")
{
    const Decision rules = word("rules", "2026-01-01T00:00:00Z", Verdict::exclude, "in_vitro");
    const Decision ann = word("ann", "2026-01-02T00:00:00Z", Verdict::exclude, "in_vitro");
    const auto versions = [](std::vector<std::string> then, std::vector<std::string> now) {
        return KeptVersions{{{"2026-01-01T00:00:00Z", ""}, {"2026-01-05T00:00:00Z", ""}},
                            {std::move(then), std::move(now)}};
    };
    const auto asked = asked_again(versions({"in_vitro", "not_english"}, {"not_english"}), {rules, ann}, ann);
    REQUIRE(asked); // though the rules never turned
    CHECK(asked->reason_gone);
    CHECK(asked_text(*asked) ==
          "ann said exclude (in_vitro) under an older protocol, which excluded for that reason; it "
          "is no reason now");
    CHECK_FALSE(asked_again(versions({"not_english"}, {"animal_study"}), {rules, ann}, ann)); // it never was one there
    CHECK_FALSE(asked_again(versions({"in_vitro"}, {}), {rules, ann}, ann)); // one that names none excludes by all
    CHECK_FALSE(asked_again(versions({"in_vitro"}, {"in_vitro", "not_english"}), {rules, ann}, ann));
}

TEST_CASE("with two reviewers each one's word is asked again by itself")
{
    const Decision ann = word("ann", "2026-01-02T00:00:00Z", Verdict::exclude, "in_vitro");
    const Decision bob = word("bob", "2026-01-06T00:00:00Z", Verdict::exclude, "in_vitro");
    const KeptVersions versions{{{"2026-01-01T00:00:00Z", ""}, {"2026-01-05T00:00:00Z", ""}},
                                {{"in_vitro"}, {"not_english"}}};
    const auto asked = asked_again_in({Whose::agreed, "", 2}, versions, {ann, bob});
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].word.by == "ann");
    CHECK(asked_again_in({Whose::person, "bob", 2}, versions, {ann, bob}).empty());
}

TEST_CASE("a word said between a change of the protocol and the next screening does not hide what that turned")
{
    const Desk desk;
    Store store = desk.store();
    put(store, article("1", "Adams", 1990, "A 30-year-old woman developed hair loss after starting cyclosporine."));
    CHECK(desk.run({"screen"}).status == 0);
    at("2026-01-02T00:00:00Z");
    replace(desk, R"("cyclosporine", "synonyms")", R"("velnarane", "synonyms")");
    replace(desk, R"(["ciclosporin", "CsA"])", "[]");
    CHECK(desk.run({"decide", "1", "include", "--by", "ann"}).status == 0);
    CHECK(store.protocol_versions().size() == 2);
    at("2026-01-03T00:00:00Z");
    const Desk copy; // nor in a copy, which is told under which version the rules ran last
    std::filesystem::remove(copy.folder / "protocol.json");
    desk.run({"dump", "-o", copy.file("dump.jsonl")});
    CHECK(copy.run({"restore", copy.file("dump.jsonl")}).status == 0);
    CHECK(copy.run({"dump"}).out.find(R"("screened":true)") != std::string::npos);
    CHECK(copy.run({"screen"}).out.find("the rules' decision turned on 1 article\n") != std::string::npos);
    CHECK(desk.run({"screen"}).out.find("the rules' decision turned on 1 article\n") != std::string::npos);
    CHECK(desk.run({"screen"}).out.find("The protocol changed") == std::string::npos); // told once
}

TEST_CASE("how many words are asked again is one number everywhere, told without whose they are and what they say")
{
    const Desk desk;
    Store store = desk.store();
    replace(desk, R"("include":)", R"("reviewers": 2, "include":)");
    put(store, article("1", "Adams", 1990, "A 30-year-old woman developed hair loss after starting cyclosporine."));
    put(store, article("2", "Brown", 2001, "A 40-year-old man developed hair loss after starting cyclosporine."));
    CHECK(desk.run({"screen"}).status == 0);
    at("2026-01-02T00:00:00Z");
    desk.run({"decide", "1", "include", "--by", "ann"});
    desk.run({"decide", "1", "exclude", "--reason", "not_english", "--by", "bob"});
    CHECK(desk.run({"decide", "1", "include", "--by", "carla", "--adjudicate"}).status == 0);
    desk.run({"decide", "2", "include", "--by", "ann"}); // awaits bob
    at("2026-01-03T00:00:00Z");
    replace(desk, R"("cyclosporine", "synonyms")", R"("velnarane", "synonyms")");
    replace(desk, R"(["ciclosporin", "CsA"])", "[]");
    const Ran screened = desk.run({"screen"});
    CHECK(screened.out.find("2 words of people are asked again") != std::string::npos);
    for (const char* name : {"ann", "carla"})
        CHECK(screened.out.find(name) == std::string::npos);
    const auto told = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--format", "json"});
        return Json::parse(desk.run(words).out);
    };
    CHECK(told({"status"})["asked_again"] == 2);
    CHECK(told({"count"})["records"]["asked_again"] == 2);
    CHECK(told({"count", "--view", "ann"})["records"]["asked_again"] == 1);
    CHECK(told({"count", "--view", "machine"})["records"]["asked_again"] == 0);
    CHECK(told({"queue"})["asked_again"] == 2);
    CHECK(told({"queue", "--by", "ann"})["asked_again"] == 1); // not of what carla settled
    CHECK(told({"queue", "--by", "bob"})["asked_again"] == 0);
    CHECK(told({"queue", "--by", "carla"})["asked_again"] == 1);
    const Json protocol = told({"protocol"});
    REQUIRE(protocol["asked_again"].size() == 2);
    CHECK(protocol["asked_again"][0]["decision"]["verdict"] == "include"); // what was settled is no secret
    CHECK(protocol["asked_again"][1]["by"] == "ann");
    CHECK(protocol["asked_again"][1]["decision"].is_null());
    for (const char* command : {"status", "count", "protocol"})
        CHECK(desk.run({command}).out.find("2 words of people are asked again since the protocol changed") !=
              std::string::npos);
    CHECK(told({"export", "prisma"})["footnotes"].dump().find("2 words of people asked again") != std::string::npos);
    const std::string queue = desk.run({"queue"}).out;
    CHECK(queue.find(", 2 words asked again,") != std::string::npos);
    CHECK(queue.find("asked again: a word of ann under an older protocol; ") != std::string::npos);
    CHECK(desk.run({"queue", "--by", "ann"}).out.find("asked again: ann said include under an older protocol") !=
          std::string::npos);
}

TEST_CASE("a file that says again what is asked again since the protocol changed is news, once")
{
    const Desk desk;
    Store store = desk.store();
    put(store, article("1", "Adams", 1990, "A 30-year-old woman developed hair loss after starting cyclosporine."));
    desk.run({"screen"});
    desk.write("said.csv", "pmid,verdict,reason,by\n1,exclude,not_english,ann\n");
    desk.write("dated.csv", "pmid,verdict,reason,by,at\n1,exclude,not_english,ann,2026-01-02\n");
    const auto added = [&](const char* file) {
        const Ran ran = desk.run({"decide", "--from", desk.file(file), "--format", "json"});
        CHECK(ran.status == 0);
        return Json::parse(ran.out)["added"].get<int>();
    };
    at("2026-01-02T00:00:00Z");
    CHECK(added("said.csv") == 1);
    CHECK(added("said.csv") == 0);
    at("2026-01-03T00:00:00Z");
    replace(desk, R"("not_english", )", "");
    desk.run({"screen"});
    CHECK(all_asked_again(store).size() == 1);
    at("2026-01-04T00:00:00Z");
    CHECK(added("dated.csv") == 0); // that is the word of then
    CHECK(added("said.csv") == 1);
    CHECK(all_asked_again(store).empty());
    CHECK(added("said.csv") == 0);
}

TEST_CASE("two programs that see the same change of the protocol keep one version")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.run({"screen"});
    replace(desk, R"("not_english", )", "");
    auto other = std::make_unique<Store::Transaction>(store); // writes, so that whoever wants to write waits
    std::thread screening([&] {
        Request request;
        request.dir = desk.folder;
        Casebook casebook = open_casebook(request);
        screened_under(casebook, [] {});
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    store.keep_protocol({"", desk.read("protocol.json")});
    other->commit();
    other.reset();
    screening.join();
    CHECK(store.protocol_versions().size() == 2);
}

TEST_CASE("another number of reviewers turns what counts of records that people judged, which screen tells")
{
    const Desk desk;
    {
        Store store = desk.store();
        fill(store);
    }
    replace(desk, "\"drug\"", "\"reviewers\": 2, \"drug\"");
    CHECK(desk.run({"screen"}).status == 0);
    CHECK(desk.run({"decide", "1", "include", "--by", "ann"}).status == 0);
    CHECK(desk.run({"decide", "2", "exclude", "--reason", "not_english", "--by", "ann"}).status == 0);
    CHECK(desk.run({"decide", "2", "include", "--by", "bob"}).status == 0);
    replace(desk, "\"reviewers\": 2", "\"reviewers\": 1");
    const Ran one = desk.run({"screen"});
    CHECK(one.out.find("what counts turned on 2 records that people judged") != std::string::npos);
    const std::size_t conflict =
        one.out.find("in conflict (ann: exclude (not_english); bob: include) → include by bob");
    CHECK(conflict < one.out.find("awaiting a second reviewer → include by ann")); // conflicts first
    replace(desk, "\"reviewers\": 1", "\"reviewers\": 2");
    const Ran two = desk.run({"screen"});
    CHECK(two.out.find("the word of ann alone → awaiting a second reviewer") != std::string::npos); // bob may read this
    replace(desk, "\"reviewers\": 2", "\"reviewers\": 1");
    const Json told = Json::parse(desk.run({"screen", "--format", "json"}).out)["protocol"]["counts_otherwise"];
    REQUIRE(told.size() == 2);
    CHECK(told[0]["before"]["by"] == "conflict");
    CHECK(told[0]["now"]["verdict"] == "include");
}

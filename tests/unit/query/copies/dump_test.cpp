// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "query/casebook.hpp"
#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

/// A casebook in which every kind of line of a dump occurs.
void fill_all(const Desk& desk)
{
    Store store = desk.store();
    fill(store);
    store.want(1, {"1", "2", "77", "78"});
    store.set_wanted(1, "78", Wanted::left_out);
    store.set_wanted(1, "1", Wanted::got);
    store.set_wanted(1, "77", Wanted::missing);
    store.set_stage_key("pubmed:1", "screen", "key of the rules");
    Article revised = *store.article("pubmed:2");
    revised.title.text = "Another title.";
    revised.revised = {2002, 3, 4, ""};
    store.start_run("update", R"({"query":"x"})");
    put(store, revised, 2);
    put(store, article("5", "Evans", 2012, "To be deleted."));
    store.mark_deleted("pubmed:5", 2);
    store.quarantine("<broken>caf\xE9", {"file.xml", 12, "database"}, "it ends");
    at("2026-01-02T00:00:00Z");
    CHECK(desk.run({"decide", "3", "include", "--by", "AB", "--note", "Zoë: \"yes\""}).status == 0);
    CHECK(desk.run({"decide", "4", "include", "--by", "AB", "--stage", "fulltext"}).status == 0);
    CHECK(desk.run({"decide", "4", "withdraw", "--by", "AB"}).status == 0);
    for (const char* who : {"AB", "CD"})
        CHECK(desk.run({"decide", "2", "include", "--by", who}).status == 0);
    CHECK(desk.run({"decide", "2", "unclear", "--by", "CD", "--adjudicate"}).status == 0);
    CHECK(desk.run({"correct", "1#1", "sex", "male", "--by", "AB"}).status == 0);
    CHECK(desk.run({"correct", "3#new", "drug", "cyclosporine", "--by", "AB"}).status == 0);
    CHECK(desk.run({"count", "--claim", "five", "--max", "5", "--as-of", "2024", "--source", "W"}).status == 0);
}

Json restored(const Desk& desk, const std::string& file)
{
    return Json::parse(desk.run({"restore", file, "--format", "json"}).out);
}

} // namespace

TEST_CASE("a dump restored into an empty folder gives the same review, the same pages and the same dump")
{
    const Desk from;
    fill_all(from);
    const Desk to;
    std::filesystem::remove(to.folder / "protocol.json");
    CHECK(from.run({"dump", "-o", to.file("a.jsonl")}).status == 0);
    const Json report = restored(to, to.file("a.jsonl"));
    CHECK(report["articles"]["new"] == 5);
    CHECK(report["decisions"] == 10);
    CHECK(to.store().current_decision("pubmed:2")->adjudicated);
    CHECK(to.store().current_decision("pubmed:4")->by == by_rules); // AB took her word back
    CHECK(to.run({"dump"}).out == to.read("a.jsonl"));
    CHECK(to.store().wanted(1, Wanted::left_out) == std::vector<std::string>{"78"});
    CHECK(to.run({"export", "review"}).out == from.run({"export", "review"}).out);
    for (const char* id : {"1", "2", "3", "4", "5"})
        CHECK(to.run({"show", id}).out == from.run({"show", id}).out);
    CHECK(to.run({"count"}).out == from.run({"count"}).out);
    CHECK(to.store().quarantined().at(0).bytes == "<broken>caf\xE9");
    CHECK(to.store().wanted(1, Wanted::missing) == std::vector<std::string>{"77"});
    CHECK(to.store().article_info("pubmed:5")->deleted);
    CHECK(to.store().kept("pubmed:2").forms.size() == 2);
    CHECK(to.store().check().empty());
}

TEST_CASE("a dump of before there were stages is read as it was meant then")
{
    const Desk from;
    Store store = from.store();
    fill(store);
    at("2026-01-02T00:00:00Z");
    from.run({"decide", "3", "include", "--by", "AB", "--source", "full text"});
    at("2026-01-03T00:00:00Z");
    from.run({"decide", "3", "exclude", "--reason", "in_vitro", "--by", "AB"});
    from.run({"decide", "1", "include", "--by", "AB"});
    std::string old = from.run({"dump"}).out;
    for (const std::string member : {R"(,"stage":"full text")", R"(,"stage":"title/abstract")"})
        for (std::size_t at = old.find(member); at != std::string::npos; at = old.find(member))
            old.erase(at, member.size());
    const Desk to;
    to.write("old.jsonl", old);
    CHECK(restored(to, to.file("old.jsonl"))["decisions"] == 7);
    CHECK(to.store().current_decision("pubmed:3")->verdict == Verdict::exclude);
    CHECK(to.run({"dump"}).out == from.run({"dump"}).out);
    CHECK(restored(to, to.file("old.jsonl"))["decisions"] == 0);
}

TEST_CASE("what was said, taken back and said again within one second comes back so, from older dumps too")
{
    const Desk from;
    Store store = from.store();
    fill(store);
    for (const char* word : {"include", "withdraw", "include"})
        CHECK(from.run({"decide", "3", word, "--by", "AB"}).status == 0);
    for (const std::vector<std::string>& value : {std::vector<std::string>{"34"}, {"--withdraw"}, {"34"}}) {
        std::vector<std::string> words = {"correct", "1#1", "age_years", "--by", "AB"};
        words.insert(words.end(), value.begin(), value.end());
        CHECK(from.run(words).status == 0);
    }
    const std::string dump = from.run({"dump"}).out;
    std::string old = dump;
    old.replace(old.find("\"version\":3"), 11, "\"version\":2");
    for (const std::string member : {R"(,"turn":1)", R"(,"turn":2)"})
        for (std::size_t at = old.find(member); at != std::string::npos; at = old.find(member))
            old.erase(at, member.size());
    CHECK(old != dump);
    for (const std::string& text : {dump, old}) {
        const Desk to;
        to.write("a.jsonl", text);
        restored(to, to.file("a.jsonl"));
        CHECK(to.run({"dump"}).out == dump);
        CHECK(to.store().current_decision("pubmed:3")->by == "AB");
        CHECK(*current_cases(to.store(), "pubmed:1")[0].patient.age_years.value == 34);
        CHECK(restored(to, to.file("a.jsonl"))["decisions"] == 0);
    }
}

TEST_CASE("restoring twice adds nothing the second time")
{
    const Desk from;
    fill_all(from);
    const Desk to;
    CHECK(from.run({"dump", "-o", to.file("a.jsonl")}).status == 0);
    restored(to, to.file("a.jsonl"));
    const Json again = restored(to, to.file("a.jsonl"));
    CHECK(again["articles"] == Json{{"new", 0}, {"revised", 0}, {"known", 5}});
    CHECK(again["decisions"] == 0);
    CHECK(again["corrections"] == 0);
    CHECK(again["claims"] == 0);
    CHECK(again["runs"] == 0);
    CHECK(to.run({"dump"}).out == to.read("a.jsonl"));
}

TEST_CASE("two reviewers' work comes together whichever way it is merged, and the newer word counts")
{
    const Desk first;
    const Desk second;
    for (const Desk* desk : {&first, &second}) {
        Store store = desk->store();
        fill(store);
    }
    at("2026-02-02T00:00:00Z");
    CHECK(first.run({"decide", "4", "exclude", "--reason", "not_english", "--by", "AB"}).status == 0);
    at("2026-02-01T00:00:00Z");
    CHECK(second.run({"decide", "4", "include", "--by", "CD"}).status == 0);
    CHECK(second.run({"correct", "1#1", "sex", "male", "--by", "CD"}).status == 0);
    CHECK(second.run({"dump", "-o", first.file("cd.jsonl")}).status == 0);
    CHECK(first.run({"dump", "-o", second.file("ab.jsonl")}).status == 0);
    CHECK(restored(first, first.file("cd.jsonl"))["decisions"] == 1); // the rules' own are not doubled
    CHECK(restored(second, second.file("ab.jsonl"))["decisions"] == 1);
    for (const Desk* desk : {&first, &second}) {
        const Store store = desk->store();
        CHECK(store.decisions("pubmed:4").size() == 3);
        CHECK(store.current_decision("pubmed:4")->by == "AB"); // a day later, though it came in first
        CHECK(current_cases(store, "pubmed:1").at(0).patient.sex.by == "CD");
    }
    CHECK(first.run({"export", "review"}).out == second.run({"export", "review"}).out);
}

TEST_CASE("cases that two reviewers added stay two cases")
{
    const Desk first;
    const Desk second;
    for (const Desk* desk : {&first, &second}) {
        Store store = desk->store();
        fill(store);
    }
    CHECK(first.run({"correct", "3#new", "drug", "cyclosporine", "--by", "AB"}).status == 0);
    CHECK(second.run({"correct", "3#new", "drug", "cyclosporine", "--by", "CD"}).status == 0);
    CHECK(second.run({"correct", "3#1001", "sex", "male", "--by", "CD"}).status == 0);
    CHECK(second.run({"dump", "-o", first.file("cd.jsonl")}).status == 0);
    for (int i = 0; i < 2; ++i)
        CHECK(restored(first, first.file("cd.jsonl"))["corrections"] == (i == 0 ? 2 : 0));
    const std::vector<Case> cases = current_cases(first.store(), "pubmed:3");
    REQUIRE(cases.size() == 2);
    CHECK(cases[0].drugs[0].role.by == "AB");
    CHECK_FALSE(cases[0].patient.sex);
    CHECK(cases[1].number == 1002);
    CHECK(cases[1].patient.sex.by == "CD");
    // and back: each is known again under whatever number it has
    CHECK(first.run({"dump", "-o", second.file("ab.jsonl")}).status == 0);
    CHECK(restored(second, second.file("ab.jsonl"))["corrections"] == 1);
    CHECK(current_cases(second.store(), "pubmed:3").size() == 2);
}

TEST_CASE("two cases that one person adds in the same second stay two")
{
    const Desk from;
    Store store = from.store();
    fill(store);
    for (int i = 0; i < 2; ++i)
        CHECK(from.run({"correct", "3#new", "drug", "cyclosporine", "--by", "AB"}).status == 0);
    CHECK(from.run({"correct", "3#1002", "sex", "male", "--by", "AB"}).status == 0);
    const Desk to;
    CHECK(from.run({"dump", "-o", to.file("a.jsonl")}).status == 0);
    for (int i = 0; i < 2; ++i)
        CHECK(restored(to, to.file("a.jsonl"))["corrections"] == (i == 0 ? 3 : 0));
    const std::vector<Case> cases = current_cases(to.store(), "pubmed:3");
    REQUIRE(cases.size() == 2);
    CHECK_FALSE(cases[0].patient.sex);
    CHECK(cases[1].patient.sex.value == Sex::male);
}

TEST_CASE("a newer record in a dump comes in, an older one does not undo ours")
{
    const Desk from;
    const Desk to;
    Store mine = to.store();
    Store theirs = from.store();
    fill(mine);
    fill(theirs);
    Article newer = *theirs.article("pubmed:2");
    newer.title.text = "Revised there.";
    newer.revised.year = 2020;
    put(theirs, newer, 1);
    Article ours = *mine.article("pubmed:1");
    ours.title.text = "Revised here.";
    ours.revised.year = 2021;
    put(mine, ours, 1);
    CHECK(from.run({"dump", "-o", to.file("a.jsonl")}).status == 0);
    const Json report = restored(to, to.file("a.jsonl"));
    CHECK(report["articles"] == Json{{"new", 0}, {"revised", 1}, {"known", 3}});
    CHECK(mine.article("pubmed:2")->title.text == "Revised there.");
    CHECK(mine.article("pubmed:1")->title.text == "Revised here.");
}

TEST_CASE("a broken dump is refused with its line and leaves the casebook as it was")
{
    const Desk desk;
    fill_all(desk);
    const std::string before = desk.run({"dump"}).out;
    const Desk to;
    const auto refused = [&](const std::string& text, const std::string& what) {
        to.write("bad.jsonl", text);
        const Ran ran = to.run({"restore", to.file("bad.jsonl")});
        CHECK(ran.status == 1);
        CHECK_MESSAGE(ran.err.find(what) != std::string::npos, ran.err);
        CHECK(to.store().article_ids().empty());
    };
    refused("", "is no dump of a casebook");
    refused("<PubmedArticleSet/>", "is no dump of a casebook");
    refused(R"({"type":1,"version":1})", "is no dump of a casebook");
    refused(R"({"type":"casebook","version":99,"protocol":""})"
            "\n",
            "bad.jsonl:1: the dump was made by a newer casebook");
    refused(before.substr(0, before.size() - 20), "bad.jsonl:"); // cut short
    refused(before + R"({"type":"decision","article":"pubmed:404","verdict":"include"})", "pubmed:404");
    refused(before + R"({"type":"extraction","article":"pubmed:3","key":"k","extraction":{"cases":[{"drugs":[]}]}})",
            "has no drug");
    refused(before + R"({"type":"article","record":)" + std::string(200000, '[') + std::string(200000, ']') + "}",
            "deeper than in any dump");
    refused(before + R"({"type":"song"})", "lines of the type \"song\" are not known");
    CHECK(to.run({"restore", to.file("nothing.jsonl")}).status == 1);
}

TEST_CASE("a packed dump is restored like a plain one")
{
    const Desk from;
    fill_all(from);
    const Desk to;
    to.write("a.jsonl.gz", gzip(from.run({"dump"}).out));
    CHECK(restored(to, to.file("a.jsonl.gz"))["articles"]["new"] == 5);
}

TEST_CASE("a withdrawal of a dump of before takes back all that its person had said at that stage")
{
    const Desk from, to;
    Store store = from.store();
    fill(store);
    at("2026-01-02T00:00:00Z");
    for (const char* verdict : {"include", "unclear", "include"})
        decide(store, "pubmed:1", *verdict_from_name(verdict), "", "ann");
    decide(store, "pubmed:1", Verdict::include, "", "bob");
    Decision back = withdrawal_of(store.decisions("pubmed:1").back());
    back.by = "ann";
    store.add(back);
    std::string dump = from.run({"dump"}).out;
    to.write("new.jsonl", dump);
    dump.replace(dump.find("\"version\":3"), 11, "\"version\":2");
    to.write("old.jsonl", dump);
    CHECK(restored(to, to.file("old.jsonl"))["decisions"] == 4 + 4 + 3); // the rules' four, people's, the withdrawal
    CHECK(restored(to, to.file("old.jsonl"))["decisions"] == 0);
    Store copy = to.store();
    REQUIRE(standing_words(copy.history("pubmed:1")).size() == 1);
    CHECK(copy.current_decision("pubmed:1")->by == "bob");
    CHECK(restored(to, to.file("new.jsonl"))["decisions"] == 0);
    const Desk again; // by way of a new dump
    to.run({"dump", "-o", again.file("copy.jsonl")});
    restored(again, again.file("copy.jsonl"));
    CHECK(standing_words(again.store().history("pubmed:1")).size() == 1);
}

TEST_CASE("a withdrawal of a dump of before takes back what its person had said of both records of a merged pair")
{
    const Desk from, to;
    Store store = from.store();
    fill(store);
    const auto said = [&](const char* id, Verdict verdict, const char* time, bool withdrawn = false) {
        Decision word;
        word.article = id;
        word.verdict = verdict;
        word.by = "ann";
        word.at = time;
        word.withdrawn = withdrawn;
        store.add(word);
    };
    said("pubmed:2", Verdict::include, "2026-01-01T00:00:01Z");
    said("pubmed:1", Verdict::include, "2026-01-02T00:00:00Z");
    said("pubmed:2", Verdict::exclude, "2026-01-03T00:00:00Z");
    store.add(Pairing{"pubmed:1", "pubmed:2", Kinship::duplicate, "ann", "2026-01-04T00:00:00Z", ""});
    said("pubmed:1", Verdict::unclear, "2026-01-05T00:00:00Z", true);
    said("pubmed:1", Verdict::exclude, "2026-01-06T00:00:00Z");
    said("pubmed:1", Verdict::unclear, "2026-01-07T00:00:00Z", true);
    CHECK_FALSE(standing_words(store.history("pubmed:1")).empty()); // of today each took one word
    std::string dump = from.run({"dump"}).out;
    dump.replace(dump.find("\"version\":3"), 11, "\"version\":2");
    to.write("old.jsonl", dump);
    CHECK(restored(to, to.file("old.jsonl"))["decisions"] == 4 + 6 + 2);
    CHECK(restored(to, to.file("old.jsonl"))["decisions"] == 0);
    CHECK(standing_words(to.store().history("pubmed:1")).empty());
}

TEST_CASE("what two people said of a pair in one second counts alike in all copies, and said again it is kept again")
{
    const Desk first, second;
    for (const Desk* desk : {&first, &second}) {
        Store store = desk->store();
        fill(store);
    }
    Store one = first.store(), other = second.store();
    const auto pair = [](Kinship kinship, const char* by) {
        return Pairing{"pubmed:1", "pubmed:2", kinship, by, "2026-01-02T00:00:00Z", ""};
    };
    one.add(pair(Kinship::different, "bob"));
    other.add(pair(Kinship::duplicate, "ann"));
    first.run({"dump", "-o", first.file("dump")});
    second.run({"dump", "-o", second.file("dump")});
    CHECK(restored(first, second.file("dump")).is_object());
    CHECK(restored(second, first.file("dump")).is_object());
    CHECK(one.pairings() == other.pairings());
    CHECK(one.pairings().back().by == "bob"); // by name, wherever it came first
    for (const Kinship kinship : {Kinship::open, Kinship::different})
        one.add(pair(kinship, "bob"));
    first.run({"dump", "-o", first.file("dump")});
    for (int time = 0; time < 2; ++time)
        restored(second, first.file("dump"));
    CHECK(one.pairings() == other.pairings());
    CHECK(other.pairings().size() == 4);
}

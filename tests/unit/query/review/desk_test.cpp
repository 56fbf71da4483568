// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/desk.hpp"
#include "tests/unit/query/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using casebook::review::Deed;
using casebook::review::DeedKind;
using casebook::review::Purpose;
using casebook::review::ReviewDesk;
using casebook::review::State;

namespace {

/// Four articles, and a reviewer before them.
struct Table
{
    casebook::test::Desk desk;
    Request request;
    std::unique_ptr<Casebook> casebook;

    Table()
    {
        request.dir = desk.folder;
        Store store = desk.store();
        casebook::test::fill(store);
        casebook = std::make_unique<Casebook>(open_casebook(request));
    }
    std::optional<Decision> word(const std::string& id) const { return word_of("ann", casebook->store.decisions(id)); }
};

State say(ReviewDesk& ann, Verdict verdict, const std::string& note = "")
{
    return ann.perform({}, {DeedKind::decide, verdict, verdict == Verdict::exclude ? "not_english" : "", note, 0, ""});
}

State take_back(ReviewDesk& ann, bool sure = false)
{
    return ann.perform({}, {DeedKind::take_back, {}, "", "", 0, "", sure});
}

} // namespace

TEST_CASE("a word is kept before the next record is shown, and a new session goes on with the rest")
{
    Table table;
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    const std::string first = ann.record().id;
    say(ann, Verdict::include, "sure of it");
    CHECK(table.word(first)->note == "sure of it");
    CHECK(ann.record().id != first);
    CHECK(ann.standing().judged == 1);
    const ReviewDesk later(*table.casebook, "ann", Stage::title_abstract);
    CHECK(later.record().id == ann.record().id);
    CHECK(later.standing().judged == 1);
    CHECK(later.standing().now == 0);
}

TEST_CASE("everything can be judged, skipped and unclear ones come at the end, and then nothing is left")
{
    Table table;
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    const std::string skipped = ann.record().id;
    ann.perform({}, {DeedKind::skip, {}, "", "", 0, ""});
    say(ann, Verdict::unclear);
    say(ann, Verdict::exclude);
    say(ann, Verdict::include);
    CHECK(ann.record().id == skipped);
    say(ann, Verdict::exclude);
    CHECK(ann.record().id.empty());
    CHECK(ann.standing().judged == 3);
    const ReviewDesk later(*table.casebook, "ann", Stage::title_abstract);
    CHECK(later.record().own->verdict == Verdict::unclear);
}

TEST_CASE("words are taken back one by one, those of an earlier day only when it is asked for twice")
{
    Table table;
    casebook::test::at("2026-01-02T00:00:00Z");
    std::string first;
    {
        ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
        first = ann.record().id;
        say(ann, Verdict::include);
    }
    casebook::test::at("2026-01-03T00:00:00Z");
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    const std::string second = ann.record().id;
    say(ann, Verdict::exclude, "a note");
    const State back = take_back(ann);
    CHECK(back.note == "a note");
    CHECK(ann.record().id == second);
    CHECK(!table.word(second));
    const State asked = take_back(ann);
    CHECK(asked.mode == casebook::review::Mode::sure);
    CHECK(table.word(first));
    take_back(ann, true);
    CHECK(!table.word(first));
    CHECK(ann.record().id == first);
    CHECK(ann.standing().judged == 0);
    CHECK(take_back(ann).message.find("no word of yours") != std::string::npos);
}

TEST_CASE("what was decided in another window meanwhile stands, and is not said twice")
{
    Table table;
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    const std::string id = ann.record().id;
    casebook::test::decide(table.casebook->store, id, Verdict::exclude, "not_english", "ann");
    const State told = say(ann, Verdict::include);
    CHECK(told.message.find("elsewhere") != std::string::npos);
    CHECK(table.casebook->store.decisions_by("ann").size() == 1);
    CHECK(ann.record().id != id);
    casebook::test::decide(table.casebook->store, ann.record().id, Verdict::exclude, "not_english", "bob");
    say(ann, Verdict::include); // bob's word is his
    CHECK(table.casebook->store.decisions_by("ann").size() == 2);
}

TEST_CASE("a value that is none stays in the line, a good one is kept beside the machine's")
{
    Table table;
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    while (ann.record().id != "pubmed:1")
        ann.perform({}, {DeedKind::skip, {}, "", "", 0, ""});
    const auto& rows = ann.record().fields;
    const auto place = std::ranges::find(rows, "outcome", [](const auto& row) { return row.field->id; });
    REQUIRE(place != rows.end());
    const auto field = static_cast<std::size_t>(place - rows.begin());
    const State wrong = ann.perform({}, {DeedKind::correct, {}, "", "", field, "better"});
    CHECK(wrong.mode == casebook::review::Mode::value);
    CHECK(wrong.line == "better");
    CHECK(table.casebook->store.corrections("pubmed:1").empty());
    const State good = ann.perform({}, {DeedKind::correct, {}, "", "", field, "fatal"});
    CHECK(good.message.find("fatal") != std::string::npos);
    CHECK(ann.record().fields[field].value == "fatal");
    CHECK(ann.record().fields[field].by == "ann");
    CHECK(table.casebook->store.corrections("pubmed:1").at(0).by == "ann");
}

TEST_CASE("undo leaves the earlier word with its own date, and what another person said later goes on counting")
{
    Table table;
    Store& store = table.casebook->store;
    casebook::test::at("2026-01-02T00:00:00Z");
    casebook::test::decide(store, "pubmed:1", Verdict::unclear, "", "ann");
    casebook::test::at("2026-01-03T00:00:00Z");
    casebook::test::decide(store, "pubmed:1", Verdict::exclude, "not_english", "bob");
    casebook::test::at("2026-01-04T00:00:00Z");
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    while (ann.record().id != "pubmed:1")
        say(ann, Verdict::include);
    say(ann, Verdict::include);
    CHECK(store.current_decision("pubmed:1")->by == "ann");
    const State back = take_back(ann);
    CHECK(back.message == "Taken back: include of pubmed:1; unclear, said on 2026-01-02, stands again.");
    CHECK(table.word("pubmed:1")->at == "2026-01-02T00:00:00Z");
    CHECK(store.current_decision("pubmed:1")->by == "bob");
    CHECK(store.decisions_by("ann").back().withdrawn); // nothing was said again
}

TEST_CASE("keys from a pipe take back the words of their own session alone")
{
    Table table;
    casebook::test::decide(table.casebook->store, "pubmed:1", Verdict::include, "", "ann"); // in this very second
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    State piped;
    piped.can_ask = false;
    for (int times = 0; times < 3; ++times)
        piped = ann.perform(piped, {DeedKind::take_back, {}, "", "", 0, ""});
    CHECK(piped.mode == casebook::review::Mode::judging);
    CHECK(piped.message ==
          "include of pubmed:1 was said before this session: `decide pubmed:1 withdraw --by 'ann'` takes it back.");
    CHECK(table.word("pubmed:1"));
}

TEST_CASE("a protocol that changed during a session is read anew, and the word waits until its criteria were seen")
{
    Table table;
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    const std::string id = ann.record().id;
    std::string protocol = table.desk.read("protocol.json");
    table.desk.write("protocol.json", "{ half a");
    say(ann, Verdict::include); // somebody is editing it: the session goes on by what it has read
    CHECK(table.word(id));
    CHECK(table.casebook->store.protocol_versions().empty()); // half a protocol is none
    const std::string next = ann.record().id;
    protocol.replace(protocol.find("not_english"), std::string("not_english").size(), "in_vitro");
    table.desk.write("protocol.json", protocol);
    const State told = say(ann, Verdict::exclude);
    CHECK(told.message.find("protocol.json was changed meanwhile") == 0);
    CHECK_FALSE(table.word(next));
    CHECK(ann.record().id == next);
    CHECK(ann.protocol_turns() == 1);
    CHECK(table.casebook->protocol.exclude.front() == "in_vitro");
    say(ann, Verdict::include);
    CHECK(table.word(next));
    CHECK(table.casebook->store.protocol_versions().back().text == protocol);
}

TEST_CASE("who settled a conflict is asked again since the protocol changed, and what she says then settles it")
{
    casebook::test::Desk desk;
    Request request;
    request.dir = desk.folder;
    Store store = desk.store();
    casebook::test::put(
        store, casebook::test::article("1", "Adams", 1990, "A 30-year-old woman had hair loss after cyclosporine."));
    store.keep_protocol({"2026-01-01T00:00:00Z", desk.read("protocol.json")});
    casebook::test::decide(store, "pubmed:1", Verdict::include);
    casebook::test::at("2026-01-02T00:00:00Z");
    casebook::test::decide(store, "pubmed:1", Verdict::include, "", "bob");
    casebook::test::decide(store, "pubmed:1", Verdict::exclude, "not_english", "carla");
    CHECK(desk.run({"decide", "1", "include", "--by", "ann", "--adjudicate"}).status == 0);
    casebook::test::at("2026-01-03T00:00:00Z");
    store.keep_protocol({"2026-01-03T00:00:00Z", desk.read("protocol.json") + " "});
    casebook::test::decide(store, "pubmed:1", Verdict::exclude, "not_english");
    Casebook casebook = open_casebook(request);
    ReviewDesk bob(casebook, "bob", Stage::title_abstract);
    CHECK(bob.standing().asked == 0);
    ReviewDesk ann(casebook, "ann", Stage::title_abstract);
    CHECK(ann.standing().asked == 1);
    CHECK(casebook::review::standing_text(ann.standing()).ends_with(" · 1 asked again"));
    CHECK(ann.record().why_again.ends_with("your word had settled it, and so does the next"));
    ReviewDesk late(casebook, "ann", Stage::title_abstract);
    casebook::test::at("2026-01-04T00:00:00Z");
    say(ann, Verdict::exclude);
    CHECK(ann.standing().asked == 0);
    CHECK(store.current_decision("pubmed:1")->adjudicated);
    CHECK(store.current_decision("pubmed:1")->verdict == Verdict::exclude);
    // on the page of which it is still the older one that is asked again
    CHECK(desk.run({"decide", "1", "unclear", "--by", "dora", "--adjudicate"}).status == 0);
    casebook::test::at("2026-01-05T00:00:00Z");
    CHECK(take_back(ann).message.starts_with("Taken back"));
    CHECK(say(late, Verdict::exclude).message.find("settled by dora on 2026-01-04") != std::string::npos);
    CHECK(store.decisions("pubmed:1").back().by == "ann");
    CHECK(store.current_decision("pubmed:1")->by == "dora");
}

TEST_CASE("who settles sees what each said, and her word counts until she takes it back")
{
    Table table;
    Store& store = table.casebook->store;
    casebook::test::decide(store, "pubmed:1", Verdict::exclude, "not_english", "ann");
    casebook::test::decide(store, "pubmed:1", Verdict::exclude, "animal_study", "bob");
    casebook::test::decide(store, "pubmed:2", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:2", Verdict::exclude, "not_english", "bob");
    casebook::test::decide(store, "pubmed:3", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:3", Verdict::include, "", "bob");
    ReviewDesk carla(*table.casebook, "carla", Stage::title_abstract, Purpose::settle);
    CHECK(carla.standing().records == 2);
    CHECK(carla.record().id == "pubmed:2"); // verdicts that differ before reasons that do
    REQUIRE(carla.record().words.size() == 2);
    CHECK(carla.record().words[1].by == "bob");
    say(carla, Verdict::include);
    CHECK(store.decisions("pubmed:2").back().adjudicated);
    CHECK(carla.record().id == "pubmed:1");
    CHECK(carla.standing().judged == 1);
    CHECK(carla.standing().relevant == 1);
    say(carla, Verdict::exclude);
    CHECK(carla.record().id.empty());
    take_back(carla);
    CHECK(carla.record().id == "pubmed:1");
    CHECK(carla.record().words.size() == 2);
}

TEST_CASE("a conflict that ended meanwhile is not settled, and one that came up is")
{
    Table table;
    Store& store = table.casebook->store;
    casebook::test::decide(store, "pubmed:2", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:2", Verdict::exclude, "not_english", "bob");
    ReviewDesk carla(*table.casebook, "carla", Stage::title_abstract, Purpose::settle);
    casebook::test::decide(store, "pubmed:2", Verdict::include, "", "bob");
    casebook::test::decide(store, "pubmed:1", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:1", Verdict::unclear, "", "bob");
    CHECK(say(carla, Verdict::include).message.find("no conflict any more") != std::string::npos);
    CHECK(store.decisions_by("carla").empty());
    CHECK(carla.standing().now == 0);
    carla.rank();
    CHECK(carla.standing().records == 2);
    const ReviewDesk later(*table.casebook, "carla", Stage::title_abstract, Purpose::settle);
    CHECK(later.record().id == "pubmed:1");
    casebook::test::decide(store, "pubmed:2", Verdict::exclude, "not_english", "bob"); // again
    say(carla, Verdict::include);
    CHECK(carla.record().id != "");
    say(carla, Verdict::include);
    CHECK(carla.record().id == "");
    CHECK(carla.standing().judged == 2);
    casebook::test::decide(store, "pubmed:3", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:3", Verdict::exclude, "not_english", "bob");
    carla.perform({}, {}); // any key
    CHECK(carla.record().id == "pubmed:3");
    const ReviewDesk in_full(*table.casebook, "carla", Stage::full_text, Purpose::settle);
    CHECK(in_full.record().id.empty());
}

TEST_CASE("who would settle what another settled meanwhile is told who did and how, and her word is not kept")
{
    Table table;
    Store& store = table.casebook->store;
    casebook::test::decide(store, "pubmed:2", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:2", Verdict::exclude, "not_english", "bob");
    ReviewDesk carla(*table.casebook, "carla", Stage::title_abstract, Purpose::settle);
    Decision settling{"pubmed:2", Verdict::include, "", "dora", "", "", "", {}};
    settling.adjudicated = true;
    store.add(settling);
    CHECK(say(carla, Verdict::exclude).message ==
          "pubmed:2: no conflict any more, for dora settled it meanwhile: include; your word was not kept.");
    CHECK(store.decisions_by("carla").empty());
}

TEST_CASE("when the decisions are settled the values that two gave differently are, each until it is taken back")
{
    Table table;
    Store& store = table.casebook->store;
    const auto correct = [&](const char* field, const char* value, const char* who) {
        CHECK(table.desk.run({"correct", "1#1", field, value, "--by", who}).status == 0);
    };
    for (const auto& [who, age, sex] : {std::tuple("ann", "34", "male"), std::tuple("bob", "43", "female")}) {
        correct("age_years", age, who);
        correct("sex", sex, who);
        CHECK(table.desk
                  .run({"appraise", "1#1", "--instrument", "naranjo", "--item", "5", "--answer",
                        who == std::string("ann") ? "yes" : "no", "--by", who})
                  .status == 0);
    }
    casebook::test::decide(store, "pubmed:2", Verdict::include, "", "ann");
    casebook::test::decide(store, "pubmed:2", Verdict::exclude, "not_english", "bob");
    ReviewDesk carla(*table.casebook, "carla", Stage::title_abstract, Purpose::settle);
    CHECK(carla.standing().records == 4);
    CHECK(carla.record().id == "pubmed:2");
    say(carla, Verdict::include);
    REQUIRE(carla.record().disputed);
    CHECK(carla.record().id == "pubmed:1");
    const auto settle = [&](const std::string& value) {
        return carla.perform({}, {DeedKind::settle_value, {}, "", "", 0, value});
    };
    std::vector<std::string> things;
    for (const char* value : {"34", "male", "yes"}) {
        REQUIRE(carla.record().disputed);
        const ValueConflict shown = *carla.record().disputed;
        things.push_back(thing_text(shown));
        settle(shown.instrument.empty() ? shown.first.value : value);
    }
    CHECK(carla.record().id.empty());
    CHECK(carla.standing().judged == 4);
    CHECK(unsettled_values(store, "pubmed:1").empty());
    CHECK(*current_cases(store, "pubmed:1")[0].patient.age_years.value == 34);
    CHECK(take_back(carla).message.find(things.back()) != std::string::npos);
    REQUIRE(carla.record().disputed);
    CHECK(unsettled_values(store, "pubmed:1").size() == 1);
    const State odd = settle("perhaps");
    CHECK(odd.message.find("is no ") != std::string::npos); // and is typed again
    CHECK(odd.line == "perhaps");
    CHECK(unsettled_values(store, "pubmed:1").size() == 1);
}

TEST_CASE("a remark stays with its record till a word is said, and what is left of it is told")
{
    Table table;
    ReviewDesk ann(*table.casebook, "ann", Stage::title_abstract);
    const std::string first = ann.record().id;
    State noted;
    noted.note = "look at the table";
    CHECK(ann.perform(noted, {DeedKind::skip, {}, "", "", 0, ""}).note.empty());
    CHECK(ann.remarks().at(first) == "look at the table");
    State last;
    while (ann.record().id != first)
        last = say(ann, Verdict::include);
    CHECK(last.note == "look at the table");
    say(ann, Verdict::include, last.note);
    CHECK(ann.remarks().empty());
    CHECK(table.word(first)->note == "look at the table");
}

TEST_CASE("new conflicts are looked for when those of the session are settled")
{
    Table table;
    Store& store = table.casebook->store;
    const auto differ = [&](const char* id) {
        casebook::test::decide(store, id, Verdict::include, "", "ann");
        casebook::test::decide(store, id, Verdict::exclude, "not_english", "bob");
    };
    differ("pubmed:1");
    differ("pubmed:2");
    ReviewDesk carla(*table.casebook, "carla", Stage::title_abstract, Purpose::settle);
    differ("pubmed:3");
    say(carla, Verdict::include);
    CHECK(carla.standing().records == 2); // every record's words are not read again for each word of hers
    say(carla, Verdict::include);
    CHECK(carla.standing().records == 3);
    CHECK(carla.record().id == "pubmed:3");
}

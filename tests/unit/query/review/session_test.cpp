// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/session.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::review;

namespace {

struct Reviewer
{
    RecordView record;
    std::vector<Reason> choice = {{"not_english", ""}, {"animal_study", ""}};
    State state;

    Reviewer()
    {
        record.id = "pubmed:1";
        record.links = {"https://pubmed.ncbi.nlm.nih.gov/1/"};
        record.rules = Decision{"pubmed:1", Verdict::exclude, "animal_study", "rules", "", "", "", {}};
        record.fields = {{1, find_field("age_years"), "34", "A woman of 34.", ""},
                         {1, find_field("outcome"), "recovered", "", ""}};
    }

    Deed press_key(KeyKind kind, const std::string& text = "")
    {
        Step step = press(state, {kind, text}, {record, choice, 10});
        state = std::move(step.state);
        return step.deed;
    }
    Deed type(const std::string& keys)
    {
        Deed last;
        for (const char key : keys)
            last = press_key(KeyKind::text, std::string(1, key));
        return last;
    }
};

} // namespace

TEST_CASE("one key includes, one cannot say")
{
    Reviewer ann;
    CHECK(ann.type("i").kind == DeedKind::decide);
    CHECK(ann.type("i").verdict == Verdict::include);
    CHECK(ann.type("u").verdict == Verdict::unclear);
    CHECK(ann.type("s").kind == DeedKind::skip);
    CHECK(ann.type("z").kind == DeedKind::take_back);
    CHECK(ann.press_key(KeyKind::backspace).kind == DeedKind::take_back);
}

TEST_CASE("an exclusion takes a second key, the protocol's reason")
{
    Reviewer ann;
    CHECK(ann.type("e").kind == DeedKind::none);
    CHECK(ann.state.mode == Mode::reason);
    CHECK(ann.type("9").kind == DeedKind::none);
    CHECK(ann.state.mode == Mode::reason);
    const Deed said = ann.type("2");
    CHECK(said.kind == DeedKind::decide);
    CHECK(said.verdict == Verdict::exclude);
    CHECK(said.reason == "animal_study");
    ann.type("e");
    CHECK(ann.press_key(KeyKind::escape).kind == DeedKind::none);
    CHECK(ann.state.mode == Mode::judging);
}

TEST_CASE("Enter takes the machine's reason, but not one that the reviewer does not see")
{
    Reviewer ann;
    ann.type("e");
    CHECK(ann.press_key(KeyKind::enter).reason == "animal_study");
    ann.type("me");
    CHECK(ann.press_key(KeyKind::enter).kind == DeedKind::none);
    CHECK(ann.state.mode == Mode::reason);
}

TEST_CASE("a note goes with the next word, and letters typed into it decide nothing")
{
    Reviewer ann;
    CHECK(ann.type("niue").kind == DeedKind::none);
    ann.press_key(KeyKind::text, "é");
    ann.press_key(KeyKind::backspace);
    CHECK(ann.press_key(KeyKind::enter).kind == DeedKind::none);
    CHECK(ann.state.note == "iue");
    CHECK(ann.type("i").note == "iue");
    CHECK(on_next_record(ann.state, "").note.empty());
    ann.type("nxx");
    ann.press_key(KeyKind::escape);
    CHECK(ann.state.note == "iue");
}

TEST_CASE("the machine's word is hidden and shown, except where it was asked to stay hidden")
{
    Reviewer ann;
    ann.type("m");
    CHECK(!ann.state.machine);
    ann.type("m");
    CHECK(ann.state.machine);
    ann.state.blind = true;
    ann.type("m");
    CHECK(ann.state.message.find("hidden") != std::string::npos);
    ann.type("c");
    CHECK(ann.state.mode == Mode::judging);
}

TEST_CASE("a field is chosen, its value typed, or confirmed as it stands")
{
    Reviewer ann;
    ann.type("c");
    CHECK(ann.state.mode == Mode::fields);
    Deed said = ann.type("y");
    CHECK(said.kind == DeedKind::correct);
    CHECK(said.field == 0);
    CHECK(said.value == "34");
    ann.press_key(KeyKind::down);
    ann.press_key(KeyKind::down);
    ann.press_key(KeyKind::enter);
    CHECK(ann.state.line == "recovered");
    ann.press_key(KeyKind::kill_line);
    ann.type("fatal");
    said = ann.press_key(KeyKind::enter);
    CHECK(said.field == 1);
    CHECK(said.value == "fatal");
    CHECK(ann.state.mode == Mode::fields);
    ann.press_key(KeyKind::escape);
    CHECK(ann.state.mode == Mode::judging);
}

TEST_CASE("what is older than the session is taken back only by a second key, and by no other")
{
    Reviewer ann;
    ann.state.mode = Mode::sure;
    CHECK(ann.type("i").kind == DeedKind::none);
    CHECK(ann.state.mode == Mode::judging);
    CHECK(!ann.type("z").sure);
    ann.state.mode = Mode::sure;
    const Deed said = ann.type("z");
    CHECK(said.kind == DeedKind::take_back);
    CHECK(said.sure);
}

TEST_CASE("when nothing is left only undo, help and leaving do anything")
{
    Reviewer ann;
    ann.record = {};
    for (const char* key : {"i", "u", "s", "n", "c", "e", "f"}) {
        CHECK(ann.type(key).kind == DeedKind::none);
        CHECK(ann.state.mode == Mode::judging);
    }
    CHECK(ann.type("z").kind == DeedKind::take_back);
    ann.type("q");
    CHECK(ann.state.ended);
}

TEST_CASE("a key without meaning says so and decides nothing")
{
    Reviewer ann;
    CHECK(ann.type("x").kind == DeedKind::none);
    CHECK(ann.state.message.find("? shows") != std::string::npos);
    ann.type(" ");
    CHECK(ann.state.scroll == 10);
    ann.press_key(KeyKind::up);
    CHECK(ann.state.scroll == 9);
    ann.press_key(KeyKind::page_up);
    CHECK(ann.state.scroll == 0);
}

TEST_CASE("unclear settles no conflict")
{
    Reviewer carla;
    carla.state.settles = true;
    CHECK(carla.type("u").kind == DeedKind::none);
    CHECK(carla.state.message.find("settles nothing") != std::string::npos);
    CHECK(carla.type("i").kind == DeedKind::decide);
}

TEST_CASE("leaving with a remark that no word was said with is asked for twice")
{
    Reviewer ann;
    ann.type("n");
    ann.type("mind the dose");
    CHECK(casebook::review::unsaid_remark(ann.state) == "mind the dose");
    ann.press_key(KeyKind::enter);
    ann.type("q");
    CHECK_FALSE(ann.state.ended);
    CHECK(ann.state.message.find("remark is kept with a word") != std::string::npos);
    ann.press_key(KeyKind::escape);
    CHECK(ann.state.mode == Mode::judging);
    CHECK(ann.state.note == "mind the dose");
    ann.type("qq");
    CHECK(ann.state.ended);
    Reviewer pipe;
    pipe.state.note = "x";
    pipe.state.can_ask = false;
    pipe.type("q");
    CHECK(pipe.state.ended);
}

TEST_CASE("a value that two gave differently is taken by one key, another is typed")
{
    Reviewer carla;
    carla.record.disputed = ValueConflict{"pubmed:1",          1,  "age_years",        "", 0, {"ann", "34", "", ""},
                                          {"bob", "", "", ""}, {}, {"bob", "", "", ""}};
    CHECK(carla.type("1").kind == DeedKind::settle_value);
    CHECK(carla.type("1").value == "34");
    CHECK(carla.type("2").value.empty());
    CHECK(carla.type("i").kind == DeedKind::none);
    CHECK(carla.state.message.find("about a value") != std::string::npos);
    carla.type("c");
    carla.type("40");
    const Deed typed = carla.press_key(KeyKind::enter);
    CHECK(typed.kind == DeedKind::settle_value);
    CHECK(typed.value == "40");
    CHECK(carla.state.mode == Mode::judging);
}

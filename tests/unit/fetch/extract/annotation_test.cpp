// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/annotation.hpp"
#include "fetch/extract/event_score.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

constexpr const char* annotated_line =
    R"({"id":"x1","pmid":"9","text":"Naïve use of velnarane caused hair loss.","events":[{"type":"adverse",)"
    R"("trigger":{"text":"caused","start":23,"end":29},"args":[{"role":"Treatment.Drug","text":"velnarane",)"
    R"("start":13,"end":22},{"role":"Effect","text":"hair loss","start":30,"end":39}]}]})";

AnnotatedText parsed(std::string_view text)
{
    const Parsed<AnnotatedText> out = parse_annotated(text);
    REQUIRE(out);
    return *out;
}

} // namespace

TEST_CASE("offsets of an annotated line count characters, and are bytes inside")
{
    const AnnotatedText text = parsed(annotated_line);
    REQUIRE(text.events.size() == 1);
    const AnnotatedSpan& drug = text.events[0].arguments[0];
    CHECK(text.text.substr(drug.begin, drug.end - drug.begin) == "velnarane");
    CHECK(annotated_json(text).find(R"("text":"velnarane","start":13,"end":22)") != std::string::npos);
    const AnnotatedText again =
        parsed(R"({"text":"Naïve use of velnarane caused hair loss.",)" + annotated_json(text).substr(1));
    CHECK(again.events[0].arguments[1].begin == text.events[0].arguments[1].begin);
}

TEST_CASE("a span that does not give its own words is left out, not believed")
{
    const AnnotatedText text = parsed(
        R"({"id":"1","text":"velnarane","events":[{"type":"adverse","args":[{"role":"Effect","text":"hair","start":0,"end":4},)"
        R"({"role":"Effect","text":"velnarane","start":0,"end":99}]}]})");
    CHECK(text.events[0].arguments.empty());
}

TEST_CASE("a line that is no annotated text is refused with a reason")
{
    CHECK_FALSE(parse_annotated("{"));
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    CHECK_FALSE(parse_annotated(R"({"text":"a","events":)" + deep + "}"));
    CHECK_FALSE(parse_annotated(R"({"text":"a","id":)" + deep + "}"));
    CHECK_FALSE(parse_annotated("[1]"));
    CHECK_FALSE(parse_annotated(R"({"id":"1"})"));
    CHECK_FALSE(parse_annotated(R"({"text":"a","events":7})"));
    CHECK_FALSE(parse_annotated(R"({"text":"a","events":[7]})"));
    CHECK_FALSE(parse_annotated("{\"text\":\"\xff\"}"));
}

TEST_CASE("arguments are judged without case, marks and articles, and only under the right kind of event")
{
    CHECK(plain_words("The Stevens-Johnson (SJS) a  reaction") == "stevens johnson sjs reaction");
    const AnnotatedText wanted = parsed(annotated_line);
    AnnotatedText told = wanted;
    told.events[0].arguments[1].begin -= 0;
    told.events[0].arguments.pop_back();
    told.events[0].trigger.reset();
    const EventScore score = score_events({wanted}, {told});
    CHECK(score.exact.right == 1);
    CHECK(score.exact.wanted == 2);
    CHECK(score.exact.told == 1);
    CHECK(score.words.wanted == 3);
    CHECK(score.roles.at("Trigger").right == 0);
    told.events[0].type = "potential_therapeutic";
    CHECK(score_events({wanted}, {told}).exact.right == 0);
    CHECK(score_events({wanted}, {wanted}).exact.f1() == doctest::Approx(1));
}

TEST_CASE("a text is as probably harm as one of its events with a drug and an effect")
{
    const auto event = [](const std::string& type, float score, float drug, float effect) {
        return AnnotatedEvent{type, {}, {{"Treatment.Drug", 0, 1, drug}, {"Effect", 2, 3, effect}}, score, 1};
    };
    CHECK(harm_in({}) == 0);
    CHECK(harm_in({event("adverse", 0.8F, 0.5F, 1)}) == doctest::Approx(0.4));
    CHECK(harm_in({event("adverse", 0.8F, 0.5F, 1), event("adverse", 0.5F, 1, 1)}) == doctest::Approx(0.7));
    CHECK(harm_in({event("potential_therapeutic", 1, 1, 1)}) == 0);
    AnnotatedEvent without_drug = event("adverse", 1, 1, 1);
    without_drug.arguments.erase(without_drug.arguments.begin());
    CHECK(harm_in({without_drug}) == 0);
}

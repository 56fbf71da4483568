// SPDX-License-Identifier: GPL-3.0-or-later
// A small school: sentences from a few patterns with made-up names, so that what is learned must be the pattern.
#include "fetch/extract/annotator.hpp"
#include "fetch/extract/learn.hpp"

#include <doctest/doctest.h>
#include <random>

using namespace casebook;

namespace {

std::string name(std::mt19937& random, std::string_view ending)
{
    constexpr std::string_view consonants = "bdfgklmnprstvz";
    constexpr std::string_view vowels = "aeiou";
    std::string out;
    for (int i = 0; i < 3; ++i) {
        out += consonants[random() % consonants.size()];
        out += vowels[random() % vowels.size()];
    }
    return out + std::string(ending);
}

/// "{drug} caused {effect}" with its spans; `*` stands before what is no argument.
AnnotatedText sentence(const std::vector<std::pair<std::string, std::string>>& pieces, const std::string& type,
                       std::size_t number)
{
    AnnotatedText out;
    out.id = out.pmid = std::to_string(number);
    AnnotatedEvent event;
    event.type = type;
    for (const auto& [words, role] : pieces) {
        out.text += out.text.empty() ? "" : " ";
        const AnnotatedSpan span{role, out.text.size(), out.text.size() + words.size()};
        out.text += words;
        if (role == "Trigger")
            event.trigger = span;
        else if (!role.empty())
            event.arguments.push_back(span);
    }
    out.text += ".";
    out.events.push_back(event);
    return out;
}

LearningData small_data()
{
    std::mt19937 random(3);
    LearningData data;
    for (std::size_t i = 0; i < 60; ++i) {
        const std::string drug = name(random, "rane");
        const std::string effect = name(random, "osis");
        data.events.push_back(sentence({{"Severe", ""},
                                        {effect, "Effect"},
                                        {"occurred", "Trigger"},
                                        {"two weeks after", ""},
                                        {drug, "Treatment.Drug"},
                                        {"was begun", ""}},
                                       "adverse", 3 * i));
        data.events.push_back(
            sentence({{drug, "Treatment.Drug"}, {"caused", "Trigger"}, {effect, "Effect"}}, "adverse", 3 * i + 1));
        data.events.push_back(sentence({{"Patients", ""},
                                        {"with", ""},
                                        {effect, "Treatment.Disorder"},
                                        {"improved", "Trigger"},
                                        {"on", ""},
                                        {drug, "Treatment.Drug"}},
                                       "potential_therapeutic", 3 * i + 2));
    }
    return data;
}

const AnnotatedSpan* argument(const AnnotatedEvent& event, std::string_view role)
{
    for (const AnnotatedSpan& span : event.arguments)
        if (span.role == role)
            return &span;
    return nullptr;
}

} // namespace

TEST_CASE("a small training run learns to read patterns with names that it has never seen")
{
    const Model model = learn(small_data(), [](const std::string&) {});
    Annotator annotator(*parse_model(model.bytes()));
    const std::string harm = "Qixovurane caused wumolosis.";
    const std::vector<AnnotatedEvent> bad = annotate(annotator, harm, 0);
    REQUIRE(bad.size() == 1);
    CHECK(bad[0].type == "adverse");
    REQUIRE(argument(bad[0], "Treatment.Drug") != nullptr);
    CHECK(argument(bad[0], "Treatment.Drug")->end == 10);
    REQUIRE(argument(bad[0], "Effect") != nullptr);
    CHECK(argument(bad[0], "Effect")->begin == 18);
    CHECK(argument(bad[0], "Effect")->end == 27);
    REQUIRE(bad[0].trigger);
    CHECK(bad[0].trigger->begin == 11);

    const std::string benefit = "Patients with wumolosis improved on qixovurane.";
    const std::vector<AnnotatedEvent> good = annotate(annotator, benefit, 0);
    REQUIRE(good.size() == 1);
    CHECK(good[0].type == "potential_therapeutic");
    REQUIRE(argument(good[0], "Treatment.Disorder") != nullptr);
    CHECK(argument(good[0], "Treatment.Disorder")->begin == 14);
}

TEST_CASE("without a model the names of the vocabularies are marked, and only where a drug and a condition meet")
{
    const Gazetteer gazetteer;
    const auto events = annotate_by_vocabulary(gazetteer, "Cyclosporine and alopecia areata. Cyclosporine alone.");
    REQUIRE(events.size() == 1);
    REQUIRE(events[0].arguments.size() == 2);
    CHECK(events[0].arguments[0].end == 12);
    CHECK(events[0].arguments[1].role == "Effect");
    CHECK(events[0].arguments[1].begin == 17);
    CHECK(events[0].arguments[1].end == 32);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Authors who say that it was not the drug.
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

/// What is told behind "A 25-year-old woman on cyclosporine developed alopecia."
Told told_behind(const std::string& words)
{
    return Told("cyclosporine", "alopecia", "Hair loss in a woman on cyclosporine",
                "A 25-year-old woman on cyclosporine developed alopecia. " + words);
}

} // namespace

TEST_CASE("a drug that the authors clear of the event is no suspect")
{
    const char* const rows[] = {
        "We attribute the alopecia to her hypothyroidism; cyclosporine was not considered responsible and was "
        "continued.",
        "The authors conclude that cyclosporine did not cause alopecia.",
        "Cyclosporine was not the cause of her alopecia.",
        "We do not believe that cyclosporine caused the alopecia.",
        "The alopecia was not due to cyclosporine.",
        "Her alopecia was unrelated to cyclosporine.",
        "The alopecia was ascribed to hypothyroidism rather than to cyclosporine.",
        "Cyclosporine was excluded as the cause.",
        "Cyclosporine is not thought to be to blame.",
        "The alopecia cannot be attributed to cyclosporine.",
        "Neither cyclosporine nor prednisone caused the alopecia.",
        "Neither prednisone nor cyclosporine was considered the cause.",
        "Hypothyroidism, rather than cyclosporine, was held responsible.",
        "A causal relationship with cyclosporine is unlikely.",
    };
    for (const char* words : rows) {
        const Told told = told_behind(words);
        CAPTURE(std::string(words));
        const RoleAssessment role = told.role();
        CHECK(role.cleared);
        CHECK((relation_of(role) == Relation::neither || relation_of(role) == Relation::other_suspect));
        const Cue* cue = strongest_in_words(role, CueKind::refuted);
        REQUIRE(cue != nullptr);
        CHECK(std::string(words).find(cue->evidence.quote) != std::string::npos);
    }
}

TEST_CASE("a doubt, a first thought, or another thing that is denied clears no drug")
{
    const char* const rows[] = {
        "It is not clear whether cyclosporine caused the alopecia.",
        "Cyclosporine was not initially considered responsible.",
        "At first cyclosporine was not considered responsible; it was stopped and the alopecia cleared.",
        "Cyclosporine could not be ruled out as the cause.",
        "Cyclosporine was not considered responsible for her hypertension.",
        "Tacrolimus was not considered responsible.",
        "The dose of cyclosporine was not responsible.",
        "Cyclosporine alone was not responsible.",
        "Earlier courses of cyclosporine did not cause alopecia.",
        "Alopecia has not been attributed to cyclosporine before.",
        "Cyclosporine was not stopped.",
        "The alopecia cannot be attributed to tacrolimus.",
        "It cannot be excluded that the alopecia was due to cyclosporine.",
        "Neither cyclosporine nor prednisone was stopped.",
        "Tacrolimus, rather than prednisone, was held responsible; cyclosporine was given for years.",
        "A causal relationship with cyclosporine is likely.",
        "The alopecia was not due to hypothyroidism but was caused by cyclosporine.",
        "Cyclosporine was not thought responsible. After cyclosporine was stopped the alopecia resolved; we believe "
        "that "
        "it was caused by cyclosporine.",
    };
    for (const char* words : rows) {
        const Told told = told_behind(words);
        CAPTURE(std::string(words));
        CHECK_FALSE(told.role().cleared);
    }
}

TEST_CASE("what the authors doubt, or leave open, is no claim that the drug did it")
{
    const char* const rows[] = {
        "It is doubtful whether cyclosporine caused the alopecia.",
        "We doubt that cyclosporine caused the alopecia.",
        "We seriously doubt whether the alopecia was caused by cyclosporine.",
        "It is questionable whether the alopecia was due to cyclosporine.",
        "It seems doubtful that the alopecia was due to cyclosporine.",
        "Whether cyclosporine caused the alopecia remains uncertain.",
        "That cyclosporine caused the alopecia is doubtful.",
        "The causality of cyclosporine-induced alopecia is questionable.",
        "The causal role of cyclosporine in the alopecia is uncertain.",
        "The role of cyclosporine in causing alopecia is debatable.",
        "It is hard to believe that cyclosporine caused the alopecia.",
        "Cyclosporine is a doubtful cause of the alopecia.",
        "It is unclear whether the alopecia was caused by cyclosporine or by stress.",
    };
    for (const char* words : rows) {
        const Told told("cyclosporine", "alopecia", "A case report",
                        "A 30-year-old woman had alopecia. " + std::string(words));
        CAPTURE(std::string(words));
        CHECK(strongest(told.role(), CueKind::suspect) == nullptr);
        CHECK(relation_of(told.role()) == Relation::unclear);
    }
}

TEST_CASE("what the authors do not doubt they claim")
{
    const char* const rows[] = {
        "There is no doubt that cyclosporine caused the alopecia.",
        "We do not doubt that cyclosporine caused the alopecia.",
        "The alopecia was undoubtedly caused by cyclosporine.",
    };
    for (const char* words : rows) {
        const Told told("cyclosporine", "alopecia", "A case report",
                        "A 30-year-old woman had alopecia. " + std::string(words));
        CAPTURE(std::string(words));
        CHECK(relation_of(told.role()) == Relation::exposure_then_event);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/person.hpp"

#include "corpus/format.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

struct PersonRow
{
    std::string abstract;
    std::string person; ///< age, the moment it refers to, sex; "?" for what is not said
};

std::string told_person(const Patient& patient)
{
    const std::string age = patient.age_years ? format("{:.3g}", *patient.age_years.value) : "?";
    return format("{} {} {}", age, patient.age_at ? name_of(*patient.age_at.value) : "?",
                  patient.sex ? name_of(*patient.sex.value) : "?");
}

} // namespace

TEST_CASE("age, the moment it refers to, and sex come from the patient's introduction")
{
    const PersonRow rows[] = {
        {"A 46-year-old man developed alopecia on cyclosporine.", "46 onset male"},
        {"A 46-year-old man presented with alopecia. He took cyclosporine.", "46 presentation male"},
        {"A 29-month-old girl on cyclosporine was referred to us. Alopecia had begun.", "2.42 presentation female"},
        {"Alopecia developed in a woman aged 61 years on cyclosporine.", "61 onset female"},
        {"Alopecia occurred on cyclosporine in a 7-year-old boy.", "7 onset male"},
        {"Psoriasis was diagnosed in a 50-year-old lady. Cyclosporine was given and alopecia followed.",
         "50 diagnosis female"},
        {"A nurse, 33, noticed alopecia while on cyclosporine. She stopped it.", "33 onset female"},
        {"A widower took cyclosporine and developed alopecia.", "? ? male"},
        {"A patient took cyclosporine and lost his hair to alopecia.", "? ? male"},
        {"A patient took cyclosporine. Alopecia appeared.", "? ? ?"},
        {"A 55-year-old patient took cyclosporine. Her hair fell out: alopecia.", "55 presentation female"},
    };
    for (const PersonRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        CAPTURE(row.abstract);
        CHECK(told_person(read_patient(told.story(), 0, 1)) == row.person);
    }
}

TEST_CASE("an age comes with its words")
{
    const Told told("cyclosporine", "alopecia", "A case", "A 46-year-old man developed alopecia on cyclosporine.");
    const Patient patient = read_patient(told.story(), 0, 1);
    CHECK(patient.age_years.evidence.quote == "46-year-old");
    CHECK(patient.sex.evidence.quote == "man");
}

TEST_CASE("where one sentence introduces several patients the n-th age is the n-th patient's")
{
    const Told told("cyclosporine", "alopecia", "Two cases",
                    "A 46-year-old man and a 31-year-old woman developed alopecia on cyclosporine.");
    REQUIRE(told.stories.size() == 2);
    CHECK(told_person(read_patient(told.stories[0], 0, 2)) == "46 onset male");
    CHECK(told_person(read_patient(told.stories[1], 1, 2)) == "31 onset female");
}

TEST_CASE("a count of men or women is nobody's sex")
{
    struct Row
    {
        std::string abstract;
        std::size_t patients;
        std::optional<Sex> sex;
    };
    const Row rows[] = {
        {"The 32 men and 20 women took cyclosporine. A patient developed alopecia.", 1, std::nullopt},
        {"In male patients cyclosporine is used. A patient developed alopecia.", 1, std::nullopt},
        {"Two women on cyclosporine developed alopecia.", 2, Sex::female},
        {"A woman on cyclosporine developed alopecia.", 1, Sex::female},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        CAPTURE(row.abstract);
        REQUIRE_FALSE(told.stories.empty());
        CHECK(read_patient(told.story(), 0, row.patients).sex.value == row.sex);
    }
}

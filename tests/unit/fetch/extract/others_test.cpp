// SPDX-License-Identifier: GPL-3.0-or-later
// Relatives, donors and other patients mentioned in passing lend the patient nothing.
#include "fetch/extract/others.hpp"

#include "corpus/format.hpp"
#include "fetch/extract/course.hpp"
#include "fetch/extract/person.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

struct OthersRow
{
    const char* words; ///< behind "A patient on cyclosporine developed alopecia."
    const char* told;  ///< of the first patient: age in years, sex, outcome
};

std::string told_of_first(const Told& told)
{
    const Patient patient = read_patient(told.story(), 0, told.stories.size());
    const auto outcome = read_outcome(told.story());
    return format("{} {} {}", patient.age_years ? format("{:.3g}", *patient.age_years.value) : "?",
                  patient.sex ? name_of(*patient.sex.value) : "?", outcome ? name_of(*outcome.value) : "?");
}

void check_others(std::span<const OthersRow> rows)
{
    for (const OthersRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case report",
                        "A patient on cyclosporine developed alopecia. " + std::string(row.words));
        CAPTURE(std::string(row.words));
        CHECK(told_of_first(told) == row.told);
    }
}

} // namespace

// clang-format off
TEST_CASE("who is mentioned in passing lends the patient no age, no sex and no outcome")
{
    constexpr OthersRow rows[] = {
        {"Her twin sister, aged 30, was unaffected.", "? female ?"},
        {"Her brother, a 34-year-old man, had recovered completely from alopecia areata.", "? female ?"},
        {"Another patient on the same ward, a 60-year-old man, recovered without treatment.", "? ? ?"},
        {"Another patient on the same ward died.", "? ? ?"},
        {"Another patient treated at the same time recovered fully.", "? ? ?"},
        {"A second patient in the clinic, a 50-year-old man, had no alopecia and died.", "? ? ?"},
        {"Her father, who had alopecia areata, died at the age of 60.", "? female ?"},
        {"His 8-year-old son had normal hair.", "? male ?"},
        {"The donor was his 52-year-old mother.", "? male ?"},
        {"He had received a kidney from a 40-year-old woman.", "? male ?"},
        {"A room mate, aged 44 years, recovered fully.", "? ? ?"},
        {"The patient's sister, a woman of 30 years, recovered fully from alopecia areata.", "? ? ?"},
        {"The patient recovered, but her sister, aged 30, died.", "? female recovered"},
        {"The donor, aged 52 years, was well. Hair regrew completely.", "? ? recovered"},
    };
    check_others(rows);
}

TEST_CASE("a relative who tells of the patient or acts for her, and a patient who is one, are not in passing")
{
    constexpr OthersRow rows[] = {
        {"Her 31-year-old husband noticed complete regrowth.", "? female recovered"},
        {"His mother stopped the drug and the alopecia resolved.", "? male recovered"},
        {"This 30-year-old mother of two recovered completely.", "30 female recovered"},
    };
    check_others(rows);
}

TEST_CASE("another patient with a report of his own is a patient, and so is a donor who was given the drug")
{
    const std::pair<const char*, std::size_t> rows[] = {
        {"A 40-year-old man developed alopecia on cyclosporine. Another patient, a 50-year-old woman, developed alopecia on cyclosporine.", 2},
        {"A 40-year-old man developed alopecia on cyclosporine. Another patient was a 50-year-old woman. She received cyclosporine and lost her hair.", 2},
        {"A 40-year-old man developed alopecia on cyclosporine. Another patient, a 50-year-old woman on the same ward, was unaffected.", 1},
    };
    for (const auto& [abstract, patients] : rows) {
        CAPTURE(std::string(abstract));
        CHECK(Told("cyclosporine", "alopecia", "Alopecia", abstract).stories.size() == patients);
    }
    CHECK(told_of_first(Told("cyclosporine", "alopecia", "Alopecia", "The donor was a 35-year-old man. He received cyclosporine and developed alopecia.")) == "35 male ?");
    CHECK(told_of_first(Told("cyclosporine", "alopecia", "Alopecia", "Alopecia began while platelets were given after cyclosporine. The donor was a 35-year-old woman.")) == "35 female ?");
    CHECK(told_of_first(Told("cyclosporine", "alopecia", "Alopecia", "A healthy 35-year-old donor, a man, received cyclosporine and developed alopecia.")) == "35 male ?");
}
// clang-format on

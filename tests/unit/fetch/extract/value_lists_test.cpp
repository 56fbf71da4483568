// SPDX-License-Identifier: GPL-3.0-or-later
// Values of several patients told in a row: each has its own, or none.
#include "corpus/format.hpp"
#include "fetch/extract/course.hpp"
#include "fetch/extract/exposure.hpp"
#include "fetch/extract/extract.hpp"
#include "fetch/extract/person.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

/// One patient after the other: age in years, sex, days to onset; "?" for what is not known.
std::string told_series(const Told& told)
{
    std::string out;
    for (const Story& story : told.stories) {
        const Patient patient = read_patient(story, story.which, told.stories.size());
        const auto latencies = read_latencies(story);
        const std::string age = patient.age_years ? format("{:.3g}", *patient.age_years.value) : "?";
        const std::string days = latencies.empty() ? "?" : format("{:.3g}", latencies.front().value->days.min);
        out += (out.empty() ? "" : ", ") +
               format("{} {} {}", age, patient.sex ? name_of(*patient.sex.value).substr(0, 1) : "?", days);
    }
    return out;
}

struct SeriesRow
{
    const char* abstract;
    const char* told;
};

void check_series(std::span<const SeriesRow> rows)
{
    for (const SeriesRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "Alopecia during cyclosporine", row.abstract);
        CAPTURE(std::string(row.abstract));
        CHECK(told_series(told) == row.told);
    }
}

} // namespace

// clang-format off
TEST_CASE("values told in a row go to the patients in their order")
{
    constexpr SeriesRow rows[] = {
        {"Three patients, women aged 18, 22 and 31 years, developed alopecia 2, 4 and 9 weeks after starting cyclosporine.", "18 f 14, 22 f 28, 31 f 63"},
        {"Three women aged 18, 22, and 31 developed alopecia 2, 4, and 9 weeks after starting cyclosporine, respectively.", "18 f 14, 22 f 28, 31 f 63"},
        {"Two women and one man, aged 18, 22 and 31 years, developed alopecia 2, 4 and 9 weeks after starting cyclosporine.", "18 f 14, 22 f 28, 31 m 63"},
        {"We report a man and two women, aged 18, 22 and 31 years, with alopecia 2, 4 and 9 weeks after starting cyclosporine.", "18 m 14, 22 f 28, 31 f 63"},
        {"We describe two 18- and 22-year-old men who developed alopecia 2 and 4 weeks after cyclosporine was started.", "18 m 14, 22 m 28"},
        {"Two sisters, 18 and 22 years old, developed alopecia 3 weeks and 2 months after starting cyclosporine.", "18 f 21, 22 f 60.9"},
        {"A 25-year-old woman and a 31-year-old man developed alopecia 3 and 5 weeks after starting cyclosporine, respectively.", "25 f 21, 31 m 35"},
        {"Three patients (two women and one man) developed alopecia 2, 4 and 9 weeks after starting cyclosporine.", "? f 14, ? f 28, ? m 63"},
        {"Two boys aged 18 months and 6 years developed alopecia on cyclosporine.", "1.5 m ?, 6 m ?"},
        {"Two girls developed alopecia on cyclosporine. Their ages were 9 and 12 years.", "9 f ?, 12 f ?"},
    };
    check_series(rows);
}

TEST_CASE("a list whose values each bear the label of a patient is read as one without")
{
    constexpr SeriesRow rows[] = {
        {"Three women aged 23 (case 1), 45 (case 2) and 61 years (case 3) developed alopecia on cyclosporine.", "23 f ?, 45 f ?, 61 f ?"},
        {"Two men, 34 (patient A) and 52 (patient B) years old, developed alopecia on cyclosporine.", "34 m ?, 52 m ?"},
        {"Two women, aged 30 (patient 1) and 41 (patient 2), developed alopecia on cyclosporine.", "30 f ?, 41 f ?"},
        {"We describe two boys aged 9 years (case 1) and 12 years (case 2) with alopecia after cyclosporine.", "9 m ?, 12 m ?"},
        {"Three patients aged 23 [case 1], 45 [case 2], and 61 [case 3] years developed alopecia on cyclosporine.", "23 ? ?, 45 ? ?, 61 ? ?"},
        {"Two recipients aged 19 (no. 1) and 28 years (no. 2) developed alopecia on cyclosporine.", "19 ? ?, 28 ? ?"},
        {"Two women developed alopecia 2 (case 1) and 9 weeks (case 2) after starting cyclosporine.", "? f 14, ? f 63"},
        {"A woman aged 45 (weight 60 kg) and 3 controls took cyclosporine. She developed alopecia.", "45 f ?"},
    };
    check_series(rows);
}

TEST_CASE("of two times in a sentence that tells two patients apart each has its own")
{
    constexpr SeriesRow rows[] = {
        {"Two women developed alopecia on cyclosporine, one after 2 weeks and the other after 9 weeks.", "? f 14, ? f 63"},
        {"Two women, aged 18 and 22 years, developed alopecia on cyclosporine: the first after 2 weeks, the second after 9 weeks.", "18 f 14, 22 f 63"},
        {"Three women developed alopecia on cyclosporine, one after 2 weeks and the others after 9 weeks.", "? f ?, ? f ?, ? f ?"},
        {"Two women developed alopecia 3 weeks after starting cyclosporine; one of them was pregnant, the other was not.", "? f 21, ? f 21"},
    };
    check_series(rows);
}

TEST_CASE("where a list has not a value for each patient none is guessed, and the patients stay as many as are told")
{
    constexpr SeriesRow rows[] = {
        {"Three patients, women aged 18 and 22 years, developed alopecia after cyclosporine.", "? f ?, ? f ?, ? f ?"},
        {"Three women aged 18, 22 and 31 years developed alopecia 2 and 9 weeks after starting cyclosporine.", "18 f ?, 22 f ?, 31 f ?"},
        {"A 25-year-old woman developed alopecia 2, 4 and 9 weeks after starting cyclosporine.", "25 f ?"},
        {"Two patients, of whom we knew little, developed alopecia 2, 4 and 9 weeks after starting cyclosporine.", "? ? ?, ? ? ?"},
    };
    check_series(rows);
}

TEST_CASE("what only looks like a list of patients' values is none")
{
    constexpr SeriesRow rows[] = {
        {"A 25-year-old woman developed alopecia 2 to 4 weeks after starting cyclosporine.", "25 f 14"},
        {"A 25-year-old woman developed alopecia between 2 and 4 weeks after starting cyclosporine.", "25 f 14"},
        {"A 25-year-old woman developed alopecia 2 years and 3 months after starting cyclosporine.", "25 f 822"},
        {"A 25-year-old woman began cyclosporine; her dose was 100 mg, and 3 weeks later alopecia developed.", "25 f 21"},
        {"A 25-year-old woman took cyclosporine in cycles 1 and 2, and 3 weeks later alopecia developed.", "25 f 21"},
        {"A 25-year-old woman began cyclosporine. On days 2 and 4 she was well. Alopecia developed 3 weeks after starting cyclosporine.", "25 f 21"},
        {"A 25-year-old woman whose sisters, aged 18 and 22 years, were well developed alopecia 3 weeks after starting cyclosporine.", "25 f 21"},
        {"A 40-year-old man, with two sons aged 4 and 6 years, developed alopecia 3 weeks after starting cyclosporine.", "40 m 21"},
        {"A woman developed alopecia on cyclosporine at the ages of 18 and 22 years.", "? f ?"},
        {"A 40-year-old man took cyclosporine at the age of 40 and 3 months later developed alopecia.", "40 m 91.3"},
        {"A girl aged 7 years and 4 months developed alopecia 3 weeks after starting cyclosporine.", "7.33 f 21"},
        {"A 30-year-old man and two controls developed alopecia 3 weeks after starting cyclosporine.", "30 m 21"},
        {"A patient aged 30 and 2 nurses aged 40 years developed alopecia on cyclosporine.", "30 ? ?, 40 ? ?"},
        {"A patient aged 30 and 40 others developed alopecia on cyclosporine.", "30 ? ?"},
        {"Of 120 patients receiving cyclosporine, in groups aged 5, 10 and 15 years, 4% had alopecia.", ""},
    };
    check_series(rows);
}

TEST_CASE("a list that one patient's sentence tells is not handed out to the others")
{
    constexpr SeriesRow rows[] = {
        {"A 25-year-old woman developed alopecia on cyclosporine. A 31-year-old man took cyclosporine. He developed alopecia 2 and 9 weeks after starting cyclosporine.", "25 f ?, 31 m ?"},
        {"Two women aged 18 and 22 years developed alopecia on cyclosporine. The 22-year-old had begun 5 weeks after starting cyclosporine to lose her hair to alopecia.", "18 f ?, 22 f 35"},
    };
    check_series(rows);
}

TEST_CASE("doses told in a row of all patients are one patient's each, or nobody's")
{
    constexpr SeriesRow rows[] = {
        {"Two sisters, 9 and 12 years old, took cyclosporine 100 and 150 mg daily and developed alopecia.", "100 mg daily, 150 mg daily"},
        {"Three men developed alopecia while taking cyclosporine 2, 3 and 5 mg/kg/day.", "2 mg/kg/day, 3 mg/kg/day, 5 mg/kg/day"},
        {"Three men developed alopecia while taking cyclosporine 2 and 5 mg/kg/day.", "?, ?, ?"},
        {"Two men developed alopecia while taking cyclosporine 200 mg daily.", "200 mg daily, 200 mg daily"},
        {"A 40-year-old man developed alopecia while taking cyclosporine 100 and 150 mg daily.", "150 mg daily"},
    };
    for (const SeriesRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "Alopecia", row.abstract);
        CAPTURE(std::string(row.abstract));
        std::string doses;
        for (const Story& story : told.stories) {
            const Drug drug = read_drug(story, told.protocol);
            doses += (doses.empty() ? "" : ", ") + (drug.dose_text ? *drug.dose_text.value : std::string("?"));
        }
        CHECK(doses == row.told);
    }
}
// clang-format on

TEST_CASE("what is said of some of the patients is the outcome of none whom it does not name")
{
    const auto told = [](const std::string& words, std::size_t patients) {
        const std::string series = patients == 2
                                       ? "Two patients, a man aged 40 and a woman aged 50 years, developed alopecia on "
                                         "cyclosporine. "
                                       : "Three women aged 18, 22 and 31 years developed alopecia on cyclosporine. ";
        const Told all("cyclosporine", "alopecia", "Alopecia during cyclosporine", series + words);
        std::string out;
        const Extraction read = extract(all.article, all.reading, all.role(), all.protocol);
        for (const Case& c : read.cases)
            out +=
                (out.empty() ? "" : ", ") + std::string(c.reaction.outcome ? name_of(*c.reaction.outcome.value) : "?");
        return out;
    };
    CHECK(told("Two recovered after it was stopped; the third did not.", 3) == "?, ?, ?");
    CHECK(told("Alopecia resolved in two of the three patients.", 3) == "?, ?, ?");
    CHECK(told("One patient had complete hair regrowth after stopping, while two did not recover.", 3) == "?, ?, ?");
    CHECK(told("The man recovered; the woman did not.", 2) == "?, ?");
    CHECK(told("It was stopped in one and reduced in two of them; the alopecia resolved in all cases.", 3) ==
          "recovered, recovered, recovered");
    CHECK(told("Not all of the three recovered; two of them regained their hair.", 3) == "?, ?, ?");
    CHECK(told("Patient 1 had complete hair regrowth.", 3).starts_with("recovered, "));
    CHECK(told("All three recovered after it was stopped.", 3) == "recovered, recovered, recovered");
    CHECK(told("The alopecia resolved in all patients within the first month.", 3) ==
          "recovered, recovered, recovered");
}

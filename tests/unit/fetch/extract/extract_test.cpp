// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/extract.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

Extraction extracted(const Told& told) { return extract(told.article, told.reading, told.role(), told.protocol); }

/// The words of every value of a case.
std::vector<Evidence> all_evidence(const Case& c)
{
    std::vector<Evidence> out = {c.patient.age_years.evidence, c.patient.sex.evidence, c.reaction.as_reported.evidence,
                                 c.reaction.outcome.evidence,  c.dechallenge.evidence, c.rechallenge.evidence};
    for (const auto& treatment : c.reaction.treatments)
        out.push_back(treatment.evidence);
    for (const auto& latency : c.latencies)
        out.push_back(latency.evidence);
    for (const Drug& drug : c.drugs)
        for (const Evidence& words : {drug.as_reported.evidence, drug.role.evidence, drug.dose_text.evidence,
                                      drug.route.evidence, drug.indication.evidence})
            out.push_back(words);
    return out;
}

const char* const whole_case =
    "A 46-year-old man with psoriasis took oral cyclosporine 200 mg daily and allopurinol. Nine weeks after starting "
    "cyclosporine he developed alopecia areata. Minoxidil was applied. Cyclosporine was stopped and his hair grew "
    "back completely. This is the fourth reported case.";

} // namespace

TEST_CASE("a case is read with all its fields")
{
    const Told told("cyclosporine", "alopecia", "Alopecia areata on cyclosporine", whole_case);
    const Extraction found = extracted(told);
    REQUIRE(found.cases.size() == 1);
    const Case& c = found.cases[0];
    CHECK(c.number == 1);
    CHECK(c.patient.age_years.value == 46);
    CHECK(c.patient.sex.value == Sex::male);
    REQUIRE(c.drugs.size() == 2);
    CHECK(subject_drug(c).name == "cyclosporine");
    CHECK(subject_drug(c).role.value == Role::suspect);
    CHECK(subject_drug(c).dose_text.value == "200 mg daily");
    CHECK(subject_drug(c).route.value == "oral");
    CHECK(subject_drug(c).indication.value == "psoriasis");
    CHECK(c.drugs[1].name == "allopurinol");
    CHECK(c.drugs[1].role.value == Role::concomitant);
    CHECK(c.reaction.as_reported.value == "alopecia areata");
    CHECK(c.reaction.term == "alopecia areata");
    CHECK(c.reaction.outcome.value == Outcome::recovered);
    REQUIRE(c.reaction.treatments.size() == 1);
    CHECK(c.reaction.treatments[0].value == "Minoxidil");
    REQUIRE(c.latencies.size() == 1);
    CHECK(c.latencies[0].value == Latency{{63, 63}, Anchor::first_dose});
    CHECK(c.dechallenge.value == Dechallenge::positive);
    CHECK_FALSE(c.rechallenge);
    REQUIRE(found.claims.size() == 1);
    CHECK(found.claims[0].count == 4);
}

TEST_CASE("every value shows words that stand at its place in the record")
{
    const Told told("cyclosporine", "alopecia", "Alopecia areata on cyclosporine", whole_case);
    const Extraction found = extracted(told);
    REQUIRE(found.cases.size() == 1);
    for (const Evidence& words : all_evidence(found.cases[0])) {
        const std::string& text = told.reading.passages[static_cast<std::size_t>(words.passage)].text;
        CHECK(text.substr(words.begin, words.end - words.begin) == words.quote);
    }
}

TEST_CASE("the same article gives the same cases")
{
    const Told told("cyclosporine", "alopecia", "Alopecia areata on cyclosporine", whole_case);
    CHECK(extracted(told) == extracted(told));
}

TEST_CASE("two patients are two cases, none with the other's values")
{
    const Told told("cyclosporine", "alopecia", "Two cases",
                    "A 46-year-old man developed alopecia 3 weeks after starting cyclosporine. It persisted. "
                    "A 31-year-old woman developed alopecia 10 weeks after starting cyclosporine. It resolved.");
    const Extraction found = extracted(told);
    REQUIRE(found.cases.size() == 2);
    CHECK(found.cases[0].number == 1);
    CHECK(found.cases[1].number == 2);
    CHECK(found.cases[0].patient.sex.value == Sex::male);
    CHECK(found.cases[1].patient.sex.value == Sex::female);
    REQUIRE(found.cases[0].latencies.size() == 1);
    REQUIRE(found.cases[1].latencies.size() == 1);
    CHECK(found.cases[0].latencies[0].value->days == Range{21, 21});
    CHECK(found.cases[1].latencies[0].value->days == Range{70, 70});
    CHECK(found.cases[0].reaction.outcome.value == Outcome::not_recovered);
    CHECK(found.cases[1].reaction.outcome.value == Outcome::recovered);
}

TEST_CASE("the role follows from what the drug is to the event")
{
    struct Row
    {
        std::string abstract;
        std::optional<Role> role;
    };
    const Row rows[] = {
        {"A 46-year-old man developed alopecia due to cyclosporine.", Role::suspect},
        {"A 46-year-old man with alopecia totalis was treated with cyclosporine.", Role::treatment_of_event},
        {"A 46-year-old man on cyclosporine developed alopecia due to tacrolimus, which resolved when tacrolimus was "
         "withdrawn.",
         Role::concomitant},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        const Extraction found = extracted(told);
        CAPTURE(row.abstract);
        REQUIRE(found.cases.size() == 1);
        CHECK(subject_drug(found.cases[0]).role.value == row.role);
    }
}

TEST_CASE("a remedy has no latency and no challenge: those are a suspect's")
{
    const Told told(
        "cyclosporine", "alopecia", "Cyclosporine for alopecia areata",
        "A 20-year-old woman with alopecia areata was treated with cyclosporine. Three months after starting "
        "cyclosporine her hair had regrown. Cyclosporine was stopped.");
    const Extraction found = extracted(told);
    REQUIRE(found.cases.size() == 1);
    CHECK(subject_drug(found.cases[0]).role.value == Role::treatment_of_event);
    CHECK(found.cases[0].latencies.empty());
    CHECK_FALSE(found.cases[0].dechallenge);
}

TEST_CASE("a record that does not name drug and event has no case, but may quote totals")
{
    for (const char* abstract : {"A 46-year-old man developed alopecia. Only two cases have been published.",
                                 "A 46-year-old man took cyclosporine. Only two cases have been published."}) {
        const Told told("cyclosporine", "alopecia", "A case", abstract);
        const Extraction found = extracted(told);
        CHECK(found.cases.empty());
        CHECK(found.claims.size() == 1);
    }
}

TEST_CASE("the event is what was diagnosed, before a part of the body or words that only describe it")
{
    struct Row
    {
        std::string abstract;
        std::string term;
    };
    const Row rows[] = {
        {"In a 4-year-old boy on cyclosporine hair was lost, the eyebrows followed, and alopecia universalis was "
         "diagnosed.",
         "alopecia universalis"},
        {"A 46-year-old woman on cyclosporine noticed diffuse shedding of hair. She had psoriasis. It spread. Her "
         "eyebrows were spared. The findings fitted alopecia areata.",
         "alopecia areata"},
        {"A 46-year-old woman on cyclosporine noticed diffuse alopecia. It spread. She was well. The differential "
         "diagnosis included alopecia areata.",
         "diffuse alopecia"},
        {"Patchy alopecia areata began in a 46-year-old woman on cyclosporine.", "alopecia areata"},
        {"A 46-year-old woman on cyclosporine developed severe alopecia areata.", "alopecia areata"},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        const Extraction found = extracted(told);
        CAPTURE(row.abstract);
        REQUIRE(found.cases.size() == 1);
        CHECK(found.cases[0].reaction.term == row.term);
    }
}

TEST_CASE("of two patients each one's role has words from its own part of the text")
{
    const Told told(
        "cyclosporine", "alopecia", "Two cases of hair loss",
        "A 17-year-old boy (case 1) developed alopecia 6 weeks after starting cyclosporine; it resolved after "
        "withdrawal. A 22-year-old woman (case 2) noticed hair loss after 3 months; cyclosporine was continued "
        "and she recovered.");
    const Extraction found = extracted(told);
    REQUIRE(found.cases.size() == 2);
    const Evidence& second = subject_drug(found.cases[1]).role.evidence;
    CHECK(subject_drug(found.cases[0]).role.evidence.quote.find("alopecia 6 weeks after") != std::string::npos);
    CHECK(second.begin > told.reading.passages[1].text.find("A 22-year-old"));
}

TEST_CASE("three patients told of in one row are three cases that share no value but what is told of all")
{
    const Told told(
        "cyclosporine", "alopecia", "Alopecia during cyclosporine treatment",
        "Three patients, women aged 18, 22 and 31 years, developed alopecia 2, 4 and 9 weeks after starting "
        "cyclosporine. All recovered after discontinuation.");
    const Extraction found = extracted(told);
    REQUIRE(found.cases.size() == 3);
    const double ages[] = {18, 22, 31};
    const double days[] = {14, 28, 63};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(found.cases[i].patient.age_years.value == ages[i]);
        CHECK(found.cases[i].patient.sex.value == Sex::female);
        REQUIRE(found.cases[i].latencies.size() == 1);
        CHECK(found.cases[i].latencies[0].value == Latency{{days[i], days[i]}, Anchor::first_dose});
        CHECK(found.cases[i].reaction.outcome.value == Outcome::recovered);
        CHECK(found.cases[i].dechallenge.value == Dechallenge::positive);
    }
}

TEST_CASE("of an event that began after the stop the clock runs from the last dose, and nothing could be stopped")
{
    const char* const rows[] = {
        "Alopecia appeared two weeks after cyclosporine was stopped. It resolved after four months.",
        "Three weeks after discontinuation of cyclosporine, alopecia occurred. It resolved after four months.",
        "Cyclosporine was stopped; two weeks later alopecia appeared. Hair regrew completely.",
        "She developed alopecia one month after having discontinued cyclosporine. Hair regrew.",
        "She developed alopecia two weeks after cyclosporine withdrawal. Hair regrew.",
    };
    for (const char* words : rows) {
        const Told told("cyclosporine", "alopecia", "A case", "A woman took cyclosporine. " + std::string(words));
        CAPTURE(std::string(words));
        const Extraction read = extract(told.article, told.reading, told.role(), told.protocol);
        REQUIRE(read.cases.size() == 1);
        const Case& found = read.cases.front();
        CHECK(*found.drugs.front().role.value == Role::suspect);
        REQUIRE(found.latencies.size() == 1);
        CHECK(found.latencies.front().value->anchor == Anchor::last_dose);
        REQUIRE(found.dechallenge);
        CHECK(*found.dechallenge.value == Dechallenge::not_applicable);
    }
}

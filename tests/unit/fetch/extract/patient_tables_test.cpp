// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/patient_tables.hpp"

#include "fetch/extract/understanding.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

/// The cases of an article whose full text is these passages. The protocol asks for cyclosporine and alopecia.
std::vector<Case> cases_with_table(const std::string& abstract, const std::vector<Passage>& full_text)
{
    const Protocol& protocol = protocol_for("cyclosporine", "alopecia");
    Article article = casebook::testing::article_of("Alopecia caused by cyclosporine", abstract);
    article.full_text.passages = full_text;
    const Reader reader(protocol);
    const Understanding understanding = understand(reader, article);
    const std::vector<Case> cases = extract(article, understanding, protocol).cases;
    const std::vector<Passage> texts = passages(article);
    for (const Case& c : cases)
        for (const Evidence& words :
             {c.patient.age_years.evidence, c.patient.sex.evidence, c.reaction.outcome.evidence})
            CHECK(texts.at(static_cast<std::size_t>(words.passage)).text.substr(words.begin, words.end - words.begin) ==
                  words.quote);
    return cases;
}

const std::vector<Passage> three_patients = {
    {"Table 1", "Characteristics of the patients."},
    {"Table 1, row 1", "Patient: 1; Age/sex: 34/F; Dose (mg/kg/day): 5; Time to onset (weeks): 6; Outcome: Recovered"},
    {"Table 1, row 2",
     "Patient: 2; Age/sex: 51/M; Dose (mg/kg/day): 3.5; Time to onset (weeks): 8–10; Outcome: No regrowth"},
    {"Table 1, row 3",
     "Patient: 3; Age/sex: 8 months/M; Dose (mg/kg/day): NR; Time to onset (weeks): 2 days; Outcome: –"},
};

} // namespace

TEST_CASE("a table that lists a patient a row gives a case each, with units from the header")
{
    const auto cases =
        cases_with_table("Alopecia developed in three patients during treatment with cyclosporine.", three_patients);
    REQUIRE(cases.size() == 3);
    CHECK(cases[0].patient.age_years.value == 34);
    CHECK(cases[0].patient.sex.value == Sex::female);
    CHECK(cases[0].drugs.front().dose_text.value == "5");
    CHECK(cases[0].latencies.at(0).value->days == Range{42, 42});
    CHECK(cases[0].reaction.outcome.value == Outcome::recovered);
    CHECK(cases[1].latencies.at(0).value->days == Range{56, 70});
    CHECK(cases[1].reaction.outcome.value == Outcome::not_recovered);
    CHECK(cases[2].patient.age_years.value == doctest::Approx(8.0 / 12));
    CHECK(cases[2].latencies.at(0).value->days == Range{2, 2});
    CHECK_FALSE(cases[2].drugs.front().dose_text);
    CHECK_FALSE(cases[2].reaction.outcome);
    for (const Case& c : cases)
        CHECK(is_suspected(c));
}

TEST_CASE("a table tells what was done with the drug and given for the event")
{
    const auto cases = cases_with_table(
        "Alopecia developed in three patients during treatment with cyclosporine.",
        {{"Table 1, row 1", "Age: 34; Time from first dose (weeks): 6; Treatment: Minoxidil, zinc and biotin; "
                            "Drug withdrawn: Yes; Outcome: Recovered"},
         {"Table 1, row 2", "Age: 51; Time from first dose (weeks): 9; Treatment: None; Drug withdrawn: Yes; Outcome: "
                            "No regrowth"},
         {"Table 1, row 3",
          "Age: 60; Time from first dose (weeks): 2; Treatment: NR; Drug withdrawn: No; Outcome: NR"}});
    REQUIRE(cases.size() == 3);
    CHECK(cases[0].latencies.at(0).value->days == Range{42, 42});
    REQUIRE(cases[0].reaction.treatments.size() == 3);
    CHECK(cases[0].reaction.treatments[2].value == "biotin");
    CHECK(cases[0].dechallenge.value == Dechallenge::positive);
    CHECK(cases[1].reaction.treatments.empty());
    CHECK(cases[1].dechallenge.value == Dechallenge::negative);
    CHECK(cases[2].dechallenge.value == Dechallenge::not_done);
}

TEST_CASE("a patient whom the abstract tells and the table lists is one patient")
{
    const auto cases =
        cases_with_table("A 51-year-old man developed alopecia during treatment with cyclosporine; two more patients "
                         "are listed.",
                         three_patients);
    REQUIRE(cases.size() == 3);
    CHECK(cases[0].patient.age_years.evidence.quote == "51-year-old");
    CHECK(cases[0].reaction.outcome.value == Outcome::not_recovered);
    CHECK(cases[1].patient.age_years.value == 34);
    CHECK(cases[2].number == 3);
}

TEST_CASE("a table of other patients adds nothing to those whom the text tells")
{
    const auto cases =
        cases_with_table("A 70-year-old man developed alopecia during treatment with cyclosporine.", three_patients);
    CHECK(cases.size() == 1);
}

TEST_CASE("rows that name another drug or another event are not of this review")
{
    const auto cases =
        cases_with_table("Alopecia developed in patients during treatment with cyclosporine.",
                         {{"Table 2", "Patients of this study."},
                          {"Table 2, row 1", "Age: 30; Sex: F; Drug: cyclosporine; Reaction: alopecia"},
                          {"Table 2, row 2", "Age: 31; Sex: F; Drug: tacrolimus; Reaction: alopecia"},
                          {"Table 2, row 3", "Age: 32; Sex: F; Drug: cyclosporine; Reaction: tremor"},
                          {"Table 2, row 4", "Age: 33; Sex: F; Drug: cyclosporine; Reaction: alopecia areata"}});
    REQUIRE(cases.size() == 2);
    CHECK(cases[0].patient.age_years.value == 30);
    CHECK(cases[1].patient.age_years.value == 33);
}

TEST_CASE("a table without ages, or of patients of the literature, lists no case")
{
    const std::string abstract = "Alopecia developed in patients during treatment with cyclosporine.";
    const auto before = cases_with_table(abstract, {{"Case report", "Nothing more."}}).size();
    CHECK(cases_with_table(abstract, {{"Table 1", "Doses."},
                                      {"Table 1, row 1", "Drug: cyclosporine; Dose: 5"},
                                      {"Table 1, row 2", "Drug: cyclosporine; Dose: 6"}})
              .size() == before);
    auto published = three_patients;
    published[0].text = "Previously reported patients in the literature.";
    CHECK(cases_with_table(abstract, published).size() == before);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The authors' conclusion on cause and what bears on it, in sentences on many drugs and events.
#include "fetch/extract/causality.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

struct CausalityRow
{
    const char* drug;
    const char* event;
    const char* expected;
    const char* words; ///< of the sentence behind the patient's
};

std::string before(const CausalityRow& row)
{
    return std::string("A 33-year-old woman developed ") + row.event + " on " + row.drug + ". ";
}

std::string conclusions(const Story& story)
{
    std::string out;
    for (const Stated<Causality>& said : read_causality(story))
        out += (out.empty() ? "" : "; ") + causality_text(*said.value);
    return out;
}

std::string kinds(const std::vector<Sign>& signs)
{
    std::string out;
    for (const Sign& sign : signs)
        out += (out.empty() ? "" : " ") + std::string(name_of(sign.kind));
    return out;
}

} // namespace

// clang-format off
TEST_CASE("the authors' score and category are read with their method")
{
    constexpr CausalityRow rows[] = {
        {"clozapine", "agranulocytosis", "Naranjo 7", "It was clozapine (Naranjo score - 7)."},
        {"clozapine", "agranulocytosis", "Naranjo 6, probable", "The Naranjo score was 6, indicating a probable adverse drug reaction."},
        {"clozapine", "agranulocytosis", "Naranjo 7, probable", "A Naranjo adverse drug reaction probability scale score of 7 (probable) was calculated."},
        {"heparin", "thrombocytopenia", "WHO-UMC certain; Naranjo 9, definite", "According to the WHO-UMC criteria the reaction was classified as certain, and the Naranjo score was 9 (definite)."},
        {"dapsone", "methemoglobinemia", "Naranjo possible", "The Naranjo probability scale indicated a possible relationship between dapsone and methemoglobinemia."},
        {"valproate", "pancreatitis", "Naranjo 5, probable", "The Naranjo algorithm was applied. The total score was 5, a probable reaction."},
        {"valproate", "pancreatitis", "Naranjo 8; WHO-UMC probable", "It scored 8 on the Naranjo scale. The case was probable/likely by World Health Organization causality categories."},
        {"infliximab", "psoriasis", "Naranjo 4; Karch-Lasagna possible", "Causality was assessed using the Naranjo scale (score: +4) and Karch and Lasagna criteria (possible)."},
        {"nitrofurantoin", "hepatitis", "RUCAM 8, highly probable", "RUCAM score 8, highly probable."},
        {"dapsone", "methemoglobinemia", "probable", "The causal relationship was judged to be probable."},
        {"leflunomide", "alopecia", "Naranjo probable", "It scored probable on the Naranjo scale, with three earlier cases known."},
        {"dapsone", "methemoglobinemia", "Naranjo definite", "The Naranjo scale classified this as definite rather than probable."},
    };
    for (const CausalityRow& row : rows) {
        INFO(row.words);
        const Told told(row.drug, row.event, "A case report", before(row) + row.words);
        CHECK(conclusions(told.story()) == row.expected);
    }
}

TEST_CASE("a scale that is explained, or named without a result, is no conclusion")
{
    constexpr CausalityRow rows[] = {
        {"clozapine", "agranulocytosis", "", "On the Naranjo scale a score of 9 or more is definite, 5-8 probable, 1-4 possible."},
        {"clozapine", "agranulocytosis", "", "A Naranjo score of 5-8 is called probable."},
        {"clozapine", "agranulocytosis", "", "Causality was assessed with the Naranjo scale."},
        {"clozapine", "agranulocytosis", "", "A possible causal relationship has been suggested by others."},
        {"clozapine", "agranulocytosis", "", "The counts scored 3 on another scale."},
    };
    for (const CausalityRow& row : rows) {
        INFO(row.words);
        const Told told(row.drug, row.event, "A case report", before(row) + row.words);
        CHECK(conclusions(told.story()).empty());
    }
}

TEST_CASE("signs for and against a cause are read, each with its words")
{
    constexpr CausalityRow rows[] = {
        {"clozapine", "agranulocytosis", "no_other_cause objective", "No other cause was found. Bone marrow examination confirmed agranulocytosis."},
        {"clozapine", "agranulocytosis", "no_other_cause harmless_level", "Other causes of agranulocytosis were ruled out. The clozapine level was within the therapeutic range."},
        {"clozapine", "agranulocytosis", "other_cause", "Other causes could not be excluded."},
        {"isotretinoin", "depression", "other_cause", "It might have been caused by stress at school."},
        {"phenytoin", "ataxia", "toxic_level follows_dose", "Serum phenytoin levels were in the toxic range. The ataxia improved after the dose was reduced."},
        {"phenytoin", "ataxia", "follows_dose earlier_reaction consent", "When the dose of phenytoin was increased, the ataxia worsened. She had had a similar reaction to carbamazepine. Written informed consent was obtained."},
        {"phenytoin", "ataxia", "ignores_dose placebo_harmless", "The dose was reduced without improvement. Ataxia returned with phenytoin but not with placebo."},
        {"cyclosporine", "alopecia", "objective", "Scalp biopsy showed a perifollicular infiltrate."},
        {"minoxidil", "oedema", "whole_experience", "We reviewed the records of our clinic."},
    };
    for (const CausalityRow& row : rows) {
        INFO(row.words);
        const Told told(row.drug, row.event, "A case report", before(row) + row.words);
        CHECK(kinds(read_signs(told.story())) == row.expected);
    }
}

TEST_CASE("what was normal, not done, of another drug or said in general is no sign")
{
    constexpr CausalityRow rows[] = {
        {"cyclosporine", "alopecia", "", "Laboratory tests were normal."},
        {"cyclosporine", "alopecia", "", "Biopsy was declined."},
        {"cyclosporine", "alopecia", "", "He had not been exposed to another culprit drug."}, // a disease may be the cause
        {"cyclosporine", "alopecia", "", "Other causes had not been ruled out."},
        {"cyclosporine", "alopecia", "", "Digoxin levels were in the toxic range."},
        {"cyclosporine", "alopecia", "", "Alopecia has been reported to have been caused by stress."},
        {"cyclosporine", "alopecia", "", "The study was carried out without informed consent."},
    };
    for (const CausalityRow& row : rows) {
        INFO(row.words);
        const Told told(row.drug, row.event, "A case report", before(row) + row.words);
        CHECK(kinds(read_signs(told.story())).empty());
    }
}

TEST_CASE("in a discussion only what is of the authors' one patient by its nature is believed")
{
    const Told told("phenytoin", "ataxia", "A case report",
                    "A 33-year-old woman developed ataxia on phenytoin. Phenytoin levels were in the toxic range. Other causes were ruled out.");
    CHECK(kinds(read_discussed_signs(told.reading)) == "no_other_cause");
    const Sign sign = read_discussed_signs(told.reading).front();
    CHECK(sign.evidence.quote == "Other causes were ruled out");
}
// clang-format on

// SPDX-License-Identifier: GPL-3.0-or-later
// The authors' conclusion on cause and what bears on it, in sentences on many drugs and events.
#include "tests/unit/fetch/extract/rows.hpp"

using namespace casebook;
using casebook::testing::check_signs;
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
TEST_CASE("what clears or names other causes and other drugs is read")
{
    check_signs({
        {"leflunomide", "alopecia", "no_other_cause", "Other causes of hair loss were excluded."},
        {"leflunomide", "alopecia", "no_other_cause", "Other causes, including thyroid disease and iron deficiency, were excluded."},
        {"leflunomide", "alopecia", "no_other_cause", "Other potential causes of alopecia were ruled out by laboratory tests."},
        {"leflunomide", "alopecia", "no_other_cause", "No alternative explanation for the alopecia could be found."},
        {"leflunomide", "alopecia", "no_other_cause", "We could not find any other cause of the hair loss."},
        {"leflunomide", "alopecia", "no_other_cause", "Thyroid disease, iron deficiency and syphilis were ruled out."},
        {"leflunomide", "alopecia", "no_other_cause", "An extensive workup for alternative etiologies was unrevealing."},
        {"leflunomide", "alopecia", "no_other_cause", "After exclusion of other causes, the alopecia was attributed to leflunomide."},
        {"leflunomide", "alopecia", "no_other_cause", "Infectious and autoimmune causes were excluded."},
        {"leflunomide", "alopecia", "no_other_cause", "She had no other risk factors for hair loss."},
        {"leflunomide", "alopecia", "no_other_cause", "There were no other precipitating factors."},
        {"leflunomide", "alopecia", "no_other_cause", "No other cause for hair loss was identified."},
        {"leflunomide", "alopecia", "no_other_cause", "Differential diagnoses such as telogen effluvium due to stress were excluded."},
        {"leflunomide", "alopecia", "no_other_cause", "Common causes of hair loss had been eliminated."},
        {"leflunomide", "alopecia", "no_other_cause", "No other trigger could be identified."},
        {"leflunomide", "alopecia", "no_other_drug -no_other_cause", "He had not been exposed to another culprit drug."},
        {"leflunomide", "alopecia", "no_other_drug -no_other_cause", "No other medication was known to cause alopecia."},
        {"leflunomide", "alopecia", "no_other_drug", "She was taking no other drugs."},
        {"leflunomide", "alopecia", "no_other_drug", "She denied taking any other medication."},
        {"leflunomide", "alopecia", "no_other_drug", "There had been no change in her other medication."},
        {"leflunomide", "alopecia", "no_other_drug", "No other new drugs had been introduced."},
        {"leflunomide", "alopecia", "no_other_drug", "She took no concomitant medications."},
        {"leflunomide", "alopecia", "no_other_drug", "There was no history of other drug intake."},
        {"leflunomide", "alopecia", "no_other_drug", "No other drug had been added in the preceding six months."},
        {"leflunomide", "alopecia", "no_other_drug", "She was on no other medication at the time."},
        {"leflunomide", "alopecia", "no_other_drug", "The patient was not taking any other medications known to cause hair loss."},
        {"leflunomide", "alopecia", "no_other_drug", "All other medications had been taken unchanged for years."},
        {"leflunomide", "alopecia", "other_cause", "We cannot exclude that methotrexate contributed to the hair loss."},
        {"leflunomide", "alopecia", "other_cause", "A contribution of her lupus cannot be excluded."},
        {"leflunomide", "alopecia", "other_cause", "Concomitant methotrexate may have contributed."},
        {"leflunomide", "alopecia", "other_cause", "It is possible that her lupus caused the hair loss."},
        {"leflunomide", "alopecia", "other_cause", "Her hair loss could also be due to lupus."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug -other_cause", "Other causes of hair loss should be excluded."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug -other_cause", "Other causes of hair loss must be ruled out before the drug is blamed."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug", "Other causes were not sought."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug", "Other causes were not excluded."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug", "It is unclear whether other causes were excluded."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug", "She was also taking other drugs known to cause alopecia."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug -other_cause", "In a review of 20 cases, other causes were excluded in twelve."},
        {"leflunomide", "alopecia", "-no_other_cause -no_other_drug", "To exclude other causes a biopsy was planned."},
        {"isotretinoin", "depression", "no_other_cause", "No psychosocial stressor or other explanation for his depression was apparent."},
        {"isotretinoin", "depression", "no_other_cause", "Organic causes of depression were excluded by blood tests and imaging."},
        {"isotretinoin", "depression", "no_other_cause", "All other causes of depression had been excluded."},
        {"isotretinoin", "depression", "no_other_cause", "Thyroid dysfunction, anaemia and substance abuse were excluded."},
        {"isotretinoin", "depression", "no_other_cause", "Having excluded other causes, we attributed the depression to isotretinoin."},
        {"isotretinoin", "depression", "no_other_cause", "Neither the history nor laboratory tests suggested another cause."},
        {"isotretinoin", "depression", "no_other_drug", "He was not on any other drug."},
        {"isotretinoin", "depression", "no_other_drug", "Apart from isotretinoin he took no medication."},
        {"isotretinoin", "depression", "no_other_drug", "Isotretinoin was his only medication."},
        {"isotretinoin", "depression", "no_other_drug", "He was receiving no concurrent medication."},
        {"isotretinoin", "depression", "no_other_drug", "None of his concomitant drugs has been linked to depression."},
        {"isotretinoin", "depression", "no_other_drug", "He had not used any other drugs, alcohol or herbal remedies."},
        {"isotretinoin", "depression", "other_cause", "His depression may have been related to stress at school."},
        {"isotretinoin", "depression", "other_cause", "A role of family stress could not be excluded."},
        {"isotretinoin", "depression", "-no_other_cause -no_other_drug", "Other causes were not looked for."},
        {"isotretinoin", "depression", "-no_other_cause -no_other_drug", "He did not respond to other drugs."},
        {"isotretinoin", "depression", "-no_other_cause -no_other_drug", "He was allergic to no other drug than penicillin."},
        {"isotretinoin", "depression", "-no_other_cause -no_other_drug", "Without excluding other causes, isotretinoin cannot be blamed."},
        {"isotretinoin", "depression", "-no_other_cause -no_other_drug", "No other treatment was effective."},
        {"isotretinoin", "depression", "-no_other_cause", "Other causes of depression were considered."},
        {"isotretinoin", "depression", "-no_other_drug", "He was switched to another drug."},
        {"isotretinoin", "depression", "-no_other_drug", "His acne had not improved with other agents."},
        {"isotretinoin", "depression", "-no_other_drug", "No other medication was stopped."},
    });
}

TEST_CASE("what another dose did is read, and not where it was changed for something else")
{
    check_signs({
        {"leflunomide", "alopecia", "follows_dose", "Hair loss decreased after the dose was reduced to 10 mg."},
        {"leflunomide", "alopecia", "follows_dose", "When the dose was lowered to 10 mg daily, hair loss improved."},
        {"leflunomide", "alopecia", "follows_dose", "Hair loss worsened when the dose was doubled."},
        {"leflunomide", "alopecia", "follows_dose", "After the dose was increased to 20 mg daily, hair loss became more pronounced."},
        {"leflunomide", "alopecia", "follows_dose", "Reduction of the leflunomide dose led to regrowth."},
        {"leflunomide", "alopecia", "follows_dose", "The shedding stopped after dose reduction."},
        {"leflunomide", "alopecia", "follows_dose", "A dose reduction resulted in improvement."},
        {"leflunomide", "alopecia", "follows_dose", "With an increase in dose to 20 mg, the hair loss accelerated."},
        {"leflunomide", "alopecia", "follows_dose", "Leflunomide was reduced to 10 mg daily with improvement of the alopecia."},
        {"leflunomide", "alopecia", "follows_dose", "At a lower dose the hair loss subsided."},
        {"leflunomide", "alopecia", "ignores_dose", "Dose reduction did not improve the hair loss."},
        {"leflunomide", "alopecia", "ignores_dose", "Hair loss continued despite a reduction in dose."},
        {"leflunomide", "alopecia", "ignores_dose", "The dose was reduced but hair loss continued."},
        {"leflunomide", "alopecia", "ignores_dose", "Halving the dose was of no benefit."},
        {"leflunomide", "alopecia", "-follows_dose -ignores_dose", "Dose reduction should be considered when hair loss occurs."},
        {"leflunomide", "alopecia", "-follows_dose -ignores_dose", "The dose of prednisolone was reduced and her hair loss improved."},
        {"leflunomide", "alopecia", "-follows_dose -ignores_dose", "Leflunomide-induced alopecia is usually dose-dependent."},
        {"leflunomide", "alopecia", "-follows_dose", "The dose was reduced because of diarrhoea."},
        {"leflunomide", "alopecia", "-follows_dose", "The dose of leflunomide was increased because arthritis worsened."},
        {"leflunomide", "alopecia", "-follows_dose", "Arthritis improved after the dose was increased, and leflunomide was later reduced."},
        {"isotretinoin", "depression", "follows_dose", "Symptoms were less severe on 20 mg than on 60 mg daily."},
        {"isotretinoin", "depression", "follows_dose", "Every increase in dose was followed by worsening of his mood."},
        {"isotretinoin", "depression", "follows_dose", "Lowering isotretinoin to 20 mg daily brought relief."},
        {"isotretinoin", "depression", "ignores_dose", "Halving the dose did not help."},
        {"isotretinoin", "depression", "ignores_dose", "His mood did not improve with dose reduction."},
        {"isotretinoin", "depression", "-follows_dose", "The dose was increased because his acne worsened."},
        {"isotretinoin", "depression", "-follows_dose", "The effect is thought to be dose-related."},
        {"isotretinoin", "depression", "-follows_dose", "Sertraline was increased and his depression improved."},
    });
}

TEST_CASE("levels of the drug are read, in words or beside their range")
{
    check_signs({
        {"phenytoin", "ataxia", "toxic_level", "The serum phenytoin concentration was 45 mg/L (therapeutic range 10-20)."},
        {"phenytoin", "ataxia", "toxic_level", "The phenytoin level was found to be elevated."},
        {"phenytoin", "ataxia", "toxic_level", "Plasma levels were above the therapeutic range."},
        {"phenytoin", "ataxia", "toxic_level", "A supratherapeutic phenytoin level was found."},
        {"phenytoin", "ataxia", "toxic_level", "The phenytoin concentration was three times the upper limit of the therapeutic range."},
        {"phenytoin", "ataxia", "toxic_level", "Drug levels exceeded the therapeutic range."},
        {"phenytoin", "ataxia", "toxic_level", "Phenytoin toxicity was confirmed by a serum level of 40 mg/L."},
        {"phenytoin", "ataxia", "harmless_level", "The serum phenytoin level was within the normal range."},
        {"phenytoin", "ataxia", "harmless_level", "Trough levels were therapeutic."},
        {"phenytoin", "ataxia", "harmless_level", "The phenytoin concentration was below the therapeutic range."},
        {"phenytoin", "ataxia", "harmless_level", "Serum phenytoin was not elevated."},
        {"phenytoin", "ataxia", "-toxic_level -harmless_level", "Digoxin levels were elevated."},
        {"phenytoin", "ataxia", "-toxic_level -harmless_level", "Liver enzyme levels were elevated."},
        {"phenytoin", "ataxia", "-toxic_level -harmless_level", "Phenytoin levels should be measured."},
        {"phenytoin", "ataxia", "-toxic_level -harmless_level", "Phenytoin levels were not measured."},
        {"phenytoin", "ataxia", "-toxic_level", "The phenytoin level was not toxic."},
        {"amiodarone", "hyponatremia", "harmless_level", "Amiodarone level was 1.2 mg/L (reference range 0.5-2.0)."},
        {"amiodarone", "hyponatremia", "toxic_level", "The amiodarone concentration was 4.1 µg/ml (therapeutic range, 0.5 to 2.5 µg/ml)."},
        {"amiodarone", "hyponatremia", "-toxic_level -harmless_level", "Amiodarone levels were not available."},
        {"amiodarone", "hyponatremia", "-toxic_level -harmless_level", "Sodium concentration was 112 mmol/L (normal range 135-145)."},
        {"amiodarone", "hyponatremia", "-toxic_level", "Plasma levels of vasopressin were elevated."},
    });
}

TEST_CASE("earlier reactions of the patient are read, not those of others")
{
    check_signs({
        {"leflunomide", "alopecia", "earlier_reaction", "She had had similar hair loss during a previous course of leflunomide."},
        {"leflunomide", "alopecia", "earlier_reaction", "She had experienced the same reaction after leflunomide in 2001."},
        {"leflunomide", "alopecia", "earlier_reaction", "A similar episode had occurred during earlier treatment with leflunomide."},
        {"leflunomide", "alopecia", "earlier_reaction", "Her history included alopecia on teriflunomide."},
        {"leflunomide", "alopecia", "no_earlier_reaction", "She had no history of drug allergy."},
        {"leflunomide", "alopecia", "no_earlier_reaction", "She had no known drug allergies."},
        {"leflunomide", "alopecia", "no_earlier_reaction", "She had previously taken leflunomide without side effects."},
        {"leflunomide", "alopecia", "no_earlier_reaction", "She had never taken leflunomide before."},
        {"leflunomide", "alopecia", "no_earlier_reaction", "There was no history of adverse drug reactions."},
        {"leflunomide", "alopecia", "no_earlier_reaction", "She had no previous history of hair loss or drug reactions."},
        {"leflunomide", "alopecia", "-earlier_reaction", "Her sister had had similar hair loss on leflunomide."},
        {"leflunomide", "alopecia", "-earlier_reaction", "Similar hair loss has been reported with teriflunomide."},
        {"leflunomide", "alopecia", "-earlier_reaction", "Such a reaction had been seen in trials of leflunomide."},
        {"isotretinoin", "depression", "earlier_reaction", "A previous course of isotretinoin had been complicated by depression."},
        {"isotretinoin", "depression", "no_earlier_reaction", "He had completed an earlier course of isotretinoin uneventfully."},
        {"isotretinoin", "depression", "no_earlier_reaction", "There were no known drug allergies."},
        {"isotretinoin", "depression", "no_earlier_reaction", "He had no history of allergy to any drug."},
        {"metoclopramide", "dystonia", "no_earlier_reaction", "She had received metoclopramide on several occasions without problems."},
        {"metoclopramide", "dystonia", "earlier_reaction", "She recalled a similar reaction to prochlorperazine some years ago."},
    });
}

TEST_CASE("a placebo given to the patient is read, not a group of a trial")
{
    check_signs({
        {"leflunomide", "alopecia", "placebo_harmless", "Hair loss did not recur when placebo was given."},
        {"leflunomide", "alopecia", "placebo_harmless", "A placebo challenge was negative."},
        {"leflunomide", "alopecia", "placebo_reaction", "The same symptoms occurred after placebo."},
        {"leflunomide", "alopecia", "placebo_reaction", "Placebo also provoked symptoms."},
        {"leflunomide", "alopecia", "-placebo_harmless -placebo_reaction", "In a placebo-controlled trial alopecia was commoner with leflunomide."},
        {"leflunomide", "alopecia", "-placebo_harmless -placebo_reaction", "Alopecia occurred in 10% of patients on leflunomide and not in those on placebo."},
        {"amiodarone", "hyponatremia", "placebo_harmless", "No such effect was seen with placebo in this patient."},
    });
}

TEST_CASE("what is known of the drug, or told for the first time, is read in general sentences too")
{
    check_signs({
        {"leflunomide", "alopecia", "reported_before", "Alopecia is a known side effect of leflunomide."},
        {"leflunomide", "alopecia", "reported_before", "Alopecia has been reported previously with leflunomide."},
        {"leflunomide", "alopecia", "reported_before", "Previous reports have described alopecia induced by leflunomide."},
        {"leflunomide", "alopecia", "reported_before", "Leflunomide-induced alopecia has been described in several case reports."},
        {"leflunomide", "alopecia", "reported_before", "There are three previous reports of alopecia due to leflunomide."},
        {"leflunomide", "alopecia", "reported_before", "Alopecia is listed in the product information of leflunomide."},
        {"leflunomide", "alopecia", "reported_before", "To our knowledge, this is the third case of leflunomide-induced alopecia."},
        {"leflunomide", "alopecia", "reported_before", "Alopecia is a common side effect of leflunomide."},
        {"leflunomide", "alopecia", "first_report", "Alopecia has not previously been reported with leflunomide."},
        {"leflunomide", "alopecia", "first_report", "To our knowledge, this is the first report of alopecia caused by leflunomide."},
        {"leflunomide", "alopecia", "first_report", "No cases of alopecia associated with leflunomide have been published."},
        {"leflunomide", "alopecia", "first_report", "We are not aware of previous reports of alopecia with leflunomide."},
        {"leflunomide", "alopecia", "first_report", "A literature search revealed no previous cases."},
        {"leflunomide", "alopecia", "-reported_before -first_report", "Alopecia is a known side effect of methotrexate."},
        {"leflunomide", "alopecia", "-reported_before -first_report", "Diarrhoea is a known side effect of leflunomide."},
        {"leflunomide", "alopecia", "-reported_before -first_report", "Three cases of alopecia with methotrexate have been published."},
        {"leflunomide", "alopecia", "-reported_before -first_report", "This is the first case of our clinic."},
        {"leflunomide", "alopecia", "-reported_before", "Leflunomide is not known to cause alopecia."},
        {"leflunomide", "alopecia", "-reported_before", "It has not been reported whether leflunomide causes alopecia."},
        {"isotretinoin", "depression", "reported_before", "Depression is an established adverse effect of isotretinoin."},
        {"isotretinoin", "depression", "reported_before", "An association between isotretinoin and depression has been described previously."},
        {"isotretinoin", "depression", "reported_before", "Depression attributed to isotretinoin has been reported in more than 20 patients."},
        {"isotretinoin", "depression", "reported_before", "This is the fifth report of depression after isotretinoin."},
        {"isotretinoin", "depression", "reported_before", "The manufacturer warns of depression during treatment with isotretinoin."},
        {"isotretinoin", "depression", "reported_before", "Our case adds to previous reports of isotretinoin-induced depression."},
        {"isotretinoin", "depression", "first_report", "We believe this to be the first case of depression due to isotretinoin."},
        {"isotretinoin", "depression", "first_report", "Depression has not been attributed to isotretinoin before."},
        {"isotretinoin", "depression", "first_report", "We found no earlier report of depression with isotretinoin."},
        {"isotretinoin", "depression", "first_report", "To the best of our knowledge, depression following isotretinoin has not been reported."},
        {"isotretinoin", "depression", "-reported_before -first_report", "Depression is a common disorder in adolescents."},
        {"isotretinoin", "depression", "-reported_before -first_report", "Isotretinoin has been used for acne since 1982."},
        {"isotretinoin", "depression", "-reported_before", "Isotretinoin has not been linked to depression in trials."},
        {"isotretinoin", "depression", "-first_report", "The first case of depression with isotretinoin was reported in 1983."},
        {"isotretinoin", "depression", "-reported_before", "The patient reported depression two weeks after isotretinoin."},
        {"isotretinoin", "depression", "-reported_before", "We report two cases of depression with isotretinoin."},
        {"isotretinoin", "depression", "-reported_before -first_report", "The patient had several episodes of depression on isotretinoin."},
    });
}

TEST_CASE("objective evidence is that of the event")
{
    check_signs({
        {"leflunomide", "alopecia", "objective", "Scalp biopsy showed features of telogen effluvium."},
        {"leflunomide", "alopecia", "objective", "The hair pull test was positive."},
        {"leflunomide", "alopecia", "objective", "Trichoscopy revealed yellow dots and exclamation mark hairs."},
        {"leflunomide", "alopecia", "objective", "A trichogram showed 40% telogen hairs."},
        {"leflunomide", "alopecia", "objective", "On histopathological examination, there was a perifollicular lymphocytic infiltrate."},
        {"leflunomide", "alopecia", "-objective", "A biopsy was not performed."},
        {"leflunomide", "alopecia", "-objective", "A biopsy was normal."},
        {"leflunomide", "alopecia", "-objective", "Biopsy usually shows a lymphocytic infiltrate."},
        {"leflunomide", "alopecia", "-objective", "She refused a biopsy."},
        {"leflunomide", "alopecia", "-objective", "Chest radiography showed pneumonia."},
        {"amiodarone", "hyponatremia", "objective", "The serum sodium fell to 112 mmol/L."},
        {"amiodarone", "hyponatremia", "objective", "Serum sodium was 118 mmol/L."},
        {"amiodarone", "hyponatremia", "-objective", "Serum sodium was normal."},
        {"amiodarone", "hyponatremia", "-objective", "A CT scan of the chest showed pneumonia."},
    });
}

TEST_CASE("an antagonist that helped is read by its name")
{
    check_signs({
        {"metoclopramide", "dystonia", "antagonist_helped", "Dystonia resolved within minutes of intravenous biperiden."},
        {"metoclopramide", "dystonia", "antagonist_helped", "Benztropine 2 mg intramuscularly relieved the dystonia within 20 minutes."},
        {"metoclopramide", "dystonia", "antagonist_helped", "She responded promptly to procyclidine, and the dystonia resolved."},
        {"metoclopramide", "dystonia", "-antagonist_helped", "Biperiden had no effect."},
        {"metoclopramide", "dystonia", "-antagonist_helped", "Morphine relieved the pain."},
    });
}
// clang-format on

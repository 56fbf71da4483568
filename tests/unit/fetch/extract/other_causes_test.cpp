// SPDX-License-Identifier: GPL-3.0-or-later
// Which words clear other causes and other drugs, and which leave them open.
#include "tests/unit/fetch/extract/rows.hpp"

using namespace casebook;
using casebook::testing::check_signs;
using casebook::testing::Told;

// clang-format off
TEST_CASE("other causes and drugs are cleared only by words that clear them of this event")
{
    check_signs({
        {"leflunomide", "alopecia", "-no_other_drug", "She had no fever, and took other drugs for her heart."},
        {"leflunomide", "alopecia", "-no_other_drug", "It is not known whether she took other drugs."},
        {"leflunomide", "alopecia", "-no_other_drug", "There was no improvement until another drug was given."},
        {"leflunomide", "alopecia", "-no_other_drug", "Other drugs were unknown."},
        {"leflunomide", "alopecia", "-no_other_drug", "She did not improve, so another drug was added."},
        {"leflunomide", "alopecia", "-no_other_drug", "No information on concomitant drugs was available."},
        {"leflunomide", "alopecia", "-no_other_drug", "It is unknown if no other drug was taken."},
        {"leflunomide", "alopecia", "-no_other_drug", "She had never smoked, but took several other medications."},
        {"leflunomide", "alopecia", "-no_other_drug", "We do not know what other drugs she was taking."},
        {"leflunomide", "alopecia", "no_other_drug", "She took no other drugs."},
        {"leflunomide", "alopecia", "no_other_drug", "He denied alcohol, smoking, or other drugs."},
        {"leflunomide", "alopecia", "no_other_drug", "She had not taken any herbal remedies or other medicines."},
        {"leflunomide", "alopecia", "no_other_drug", "No concomitant drugs were used."},
        {"leflunomide", "alopecia", "no_other_drug", "No drugs other than leflunomide had been taken."},
        {"leflunomide", "alopecia", "no_other_drug", "There were no concurrent medications, and she did not smoke."},
        {"leflunomide", "alopecia", "no_other_drug", "She was otherwise on no medication besides leflunomide."},
        {"leflunomide", "alopecia", "no_other_cause", "Thyroid disease and iron deficiency were excluded."},
        {"leflunomide", "alopecia", "no_other_cause", "Tests for lupus and syphilis were negative."},
        {"leflunomide", "alopecia", "no_other_cause", "She had had no surgery, fever or childbirth in the preceding months that could explain the hair loss."},
        {"leflunomide", "alopecia", "no_other_cause", "No other reason for the hair loss could be found."},
        {"leflunomide", "alopecia", "no_other_cause", "Apart from leflunomide there was no explanation for the alopecia."},
        {"leflunomide", "alopecia", "no_other_cause", "Other possible causes were considered and excluded."},
        {"leflunomide", "alopecia", "no_other_cause", "Workup for other causes was negative."},
        {"leflunomide", "alopecia", "-no_other_cause", "Thyroid function tests and iron studies were normal."},
        {"leflunomide", "alopecia", "-no_other_cause", "Infection was ruled out."},
        {"leflunomide", "alopecia", "-no_other_cause", "Iron deficiency was excluded."},
        {"leflunomide", "alopecia", "-no_other_cause", "Thyroid function tests were not performed."},
        {"leflunomide", "alopecia", "-no_other_cause", "Her thyroid disease was well controlled."},
        {"leflunomide", "alopecia", "-no_other_cause", "Iron deficiency was not excluded."},
        {"leflunomide", "alopecia", "-no_other_cause", "Infection was ruled out as a cause of the fever."},
        {"leflunomide", "alopecia", "-no_other_cause", "No cause for the fever was found."},
        {"leflunomide", "alopecia", "-no_other_cause", "Other causes are usually excluded by biopsy."},
        {"leflunomide", "alopecia", "-no_other_cause", "Serum ferritin was low."},
        {"leflunomide", "alopecia", "-no_other_cause", "Whether other causes had been excluded was not stated."},
        {"leflunomide", "alopecia", "-no_other_cause", "Her arthritis was under control and liver tests were normal."},
        {"leflunomide", "alopecia", "other_cause", "Her hair loss may also have been caused by iron deficiency."},
        {"leflunomide", "alopecia", "other_cause", "Thyroid disease could have contributed to the alopecia."},
        {"leflunomide", "alopecia", "other_cause", "Iron deficiency was found and may explain part of the hair loss."},
        {"leflunomide", "alopecia", "other_cause", "We could not rule out a contribution of thyroid disease."},
        {"leflunomide", "alopecia", "other_cause", "The alopecia may equally have been due to the infection."},
        {"leflunomide", "alopecia", "-other_cause", "Fever due to infection may have been caused by neutropenia."},
        {"leflunomide", "alopecia", "-other_cause", "Infection may have contributed to her fever."},
        {"leflunomide", "alopecia", "reported_before", "Four cases of alopecia with leflunomide have been published."},
        {"leflunomide", "alopecia", "reported_before", "Alopecia during leflunomide has been described in up to 10% of patients."},
        {"leflunomide", "alopecia", "reported_before", "According to the product label, alopecia is a frequent side effect of leflunomide."},
        {"leflunomide", "alopecia", "reported_before", "Hair loss is mentioned in the summary of product characteristics of leflunomide."},
        {"leflunomide", "alopecia", "first_report", "Alopecia due to leflunomide has, to our knowledge, never been described."},
        {"leflunomide", "alopecia", "first_report", "This is, as far as we know, the first description of alopecia under leflunomide."},
        {"leflunomide", "alopecia", "first_report", "A search of PubMed found no report of alopecia with leflunomide."},
        {"leflunomide", "alopecia", "-reported_before -first_report", "Alopecia of other causes has been reported in arthritis."},
        {"leflunomide", "alopecia", "-reported_before -first_report", "She reported alopecia two weeks after starting leflunomide."},
        {"valproate", "pancreatitis", "no_other_cause", "Gallstones, alcohol abuse and hypertriglyceridaemia were excluded."},
        {"valproate", "pancreatitis", "no_other_cause", "There was no evidence of gallstones or other causes of pancreatitis."},
        {"valproate", "pancreatitis", "no_other_cause", "Viral and autoimmune causes were ruled out."},
        {"valproate", "pancreatitis", "no_other_cause", "A thorough search for other causes of pancreatitis was negative."},
        {"valproate", "pancreatitis", "-no_other_cause", "Gallstones were not excluded."},
        {"valproate", "pancreatitis", "-no_other_cause", "Other causes could not be ruled out."},
        {"valproate", "pancreatitis", "-no_other_cause", "The cause of the fever was not found."},
        {"valproate", "pancreatitis", "-no_other_cause", "Excluding other causes is important."},
        {"valproate", "pancreatitis", "-no_other_cause", "Causes other than drugs are common."},
        {"valproate", "pancreatitis", "other_cause", "Gallstones may also have caused the pancreatitis."},
        {"valproate", "pancreatitis", "other_cause", "Alcohol abuse might have contributed to the pancreatitis."},
        {"valproate", "pancreatitis", "other_cause", "The pancreatitis could have been triggered by hypertriglyceridaemia."},
        {"valproate", "pancreatitis", "no_other_drug", "She was on no drugs other than valproate."},
        {"valproate", "pancreatitis", "no_other_drug", "No other drug had been started in the previous year."},
        {"valproate", "pancreatitis", "no_other_drug", "Valproate was the only drug taken."},
        {"valproate", "pancreatitis", "-no_other_drug", "No other drug was effective for her seizures."},
        {"valproate", "pancreatitis", "-no_other_drug", "She could tolerate no other drug."},
        {"valproate", "pancreatitis", "-no_other_drug", "Valproate was the only drug that controlled her seizures."},
        {"valproate", "pancreatitis", "-no_other_drug", "He was on several other drugs."},
    });
}

TEST_CASE("whom the authors blame instead is another cause, in their words")
{
    check_signs({
        {"cyclosporine", "alopecia", "other_cause", "We attribute the alopecia to her hypothyroidism; cyclosporine was continued."},
        {"cyclosporine", "alopecia", "other_cause", "In our view the infection acted as the trigger."},
        {"cyclosporine", "alopecia", "other_cause", "The alopecia was attributed to her hypothyroidism."},
        {"cyclosporine", "alopecia", "other_cause", "The hair loss was thought to be due to iron deficiency."},
        {"cyclosporine", "alopecia", "other_cause", "Hypothyroidism was considered the most likely cause of her alopecia."},
        {"cyclosporine", "alopecia", "other_cause", "We ascribe this to tacrolimus."},
        {"cyclosporine", "alopecia", "-other_cause", "We attribute the alopecia to cyclosporine."},
        {"cyclosporine", "alopecia", "-other_cause", "The alopecia was initially attributed to hypothyroidism."},
        {"cyclosporine", "alopecia", "-other_cause", "The alopecia was not attributed to hypothyroidism."},
        {"cyclosporine", "alopecia", "-other_cause", "The hair loss was not due to iron deficiency."},
        {"cyclosporine", "alopecia", "-other_cause", "Her hypertension was attributed to tacrolimus."},
        {"cyclosporine", "alopecia", "-other_cause", "Alopecia has been attributed to hypothyroidism in others."},
        {"cyclosporine", "alopecia", "-other_cause", "Infection was not the trigger."},
        {"cyclosporine", "alopecia", "-other_cause", "It is unlikely that the infection acted as the trigger."},
        {"cyclosporine", "alopecia", "-other_cause", "The infection was treated and the trigger was removed."},
        {"cyclosporine", "alopecia", "-other_cause", "The fever was attributed to infection."},
        {"cyclosporine", "alopecia", "-other_cause", "The alopecia was attributed to cyclosporine-induced hypothyroidism."},
        {"cyclosporine", "alopecia", "-other_cause", "Hypothyroidism was diagnosed and treated."},
    });
}

TEST_CASE("the cases that an article itself reports are no earlier reports")
{
    for (const char* title : {"Cyclosporine and alopecia: report of two cases", "Alopecia with cyclosporine: three cases",
                              "Two cases of alopecia during cyclosporine", "Alopecia on cyclosporine: a series of 5 patients",
                              "Cyclosporine and alopecia: two new cases", "Several cases of alopecia on cyclosporine: report of a family"}) {
        const Told told("cyclosporine", "alopecia", title, "A 17-year-old boy developed alopecia 6 weeks after starting cyclosporine.");
        CAPTURE(std::string(title));
        const std::vector<Sign> signs = read_signs(told.story());
        CHECK(std::ranges::find(signs, SignKind::reported_before, &Sign::kind) == signs.end());
    }
    check_signs({
        {"cyclosporine", "alopecia", "-reported_before", "Two cases of alopecia with cyclosporine are described."},
        {"cyclosporine", "alopecia", "-reported_before", "In two cases alopecia cleared when cyclosporine was stopped."},
        {"cyclosporine", "alopecia", "-reported_before", "In our two patients cyclosporine caused alopecia."},
        {"cyclosporine", "alopecia", "reported_before", "Two cases of alopecia with cyclosporine have been published."},
        {"cyclosporine", "alopecia", "reported_before", "There are three previous reports of alopecia due to cyclosporine."},
        {"cyclosporine", "alopecia", "reported_before", "A search of the literature found two cases of alopecia with cyclosporine."},
        {"cyclosporine", "alopecia", "reported_before", "Only four cases of alopecia on cyclosporine exist in the literature."},
        {"cyclosporine", "alopecia", "reported_before", "Few reports of alopecia with cyclosporine exist."},
    });
}
// clang-format on

// SPDX-License-Identifier: GPL-3.0-or-later
// What the drug is to the event in abstracts as journals print them; drugs and events from many fields, words our own.
#include "fetch/extract/role.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

struct AbstractRow
{
    const char* drug;
    const char* event;
    const char* title;
    const char* abstract;
};

void check_relation(Relation relation, std::span<const AbstractRow> rows)
{
    for (const AbstractRow& row : rows) {
        const testing::Told told(row.drug, row.event, row.title, row.abstract);
        CAPTURE(std::string(row.drug));
        CAPTURE(std::string(row.event));
        CAPTURE(std::string(row.abstract));
        CHECK(static_cast<int>(relation_of(told.role())) == static_cast<int>(relation));
    }
}

} // namespace

// clang-format off
TEST_CASE("abstracts in which the drug is suspected")
{
    constexpr AbstractRow rows[] = {
        {"isotretinoin", "psoriasis", "Psoriasis after isotretinoin", "An 18-year-old man was treated for nodular acne with isotretinoin 0.5 mg/kg. In the tenth week erythematous scaly plaques arose on elbows and knees, and histology confirmed psoriasis. The lesions faded two months after isotretinoin had been finished."},
        {"infliximab", "psoriasis", "Psoriasiform plaques in Crohn disease", "A 31-year-old woman with fistulising Crohn disease had received five infusions of infliximab when pustules on palms and soles and plaques on the scalp appeared. Biopsy showed psoriasis. Ustekinumab brought both diseases under control."},
        {"valproate", "thrombocytopenia", "Bleeding after neurosurgery", "In a 45-year-old man operated on for a meningioma, bleeding was traced to thrombocytopenia induced by valproate; platelets normalised five days after substitution of levetiracetam."},
        {"heparin", "thrombocytopenia", "White clots", "A 68-year-old woman receiving subcutaneous heparin after hip replacement developed thrombocytopenia on day 8 and a cold leg on day 9. Antibodies against platelet factor 4 were found. Lepirudin was substituted."},
        {"quinine", "thrombocytopenia", "Cramps and purpura", "A 72-year-old woman took quinine for leg cramps. Hours after the third tablet she had purpura; her platelets numbered 3000. Quinine-dependent antibodies were demonstrated. The thrombocytopenia resolved after the tablets were withheld."},
        {"ciprofloxacin", "tendon rupture", "Snap", "A 58-year-old runner felt a snap in his calf on the fourth day of a course of ciprofloxacin for prostatitis. Ultrasound showed rupture of the Achilles tendon."},
        {"ciprofloxacin", "seizure", "Theophylline seizures after ciprofloxacin", "A 66-year-old man on theophylline was given ciprofloxacin and had seizures two days later. His theophylline level was 38 mg/L. Theophylline toxicity provoked by an interaction was diagnosed."},
        {"bupropion", "seizure", "First seizure at 50", "A 50-year-old woman had a generalised seizure three weeks after bupropion was prescribed to help her stop smoking. MRI and EEG were normal. She has been free of seizures since bupropion was discontinued."},
        {"levetiracetam", "psychosis", "Voices", "A 34-year-old woman with juvenile myoclonic epilepsy heard voices eleven days after levetiracetam had been added to lamotrigine. The psychosis vanished within a week of its withdrawal."},
        {"rasburicase", "methemoglobinemia", "An unforeseen desaturation", "Twelve hours after a single dose of rasburicase for tumour lysis, a 7-year-old boy desaturated to 80%. Methemoglobinemia was found and glucose-6-phosphate dehydrogenase was deficient."},
        {"metoclopramide", "galactorrhea", "Milk", "A 23-year-old nulliparous woman noticed galactorrhea five days after beginning metoclopramide for nausea. Prolactin returned to normal when she stopped."},
        {"aripiprazole", "galactorrhea", "Aripiprazole and galactorrhea", "Unlike other antipsychotics aripiprazole lowers prolactin. A 24-year-old woman nevertheless developed galactorrhea two weeks after starting aripiprazole; it stopped on discontinuation."},
        {"minoxidil", "alopecia", "Shedding on minoxidil", "A 33-year-old man began topical minoxidil for a receding hairline. Three weeks later diffuse alopecia set in, telogen effluvium was diagnosed, and minoxidil was blamed."},
        {"paclitaxel", "alopecia", "Permanent alopecia following paclitaxel", "Permanent alopecia is described in a 48-year-old woman who had finished paclitaxel for breast cancer three years earlier."},
        {"lidocaine", "seizure", "A seizure after lidocaine", "A 33-year-old man had a seizure seconds after lidocaine had been injected for a brachial block. It was terminated with intravenous diazepam."},
        {"nitrofurantoin", "hepatitis", "Chronic active hepatitis in an old woman", "A 74-year-old woman who had taken nitrofurantoin every night for two years to prevent cystitis became jaundiced. Antinuclear antibodies were positive and biopsy showed chronic active hepatitis. Recovery followed withdrawal of the drug."},
        {"isoniazid", "hepatitis", "Hepatitis during chemoprophylaxis", "Of 2,321 contacts who were given isoniazid, nineteen developed hepatitis and two died of it."},
        {"rituximab", "hepatitis", "Reactivation during rituximab", "Hepatitis B flared in a 61-year-old man treated with rituximab for lymphoma. Lamivudine was started at once and the hepatitis resolved."},
        {"methotrexate", "pneumonitis", "Breathlessness in rheumatoid arthritis", "Dry cough and fever developed in a 66-year-old woman ten weeks after she had begun weekly methotrexate. Lavage excluded infection, and methotrexate pneumonitis was diagnosed. She improved on steroids and did not take methotrexate again."},
        {"nivolumab", "myocarditis", "Fulminant myocarditis", "A 63-year-old man with melanoma collapsed 17 days after his first infusion of nivolumab. Troponin was grossly raised and biopsy showed lymphocytic myocarditis. He died in spite of methylprednisolone."},
        {"trastuzumab", "heart failure", "Trastuzumab and the heart", "Symptomatic heart failure was seen in four of 112 women on adjuvant trastuzumab; in three it was reversible."},
        {"pioglitazone", "heart failure", "Oedema", "A 71-year-old man with diabetes gained 9 kg and went into heart failure six weeks after pioglitazone was added to insulin."},
        {"digoxin", "heart block", "Yellow vision", "An 82-year-old woman taking digoxin saw yellow halos. The electrocardiogram showed complete heart block and the digoxin level was 5 ng/ml. Antibody fragments restored sinus rhythm."},
        {"lithium", "hypercalcemia", "A parathyroid adenoma unmasked", "Hypercalcemia was discovered in a 49-year-old woman after twelve years of lithium. It persisted after lithium had been replaced, and an adenoma was removed."},
        {"denosumab", "hypercalcemia", "Rebound after denosumab", "A 10-year-old boy had severe hypercalcemia five months after his last injection of denosumab for giant cell granuloma."},
        {"hydralazine", "lupus", "A hypertensive man with pleurisy", "A 59-year-old man took hydralazine 200 mg daily for three years before he had pleurisy, arthralgia and antibodies to histones. Drug-induced lupus was diagnosed and remitted after hydralazine was changed to amlodipine."},
        {"minocycline", "lupus", "Arthritis in a girl with acne", "A 17-year-old girl had arthritis, fever and antinuclear antibodies after two years of minocycline. Symptoms vanished within three weeks of stopping minocycline and came back when a single capsule was taken. We conclude that minocycline can cause lupus."},
        {"baclofen", "encephalopathy", "Baclofen in uraemia", "Two doses of baclofen 10 mg given for hiccup made a 68-year-old man on haemodialysis comatose. Encephalopathy cleared after two sessions of dialysis."},
        {"ibuprofen", "aseptic meningitis", "Recurrent meningitis", "A 29-year-old woman had three bouts of aseptic meningitis in two years. Each time she had taken ibuprofen for a headache a few hours before."},
        {"levodopa", "dyskinesia", "Dyskinesia at ten years", "Dyskinesia appeared in all eight patients with parkinsonism induced by MPTP after months of levodopa."},
    };
    check_relation(Relation::exposure_then_event, rows);
}

TEST_CASE("abstracts in which the drug is the treatment")
{
    constexpr AbstractRow rows[] = {
        {"infliximab", "psoriasis", "Infliximab in pustular psoriasis", "A 44-year-old woman with generalised pustular psoriasis resistant to methotrexate was given infliximab 5 mg/kg. Within 48 hours the pustules had dried up."},
        {"azithromycin", "gingival overgrowth", "Azithromycin for gingival overgrowth caused by cyclosporine", "Eighteen renal recipients with cyclosporine-induced gingival overgrowth took azithromycin for five days. Overgrowth receded in fifteen."},
        {"cabergoline", "galactorrhea", "Risperidone-induced galactorrhea relieved by cabergoline", "A 30-year-old woman with schizophrenia had galactorrhea due to risperidone. Cabergoline 0.5 mg weekly ended it."},
        {"aripiprazole", "galactorrhea", "Aripiprazole reverses galactorrhea", "In a 27-year-old woman with amenorrhea and galactorrhea under amisulpride, aripiprazole 5 mg was added. Both resolved in six weeks."},
        {"minoxidil", "alopecia", "Low-dose oral minoxidil", "Thirty women with androgenetic alopecia took oral minoxidil 1 mg daily. Hair density rose by 12%."},
        {"amantadine", "dyskinesia", "Amantadine", "Amantadine reduced levodopa-induced dyskinesia by 45% in a crossover trial in 18 patients."},
        {"bromocriptine", "neuroleptic malignant syndrome", "Rigidity and fever", "A 22-year-old man given haloperidol for three days became rigid, febrile and mute. Creatine kinase was 22,000. Neuroleptic malignant syndrome was treated with dantrolene and bromocriptine."},
    };
    check_relation(Relation::treatment, rows);
}

TEST_CASE("abstracts in which another drug is blamed")
{
    constexpr AbstractRow rows[] = {
        {"cyclosporine", "gingival overgrowth", "Nifedipine alone", "Gingival overgrowth in a 60-year-old man was caused by nifedipine. He was later transplanted and received cyclosporine, by which time nifedipine had been withdrawn and his gums were normal."},
    };
    check_relation(Relation::other_suspect, rows);
}

TEST_CASE("abstracts in which neither: another reaction, the event before the drug, or no event")
{
    constexpr AbstractRow rows[] = {
        {"valproate", "pancreatitis", "Valproate-induced hyperammonemia", "A 29-year-old woman became stuporous two days after an intravenous load of valproate. Ammonia was raised while transaminases and lipase were normal. Pancreatitis and hepatitis were thus ruled out."},
        {"clozapine", "myocarditis", "A fever on clozapine", "A 31-year-old man had a fever of 39 degrees on day 12 of clozapine. Troponin and echocardiography were normal, which excluded myocarditis, and the fever settled although clozapine was continued."},
        {"baclofen", "hiccup", "Baclofen in uraemia", "Encephalopathy in a woman of 80 was traced to baclofen that she was taking for spasticity. She neither vomited nor had hiccups."},
    };
    check_relation(Relation::neither, rows);
}
// clang-format on

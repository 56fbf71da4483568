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
        {"adalimumab", "hair loss", "Hair loss and TNF blockade", "Two months into adalimumab for ankylosing spondylitis a 36-year-old man noticed patchy loss of scalp hair. Alopecia areata was diagnosed. Adalimumab was withdrawn and intralesional triamcinolone given, with regrowth at four months."},
        {"valproate", "pancreatitis", "Fatal pancreatitis in an epileptic boy", "A 10-year-old boy who had taken valproate for three years without problems was admitted with vomiting and abdominal pain. Amylase was 2400 U/L; autopsy confirmed haemorrhagic pancreatitis. Physicians should think of this complication in every patient on valproate with abdominal pain."},
        {"phenytoin", "gingival overgrowth", "Phenytoin and the gums", "Gingival overgrowth covered the teeth of a 15-year-old girl who had taken phenytoin since the age of six. Surgery was followed by recurrence until phenytoin was exchanged for lamotrigine."},
        {"amiodarone", "hyponatremia", "SIADH and amiodarone", "One week after loading with amiodarone an 87-year-old man had a sodium of 105 mmol/L with concentrated urine. Other causes of hyponatremia were excluded and sodium rose when amiodarone was tapered."},
        {"desmopressin", "hyponatremia", "Seizures in a child with enuresis", "A 6-year-old boy convulsed after a fortnight of intranasal desmopressin. His sodium was 116 mmol/L. Hyponatremia is a rare but serious hazard of desmopressin in enuresis."},
        {"prednisone", "psychosis", "Psychosis on steroids", "A 41-year-old woman with lupus became psychotic eight days after prednisone 60 mg had been begun. Lupus of the brain was excluded. The psychosis cleared as prednisone was tapered."},
        {"dapsone", "methemoglobinemia", "Blue lips", "A 26-year-old woman with leprosy was brought in with blue lips two hours after swallowing 30 tablets of dapsone. Methemoglobin was 42%. Methylene blue corrected the methemoglobinemia."},
        {"minoxidil", "hypertrichosis", "Hairy infants", "Three infants grew hair on face and limbs while their fathers used topical minoxidil. Hypertrichosis regressed when exposure ceased."},
        {"doxorubicin", "alopecia", "Alopecia that does not end", "Five women were seen whose alopecia had persisted for more than a year after chemotherapy with doxorubicin."},
        {"clozapine", "seizure", "Clozapine and convulsions", "A 28-year-old man with schizophrenia had two generalised convulsions on the day on which his clozapine reached 600 mg. No further seizure occurred after the dose had been cut to 350 mg."},
        {"tramadol", "seizure", "Tramadol abuse", "Seizures brought eleven abusers of tramadol to our emergency department within a year. Each had swallowed at least 500 mg in the preceding day."},
        {"flumazenil", "seizure", "Flumazenil in mixed overdose", "After 0.5 mg of flumazenil a 37-year-old woman who had ingested amitriptyline and diazepam had a seizure."},
        {"vancomycin", "red man syndrome", "Flushing", "During infusion of vancomycin a 12-year-old boy became red and itchy from the waist up. Red man syndrome was recognised, the infusion slowed, and diphenhydramine given."},
        {"midazolam", "hiccup", "Hiccups in endoscopy", "Hiccups set in within minutes of intravenous midazolam in 14 of 200 men undergoing endoscopy."},
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
        {"acitretin", "psoriasis", "Long-term acitretin", "Fourteen adults with severe plaque psoriasis who had failed phototherapy were maintained on acitretin. Mean severity scores fell by 60%. Dry lips were the commonest complaint."},
        {"argatroban", "thrombocytopenia", "Argatroban in heparin-induced thrombocytopenia", "Five patients with heparin-induced thrombocytopenia were anticoagulated with argatroban. None had a further thrombosis."},
        {"tolvaptan", "hyponatremia", "Tolvaptan and the syndrome of inappropriate antidiuresis", "In a 70-year-old man with small cell lung cancer tolvaptan raised sodium from 118 to 132 mmol/L. Hyponatremia returned on each attempt to withdraw tolvaptan."},
        {"desmopressin", "hyponatremia", "Preventing overcorrection", "Desmopressin was given to twenty patients with profound hyponatremia to prevent overly rapid correction."},
        {"levetiracetam", "seizure", "Status epilepticus", "A 63-year-old woman in status epilepticus refractory to lorazepam received levetiracetam 3 g. The seizures stopped within twenty minutes."},
        {"olanzapine", "psychosis", "Steroid psychosis", "A 41-year-old woman with lupus became psychotic on prednisone 60 mg. Olanzapine 10 mg was begun, and the psychosis cleared within a week."},
        {"methylene blue", "methemoglobinemia", "Blue lips", "A 26-year-old woman with leprosy was brought in with blue lips two hours after swallowing 30 tablets of dapsone. Methemoglobin was 42%. Methylene blue corrected the methemoglobinemia."},
        {"cyclosporine", "toxic epidermal necrolysis", "Toxic epidermal necrolysis after allopurinol", "Nine days after starting allopurinol a 67-year-old man had toxic epidermal necrolysis of 40% of his skin. Cyclosporine 3 mg/kg was begun and reepithelialisation was complete after two weeks."},
        {"diazepam", "seizure", "Rectal diazepam at home", "Parents gave rectal diazepam to 40 children whose febrile seizures lasted longer than five minutes. Thirty-six seizures ended."},
        {"prednisolone", "pneumonitis", "Breathlessness in rheumatoid arthritis", "Dry cough and fever developed in a 66-year-old woman ten weeks after she had begun weekly methotrexate. Lavage excluded infection, and methotrexate pneumonitis was diagnosed. She improved on prednisolone."},
        {"methylprednisolone", "myocarditis", "Rescue of a failing heart", "Myocarditis due to pembrolizumab in a 70-year-old woman responded to methylprednisolone 1 g daily for three days."},
        {"sacubitril", "heart failure", "Sacubitril after trastuzumab", "A 58-year-old woman with heart failure caused by trastuzumab was put on sacubitril and valsartan. Ejection fraction rose from 28 to 47%."},
        {"digoxin", "heart failure", "Digoxin withdrawal", "Patients with heart failure whose digoxin was stopped fared worse than those who stayed on it."},
        {"cinacalcet", "hypercalcemia", "Cinacalcet in lithium-associated hypercalcemia", "A 66-year-old woman who could not stop lithium had hypercalcemia with raised parathormone. Cinacalcet normalised her calcium."},
        {"denosumab", "hypercalcemia", "Denosumab for parathyroid carcinoma", "Hypercalcemia refractory to zoledronate in a 54-year-old man with parathyroid carcinoma was controlled with denosumab."},
        {"hydroxychloroquine", "lupus", "Stopping hydroxychloroquine", "Flares of lupus were commoner in patients in whom hydroxychloroquine was discontinued."},
        {"propofol", "hiccup", "Hiccups under the laryngeal mask", "Hiccups in eight anaesthetised patients stopped after a further bolus of propofol."},
        {"baclofen", "hiccup", "Hiccup for eleven years", "A 71-year-old man who had hiccupped for eleven years was freed from hiccup by baclofen."},
    };
    check_relation(Relation::treatment, rows);
}

TEST_CASE("abstracts in which another drug is blamed")
{
    constexpr AbstractRow rows[] = {
        {"cyclosporine", "gingival overgrowth", "Nifedipine alone", "Gingival overgrowth in a 60-year-old man was caused by nifedipine. He was later transplanted and received cyclosporine, by which time nifedipine had been withdrawn and his gums were normal."},
        {"heparin", "thrombocytopenia", "Abciximab, not heparin", "A 59-year-old man was given heparin and abciximab at angioplasty. Platelets fell to 4000 within three hours. As antibodies to heparin were absent and heparin was later given without a fall, thrombocytopenia was ascribed to abciximab."},
        {"amoxicillin", "stevens-johnson syndrome", "Stevens-Johnson syndrome from lamotrigine", "A 19-year-old woman who took lamotrigine for four weeks was given amoxicillin for pharyngitis one day before blisters appeared. Given the interval, lamotrigine was thought responsible for Stevens-Johnson syndrome rather than amoxicillin."},
        {"trimethoprim", "aseptic meningitis", "Meningitis without bacteria", "A 45-year-old woman who had tolerated trimethoprim many times took ibuprofen for back pain and had aseptic meningitis the same evening; ibuprofen was incriminated."},
    };
    check_relation(Relation::other_suspect, rows);
}

TEST_CASE("abstracts in which neither: another reaction, the event before the drug, or no event")
{
    constexpr AbstractRow rows[] = {
        {"valproate", "pancreatitis", "Valproate-induced hyperammonemia", "A 29-year-old woman became stuporous two days after an intravenous load of valproate. Ammonia was raised while transaminases and lipase were normal. Pancreatitis and hepatitis were thus ruled out."},
        {"clozapine", "myocarditis", "A fever on clozapine", "A 31-year-old man had a fever of 39 degrees on day 12 of clozapine. Troponin and echocardiography were normal, which excluded myocarditis, and the fever settled although clozapine was continued."},
        {"baclofen", "hiccup", "Baclofen in uraemia", "Encephalopathy in a woman of 80 was traced to baclofen that she was taking for spasticity. She neither vomited nor had hiccups."},
        {"infliximab", "psoriasis", "Tuberculosis in a woman treated with infliximab", "A 52-year-old woman with psoriasis and psoriatic arthritis developed miliary tuberculosis four months after infliximab had been started for her arthritis."},
    };
    check_relation(Relation::neither, rows);
}
// clang-format on

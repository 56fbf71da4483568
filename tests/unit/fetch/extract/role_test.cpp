// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/role.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

constexpr Relation suspect = Relation::exposure_then_event;
constexpr Relation treatment = Relation::treatment;
constexpr Relation other = Relation::other_suspect;
constexpr Relation neither = Relation::neither;

struct RelationRow
{
    Relation relation; ///< what a careful reader says the drug is to the event
    const char* title;
    const char* abstract;
};

struct RelationRows
{
    const char* drug;
    const char* event;
    std::vector<RelationRow> rows;
};

const char* name_of(Relation relation)
{
    constexpr const char* names[] = {"suspect", "treatment", "other suspect", "neither", "unclear"};
    return names[static_cast<std::size_t>(relation)];
}

void check_relations(const RelationRows& pair)
{
    for (const RelationRow& row : pair.rows) {
        const Told told(pair.drug, pair.event, row.title, row.abstract);
        CAPTURE(told.article.abstract[0].body.text);
        CHECK(std::string(name_of(relation_of(told.role()))) == std::string(name_of(row.relation)));
    }
}

} // namespace

// clang-format off
TEST_CASE("cyclosporine and alopecia: it treats the one kind and seldom causes another")
{
    check_relations({"cyclosporine", "alopecia", {
        {suspect, "Bald patches in a recipient of a kidney", "A 34-year-old man took cyclosporine and prednisone after a kidney transplant. Seven months later he noticed round bald patches; the dermatologist found alopecia areata. When cyclosporine gave way to tacrolimus his hair grew back."},
        {suspect, "Alopecia universalis despite cyclosporine", "A woman of 51 had been taking cyclosporine for two years after a heart transplant when, in spite of it, alopecia universalis developed."},
        {suspect, "Paradoxical alopecia areata under cyclosporine for psoriasis", "We describe a 28-year-old woman in whom alopecia areata began in the fourth month of cyclosporine given for plaque psoriasis."},
        {treatment, "Alopecia areata in two sisters", "Two sisters aged 9 and 12 years with alopecia areata of long standing were given cyclosporine 4 mg/kg daily. Both regrew their hair."},
        {treatment, "Cyclosporine for extensive alopecia areata", "Twenty patients with alopecia areata received cyclosporine for six months. Regrowth was acceptable in nine of them."},
        {treatment, "Relapse of alopecia areata after withdrawal of cyclosporine", "A 30-year-old woman whose alopecia areata had cleared on cyclosporine lost her hair again three weeks after the drug was stopped."},
        {other, "Hair loss due to tacrolimus", "A 44-year-old woman took cyclosporine without complaints for five years after a liver transplant. She was switched to tacrolimus because of gum overgrowth, and two months later diffuse alopecia attributed to tacrolimus appeared. After return to cyclosporine her hair recovered."},
        {other, "Alopecia from leflunomide", "A 60-year-old woman with rheumatoid arthritis received leflunomide and cyclosporine. Alopecia developed and was ascribed to leflunomide, as it cleared when leflunomide alone was withdrawn and cyclosporine continued."},
        {neither, "Cyclosporine-induced hypertrichosis", "A 19-year-old woman grew thick hair on arms and back during cyclosporine treatment for aplastic anemia. Hypertrichosis receded when the dose was lowered."},
        {neither, "Skin findings in heart recipients", "We examined 80 heart recipients on cyclosporine. Warts were found in 31 and gum overgrowth in 22. No alopecia was seen."},
        {treatment, "Reduction of hair loss by cyclosporine", "In an open trial thirty adults with alopecia totalis took cyclosporine 3 mg/kg daily for half a year. Hair loss diminished in eighteen."},
        {suspect, "Neoral and hair", "A 62-year-old man was changed from azathioprine to Neoral. Eleven weeks after the change he had lost most of the hair of his scalp; this hair loss was thought to be an adverse effect of Neoral."},
        {other, "Everolimus alopecia", "A 55-year-old woman was converted from cyclosporine to everolimus six years after renal transplantation. Five weeks later alopecia appeared, which resolved after everolimus was discontinued."},
        {neither, "Alopecia and cyclosporine: a survey", "Alopecia is feared by patients who are offered chemotherapy. In our survey of 300 recipients of cyclosporine none complained of alopecia."},
    }});
}

TEST_CASE("clozapine and agranulocytosis: blamed, continued in spite of it, or innocent")
{
    check_relations({"clozapine", "agranulocytosis", {
        {suspect, "Clozapine-induced agranulocytosis managed with filgrastim", "A 33-year-old woman developed agranulocytosis nine weeks after starting clozapine. Filgrastim was given and she recovered."},
        {suspect, "Two deaths", "Two men, 29 and 41 years old, died of sepsis. Both had been receiving clozapine for less than three months and both were found to have agranulocytosis."},
        {suspect, "Agranulocytosis a second time", "Agranulocytosis had occurred on clozapine in a 38-year-old patient. Given the drug again two years later, he had agranulocytosis once more after five weeks."},
        {neither, "Clozapine after chemotherapy", "A 36-year-old woman with schizophrenia went through agranulocytosis during chemotherapy for lymphoma. A year later she was started on clozapine; her counts have remained normal for eighteen months."},
        {neither, "Clozapine-induced myocarditis", "A 24-year-old man developed myocarditis in the third week of clozapine. Weekly counts gave no hint of agranulocytosis."},
        {neither, "Monitoring blood counts", "Fear of agranulocytosis keeps many psychiatrists from prescribing clozapine. We asked 120 of them about their habits. Forty had never prescribed it."},
        {neither, "Clozapine exonerated", "Agranulocytosis was found in a 58-year-old woman on clozapine. It proved to be due to parvovirus infection; clozapine was cleared and continued without harm."},
        {neither, "Risk of agranulocytosis", "In a nested case-control study the odds ratio of agranulocytosis was 6.2 for current use of clozapine and 3.1 for methimazole."},
        {neither, "Spontaneous reports of agranulocytosis", "We searched the FDA adverse event reporting system for agranulocytosis. The reporting odds ratio was highest for clozapine."},
        {other, "Methimazole agranulocytosis", "A 49-year-old woman with schizophrenia, switched from clozapine to haloperidol in 1999, took methimazole for Graves disease from 2005. Methimazole-induced agranulocytosis occurred after six weeks and resolved on withdrawal of methimazole."},
        {suspect, "Agranulocytosis despite slow titration of clozapine", "In spite of cautious titration agranulocytosis developed in a 27-year-old man ten weeks after the start of clozapine."},
    }});
}

TEST_CASE("lithium and psoriasis: what worsens counts, what lithium is rubbed on for does not")
{
    check_relations({"lithium", "psoriasis", {
        {suspect, "Psoriasis provoked by lithium", "A 45-year-old woman with bipolar disorder noticed scaly plaques four months after starting lithium. Psoriasis was confirmed by biopsy and cleared after lithium was replaced by valproate."},
        {suspect, "Exacerbation of psoriasis during lithium treatment", "A 50-year-old man with mild psoriasis became covered with plaques within weeks of taking lithium. No treatment helped until lithium was discontinued."},
        {suspect, "Pustular psoriasis", "Generalised pustular psoriasis erupted in a 61-year-old woman two weeks after lithium had been introduced for mania."},
        {treatment, "Lithium ointment for psoriasis", "Ten patients with chronic plaque psoriasis applied lithium ointment to one arm. The treated psoriasis improved in six."},
        {neither, "Lithium-induced acne", "Acne appeared on the face of a 22-year-old man six weeks after the first dose of lithium. Psoriasis was considered but excluded by biopsy."},
        {suspect, "Psoriasis of the nails", "Psoriasis confined to the nails was seen in two women, 44 and 53 years old, both taking lithium. It faded after withdrawal of lithium."},
        {other, "Lithium innocent, chloroquine guilty", "A 40-year-old soldier on lithium was given chloroquine against malaria. Three weeks later he developed psoriasis. We blame chloroquine: the psoriasis was caused by chloroquine and cleared when it was stopped."},
        {treatment, "Lithium succinate against psoriasis", "The effect of lithium succinate on psoriasis of the scalp was compared with placebo in 22 patients. Psoriasis improved with lithium."},
    }});
}

TEST_CASE("carbamazepine and hyponatremia: cause, remedy of its cause, and bystander")
{
    check_relations({"carbamazepine", "hyponatremia", {
        {suspect, "A confused old man", "A 78-year-old man was brought in confused ten days after his carbamazepine had been raised to 800 mg daily. Severe hyponatremia was found. It resolved after carbamazepine was withdrawn."},
        {suspect, "Hyponatremia complicating carbamazepine therapy", "Hyponatremia appeared in a 9-year-old girl three weeks after carbamazepine was begun for rolandic epilepsy and again when it was tried a second time."},
        {suspect, "Water intoxication", "We saw a 55-year-old woman with trigeminal neuralgia. She had seizures and hyponatremia while taking carbamazepine; the offending drug was exchanged for gabapentin and sodium became normal."},
        {other, "Hyponatremia from oxcarbazepine", "A 48-year-old woman had taken carbamazepine for years with normal sodium. One month after a change to oxcarbazepine she developed hyponatremia, which we attribute to oxcarbazepine."},
        {other, "Sertraline and hyponatremia", "Hyponatremia was noted in an 80-year-old woman five days after sertraline was added to her long-standing carbamazepine. Sertraline was stopped and sodium rose, carbamazepine being left unchanged."},
        {neither, "Carbamazepine rash", "A 30-year-old man developed a rash on carbamazepine. Serum sodium was normal; hyponatremia was not found at any time."},
        {neither, "Seizures after a marathon", "A 26-year-old runner collapsed with hyponatremia and seizures after drinking eleven litres of water. Carbamazepine was given a week later because seizures recurred with normal sodium."},
        {suspect, "Carbamazepine-induced hyponatremia", "Carbamazepine-induced hyponatremia in a 69-year-old man is described. Lowering the dose of carbamazepine was enough to correct it."},
        {neither, "No hyponatremia in children", "Serum sodium was measured in 60 children on carbamazepine. Hyponatremia was not found in any of them."},
        {neither, "Carbamazepine and hip fracture", "The hazard ratio of hip fracture was 1.5 among users of carbamazepine. Hyponatremia did not explain the association."},
    }});
}

TEST_CASE("penicillamine and myasthenia gravis")
{
    check_relations({"penicillamine", "myasthenia gravis", {
        {suspect, "Ptosis in rheumatoid arthritis", "A 57-year-old woman with rheumatoid arthritis noticed drooping lids after seven months on penicillamine. Myasthenia gravis was diagnosed. Six weeks after penicillamine was stopped she was well."},
        {suspect, "Penicillamine and myasthenia gravis", "Myasthenia gravis developed in three patients during treatment with penicillamine. In all of them it remitted on withdrawal."},
        {other, "Chloroquine and the neuromuscular junction", "A 49-year-old woman, who had stopped penicillamine six years earlier without ill effect, was given chloroquine. Within a month she developed myasthenia gravis, which was attributed to chloroquine and cleared on its withdrawal."},
        {neither, "Penicillamine nephropathy", "Nephrotic syndrome developed in a 60-year-old man on penicillamine. There were no signs of myasthenia gravis."},
        {suspect, "Myasthenia gravis caused by penicillamine", "We report a 63-year-old woman with systemic sclerosis. Diplopia began in the ninth month of penicillamine, acetylcholine receptor antibodies were raised, and myasthenia gravis due to penicillamine was diagnosed."},
        {neither, "Penicillamine-induced pemphigus", "Pemphigus developed in a 58-year-old man taking penicillamine. Edrophonium was given because of fatigue, and myasthenia gravis was excluded."},
    }});
}

TEST_CASE("azathioprine and pancreatitis")
{
    check_relations({"azathioprine", "pancreatitis", {
        {suspect, "Abdominal pain in Crohn disease", "A 23-year-old woman with Crohn disease developed acute pancreatitis eighteen days after azathioprine had been started. She recovered on stopping it and relapsed within hours of a single test dose."},
        {suspect, "Azathioprine pancreatitis after renal transplantation", "Pancreatitis occurred in two renal allograft recipients receiving azathioprine. Withdrawal led to recovery."},
        {treatment, "Azathioprine in autoimmune pancreatitis", "Eight patients with autoimmune pancreatitis that relapsed on steroids were treated with azathioprine. Seven stayed in remission."},
        {other, "Mesalamine, not azathioprine", "A 31-year-old man with ulcerative colitis took mesalamine and azathioprine when pancreatitis struck. Both were stopped. Azathioprine was restarted uneventfully, but pancreatitis recurred with mesalamine, which we hold responsible."},
        {neither, "Azathioprine after gallstone pancreatitis", "A 44-year-old woman had gallstone pancreatitis in 2003. In 2008 azathioprine was prescribed for autoimmune hepatitis and has been well tolerated."},
        {neither, "Azathioprine hepatotoxicity", "A 35-year-old man became jaundiced during azathioprine therapy. Lipase was normal and imaging ruled out pancreatitis."},
        {neither, "Azathioprine and bowel disease", "A cohort of 500 people with ulcerative colitis was followed for eight years. The relative risk of pancreatitis did not differ between those on azathioprine and those without."},
    }});
}

TEST_CASE("metronidazole and peripheral neuropathy")
{
    check_relations({"metronidazole", "peripheral neuropathy", {
        {suspect, "Numb feet", "A 42-year-old man received metronidazole for a liver abscess. After ten weeks his feet were numb; nerve conduction showed peripheral neuropathy. It improved slowly once metronidazole was stopped."},
        {suspect, "Painful neuropathy in an adolescent", "A 15-year-old girl with Crohn disease experienced painful peripheral neuropathy, an adverse effect of metronidazole, after a total of 60 g."},
        {other, "Thalidomide neuropathy", "A 50-year-old man with Crohn disease had finished metronidazole two years before thalidomide was prescribed. Peripheral neuropathy due to thalidomide appeared in the fifth month."},
        {neither, "Metronidazole-induced encephalopathy", "A 71-year-old woman became dysarthric during metronidazole treatment and the dentate nuclei were bright on MRI. She had no peripheral neuropathy."},
        {suspect, "Neuropathy after long treatment of giardiasis", "Peripheral neuropathy was attributed to metronidazole in a 29-year-old man who had taken it for four months."},
        {other, "Vincristine, metronidazole and the nerves", "A 12-year-old boy had peripheral neuropathy from vincristine for a year before metronidazole was given for anaerobic sepsis."},
    }});
}

TEST_CASE("spironolactone and gynecomastia")
{
    check_relations({"spironolactone", "gynecomastia", {
        {suspect, "Breast enlargement in a man with cirrhosis", "A 59-year-old man with cirrhosis complained of tender gynecomastia after three months of spironolactone. It subsided when eplerenone was given instead."},
        {other, "Digoxin and the male breast", "A 70-year-old man took digoxin for six years and spironolactone for the last week. Gynecomastia, present for three years, was attributed to digoxin."},
        {suspect, "Tamoxifen for spironolactone-induced gynecomastia", "A 66-year-old man with heart failure was given tamoxifen because of gynecomastia, which had come with spironolactone."},
        {suspect, "Painful breasts on spironolactone", "Spironolactone caused gynecomastia in a 72-year-old man within eight weeks. Eplerenone was tolerated."},
    }});
}

TEST_CASE("an abbreviation of three letters needs no definition, one of two does")
{
    check_relations({"lamotrigine", "toxic epidermal necrolysis", {
        {suspect, "A skin reaction", "A 30-year-old woman developed TEN three weeks after starting lamotrigine. Lamotrigine was blamed."},
    }});
    check_relations({"lamotrigine", "alopecia", {
        {neither, "A blood disorder", "A 30-year-old woman developed AA three weeks after starting lamotrigine. Lamotrigine was blamed."},
    }});
}

TEST_CASE("an invented drug and hiccup: words alone decide")
{
    check_relations({"velnarane", "hiccup", {
        {suspect, "Hiccups after velnarane", "A 46-year-old man began to hiccup one hour after each dose of velnarane. The hiccups ceased when velnarane was omitted and returned when it was resumed."},
        {suspect, "An unusual effect of velnarane", "A 70-year-old woman was prescribed velnarane for insomnia. On the second day persistent hiccups developed. Velnarane was considered the likely cause."},
        {treatment, "Velnarane abolishes intractable hiccup", "A 62-year-old man with hiccup for three weeks after a brain stem infarct was given velnarane. The hiccup stopped within an hour."},
        {treatment, "Hiccups in terminal illness", "Five patients with advanced cancer and persistent hiccups received velnarane 10 mg. Four had relief."},
        {treatment, "Dexamethasone-induced hiccup treated with velnarane", "A 57-year-old man developed hiccup with dexamethasone given before chemotherapy. Velnarane controlled it."},
        {treatment, "Rebound", "A 66-year-old man's hiccup was suppressed by velnarane. The hiccup came back whenever velnarane was discontinued."},
        {neither, "Velnarane overdose", "A 21-year-old woman took 40 tablets of velnarane. She slept for a day. Neither hiccups nor vomiting was observed."},
        {neither, "Hiccup before velnarane", "A 48-year-old man had hiccups in March, which went away. In June he took velnarane for the first time and had no complaints."},
        {neither, "Velnarane and falls", "In a case-control study of 4,000 people the odds ratio for falls was 1.4 with velnarane. Hiccup served as a negative control."},
        {neither, "Velnarane-induced cough", "Cough developed in a 39-year-old woman two weeks after starting velnarane and disappeared when it was stopped."},
        {suspect, "A bookkeeper's complaint", "A man of 83 took velnarane at night, and hiccup occurred within the week."},
        {suspect, "Another complaint", "A 40-year-old woman on velnarane had hiccup in the sixth week."},
        {neither, "A family", "A 40-year-old man had hiccup. His father had been given velnarane."},
        {neither, "A refusal", "A 40-year-old man had hiccup. He declined velnarane."},
        {treatment, "Prevention of hiccup", "Velnarane prevented hiccup in 18 of 20 volunteers who swallowed dry bread."},
    }});
}

TEST_CASE("an event that begins after the stop and goes when the drug is given again is what the drug treats")
{
    check_relations({"cyclosporine", "alopecia", {
        {treatment, "Alopecia after cyclosporine was stopped", "A 30-year-old man with psoriasis developed severe alopecia two weeks after cyclosporine had been stopped; symptoms remitted after cyclosporine was given again."},
        {treatment, "Hair loss when cyclosporine ended", "A 30-year-old man developed alopecia three weeks after cyclosporine was withdrawn. Cyclosporine was resumed and the alopecia resolved."},
        {treatment, "Hair and cyclosporine", "A 30-year-old man with psoriasis developed alopecia after stopping cyclosporine. The alopecia cleared after reintroduction of cyclosporine."},
        {suspect, "Alopecia on cyclosporine", "A 30-year-old man on cyclosporine developed alopecia, which resolved after cyclosporine was stopped and recurred when cyclosporine was given again."},
        {suspect, "Alopecia on cyclosporine", "A 30-year-old man on cyclosporine developed alopecia. Cyclosporine was stopped and the alopecia resolved. Cyclosporine was given again and the alopecia returned."},
        {suspect, "Alopecia on cyclosporine", "A 30-year-old man on cyclosporine developed alopecia. Cyclosporine was stopped, and after the alopecia had resolved cyclosporine was resumed at a lower dose."},
        {suspect, "Alopecia on cyclosporine", "Alopecia developed in a 30-year-old man on cyclosporine and resolved before cyclosporine was restarted without recurrence."},
        {suspect, "Alopecia on cyclosporine", "A 30-year-old man developed alopecia four weeks after cyclosporine was started. It resolved when cyclosporine was stopped."},
    }});
}
// clang-format on

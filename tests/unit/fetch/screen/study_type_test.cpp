// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/fetch/screen/record.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::judged;
using casebook::testing::Record;

namespace {

struct RecordRow
{
    std::string verdict;
    Record record;
};

void check_criterion(Ground (*criterion)(const Screened&), std::span<const RecordRow> rows)
{
    for (const RecordRow& row : rows) {
        CAPTURE(row.record.title);
        CAPTURE(row.record.abstract);
        CHECK(judged(criterion, row.record) == row.verdict);
    }
}

const std::string yes(applies);
const std::string no(does_not_apply);
const std::string undecided(unclear);

Record in_languages(std::vector<std::string> languages)
{
    Record record{"Alopecia on cyclosporine", ""};
    record.languages = std::move(languages);
    return record;
}

} // namespace

// clang-format off
TEST_CASE("language: the article's, not the abstract's")
{
    const RecordRow rows[] = {
        {no, in_languages({"eng"})},
        {no, in_languages({"fre", "eng"})},
        {yes, in_languages({"fre"})},
        {yes, in_languages({"ger", "und"})},
        {undecided, in_languages({"und"})},
        {undecided, in_languages({"mul"})},
        {undecided, in_languages({})},
    };
    check_criterion(judge_language, rows);
}

TEST_CASE("animals: by MeSH where it speaks, else by the words")
{
    const RecordRow rows[] = {
        {yes, {"Hair growth and cyclosporine", "", {}, {"Animals", "Mice"}}},
        {no, {"Hair growth and cyclosporine", "A 40-year-old man lost his hair.", {}, {"Animals", "Humans"}}},
        {no, {"Hair growth and cyclosporine", "", {}, {"Humans"}}},
        {yes, {"Cyclosporine and alopecia in mice", "Hair was counted."}},
        {yes, {"Cyclosporine and hair", "C3H mice were treated with cyclosporine for six weeks. The mice lost their hair."}},
        {yes, {"Alopecia in a rat model", "Cyclosporine was injected."}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man on cyclosporine developed alopecia. He had been bitten by a dog."}},
        {no, {"Alopecia after rabbit antithymocyte globulin and cyclosporine", "A 40-year-old man developed alopecia."}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man developed alopecia, as is known from experiments in animals."}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man developed alopecia."}},
    };
    check_criterion(judge_animal, rows);
}

TEST_CASE("animals: patients with a breed and human tissue on mice are animals, too")
{
    const RecordRow rows[] = {
        {no, {"Alopecia on cyclosporine", "A 40-year-old man on cyclosporine developed alopecia. He kept two dogs."}},
        {no, {"Alopecia on cyclosporine", "A 33-year-old woman, a veterinarian, developed alopecia on cyclosporine."}},
        {yes, {"Alopecia on cyclosporine", "A 6-year-old neutered male terrier lost hair during cyclosporine treatment of atopic dermatitis."}},
        {yes, {"Hair loss in a standard poodle given cyclosporine", "The 4-year-old patient was seen because of alopecia."}},
        {yes, {"Two cases of alopecia on cyclosporine", "Both cats were spayed females aged 5 and 9 years."}},
        {yes, {"Cyclosporine in a gelding", "Alopecia appeared in a 12-year-old gelding."}},
        {yes, {"Cyclosporine and human hair", "Human scalp was grafted onto nude mice, which then received cyclosporine."}},
        {yes, {"Alopecia areata and cyclosporine", "Biopsies of six patients were transplanted to SCID mice. Cyclosporine restored hair."}},
    };
    check_criterion(judge_animal, rows);
}

TEST_CASE("in vitro: cells, organ culture or excised tissue, and no patient")
{
    const RecordRow rows[] = {
        {yes, {"Cyclosporine and cultured hair follicles", "Follicles were isolated and kept in culture medium with cyclosporine. They grew longer."}},
        {yes, {"Effects of cyclosporine on the hair follicle", "Scalp tissue was obtained at surgery, and follicles were maintained ex vivo with cyclosporine."}},
        {yes, {"Cyclosporine in vitro", "Keratinocytes were exposed to cyclosporine."}},
        {yes, {"Cyclosporine and the follicle", "Growth was measured.", {}, {"In Vitro Techniques"}}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man developed alopecia. His lymphocytes were cultured with cyclosporine."}},
        {no, {"Alopecia on cyclosporine", "Twelve patients received cyclosporine; blood cells were isolated before and after."}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man developed alopecia."}},
    };
    check_criterion(judge_in_vitro, rows);
}

TEST_CASE("systematic reviews: by type, title or method, but not a report with a review")
{
    const RecordRow rows[] = {
        {yes, {"Alopecia and cyclosporine", "", {"Systematic Review"}}},
        {yes, {"Alopecia and cyclosporine", "", {"Meta-Analysis", "Journal Article"}}},
        {yes, {"Cyclosporine for alopecia: a systematic review", "Nineteen studies were found."}},
        {yes, {"Cyclosporine and hair", "PubMed and Embase were searched for studies of cyclosporine and alopecia. Nineteen were found."}},
        {yes, {"Alopecia on cyclosporine: network meta-analysis", ""}},
        {no, {"Alopecia on cyclosporine: a case report and systematic review", "A 40-year-old man developed alopecia. PubMed was searched."}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man developed alopecia on cyclosporine. We searched the literature for similar cases."}},
        {no, {"Alopecia on cyclosporine", "", {"Case Reports", "Systematic Review"}}},
        {no, {"Alopecia on cyclosporine", "A systemic reaction was seen."}},
    };
    check_criterion(judge_systematic_review, rows);
}

TEST_CASE("narrative reviews and guidelines: by type, title or text, but not a report with a review")
{
    const RecordRow rows[] = {
        {yes, {"Alopecia and cyclosporine", "", {"Review"}}},
        {yes, {"Alopecia and cyclosporine", "", {"Practice Guideline"}}},
        {yes, {"Management of alopecia areata: an update", "Cyclosporine is one of the options."}},
        {yes, {"Drugs and hair", "This review summarizes what is known of cyclosporine and alopecia."}},
        {yes, {"Drugs and hair", "Cyclosporine may cause alopecia. The mechanisms are reviewed."}},
        {no, {"Alopecia on cyclosporine: report of a case and review of the literature", "A 40-year-old man developed alopecia.", {"Review"}}},
        {no, {"Alopecia on cyclosporine", "A 40-year-old man developed alopecia. We review the literature.", {"Case Reports", "Review"}}},
        {no, {"Alopecia on cyclosporine", "We describe a 40-year-old man with alopecia and review the literature.", {"Review"}}},
        {no, {"Alopecia and cyclosporine", "A 40-year-old man developed alopecia."}},
        {no, {"Cyclosporine in recipients: update of a randomized trial", "Patients were randomized to cyclosporine or tacrolimus; alopecia was recorded."}},
    };
    check_criterion(judge_narrative_review, rows);
}

TEST_CASE("individual cases: a patient of its own, told by words or by PubMed")
{
    const RecordRow rows[] = {
        {yes, {"Alopecia and cyclosporine", "Of 120 recipients, 4% had alopecia."}},
        {yes, {"Alopecia and cyclosporine", ""}},
        {no, {"Alopecia and cyclosporine", "", {"Case Reports"}}},
        {no, {"Alopecia and cyclosporine", "A 40-year-old man developed alopecia."}},
        {no, {"Alopecia and cyclosporine", "We report a woman in whom alopecia developed."}},
        {no, {"Alopecia and cyclosporine", "Two patients developed alopecia."}},
        {no, {"Alopecia and cyclosporine: case report", ""}},
        {yes,
         {"Retraction: Alopecia in a woman on cyclosporine", "A woman had alopecia.", {"Retraction of Publication"}}},
        {yes, {"Erratum: a woman with alopecia", "Our patient was 30 years old.", {"Published Erratum"}}},
        {no, {"Alopecia and cyclosporine", "Our patient lost her hair."}},
    };
    check_criterion(judge_individual_case, rows);
}
// clang-format on

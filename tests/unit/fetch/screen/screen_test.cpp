// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/screen/screen.hpp"

#include "tests/unit/fetch/screen/record.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::decided;
using casebook::testing::every_reason;
using casebook::testing::Record;
using casebook::testing::screened;

TEST_CASE("every reason has a criterion, and every criterion but the one of inclusion is a reason")
{
    for (const Reason& reason : reasons)
        CHECK_MESSAGE(std::ranges::count(criteria(), reason.id, &Criterion::id) == 1, std::string(reason.id));
    CHECK(criteria().size() == reasons.size() + 1);
    CHECK(std::ranges::count(criteria(), "exposure_then_event", &Criterion::id) == 1);
}

// clang-format off
TEST_CASE("a record of each kind is decided by the first reason that applies")
{
    struct Row
    {
        std::string decision;
        Record record;
    };
    const Row rows[] = {
        {"include", {"Cyclosporine-induced alopecia", "A 40-year-old man developed alopecia nine weeks after starting cyclosporine."}},
        {"include", {"Cyclosporine-induced alopecia: a case report and review of the literature", "A 40-year-old man developed alopecia nine weeks after starting cyclosporine. We review the literature.", {"Case Reports", "Review"}}},
        {"not_english", {"Cyclosporine-induced alopecia", "A 40-year-old man developed alopecia.", {}, {}, {"spa"}}},
        {"animal_study", {"Cyclosporine-induced alopecia in mice", "Cyclosporine caused alopecia in mice.", {}, {"Animals"}}},
        {"in_vitro", {"Cyclosporine and cultured hair follicles", "Follicles were isolated and kept in culture medium with cyclosporine."}},
        {"systematic_review_or_meta_analysis", {"Cyclosporine-induced alopecia: a systematic review", "PubMed was searched."}},
        {"narrative_review_or_guideline", {"Drug-induced alopecia: an update", "This review summarizes drugs, such as cyclosporine, that cause alopecia.", {"Review"}}},
        {"no_individual_case", {"Hair and cyclosporine", "METHODS| Alopecia was recorded.\nRESULTS| Cyclosporine caused alopecia in 4% of 120 recipients."}},
        {"drug_is_treatment_of_event", {"Cyclosporine for alopecia areata", "A 40-year-old man with alopecia areata was treated with cyclosporine and regrew hair."}},
        {"other_drug_is_suspect", {"Tacrolimus-induced alopecia", "A 40-year-old man was switched from cyclosporine to tacrolimus. Alopecia caused by tacrolimus developed."}},
        {"not_exposure_then_event", {"Cyclosporine-induced hypertrichosis", "A 40-year-old man on cyclosporine developed hypertrichosis."}},
        {"unclear", {"Cyclosporine and alopecia in a boy", "", {"Case Reports"}}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.record.title);
        CHECK(screened(row.record, every_reason()) == row.decision);
    }
}
// clang-format on

TEST_CASE("of two reasons that apply the one that the protocol names first counts")
{
    const Record record = {
        "Cyclosporine for alopecia in mice", "Alopecia was treated with cyclosporine.", {}, {"Animals"}, {"fre"}};
    Protocol protocol = every_reason();
    CHECK(screened(record, protocol) == "not_english");
    protocol.exclude = {"animal_study", "not_english"};
    CHECK(screened(record, protocol) == "animal_study");
    protocol.exclude = {"drug_is_treatment_of_event"};
    CHECK(screened(record, protocol) == "drug_is_treatment_of_event");
    protocol.exclude = {};
    CHECK(screened(record, protocol) == "unclear"); // nothing excludes, but the event does not follow the drug either
}

TEST_CASE("what a protocol does not name is not asked")
{
    Protocol protocol = every_reason();
    std::erase(protocol.exclude, "no_individual_case");
    const Record record = {"Alopecia on cyclosporine", "Alopecia developed during cyclosporine in 5 of 40 recipients."};
    CHECK(screened(record, protocol) == "include");
}

TEST_CASE("a decision is the rules', and shows the words it rests on")
{
    const Record record = {"Hair", "A 40-year-old man developed alopecia nine weeks after starting cyclosporine."};
    const Decision decision = decided(record, every_reason());
    CHECK(decision.article == "pubmed:98000001");
    CHECK(decision.by == by_rules);
    CHECK(decision.verdict == Verdict::include);
    CHECK(decision.reason.empty());
    REQUIRE(decision.grounds.size() == 1);
    CHECK(decision.grounds[0].criterion == "exposure_then_event");
    CHECK(decision.grounds[0].verdict == applies);
    CHECK(decision.grounds[0].evidence.quote.find("alopecia") != std::string::npos);
}

TEST_CASE("what is unclear is a ground, too, and waits for a person")
{
    const Record record = {"Cyclosporine and alopecia", "", {"Case Reports"}, {}, {"und"}};
    const Decision decision = decided(record, every_reason());
    CHECK(decision.verdict == Verdict::unclear);
    REQUIRE(decision.grounds.size() == 2);
    CHECK(decision.grounds[0].criterion == "not_english");
    CHECK(decision.grounds[0].verdict == unclear);
    CHECK(decision.grounds[1].criterion == "exposure_then_event");
    CHECK_FALSE(decision.grounds[1].note.empty());
}

TEST_CASE("a title that only names the pair does not include a record whose text denies the event")
{
    struct Row
    {
        std::string abstract;
        std::string verdict;
    };
    const Row rows[] = {
        {"A 40-year-old man did not develop alopecia after cyclosporine.", "unclear"},
        {"A 40-year-old man did not develop alopecia on tacrolimus. He developed alopecia after cyclosporine.",
         "include"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.abstract);
        CHECK(screened({"Cyclosporine-induced alopecia: 4", row.abstract}, every_reason()) == row.verdict);
    }
}

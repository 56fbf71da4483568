// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/fetch/screen/record.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::judged;
using casebook::testing::Record;

namespace {

const Record suspect_record = {"Cyclosporine-induced alopecia",
                               "A 40-year-old man developed alopecia on cyclosporine."};
const Record treatment_record = {"Cyclosporine for alopecia areata", "Alopecia areata was treated with cyclosporine."};
const Record other_record = {"Alopecia due to tacrolimus",
                             "Alopecia developed in a 40-year-old man on tacrolimus. He had taken "
                             "cyclosporine years before."};
const Record silent = {"Cyclosporine and the kidney", "Creatinine rose in a 40-year-old man on cyclosporine."};
const Record unnamed = {"Alopecia after fever", "A 40-year-old man lost his hair."};
const Record denied = {"Cyclosporine and the skin", "No alopecia was seen in recipients of cyclosporine."};
const Record bare = {"Cyclosporine and alopecia", ""};

} // namespace

TEST_CASE("each criterion on drug and event applies to its own kind of record and to no other")
{
    struct Row
    {
        const Record& record;
        std::string_view follows;
        std::string_view treats;
        std::string_view blames_another;
        std::string_view neither;
    };
    const Row rows[] = {
        {suspect_record, applies, does_not_apply, does_not_apply, does_not_apply},
        {treatment_record, does_not_apply, applies, does_not_apply, does_not_apply},
        {other_record, does_not_apply, does_not_apply, applies, does_not_apply},
        {silent, does_not_apply, does_not_apply, does_not_apply, applies},
        {unnamed, does_not_apply, does_not_apply, does_not_apply, applies},
        {denied, does_not_apply, does_not_apply, does_not_apply, applies},
        {bare, unclear, does_not_apply, does_not_apply, does_not_apply}, // the title alone does not say
    };
    for (const Row& row : rows) {
        CAPTURE(row.record.title);
        CHECK(judged(judge_exposure_then_event, row.record) == row.follows);
        CHECK(judged(judge_treatment, row.record) == row.treats);
        CHECK(judged(judge_other_suspect, row.record) == row.blames_another);
        CHECK(judged(judge_not_exposure, row.record) == row.neither);
    }
}

TEST_CASE("drug and event in one sentence are for a person to judge unless something else is told")
{
    struct Row
    {
        const char* abstract;
        std::string_view neither;
        std::string_view follows;
    };
    const Row rows[] = {
        {"Findings with cyclosporine were tremor, gingival overgrowth and alopecia.", does_not_apply, unclear},
        {"Cyclosporine levels were raised. Alopecia is distressing.", applies, does_not_apply},
        {"Fear of alopecia keeps some from taking cyclosporine.", applies, does_not_apply},
        {"Alopecia was known before cyclosporine.", applies, does_not_apply},
        {"Alopecia halted. Tacrolimus was replaced by cyclosporine in one with alopecia.", applies, does_not_apply},
        {"Of 300 recipients of cyclosporine none had alopecia.", applies, does_not_apply},
    };
    for (const Row& row : rows) {
        const Record record{"Letter", row.abstract};
        CAPTURE(std::string(row.abstract));
        CHECK(judged(judge_not_exposure, record) == row.neither);
        CHECK(judged(judge_exposure_then_event, record) == row.follows);
    }
}

TEST_CASE("counts of reports and ratios of risk are no exposure in anybody")
{
    CHECK(judged(judge_not_exposure, {"Alopecia and cyclosporine in spontaneous reports",
                                      "In FAERS the reporting odds ratio of alopecia was 2.1 for cyclosporine."}) ==
          applies);
    CHECK(judged(judge_not_exposure, {"Alopecia and cyclosporine: a case-control study",
                                      "The odds ratio of alopecia was 2.1 with cyclosporine."}) == applies);
}

TEST_CASE("availability that is not known neither excludes nor makes unclear")
{
    CHECK(judged(judge_full_text, suspect_record) == does_not_apply);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/course.hpp"

#include "tests/unit/fetch/extract/rows.hpp"

using namespace casebook;
using casebook::testing::ChallengeRow;
using casebook::testing::check_challenge;

TEST_CASE("outcome: who remains free of the event has not kept it")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "", "She has remained alopecia-free."},
        {"leflunomide", "alopecia", "", "She remains alopecia free at one year."},
        {"levetiracetam", "seizures", "", "She remained seizure-free."},
        {"leflunomide", "alopecia", "not_recovered", "The alopecia remained as it was."},
        {"leflunomide", "alopecia", "not_recovered",
         "She remained alopecia-free for a month, then the alopecia persisted."},
        {"levetiracetam", "seizures", "recovered", "The seizures stopped and she remained seizure-free."},
    };
    check_challenge(rows, read_outcome);
}

TEST_CASE("outcome: what was not cured is not recovered from")
{
    const ChallengeRow rows[] = {
        {"nivolumab", "colitis", "", "The colitis was not cured."},
        {"nivolumab", "colitis", "", "The colitis was never cured."},
        {"nivolumab", "colitis", "", "Her symptoms were hardly cured."},
        {"nivolumab", "colitis", "", "The colitis was not yet cured."},
        {"nivolumab", "colitis", "", "The lesions were barely cured."},
        {"nivolumab", "colitis", "recovered", "The colitis was cured."},
        {"nivolumab", "colitis", "recovered", "The colitis was finally cured."},
        {"nivolumab", "colitis", "recovered", "The lesions had been completely cured."},
        {"nivolumab", "colitis", "recovered", "Her symptoms were soon cured."},
    };
    check_challenge(rows, read_outcome);
}

TEST_CASE(
    "outcome: new or fine hairs tell of regrowth where they appear, and not where they are denied or were always so")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "not_recovered", "There were no new hairs at six months."},
        {"leflunomide", "alopecia", "not_recovered", "No vellus hairs were seen."},
        {"leflunomide", "alopecia", "not_recovered", "There was no hair."},
        {"leflunomide", "alopecia", "", "New hairs did not appear."},
        {"leflunomide", "alopecia", "", "New hairs have never appeared."},
        {"leflunomide", "alopecia", "", "New hairs were not seen."},
        {"leflunomide", "alopecia", "", "She had fine hair since childhood."},
        {"leflunomide", "alopecia", "", "Her mother had fine hair."},
        {"leflunomide", "alopecia", "", "Six months passed without new hairs appearing."},
        {"leflunomide", "alopecia", "", "Neither vellus hairs nor scars were seen."},
        {"leflunomide", "alopecia", "", "Trichoscopy never showed new hairs."},
        {"leflunomide", "alopecia", "", "An absence of vellus hairs was noted."},
        {"leflunomide", "alopecia", "", "It was hoped that new hairs would appear."},
        {"leflunomide", "alopecia", "", "New hair products were recommended."},
        {"carbamazepine", "rash", "", "New hair loss was noted."},
        {"leflunomide", "alopecia", "recovering", "Vellus hairs were seen at follow-up."},
        {"leflunomide", "alopecia", "recovering", "Short new hairs were visible along the hairline."},
        {"leflunomide", "alopecia", "recovering", "Fine hairs have begun to appear."},
        {"leflunomide", "alopecia", "recovering", "New hairs soon appeared."},
        {"leflunomide", "alopecia", "recovering", "She grew fine hair."},
        {"leflunomide", "alopecia", "recovering", "There were new hairs at six months."},
        {"leflunomide", "alopecia", "recovering", "Trichoscopy showed fine vellus hairs."},
        {"leflunomide", "alopecia", "recovering", "There was new hair growth."},
        {"leflunomide", "alopecia", "recovering", "At three months downy hair covered the scalp."},
    };
    check_challenge(rows, read_outcome);
}

TEST_CASE("outcome: full recovery that is hoped for or awaited is none")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "recovering",
         "The alopecia improved, and minoxidil was given to ensure full recovery."},
        {"leflunomide", "alopecia", "recovering", "The alopecia improved and complete recovery is awaited."},
        {"leflunomide", "alopecia", "recovered",
         "The alopecia improved and recovery was complete; it resolved completely."},
    };
    check_challenge(rows, read_outcome);
}

TEST_CASE("outcome: of what went on and what ended in one sentence the later counts")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "recovered",
         "The alopecia persisted for two months but resolved after leflunomide was stopped."},
        {"leflunomide", "alopecia", "recovered",
         "The alopecia did not improve until leflunomide was stopped, when it resolved completely."},
        {"nivolumab", "colitis", "recovered", "The colitis persisted despite steroids and only later resolved."},
        {"leflunomide", "alopecia", "not_recovered", "The rash resolved, but the alopecia persisted."},
        {"leflunomide", "alopecia", "not_recovered", "The alopecia persisted; the nausea resolved."},
        {"leflunomide", "alopecia", "not_recovered", "The alopecia persisted but later did not resolve either."},
        {"leflunomide", "alopecia", "not_recovered",
         "The alopecia persisted, then resolved for a week, and finally there was no regrowth."},
    };
    check_challenge(rows, read_outcome);
}

TEST_CASE("outcome: what stayed, or was not reversed, is not recovered from")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "not_recovered", "Despite withdrawal of leflunomide the alopecia remained."},
        {"leflunomide", "alopecia", "not_recovered", "The alopecia was not reversed by withdrawal of leflunomide."},
        {"leflunomide", "alopecia", "not_recovered", "Leflunomide was stopped with no resolution of the alopecia."},
        {"leflunomide", "alopecia", "not_recovered", "The hair did not grow back."},
        {"leflunomide", "alopecia", "not_recovered", "The alopecia outlasted the withdrawal of leflunomide."},
        {"leflunomide", "alopecia", "recovered", "The alopecia was reversed by withdrawal of leflunomide."},
    };
    check_challenge(rows, read_outcome);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/screen/screen.hpp"

#include "fetch/screen/criteria.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr std::array<Criterion, 11> criteria_table = {{
    {"not_english", judge_language},
    {"animal_study", judge_animal},
    {"in_vitro", judge_in_vitro},
    {"systematic_review_or_meta_analysis", judge_systematic_review},
    {"narrative_review_or_guideline", judge_narrative_review},
    {"no_individual_case", judge_individual_case},
    {"drug_is_treatment_of_event", judge_treatment},
    {"other_drug_is_suspect", judge_other_suspect},
    {"not_exposure_then_event", judge_not_exposure},
    {"no_full_text", judge_full_text},
    {"exposure_then_event", judge_exposure_then_event},
}};

Ground judge(const Screened& subject, std::string_view id)
{
    const auto* criterion = std::ranges::find(criteria_table, id, &Criterion::id);
    Ground ground = criterion->judge(subject);
    ground.criterion = id;
    return ground;
}

} // namespace

std::span<const Criterion> criteria() { return criteria_table; }

Decision screen(const Screened& subject)
{
    Decision decision;
    decision.article = subject.article.id;
    decision.by = by_rules;
    for (const std::string& id : subject.protocol.exclude) {
        Ground ground = judge(subject, id);
        const bool excludes = ground.verdict == applies;
        if (ground.verdict != does_not_apply)
            decision.grounds.push_back(std::move(ground));
        if (excludes) {
            decision.verdict = Verdict::exclude;
            decision.reason = id;
            return decision;
        }
    }
    bool all = true;
    for (const std::string& id : subject.protocol.include) {
        Ground ground = judge(subject, id);
        all &= ground.verdict == applies;
        decision.grounds.push_back(std::move(ground));
    }
    decision.verdict = all ? Verdict::include : Verdict::unclear;
    return decision;
}

} // namespace casebook

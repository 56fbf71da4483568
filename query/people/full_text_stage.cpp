// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/full_text_stage.hpp"

namespace casebook {

namespace {

std::optional<Decision> on_title_and_abstract(const std::vector<Decision>& history, int reviewers)
{
    return counting_decision(at_stage(history, Stage::title_abstract), reviewers);
}

} // namespace

bool is_of_full_text(const Decision& word) { return word.by != by_rules && word.stage == Stage::full_text; }

std::vector<Decision> at_stage(std::vector<Decision> history, Stage stage)
{
    std::erase_if(history,
                  [&](const Decision& decision) { return decision.by != by_rules && decision.stage != stage; });
    return history;
}

bool rests_on_full_text(const Decision& decision, std::size_t own_passages)
{
    if (decision.by != by_rules)
        return decision.stage == Stage::full_text;
    return std::ranges::any_of(decision.grounds, [&](const Ground& ground) {
        return ground.criterion == decision.reason && !ground.evidence.quote.empty() &&
               ground.evidence.passage >= static_cast<int>(own_passages);
    });
}

bool goes_to_full_text(const std::vector<Decision>& history, int reviewers, std::size_t own_passages)
{
    if (std::ranges::any_of(standing_words(history), is_of_full_text))
        return true;
    const auto decision = on_title_and_abstract(history, reviewers);
    if (!decision)
        return false;
    switch (decision->verdict) {
    case Verdict::include: return true;
    case Verdict::unclear: return decision->by != by_conflict && decision->by != by_awaiting;
    case Verdict::exclude: break;
    }
    return decision->reason != "no_full_text" && rests_on_full_text(*decision, own_passages);
}

bool was_sought_in_full(const std::vector<Decision>& history, int reviewers, std::size_t own_passages)
{
    const auto decision = on_title_and_abstract(history, reviewers);
    return goes_to_full_text(history, reviewers, own_passages) || (decision && decision->reason == "no_full_text");
}

} // namespace casebook

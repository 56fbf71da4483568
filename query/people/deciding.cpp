// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/deciding.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/labels.hpp"
#include "query/people/full_text_stage.hpp"
#include "query/people/settling.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook {

namespace {

std::string article_at(std::optional<Stage> stage)
{
    return stage ? format("this article at the stage {}", name_of(*stage)) : "this article";
}

Stage stage_to_settle(std::optional<Stage> asked, const std::vector<Decision>& standing)
{
    for (const Stage stage : {Stage::full_text, Stage::title_abstract})
        if (asked.value_or(stage) == stage && judges_at(standing, stage) > 1)
            return stage;
    check_two_spoke(std::vector<Decision>{}, "judged", article_at(asked));
    return asked.value_or(Stage::title_abstract);
}

void check_settles(const Decision& said, const std::vector<Decision>& standing)
{
    check_differs(
        at_stage(standing, said.stage),
        [&](const Decision& word) { return word.verdict == said.verdict && word.reason == said.reason; }, "judged",
        format("this article {}", said.stage == Stage::full_text ? "at full text" : "on title and abstract"),
        verdict_text(said));
}

} // namespace

Decision last_word(const std::vector<Decision>& standing, const std::string& who, std::optional<Stage> stage)
{
    return word_to_take_back(stage ? at_stage(standing, *stage) : standing, who, article_at(stage));
}

Decision placed(Decision said, std::optional<Stage> stage, const std::vector<Decision>& standing)
{
    if (said.withdrawn) {
        const Decision last = last_word(standing, said.by, stage);
        said.stage = last.stage;
        said.adjudicated = last.adjudicated;
    } else if (said.adjudicated) {
        said.stage = stage_to_settle(stage, standing);
        check_settles(said, standing);
    } else
        said.stage = stage.value_or(unsaid_stage(said, standing));
    return said;
}

std::optional<Decision> settled_decision(const Decision& said, std::vector<Decision> standing)
{
    std::erase_if(standing, [&](const Decision& word) { return word.stage < said.stage; });
    return settled_before(said, standing);
}

std::string settled_decision_text(const Decision& settled)
{
    return settled_text(settled.article, settled.by, settled.at, "decide …",
                        format("decide {} withdraw", settled.article));
}

bool stands(const Decision& said, const std::vector<Decision>& standing)
{
    const auto newest = std::find_if(standing.rbegin(), standing.rend(), [&](const Decision& word) {
        return word.stage == said.stage && word.adjudicated == said.adjudicated;
    });
    return newest != standing.rend() && repeats(*newest, said);
}

std::optional<VerdictWord> verdict_of_word(const std::string& said)
{
    const std::string word = lower_ascii(said);
    if (word == "withdrawn" || word == "withdraw")
        return VerdictWord{Verdict::unclear, true};
    if (const auto verdict = verdict_from_name(word))
        return VerdictWord{*verdict};
    const auto label = verdict_of_label(word);
    return label ? std::optional(VerdictWord{*label}) : std::nullopt;
}

} // namespace casebook

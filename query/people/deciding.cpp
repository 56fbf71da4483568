// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/deciding.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/labels.hpp"

#include <algorithm>
#include <set>

namespace casebook {

namespace {

std::size_t people_at(const std::vector<Decision>& standing, Stage stage)
{
    std::set<std::string> people;
    for (const Decision& word : standing)
        if (word.stage == stage && !word.adjudicated)
            people.insert(word.by);
    return people.size();
}

Stage stage_to_settle(std::optional<Stage> asked, const std::vector<Decision>& standing)
{
    for (const Stage stage : {Stage::full_text, Stage::title_abstract})
        if (asked.value_or(stage) == stage && people_at(standing, stage) > 1)
            return stage;
    throw Error(format("fewer than two people have judged this article{}: there is nothing to settle. Say it without "
                       "--adjudicate.",
                       asked ? format(" at the stage {}", name_of(*asked)) : ""));
}

} // namespace

Decision last_word(const std::vector<Decision>& standing, const std::string& who, std::optional<Stage> stage)
{
    for (auto word = standing.rbegin(); word != standing.rend(); ++word)
        if (word->by == who && (!stage || word->stage == *stage))
            return *word;
    throw Error(format("{} has said nothing of this article{} that could be taken back.", who,
                       stage ? format(" at the stage {}", name_of(*stage)) : ""));
}

Decision placed(Decision said, std::optional<Stage> stage, const std::vector<Decision>& standing)
{
    if (said.withdrawn) {
        const Decision last = last_word(standing, said.by, stage);
        said.stage = last.stage;
        said.adjudicated = last.adjudicated;
    } else if (said.adjudicated)
        said.stage = stage_to_settle(stage, standing);
    else
        said.stage = stage.value_or(unsaid_stage(said, standing));
    return said;
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
    if (const auto label = label_of(word))
        return VerdictWord{*label ? Verdict::include : Verdict::exclude};
    return word == "maybe" ? std::optional(VerdictWord{}) : std::nullopt;
}

} // namespace casebook

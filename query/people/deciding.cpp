// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/deciding.hpp"

#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/labels.hpp"
#include "query/wording.hpp"

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

/// Nothing is settled by what all of them say anyway; what a person settles against all is.
void check_settles(const Decision& said, const std::vector<Decision>& standing)
{
    const auto differs = [&](const Decision& word) {
        return word.stage == said.stage &&
               (word.adjudicated || word.verdict != said.verdict || word.reason != said.reason);
    };
    if (std::ranges::none_of(standing, differs))
        throw Error(format("all who have judged this article {} say {}: there is nothing to settle, and it counts so.",
                           said.stage == Stage::full_text ? "at full text" : "on title and abstract",
                           verdict_text(said)));
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
    } else if (said.adjudicated) {
        said.stage = stage_to_settle(stage, standing);
        check_settles(said, standing);
    } else
        said.stage = stage.value_or(unsaid_stage(said, standing));
    return said;
}

std::optional<Decision> settled_before(const Decision& said, const std::vector<Decision>& standing)
{
    const auto found = std::find_if(standing.rbegin(), standing.rend(),
                                    [&](const Decision& word) { return word.adjudicated && word.stage >= said.stage; });
    const bool counts = found != standing.rend() && !said.adjudicated && !said.withdrawn &&
                        (said.at.empty() || said.at > found->at); // one that was said before was heard
    return counts ? std::optional(*found) : std::nullopt;
}

std::string settled_text(std::string_view what, std::string_view by, std::string_view at, std::string_view again,
                         std::string_view take_back)
{
    return format("{} was settled by {} on {}, and that counts; your word is kept beside it. To change what counts: "
                  "`{} --adjudicate`, or {} takes it back: `{} --by '{}'`.",
                  what, by, at.substr(0, 10), again, by, take_back, by);
}

std::string settled_text(const Decision& settled)
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
    if (const auto label = label_of(word))
        return VerdictWord{*label ? Verdict::include : Verdict::exclude};
    return word == "maybe" ? std::optional(VerdictWord{}) : std::nullopt;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/decision.hpp"

#include <algorithm>

namespace casebook {

namespace {
constexpr std::array<std::string_view, 3> verdicts = {"unclear", "include", "exclude"};
constexpr std::array<std::string_view, 2> stages = {"title/abstract", "full text"};
constexpr std::array<std::string_view, 3> bounds = {"exactly", "at_most", "at_least"};

/// The last of the latest stage, of words in the order of their time.
std::optional<Decision> latest(const std::vector<Decision>& words)
{
    std::optional<Decision> out;
    for (const Decision& word : words)
        if (!out || word.stage >= out->stage)
            out = word;
    return out;
}

} // namespace

std::string_view name_of(Stage value) { return stages[static_cast<std::size_t>(value)]; }

std::optional<Stage> stage_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(stages, name);
    if (found == stages.end())
        return std::nullopt;
    return static_cast<Stage>(found - stages.begin());
}

std::string_view name_of(Verdict value) { return verdicts[static_cast<std::size_t>(value)]; }

std::optional<Verdict> verdict_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(verdicts, name);
    if (found == verdicts.end())
        return std::nullopt;
    return static_cast<Verdict>(found - verdicts.begin());
}

std::vector<Decision> standing_words(const std::vector<Decision>& history)
{
    std::vector<Decision> out;
    for (const Decision& word : history) {
        if (word.by == by_rules)
            continue;
        std::erase_if(out, [&](const Decision& old) { return old.by == word.by && old.stage == word.stage; });
        if (!word.withdrawn)
            out.push_back(word);
    }
    return out;
}

std::optional<Decision> word_of(std::string_view who, const std::vector<Decision>& history)
{
    std::vector<Decision> words = standing_words(history);
    std::erase_if(words, [&](const Decision& word) { return word.by != who; });
    return latest(words);
}

std::optional<Decision> counting_decision(const std::vector<Decision>& history)
{
    if (auto word = latest(standing_words(history)))
        return word;
    const auto rules = std::ranges::find(history.rbegin(), history.rend(), by_rules, &Decision::by);
    return rules == history.rend() ? std::nullopt : std::optional(*rules);
}

Stage unsaid_stage(const Decision& word, const std::vector<Decision>& history)
{
    const auto read_before = [&](const Decision& old) {
        return old.by == word.by && old.stage == Stage::full_text && !old.withdrawn &&
               (word.at.empty() || old.at <= word.at);
    };
    const bool read = word.by != by_rules && (!word.source.empty() || std::ranges::any_of(history, read_before));
    return read ? Stage::full_text : Stage::title_abstract;
}

Decision withdrawal_of(const Decision& word)
{
    Decision out;
    out.article = word.article;
    out.by = word.by;
    out.stage = word.stage;
    out.withdrawn = true;
    return out;
}

std::string_view name_of(Bound value) { return bounds[static_cast<std::size_t>(value)]; }

std::optional<Bound> bound_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(bounds, name);
    if (found == bounds.end())
        return std::nullopt;
    return static_cast<Bound>(found - bounds.begin());
}

} // namespace casebook

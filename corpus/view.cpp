// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/view.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

/// The last of the latest stage, of words in the order of their time.
std::optional<Decision> latest(const std::vector<Decision>& words)
{
    std::optional<Decision> out;
    for (const Decision& word : words)
        if (!out || word.stage >= out->stage)
            out = word;
    return out;
}

std::optional<Decision> rules_word(const std::vector<Decision>& history)
{
    const auto rules = std::ranges::find(history.rbegin(), history.rend(), by_rules, &Decision::by);
    return rules == history.rend() ? std::nullopt : std::optional(*rules);
}

/// What people who do not agree said, as one decision.
Decision conflict_of(const std::vector<Decision>& words)
{
    Decision out;
    out.article = words.back().article;
    out.by = by_conflict;
    out.at = words.back().at;
    out.stage = words.back().stage;
    for (const Decision& word : words)
        out.note += format("{}{}: {}{}", out.note.empty() ? "" : "; ", word.by, name_of(word.verdict),
                           word.reason.empty() ? "" : " (" + word.reason + ")");
    return out;
}

} // namespace

std::string_view name_of(const View& view)
{
    if (view.whose == Whose::person)
        return view.who; // in a ?: with the others it would be copied, and the copy gone
    return view.whose == Whose::machine ? "machine" : "agreed";
}

bool is_persons_name(std::string_view name)
{
    const std::array<std::string_view, 4> taken = {by_rules, by_conflict, "agreed", "machine"};
    return std::ranges::none_of(taken, [&](std::string_view other) { return equal_ignoring_case(name, other); });
}

bool sees(const View& view, std::string_view by)
{
    return view.whose == Whose::agreed || by == by_rules || (view.whose == Whose::person && by == view.who);
}

std::vector<Decision> standing_words(const std::vector<Decision>& history)
{
    std::vector<Decision> out;
    for (const Decision& word : history) {
        if (word.by == by_rules)
            continue;
        std::erase_if(out, [&](const Decision& old) {
            return old.by == word.by && old.stage == word.stage && old.adjudicated == word.adjudicated;
        });
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

std::optional<Decision> counting_decision(const std::vector<Decision>& history, int reviewers)
{
    std::vector<Decision> words = standing_words(history);
    auto newest = latest(words);
    if (!newest)
        return rules_word(history);
    std::erase_if(words, [&](const Decision& word) { return word.stage != newest->stage; });
    const auto settled = std::ranges::find(words.rbegin(), words.rend(), true, &Decision::adjudicated);
    if (settled != words.rend())
        return *settled;
    const auto differs = [&](const Decision& word) { return word.verdict != words.front().verdict; };
    if (reviewers > 1 && std::ranges::any_of(words, differs))
        return conflict_of(words);
    return newest;
}

std::optional<Decision> decision_in(const View& view, const std::vector<Decision>& history)
{
    switch (view.whose) {
    case Whose::machine: return rules_word(history);
    case Whose::person: return word_of(view.who, history);
    case Whose::agreed: break;
    }
    return counting_decision(history, view.reviewers);
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
    out.adjudicated = word.adjudicated;
    out.withdrawn = true;
    return out;
}

} // namespace casebook

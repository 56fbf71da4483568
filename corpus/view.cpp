// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/view.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

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

/// An unclear decision that stands for several words.
Decision unsettled(const std::vector<Decision>& words, std::string_view by)
{
    Decision out;
    out.article = words.back().article;
    out.by = by;
    out.at = words.back().at;
    out.stage = words.back().stage;
    return out;
}

/// What people who do not agree said, as one decision.
Decision conflict_of(const std::vector<Decision>& words)
{
    Decision out = unsettled(words, by_conflict);
    for (const Decision& word : words)
        out.note += format("{}{}: {}{}", out.note.empty() ? "" : "; ", word.by, name_of(word.verdict),
                           word.reason.empty() ? "" : " (" + word.reason + ")");
    return out;
}

/// Who has judged; not how, for the other reviewer may be reading this.
Decision awaiting_of(const std::vector<Decision>& words)
{
    Decision out = unsettled(words, by_awaiting);
    std::vector<std::string> names;
    for (const Decision& word : words)
        names.push_back(word.by);
    out.note = "judged by " + join(names, " and ") + " alone so far";
    return out;
}

} // namespace

bool is_persons_name(std::string_view name)
{
    const std::array<std::string_view, 5> taken = {by_rules, by_conflict, by_awaiting, "agreed", "machine"};
    return std::ranges::none_of(taken, [&](std::string_view other) { return equal_ignoring_case(name, other); });
}

bool sees(const View& view, std::string_view by)
{
    return view.whose == Whose::agreed || by == by_rules || (view.whose == Whose::person && by == view.who);
}

bool said_before(const Decision& a, const Decision& b)
{
    const auto key = [](const Decision& word) {
        return std::tie(word.at, word.by, word.turn, word.verdict, word.reason, word.note, word.source, word.stage,
                        word.withdrawn, word.adjudicated, word.article);
    };
    return key(a) < key(b);
}

bool repeats(const Decision& a, const Decision& b)
{
    return says_the_same(a, b) && a.stage == b.stage && a.adjudicated == b.adjudicated &&
           collapse(a.note) == collapse(b.note) && collapse(a.source) == collapse(b.source);
}

bool was_said(const std::vector<Decision>& history, const Decision& said)
{
    return std::ranges::any_of(
        history, [&](const Decision& old) { return repeats(old, said) && (said.at.empty() || old.at == said.at); });
}

/// Of whatever record: what was said of one counts for the one that it was merged into.
bool of_one_place(const Decision& a, const Decision& b)
{
    return a.by == b.by && a.stage == b.stage && a.adjudicated == b.adjudicated;
}

bool of_one_place(const Correction& a, const Correction& b)
{
    return a.article == b.article && a.case_number == b.case_number && a.field == b.field && a.by == b.by &&
           a.adjudicated == b.adjudicated;
}

bool of_one_place(const ItemAnswer& a, const ItemAnswer& b)
{
    return a.article == b.article && a.case_number == b.case_number && a.instrument == b.instrument &&
           a.item == b.item && a.by == b.by && a.adjudicated == b.adjudicated;
}

std::vector<Decision> standing_words(const std::vector<Decision>& history)
{
    std::vector<Decision> out;
    for (Decision& word : not_taken_back(history)) {
        if (word.by == by_rules)
            continue;
        std::erase_if(out, [&](const Decision& old) { return of_one_place(old, word); });
        out.push_back(std::move(word));
    }
    return out;
}

std::size_t judges_at(const std::vector<Decision>& history, Stage stage)
{
    std::set<std::string> people;
    for (const Decision& word : standing_words(history))
        if (word.stage == stage && !word.adjudicated)
            people.insert(word.by);
    return people.size();
}

bool may_settle(const Decision& settling, const std::vector<Decision>& history)
{
    std::vector<Decision> then = history; // of one second nobody knows what came first: nothing was taken back
    std::erase_if(then, [&](const Decision& word) {
        return word.at > settling.at || (word.withdrawn && word.at == settling.at);
    });
    return judges_at(history, settling.stage) > 1 || judges_at(then, settling.stage) > 1;
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
    if (words.size() < static_cast<std::size_t>(std::max(reviewers, 1)))
        return awaiting_of(words); // one word a person
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

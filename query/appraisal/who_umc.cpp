// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/who_umc.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

namespace {

Proposal propose_definitive(const CaseFacts&)
{
    return {Reply::unknown, "whether the event is one of its own kind is for a person to say"};
}

/// Drug, event and something of the course are told, and the case does not contradict itself.
Proposal propose_sufficient(const CaseFacts& facts)
{
    for (const std::string_view id : {"latency", "dechallenge", "rechallenge"})
        if (!find_field(id)->get(facts.now).empty()) {
            const std::string_view fields[] = {"event", id};
            return propose_told(facts, fields);
        }
    return {Reply::unknown, "neither time to onset nor what stopping or giving again did is told"};
}

constexpr Item umc_table[] = {
    {"Does the time from drug to event fit?", "the time from drug to event", 0, 0, propose_after_drug},
    {"Is it not better explained by disease or other drugs?", "whether other causes were ruled out", 0, 0,
     propose_other_causes_excluded},
    {"Did the event respond to stopping as it should?", "dechallenge", 0, 0, propose_improved_on_stopping},
    {"Is the event definitive: specific, objective, a known pharmacological effect?", "how specific the event is", 0, 0,
     propose_definitive},
    {"Did giving the drug again bring it back, where that was needed?", "rechallenge", 0, 0, propose_reappeared},
    {"Is there enough that does not contradict itself?", "the course of the event", 0, 0, propose_sufficient},
};

constexpr UmcNeed unassessable_needs[] = {{6, Reply::no}};
constexpr UmcNeed unlikely_needs[] = {{1, Reply::no}};
constexpr UmcNeed certain_needs[] = {
    {1, Reply::yes}, {2, Reply::yes}, {3, Reply::yes}, {4, Reply::yes}, {5, Reply::yes, true}};
constexpr UmcNeed probable_needs[] = {{1, Reply::yes}, {2, Reply::yes}, {3, Reply::yes}};
constexpr UmcNeed possible_needs[] = {{1, Reply::yes}};
constexpr UmcCategory umc_rules[] = {{"unassessable", unassessable_needs},
                                     {"unlikely", unlikely_needs},
                                     {"certain", certain_needs},
                                     {"probable", probable_needs},
                                     {"possible", possible_needs}};
constexpr std::string_view strongest_first[] = {"certain", "probable", "possible", "unlikely", "unassessable"};

Holds holds(const UmcNeed& need, std::span<const Reply> answers)
{
    const Reply answer = answers[need.item - 1];
    if (answer == need.answer || (need.or_not_applicable && answer == Reply::not_applicable))
        return Holds::yes;
    return answer == Reply::unknown ? Holds::open : Holds::no;
}

/// Calls `visit` with every way in which the open answers may turn out.
template <class Visit> void each_outcome(std::vector<Reply> answers, const Visit& visit)
{
    const auto open = std::ranges::find(answers, Reply::unknown);
    if (open == answers.end())
        return visit(answers);
    for (const Reply answer : {Reply::yes, Reply::no}) {
        *open = answer;
        each_outcome(answers, visit);
    }
}

} // namespace

std::span<const Item> who_umc_items() { return umc_table; }

std::span<const UmcCategory> umc_categories() { return umc_rules; }

Holds holds(const UmcCategory& category, std::span<const Reply> answers)
{
    Holds out = Holds::yes;
    for (const UmcNeed& need : category.needs) {
        const Holds one = holds(need, answers);
        if (one == Holds::no)
            return one;
        out = one == Holds::open ? one : out;
    }
    return out;
}

std::string_view umc_category(std::span<const Reply> answers)
{
    for (const UmcCategory& category : umc_rules)
        if (holds(category, answers) == Holds::yes)
            return category.name;
    return "unassessable";
}

std::vector<std::string_view> umc_possible(std::span<const Reply> answers)
{
    std::vector<std::string_view> found;
    each_outcome({answers.begin(), answers.end()},
                 [&](const std::vector<Reply>& outcome) { found.push_back(umc_category(outcome)); });
    std::vector<std::string_view> out;
    std::ranges::copy_if(strongest_first, std::back_inserter(out),
                         [&](std::string_view name) { return std::ranges::find(found, name) != found.end(); });
    return out;
}

std::optional<MissingFact> umc_missing_fact(std::span<const Reply> answers)
{
    if (umc_possible(answers).size() == 1)
        return std::nullopt;
    std::optional<MissingFact> best;
    std::pair<std::size_t, std::size_t> best_left; // categories at worst, then over both answers
    std::vector<Reply> supposed(answers.begin(), answers.end());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i] != Reply::unknown)
            continue;
        std::pair<std::size_t, std::size_t> left;
        for (const Reply answer : {Reply::yes, Reply::no}) {
            supposed[i] = answer;
            const std::size_t count = umc_possible(supposed).size();
            left = {std::max(left.first, count), left.second + count};
        }
        supposed[i] = Reply::unknown;
        if (!best || left < best_left) {
            best = MissingFact{i, left.first == 1};
            best_left = left;
        }
    }
    return best;
}

std::string umc_rule_text(const UmcCategory& category, std::span<const Reply> answers)
{
    std::vector<std::string> parts;
    for (const UmcNeed& need : category.needs) {
        const Holds one = holds(need, answers);
        parts.push_back(format("{} {}{}{}", need.item, name_of(need.answer),
                               need.or_not_applicable ? " or not applicable" : "",
                               one == Holds::yes  ? ""
                               : one == Holds::no ? " (fails)"
                                                  : " (open)"));
    }
    return format("{} needs {}", category.name, join(parts, ", "));
}

} // namespace casebook

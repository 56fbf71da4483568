// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/naranjo.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <tuple>

namespace casebook {

namespace {

/// What the casebook holds of earlier reports; `unknown` where that is nothing.
Proposal known_by_ledger(const EarlierReports& earlier)
{
    if (earlier.reports == 0)
        return {Reply::unknown, earlier.until.empty()
                                    ? "the article's date is not known"
                                    : "no earlier report in this casebook, which need not hold all of them"};
    return {Reply::yes,
            format("this casebook holds {} earlier included report{} ({} patient{}) by {}: {}", earlier.reports,
                   earlier.reports == 1 ? "" : "s", earlier.patients, earlier.patients == 1 ? "" : "s", earlier.until,
                   earlier.names),
            {},
            {"ledger"}};
}

/// What the casebook holds counts before what the authors knew of.
Proposal propose_known_reaction(const CaseFacts& facts)
{
    const Proposal held = known_by_ledger(facts.earlier);
    if (held.answer == Reply::yes)
        return held;
    const Proposal told = propose_sign(facts, SignKind::reported_before, Reply::yes, "the text says that it is known");
    const Proposal first =
        propose_sign(facts, SignKind::first_report, Reply::no, "the authors know of no earlier report");
    return told.answer == Reply::yes ? told : first.answer == Reply::no ? first : held;
}

/// Stopping says it best; an antagonist where nothing was stopped, or nobody says what it did.
Proposal propose_stopped_or_antagonist(const CaseFacts& facts)
{
    const Proposal stopped = propose_improved_on_stopping(facts);
    if (stopped.answer == Reply::yes || stopped.answer == Reply::no)
        return stopped;
    const Proposal antagonist = propose_sign(facts, SignKind::antagonist_helped, Reply::yes,
                                             "it gave way to the drug's antagonist or antidote");
    return antagonist.answer == Reply::yes ? antagonist : stopped;
}

/// A placebo is given beside the drug given again: where that was not done, there was none.
Proposal propose_placebo(const CaseFacts& facts)
{
    const Proposal harmless =
        propose_sign(facts, SignKind::placebo_harmless, Reply::no, "a placebo did not bring it back");
    if (harmless.answer == Reply::no)
        return harmless;
    const Proposal reaction = propose_sign(facts, SignKind::placebo_reaction, Reply::yes, "a placebo brought it back");
    if (reaction.answer == Reply::yes)
        return reaction;
    Proposal again = propose_reappeared(facts);
    if (again.answer != Reply::not_applicable)
        return reaction;
    again.because += "; a placebo is given beside it";
    return again;
}

Proposal propose_toxic_level(const CaseFacts& facts)
{
    const Proposal toxic =
        propose_sign(facts, SignKind::toxic_level, Reply::yes, "the level is said to be above what is safe");
    return toxic.answer == Reply::yes
               ? toxic
               : propose_sign(facts, SignKind::harmless_level, Reply::no, "the level is said to lie where it should");
}

Proposal propose_earlier_reaction(const CaseFacts& facts)
{
    const Proposal had =
        propose_sign(facts, SignKind::earlier_reaction, Reply::yes, "the patient had reacted so before");
    return had.answer == Reply::yes ? had
                                    : propose_sign(facts, SignKind::no_earlier_reaction, Reply::no,
                                                   "the patient had borne it, or had no such history");
}

constexpr Item naranjo_table[] = {
    {"Was this reaction to the drug known from earlier conclusive reports?", "earlier reports", 1, 0,
     propose_known_reaction},
    {"Did the event come after the drug?", "the time from drug to event", 2, -1, propose_after_drug},
    {"Did it improve when the drug was stopped or an antagonist given?", "dechallenge", 1, 0,
     propose_stopped_or_antagonist},
    {"Did it come back when the drug was given again?", "rechallenge", 2, -1, propose_reappeared},
    {"Is there another cause that alone could explain it?", "whether another cause alone could explain it", -1, 2,
     propose_alternative_causes},
    {"Did it come back with a placebo?", "what a placebo did", -1, 1, propose_placebo},
    {"Was the drug found in the body at a toxic level?", "the drug's level", 1, 0, propose_toxic_level},
    {"Did more of the drug make it worse, or less of it better?", "what another dose did", 1, 0, propose_dose_response},
    {"Had the patient reacted so before, to this or a similar drug?", "the history of such reactions", 1, 0,
     propose_earlier_reaction},
    {"Was the event confirmed by objective evidence?", "objective evidence", 1, 0, propose_objective},
};

struct Grade
{
    int from;
    std::string_view name;
};
constexpr Grade grades[] = {{9, "definite"}, {5, "probable"}, {1, "possible"}};

/// 0 doubtful … 3 definite
int grade_of(int score)
{
    return static_cast<int>(std::ranges::count_if(grades, [&](const Grade& grade) { return score >= grade.from; }));
}

int categories_between(const NaranjoScore& score) { return grade_of(score.high) - grade_of(score.low) + 1; }

} // namespace

std::span<const Item> naranjo_items() { return naranjo_table; }

NaranjoScore naranjo_score(std::span<const Reply> answers)
{
    NaranjoScore out;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const int points = answers[i] == Reply::yes  ? naranjo_table[i].yes
                           : answers[i] == Reply::no ? naranjo_table[i].no
                                                     : 0;
        const bool open = answers[i] == Reply::unknown;
        out.as_it_stands += points;
        out.low += open ? std::min(naranjo_table[i].yes, naranjo_table[i].no) : points;
        out.high += open ? std::max(naranjo_table[i].yes, naranjo_table[i].no) : points;
    }
    return out;
}

std::string_view naranjo_category(int score)
{
    const auto* found = std::ranges::find_if(grades, [&](const Grade& grade) { return score >= grade.from; });
    return found == std::end(grades) ? "doubtful" : found->name;
}

std::string naranjo_categories(const NaranjoScore& score)
{
    const std::string low(naranjo_category(score.low));
    const std::string high(naranjo_category(score.high));
    return low == high ? low : low + " to " + high;
}

std::optional<MissingFact> naranjo_missing_fact(std::span<const Reply> answers)
{
    if (categories_between(naranjo_score(answers)) == 1)
        return std::nullopt;
    constexpr std::size_t placebo = 5; // hardly ever given: asked for when nothing else is open
    std::optional<MissingFact> best;
    std::tuple<bool, int, int> best_left;
    std::vector<Reply> supposed(answers.begin(), answers.end());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i] != Reply::unknown)
            continue;
        std::tuple<bool, int, int> left{i == placebo, 0, 0}; // categories at worst, then how wide the interval stays
        for (const Reply answer : {Reply::yes, Reply::no}) {
            supposed[i] = answer;
            const NaranjoScore score = naranjo_score(supposed);
            std::get<1>(left) = std::max(std::get<1>(left), categories_between(score));
            std::get<2>(left) += score.high - score.low;
        }
        supposed[i] = Reply::unknown;
        if (!best || left < best_left) {
            best = MissingFact{i, std::get<1>(left) == 1};
            best_left = left;
        }
    }
    return best;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What bears on cause beyond the fields of a case.
#include "fetch/extract/sign_rows.hpp"

#include "corpus/shortlist.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/causality.hpp"
#include "fetch/extract/levels.hpp"

#include <algorithm>
#include <set>

namespace casebook {

namespace {

/// The sentence is of other people than the patient, of what is usual, or of what is yet to be done.
bool tells_of_others(const Reading& reading, const Sentence& sentence)
{
    static const Pattern others(
        R"(\b(?:(?:his|her|their|the patient ' s) (?:\w+ )?(?:sister|brother|mother|father|daughter|son|twin|relatives?|aunt|uncle|cousin|family)|whether|unclear|in (?:a|the|our|this|one) (?:\w+ ){0,2}(?:reviews?|series|study|studies|trials?|cohort|literature|survey)|(?:should|must|ought to|needs? to|has to|have to) (?:always |first |also )?be|usually|typically|commonly|generally)\b)");
    return others.found_in(sentence.masked) || speaks_in_general(reading, sentence);
}

bool sign_fits(const Story& story, std::size_t place, Needs needs)
{
    const Sentence& sentence = story.at(place);
    const auto names = [&](MentionKind kind) {
        return std::ranges::any_of(sentence.mentions, [&](const Mention& m) { return m.kind == kind; });
    };
    switch (needs) {
    case Needs::nothing: return true;
    case Needs::drug: return sentence.has_drug || !names(MentionKind::other_drug);
    case Needs::dose:
        return (sentence.has_drug || !names(MentionKind::other_drug)) &&
               (sentence.has_event || !names(MentionKind::condition));
    case Needs::both: return sentence.has_drug && sentence.has_event;
    case Needs::conditions: return std::ranges::count(sentence.mentions, MentionKind::condition, &Mention::kind) >= 2;
    case Needs::the_event:
        return sentence.has_event ||
               (story.onset && place >= *story.onset && sentence.passage != 0 && !names(MentionKind::condition));
    }
    return true;
}

bool is_opposite(SignKind a, SignKind b)
{
    constexpr std::pair<SignKind, SignKind> opposites[] = {
        {SignKind::first_report, SignKind::reported_before},      {SignKind::ignores_dose, SignKind::follows_dose},
        {SignKind::placebo_harmless, SignKind::placebo_reaction}, {SignKind::toxic_level, SignKind::harmless_level},
        {SignKind::other_cause, SignKind::no_other_cause},
    };
    return std::ranges::find(opposites, std::pair(a, b)) != std::end(opposites);
}

/// The words of a row in a sentence of the story.
std::optional<Evidence> words_of(const CompiledRow& one, const Story& story, std::size_t place)
{
    const Sentence& sentence = story.at(place);
    const SignRow& row = *one.row;
    const auto match = one.pattern.find(sentence.masked);
    if (!match || (one.unless && one.unless->found_in(sentence.masked)) || !sign_fits(story, place, row.needs) ||
        (!row.in_general && tells_of_others(story.reading, sentence)))
        return std::nullopt;
    Evidence words = evidence_of(story.reading, sentence, match->front());
    if (one.quoted && !one.quoted->found_in(Searched(fold(words.quote))))
        return std::nullopt;
    return words;
}

/// The first words of each kind; what a sentence says is not also its opposite.
std::vector<Sign> signs_in(const Story& story, bool discussed_only)
{
    std::vector<Sign> out;
    std::set<SignKind> seen;
    for (std::size_t place = 0; place < story.size(); ++place) {
        std::optional<SignKind> here;
        const auto add = [&](SignKind kind, Evidence words) {
            here = kind;
            seen.insert(kind);
            out.push_back({kind, std::move(words)});
        };
        static const Shortlist shortlist(compiled_signs(), &CompiledRow::pattern);
        for (const std::size_t which : shortlist.of(story.at(place).masked)) {
            const CompiledRow& one = compiled_signs()[which];
            const SignRow& row = *one.row;
            if (seen.contains(row.kind) || (discussed_only && !row.discussed) || (here && is_opposite(*here, row.kind)))
                continue;
            if (auto words = words_of(one, story, place))
                add(row.kind, *std::move(words));
        }
        if (const auto level = discussed_only ? std::nullopt : measured_level(story, place);
            level && !seen.contains(level->kind))
            add(level->kind, level->evidence);
    }
    std::ranges::sort(out, {}, &Sign::kind);
    return out;
}

} // namespace

std::vector<Sign> read_signs(const Story& story) { return signs_in(story, false); }

std::vector<Sign> read_discussed_signs(const Reading& whole) { return signs_in(whole_story(whole), true); }

} // namespace casebook

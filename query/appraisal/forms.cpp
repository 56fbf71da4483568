// SPDX-License-Identifier: GPL-3.0-or-later
// Murad's questions, JBI's checklist and CARE as forms that start from what was read, and the table of instruments.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/instrument.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

template <class... Ids> Proposal told_fields(const CaseFacts& facts, Ids... ids)
{
    const std::array<std::string_view, sizeof...(Ids)> fields = {ids...};
    return propose_told(facts, fields);
}

/// The whole of a passage is too much to quote: its beginning.
Evidence opening_of(const std::vector<Passage>& all, std::size_t passage)
{
    constexpr std::size_t most = 80;
    const std::string& text = all[passage].text;
    std::size_t end = std::min(text.size(), most);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // not within a character
    return {static_cast<int>(passage), 0, static_cast<std::uint32_t>(end), text.substr(0, end)};
}

/// A part of the article by its heading.
Proposal part_by_heading(const CaseFacts& facts, const Pattern& heading, const char* absent)
{
    const std::vector<Passage> all = passages(facts.article);
    for (std::size_t i = 1; i < all.size(); ++i)
        if (!all[i].text.empty() && heading.found_in(fold(all[i].label)))
            return {Reply::yes, "there is a part “" + all[i].label + "”", {opening_of(all, i)}};
    return {Reply::unknown, absent};
}

Proposal care_title(const CaseFacts& facts)
{
    static const Pattern report(
        R"(\b(?:case (?:report|series|study)|a case of|(?:two|three|four|five) cases|report of)\b)");
    const std::vector<Passage> all = passages(facts.article);
    if (all.empty() || all[0].text.empty())
        return {Reply::unknown, "there is no title"};
    const bool is_named = report.found_in(fold(all[0].text));
    return {is_named ? Reply::yes : Reply::no,
            is_named ? "the title says that it is a case report" : "the title does not say that it is a case report",
            {opening_of(all, 0)}};
}

Proposal care_keywords(const CaseFacts& facts)
{
    const std::size_t count = facts.article.keywords.size();
    if (count == 0)
        return {Reply::unknown, "the record has no keywords of the authors"};
    return {count >= 2 && count <= 5 ? Reply::yes : Reply::no,
            format("{} keyword{}: {}", count, count == 1 ? "" : "s", join(facts.article.keywords, ", "))};
}

Proposal care_abstract(const CaseFacts& facts)
{
    const std::size_t parts = facts.article.abstract.size();
    if (parts == 0)
        return {Reply::unknown, "the record has no abstract"};
    return {parts >= 2 ? Reply::yes : Reply::unknown,
            parts >= 2 ? format("an abstract in {} parts", parts) : "an abstract without headings"};
}

Proposal care_introduction(const CaseFacts& facts)
{
    static const Pattern heading(R"(\b(?:introduction|background)\b)");
    return part_by_heading(facts, heading, "no introduction by that name was read");
}

Proposal care_discussion(const CaseFacts& facts)
{
    static const Pattern heading(R"(\b(?:discussion|comments?|conclusions?)\b)");
    return part_by_heading(facts, heading, "no discussion by that name was read");
}

Proposal told_lessons(const CaseFacts& facts)
{
    static const Pattern heading(
        R"(\b(?:conclusions?|discussion|comments?|learning points?|take - ?(?:home|away)\w*|lessons?)\b)");
    return part_by_heading(facts, heading, "no conclusion by that name was read");
}

Proposal told_view(const CaseFacts& facts)
{
    static const Pattern heading(R"(\bpatient (?:' s )?perspective\b)");
    const Proposal part = part_by_heading(facts, heading, "");
    return part.answer == Reply::yes
               ? part
               : propose_sign(facts, SignKind::patient_view, Reply::yes, "the patient's own view is told");
}

Proposal told_consent(const CaseFacts& facts)
{
    return propose_sign(facts, SignKind::consent, Reply::yes, "consent is told");
}

Proposal told_whole(const CaseFacts& facts)
{
    return propose_sign(facts, SignKind::whole_experience, Reply::yes,
                        "the text speaks of all patients of a place or time");
}

/// What was done to find out, or that other causes were looked for.
Proposal told_diagnosis(const CaseFacts& facts)
{
    const Proposal test = propose_objective(facts);
    return test.answer == Reply::yes
               ? test
               : propose_sign(facts, SignKind::no_other_cause, Reply::yes, "other causes are said to be ruled out");
}

/// Stopping or giving again that changed the event; neither was done: no.
Proposal told_challenge(const CaseFacts& facts)
{
    Proposal again = propose_reappeared(facts);
    Proposal stopped = propose_improved_on_stopping(facts);
    if (again.answer == Reply::yes || stopped.answer == Reply::yes)
        return again.answer == Reply::yes ? again : stopped;
    if (again.answer == Reply::no)
        return again;
    const bool never = again.answer == Reply::not_applicable && stopped.answer == Reply::not_applicable;
    stopped.answer = never ? Reply::no : Reply::unknown;
    return stopped;
}

/// Followed to an end of the event.
Proposal told_end(const CaseFacts& facts)
{
    Proposal out = told_fields(facts, "outcome");
    const Outcome outcome = facts.now.reaction.outcome.value.value_or(Outcome::unknown);
    const bool ended =
        outcome == Outcome::recovered || outcome == Outcome::recovered_with_sequelae || outcome == Outcome::fatal;
    if (out.answer == Reply::yes && !ended) {
        out.answer = Reply::unknown;
        out.because += "; whether that was long enough is for a person to say";
    }
    return out;
}

// clang-format off
constexpr Item murad_table[] = {
    {"Are the patients all that the place has seen, or chosen in a way that is told?", "how the patients were chosen", 0, 0, told_whole},
    {"Is the exposure to the drug well established?", "dose and time", 0, 0, [](const CaseFacts& f) { return told_fields(f, "drug", "dose_text"); }},
    {"Is the event well established?", "objective evidence", 0, 0, propose_objective},
    {"Were other causes ruled out?", "whether other causes were ruled out", 0, 0, propose_other_causes_excluded},
    {"Did stopping or giving again change the event?", "dechallenge and rechallenge", 0, 0, told_challenge},
    {"Did the event follow the dose?", "what another dose did", 0, 0, propose_dose_response},
    {"Was the patient followed long enough?", "how it ended", 0, 0, told_end},
    {"Is it told in enough detail to be used by others?", "what is not told", 0, 0,
     [](const CaseFacts& f) { return told_fields(f, "age_years", "sex", "dose_text", "latency", "outcome"); }},
};

constexpr Item jbi_table[] = {
    {"Is it clear who the patient was?", "age and sex", 0, 0, [](const CaseFacts& f) { return told_fields(f, "age_years", "sex"); }},
    {"Is the history told, in its order of time?", "indication and times", 0, 0, [](const CaseFacts& f) { return told_fields(f, "indication", "latency"); }},
    {"Is the condition at presentation told?", "the event", 0, 0, [](const CaseFacts& f) { return told_fields(f, "event"); }},
    {"Are tests and their results told?", "tests", 0, 0, propose_objective},
    {"Is it told what was done?", "treatment", 0, 0, [](const CaseFacts& f) { return f.now.reaction.treatments.empty() ? told_fields(f, "dechallenge") : told_fields(f, "event_treatment"); }},
    {"Is the condition afterwards told?", "the outcome", 0, 0, [](const CaseFacts& f) { return told_fields(f, "outcome"); }},
    {"Are harms and unexpected events told?", "the event", 0, 0, [](const CaseFacts& f) { return told_fields(f, "event", "drug"); }},
    {"Does the report say what is to be learnt?", "a conclusion", 0, 0, told_lessons},
};

constexpr Item care_table[] = {
    {"Title: names the report as one, and its focus", "the title", 0, 0, care_title},
    {"Keywords: two to five", "the keywords", 0, 0, care_keywords},
    {"Abstract: introduction, case, conclusion", "the abstract", 0, 0, care_abstract},
    {"Introduction: why this case matters", "the introduction", 0, 0, care_introduction},
    {"Patient: who, with which complaint and history", "age, sex and history", 0, 0, [](const CaseFacts& f) { return told_fields(f, "age_years", "sex", "indication"); }},
    {"Clinical findings", "the event", 0, 0, [](const CaseFacts& f) { return told_fields(f, "event"); }},
    {"Timeline", "times", 0, 0, [](const CaseFacts& f) { return told_fields(f, "latency"); }},
    {"Diagnosis: tests, reasoning, other diagnoses", "tests", 0, 0, told_diagnosis},
    {"Treatment: what, how much, changes and why", "dose and changes", 0, 0, [](const CaseFacts& f) { return told_fields(f, "dose_text", "dechallenge"); }},
    {"Follow-up and outcomes", "the outcome", 0, 0, [](const CaseFacts& f) { return told_fields(f, "outcome"); }},
    {"Discussion: strengths, limits, literature, lesson", "the discussion", 0, 0, care_discussion},
    {"The patient's own view", "the patient's view", 0, 0, told_view},
    {"Informed consent", "consent", 0, 0, told_consent},
};
// clang-format on

} // namespace

std::span<const Item> murad_items() { return murad_table; }
std::span<const Item> jbi_items() { return jbi_table; }
std::span<const Item> care_items() { return care_table; }

std::span<const Instrument> instruments()
{
    static const std::array<Instrument, 5> all = {{
        {"naranjo", "Naranjo", "Naranjo et al., Clin Pharmacol Ther 1981;30:239-45", naranjo_items()},
        {"who-umc", "WHO-UMC", "Uppsala Monitoring Centre, WHO-UMC causality categories", who_umc_items()},
        {"murad", "Murad", "Murad et al., BMJ Evid Based Med 2018;23:60-63, table 1", murad_items()},
        {"jbi", "JBI", "Joanna Briggs Institute, checklist for case reports", jbi_items()},
        {"care", "CARE", "Gagnier et al., J Med Case Rep 2013;7:223, table 1", care_items()},
    }};
    return all;
}

const Instrument* find_instrument(std::string_view id)
{
    const auto found = std::ranges::find(instruments(), id, &Instrument::id);
    return found == instruments().end() ? nullptr : &*found;
}

} // namespace casebook

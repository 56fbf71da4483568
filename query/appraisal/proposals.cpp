// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that the machine proposes to items which several instruments ask. Nothing is guessed: an answer has words, a
// person's correction or the casebook's own ledger behind it.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/instrument.hpp"

#include <algorithm>

namespace casebook {

namespace {

std::string spoken_words(std::string value)
{
    std::ranges::replace(value, '_', ' ');
    return value;
}

/// "dechallenge: positive, by ann", with the words of what the machine read.
void add_field_ground(const CaseFacts& facts, std::string_view id, Proposal& to)
{
    const Field& field = *find_field(id);
    for (const FieldValue& value : field.get(facts.now)) {
        to.because += format("{}{}: {}{}", to.because.empty() ? "" : "; ", lower_ascii(field.label),
                             spoken_words(value.text), value.by.empty() ? "" : ", by " + value.by);
        if (value.by.empty() && !value.evidence.quote.empty() &&
            std::ranges::find(to.words, value.evidence) == to.words.end())
            to.words.push_back(value.evidence);
    }
    to.fields.emplace_back(id);
}

Proposal by_field(const CaseFacts& facts, std::string_view id, Reply answer)
{
    Proposal out{answer, ""};
    add_field_ground(facts, id, out);
    return out;
}

const Sign* find_sign(const CaseFacts& facts, SignKind kind)
{
    const auto found = std::ranges::find(facts.now.signs, kind, &Sign::kind);
    return found == facts.now.signs.end() ? nullptr : &*found;
}

/// Of two signs that speak against each other: the one that is there; both leave the item open.
Proposal of_opposites(Proposal yes, Proposal no, const char* silent)
{
    if (yes.answer == Reply::unknown && no.answer == Reply::unknown)
        return {Reply::unknown, silent};
    if (yes.answer == Reply::unknown)
        return no;
    if (no.answer != Reply::unknown) {
        yes.words.insert(yes.words.end(), no.words.begin(), no.words.end());
        yes = {Reply::unknown, "the text says both: " + yes.because + "; " + no.because, yes.words};
    }
    return yes;
}

/// Cues of the drug's role that tell the order of things.
constexpr std::string_view drug_before_event[] = {"drug, then event",
                                                  "drug, and the event arose",
                                                  "event began after or on the drug",
                                                  "event arose after or on the drug",
                                                  "event followed the drug",
                                                  "it began after the drug",
                                                  "after the drug the event arose",
                                                  "event some time into the drug",
                                                  "event some time after a course",
                                                  "event after a course of the drug",
                                                  "a case of the event after or on the drug",
                                                  "event after or on the drug",
                                                  "the drug was being taken when the event began",
                                                  "the drug was taken, then the event began"};

/// A time after a graft does not tell when the drug began. Whoever corrects the time to onset without another clock
/// means that of the drug.
bool is_timed_from_drug(const Case& c)
{
    if (c.latencies.empty())
        return false;
    const Anchor anchor = c.latencies.front().value->anchor;
    if (anchor == Anchor::unknown)
        return !c.latencies.front().by.empty();
    return anchor == Anchor::first_dose || anchor == Anchor::last_dose || anchor == Anchor::dose_change;
}

} // namespace

Proposal propose_sign(const CaseFacts& facts, SignKind kind, Reply answer, std::string_view because)
{
    const Sign* sign = find_sign(facts, kind);
    return sign == nullptr ? Proposal{Reply::unknown, "nothing was read of it"}
                           : Proposal{answer, std::string(because), {sign->evidence}};
}

Proposal propose_told(const CaseFacts& facts, std::span<const std::string_view> fields)
{
    Proposal out{Reply::yes, ""};
    std::vector<std::string> missing;
    for (const std::string_view id : fields) {
        const Field& field = *find_field(id);
        if (field.get(facts.now).empty())
            missing.push_back(lower_ascii(field.label));
        else
            add_field_ground(facts, id, out);
    }
    if (!missing.empty()) {
        out.answer = Reply::unknown;
        out.because += (out.because.empty() ? "" : "; ") + std::string("not read: ") + join(missing, ", ");
    }
    return out;
}

Proposal propose_alternative_causes(const CaseFacts& facts)
{
    const Proposal cleared =
        propose_sign(facts, SignKind::no_other_cause, Reply::no, "other causes are said to be ruled out");
    const Proposal no_drug = propose_sign(facts, SignKind::no_other_drug, Reply::no,
                                          "no other drug is said to come into question; of diseases nothing was read");
    return of_opposites(propose_sign(facts, SignKind::other_cause, Reply::yes, "another possible cause is named"),
                        cleared.answer == Reply::no ? cleared : no_drug, "of other causes nothing was read");
}

Proposal propose_other_causes_excluded(const CaseFacts& facts)
{
    Proposal out = propose_alternative_causes(facts);
    out.answer = out.answer == Reply::yes ? Reply::no : out.answer == Reply::no ? Reply::yes : out.answer;
    return out;
}

Proposal propose_after_drug(const CaseFacts& facts)
{
    const Case& c = facts.now;
    if (is_timed_from_drug(c)) {
        Proposal out = by_field(facts, "latency", Reply::yes);
        add_field_ground(facts, "latency_anchor", out);
        return out;
    }
    const Stated<Role>& role = subject_drug(c).role;
    if (std::ranges::find(drug_before_event, role_cue(c)) != std::end(drug_before_event))
        return {Reply::yes, role_cue(c), {role.evidence}, {"role"}};
    return {Reply::unknown, "no time from drug to event was read"};
}

Proposal propose_improved_on_stopping(const CaseFacts& facts)
{
    if (!facts.now.dechallenge)
        return {Reply::unknown, "what stopping did was not read"};
    switch (*facts.now.dechallenge.value) {
    case Dechallenge::positive: return by_field(facts, "dechallenge", Reply::yes);
    case Dechallenge::negative: return by_field(facts, "dechallenge", Reply::no);
    default: return by_field(facts, "dechallenge", Reply::not_applicable);
    }
}

Proposal propose_reappeared(const CaseFacts& facts)
{
    if (!facts.now.rechallenge && facts.now.dechallenge.value == Dechallenge::not_done) {
        Proposal never_stopped = by_field(facts, "dechallenge", Reply::not_applicable);
        never_stopped.because += ", so that it cannot have been given again";
        return never_stopped;
    }
    if (!facts.now.rechallenge)
        return {Reply::unknown, "of giving it again nothing was read"};
    switch (*facts.now.rechallenge.value) {
    case Rechallenge::positive: return by_field(facts, "rechallenge", Reply::yes);
    case Rechallenge::negative: return by_field(facts, "rechallenge", Reply::no);
    default: return by_field(facts, "rechallenge", Reply::not_applicable);
    }
}

Proposal propose_objective(const CaseFacts& facts)
{
    return propose_sign(facts, SignKind::objective, Reply::yes, "a test or a tissue shows the event");
}

Proposal propose_dose_response(const CaseFacts& facts)
{
    return of_opposites(propose_sign(facts, SignKind::follows_dose, Reply::yes, "the event followed the dose"),
                        propose_sign(facts, SignKind::ignores_dose, Reply::no, "another dose changed nothing"),
                        "of another dose nothing was read");
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Criteria that look at what the drug is to the event.
#include "corpus/format.hpp"
#include "fetch/screen/criteria.hpp"

namespace casebook {

namespace {

/// How the cues are weighed against each other. Named numbers, tuned on annotated abstracts (tests/bench/README.md).
constexpr double least_suspicion = 1.5;
constexpr double clear_suspicion = 3.0;
constexpr double least_treatment = 2.0;
constexpr double least_other = 2.0;

enum class Relation { exposure_then_event, treatment, other_suspect, neither, unclear };

bool has_abstract(const Screened& subject) { return !subject.article.abstract.empty(); }

Relation without_names(const Screened& subject)
{
    const RoleAssessment& role = subject.role;
    if (!has_abstract(subject))
        return Relation::unclear;
    if (role.names_event && role.other_suspect >= least_other && !role.names_drug)
        return Relation::other_suspect;
    return Relation::neither;
}

Relation relation(const Screened& subject)
{
    const RoleAssessment& role = subject.role;
    if (!role.names_drug || !role.names_event)
        return without_names(subject);
    const double suspicion = role.suspect - 0.5 * role.refuted;
    const double treatment = role.treatment + (role.treatment > 0 ? 0.5 * role.before : 0);
    if (treatment >= least_treatment && treatment >= suspicion)
        return Relation::treatment;
    if (suspicion >= clear_suspicion && suspicion >= 0.6 * role.other_suspect)
        return Relation::exposure_then_event;
    if (suspicion >= least_suspicion && suspicion >= role.other_suspect)
        return Relation::exposure_then_event;
    if (role.other_suspect >= least_other && role.other_suspect > suspicion)
        return Relation::other_suspect;
    if (role.before > suspicion || role.refuted > suspicion)
        return Relation::neither;
    if (suspicion > 0 || !has_abstract(subject))
        return Relation::unclear;
    return Relation::neither;
}

Ground ground(const Screened& subject, bool holds, CueKind kind, std::string_view otherwise)
{
    if (!holds)
        return {"", std::string(does_not_apply), {}, ""};
    const Cue* cue = strongest(subject.role, kind);
    if (cue == nullptr)
        return {"", std::string(applies), {}, std::string(otherwise)};
    return {"", std::string(applies), cue->evidence, cue->note};
}

} // namespace

Ground judge_exposure_then_event(const Screened& subject)
{
    if (relation(subject) != Relation::unclear)
        return ground(subject, relation(subject) == Relation::exposure_then_event, CueKind::suspect, "");
    const Cue* cue = strongest(subject.role, CueKind::suspect);
    return {"", std::string(unclear), cue == nullptr ? Evidence{} : cue->evidence,
            has_abstract(subject) ? "what the drug is to the event is not clear from the record"
                                  : "no abstract: the title alone does not say"};
}

Ground judge_treatment(const Screened& subject)
{
    return ground(subject, relation(subject) == Relation::treatment, CueKind::treatment, "");
}

Ground judge_other_suspect(const Screened& subject)
{
    return ground(subject, relation(subject) == Relation::other_suspect, CueKind::other_suspect, "");
}

Ground judge_not_exposure(const Screened& subject)
{
    const bool holds = relation(subject) == Relation::neither;
    if (holds && !subject.role.names_event)
        return {"",
                std::string(applies),
                {},
                format("the record does not name {}, or only to deny it", subject.protocol.event.name)};
    if (holds && !subject.role.names_drug)
        return {"", std::string(applies), {}, format("the record does not name {}", subject.protocol.drug.name)};
    const CueKind kind = subject.role.before > subject.role.refuted ? CueKind::before : CueKind::refuted;
    return ground(subject, holds, kind, "drug and event are named, but nothing puts the event after the drug");
}

} // namespace casebook

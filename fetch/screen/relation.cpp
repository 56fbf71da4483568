// SPDX-License-Identifier: GPL-3.0-or-later
// Criteria that look at what the drug is to the event.
#include "corpus/format.hpp"
#include "fetch/screen/criteria.hpp"

namespace casebook {

namespace {

Relation relation(const Screened& subject) { return relation_of(subject.role); }

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
            subject.role.has_abstract ? "what the drug is to the event is not clear from the record"
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
    if (holds && subject.role.counts_reports)
        return {"", std::string(applies), {}, "counts of spontaneous reports: no patient of its own"};
    if (holds && subject.role.only_associates)
        return {
            "", std::string(applies), {}, "risks are compared: nobody in whom the event followed the drug is told of"};
    if (holds && !subject.role.names_event)
        return {"",
                std::string(applies),
                {},
                format("the record does not name {}, or only to deny it", subject.protocol.event.name)};
    if (holds && !subject.role.names_drug)
        return {"", std::string(applies), {}, format("the record does not name {}", subject.protocol.drug.name)};
    const CueKind kind =
        !subject.role.cleared && subject.role.before > subject.role.refuted ? CueKind::before : CueKind::refuted;
    return ground(subject, holds, kind, "drug and event are named, but nothing puts the event after the drug");
}

} // namespace casebook

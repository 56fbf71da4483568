// SPDX-License-Identifier: GPL-3.0-or-later
// What the protocol's drug is to the event in an article: its suspected cause, its treatment, or neither. Cooccurrence
// proves nothing: what counts are cues in the text, the order of things, and MeSH's qualifiers. Each cue is kept with
// its words, so that a decision can show what it rests on.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/protocol.hpp"
#include "fetch/extract/reading.hpp"

#include <string>
#include <vector>

namespace casebook {

enum class CueKind {
    suspect,       ///< the drug is blamed for the event
    treatment,     ///< the drug is given for the event
    other_suspect, ///< another drug, or something else, is blamed for the event
    before,        ///< the event was there before
    refuted,       ///< a link is denied, or the event did not occur
};

struct Cue
{
    CueKind kind = CueKind::suspect;
    double weight = 0;
    Evidence evidence; ///< empty quote for MeSH
    std::string note;  ///< which cue it was, in words
};

struct RoleAssessment
{
    std::vector<Cue> cues;
    double suspect = 0;
    double treatment = 0;
    double other_suspect = 0;
    double before = 0;
    double refuted = 0;
    bool names_drug = false;
    bool names_event = false; ///< not only to deny it
    bool together = false;    ///< one sentence names both
    bool has_abstract = false;
    bool counts_reports = false;  ///< a study of a database of spontaneous reports
    bool only_associates = false; ///< a ratio of risks, and nobody in whom the event followed the drug
    bool denied = false;          ///< the abstract says that somebody did not get the event
    bool cleared = false;         ///< the authors say that it was not the drug, and nothing in the text blames it
    bool told_in_text = false;    ///< the suspicion stands in the abstract, and not only in general
    bool only_loosely = false;    ///< the event is nowhere named by one of its terms, only put otherwise
};

/// What the cues add up to.
enum class Relation { exposure_then_event, treatment, other_suspect, neither, unclear };
Relation relation_of(const RoleAssessment& assessment);

RoleAssessment assess_role(const Article& article, const Reading& reading);

/// The strongest cue of a kind; nullptr when there is none.
const Cue* strongest(const RoleAssessment& assessment, CueKind kind);

/// The strongest that stands in the text and not in the indexing.
const Cue* strongest_in_words(const RoleAssessment& assessment, CueKind kind);

/// The strongest of those whose words stand where one patient is told of: in sentences for which `is_own` holds.
template <class IsOwn> const Cue* strongest_of(const RoleAssessment& assessment, CueKind kind, IsOwn is_own)
{
    const Cue* best = nullptr;
    for (const Cue& cue : assessment.cues)
        if (cue.kind == kind && !cue.evidence.quote.empty() && is_own(cue.evidence) &&
            (best == nullptr || cue.weight > best->weight))
            best = &cue;
    return best;
}

} // namespace casebook

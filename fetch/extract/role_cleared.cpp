// SPDX-License-Identifier: GPL-3.0-or-later
// The authors' own word that it was not the drug, or that they doubt it.
#include "fetch/extract/challenge.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/role_parts.hpp"
#include "fetch/extract/story.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

// clang-format off
constexpr std::string_view cleared_ways[] = {
    R"(DRUG ~3(?:was|were|is|has been|as) (?:not|never) (?:(?:considered|thought|held|believed|judged|felt|deemed|regarded|to|be|have|been|as|the|a|an|directly|causally|likely|seen) ){0,5}(?:responsible|to blame|cause|culprit|implicated|suspected|blamed|causative)\b)",
    R"(DRUG (?:\w+ )?(?:did not|does not|had not|could not have) (?:(?:directly|itself) )?(?:caused?|induced?|provoked?|triggered?|precipitated?) ~4EVENT\b)",
    R"((?:do|did|does|could) not (?:believe|think|consider|feel|conclude) (?:that )?~3DRUG ~4(?:<cause>|responsible|culprit|to blame)\b)",
    R"(EVENT ~4(?:was|is|were) (?:\w+ly )?(?:not (?:(?:considered|thought|held|believed|judged|felt|deemed|regarded|to|be|have|been|as) ){0,4}(?:<by>|due to|attributable to)|unrelated to) ~2DRUG\b)",
    R"(EVENT ~4(?:cannot|can not|could not) be (?:attributed|ascribed) to ~2DRUG\b)",
    R"(neither (?:\w+ ){0,3}?DRUG (?:\w+ ){0,5}?(?:caused?|induced?|provoked?|triggered?|(?:was|were|is) (?:(?:held|considered|thought|to|be|the|as|a) ){0,4}(?:responsible|to blame|cause|culprit))\b)",
    R"((?:rather than|and not|but not|instead of) (?:the )?DRUG ,? ?(?:was|were|is|has been) (?:(?:held|considered|thought|believed|judged|most|likely|to|be|the|as) ){0,6}(?:responsible|to blame|cause|culprit|trigger)\b)",
    R"((?:relationship|relation|link|association|causality) (?:with|to|of|between) ~4DRUG ~4(?:is|was|seems|seemed|appears|appeared) (?:\w+ly )?(?:unlikely|improbable)\b)",
    R"(DRUG (?:was|is|could be|has been|had been) (?:\w+ )?(?:ruled out|excluded|dismissed|discounted|exonerated|exculpated|absolved|cleared|acquitted) (?:as|of|from)\b)",
    R"((?:attribut\w+|ascrib\w+|due|put down) (?:[^ .;D]+ ){0,6}?(?:to|by) (?:[^ .;D]+ ){0,4}?(?:COND|OTHER|CLASS|PROC|infection|stress|surgery) ,? ?(?:(?:and|but) )?(?:rather than|not) (?:to )?(?:the )?DRUG\b)",
};
// clang-format on

/// Not the drug at first, not alone, not that dose of it; or nobody knows.
bool is_hedged(std::string_view around)
{
    static const Pattern pattern(
        R"(\b(?:initially|at first|first|originally|until|earlier|previous\w*|before|whether|unclear|uncertain|unknown|if|(?:cannot|can not|could not) (?:be )?(?:\w+ )?(?:exclu|rul|dismiss|discount)\w*|only|alone|solely|just|dose|dosage|levels?|concentrations?|formulation|brand|known|reported|others?|usually|COND (?:was|were) (?:not|unrelated))\b|\?|(?:responsible|cause|culprit|implicated|blame) (?:for|of|in) (?:\w+ ){0,3}(?:COND|GRAFT|death|fever|pain))");
    return pattern.found_in(around);
}

/// Words in the text that blame the drug after all.
bool is_blamed(const RoleAssessment& assessment, const Evidence& denial)
{
    constexpr std::array<std::string_view, 8> blames = {"drug-induced event",
                                                        "event caused by the drug",
                                                        "drug causes event",
                                                        "the drug is suspected",
                                                        "the drug is blamed",
                                                        "event improved when the drug was stopped",
                                                        "event as an adverse reaction to the drug",
                                                        "adverse reaction to the drug is the event"};
    return std::ranges::any_of(assessment.cues, [&](const Cue& cue) {
        const bool here = cue.evidence.passage == denial.passage && cue.evidence.begin < denial.end &&
                          denial.begin < cue.evidence.end;
        return cue.kind == CueKind::suspect && cue.evidence.passage != 0 && !cue.evidence.quote.empty() && !here &&
               std::ranges::find(blames, cue.note) != blames.end();
    });
}

/// "There is no doubt that", "it is beyond question".
bool is_beyond_doubt(std::string_view until)
{
    static const Pattern pattern(
        R"(\b(?:no|not|without|beyond|never|nor|hardly|little|cannot|longer) (?:\w+ ){0,2}(?:doubt\w*|question\w*|unlikely|improbable|uncertain\w*|unclear)\b[^.;,]*$)");
    return pattern.found_in(until);
}

} // namespace

bool is_doubted(const Sentence& sentence, Span match)
{
    static const Pattern before(
        R"(\b(?:(?:doubtful|questionable|uncertain|unclear|debatable|unlikely|improbable|unknown|not (?:\w+ )?(?:clear|certain|sure|established|proven|convinced|known|believe)|hard to (?:believe|say|tell)|difficult to (?:believe|say|tell)|(?:we|i|authors?) (?:strongly |seriously |also )?(?:doubt|question)(?:ed|s)?|doubts? (?:remains?|exists?|about|on|as to)|cast doubt on) (?:as to )?(?:if|that|whether|how far|(?:the )?role of|(?:a |the )?(?:causal|cause)\b)|(?:doubtful|questionable|unlikely|improbable|uncertain)) (?:(?:EVENT|[^ .;,:A-Z]+) ){0,8}$)");
    static const Pattern open(
        R"(\b(?:whether|if|that|causality|role|relationship|relation|link|association|attribution) (?:(?:EVENT|[^ .;,:A-Z]+) ){0,6}$)");
    static const Pattern left_open(
        R"(^(?: [^ .;,:]+){0,6} (?:is|are|was|were|seems?|seemed|remains?|remained|appears?|appeared|must be regarded as|is considered|was considered) (?:(?:highly|very|rather|somewhat|still|therefore|thus|however|at best|to be) ){0,2}(?:doubtful|questionable|uncertain|unclear|debatable|unlikely|improbable|unknown|open|unproven|speculative|a matter of (?:debate|speculation))\b)");
    static const Pattern within(
        R"(\b(?:doubtful|questionable|unlikely|improbable|uncertain) (?:cause|culprit|role|link|relation\w*|association)\b)");
    const std::string_view masked = sentence.masked;
    const std::string_view until = masked.substr(0, match.begin),
                           words = masked.substr(match.begin, match.end - match.begin);
    if (before.found_in(until) || (open.found_in(until) && left_open.found_in(masked.substr(match.end))))
        return !is_beyond_doubt(until);
    return within.found_in(words);
}

void read_clearing(const Reading& reading, RoleAssessment& assessment)
{
    static const Pattern pattern = any_of(cleared_ways);
    constexpr std::size_t near = 40;
    for (const Sentence& sentence : reading.sentences) {
        if (sentence.passage == 0 || !sentence.has_drug || speaks_in_general(reading, sentence))
            continue;
        const auto match = pattern.find(sentence.masked);
        if (!match)
            continue;
        const std::string_view masked = sentence.masked;
        const std::size_t from = match->front().begin > near ? match->front().begin - near : 0;
        const Evidence words = evidence_of(reading, sentence, match->front());
        if (is_hedged(masked.substr(from, match->front().end + near - from)) || is_blamed(assessment, words))
            continue;
        assessment.cleared = true;
        return add(assessment, {CueKind::refuted, 4.0, words, "the authors clear the drug"});
    }
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The order of things across sentences: was the drug taken when the event began, or given for it?
#include "fetch/extract/cues.hpp"
#include "fetch/extract/role_parts.hpp"

#include <algorithm>

namespace casebook {

void add(RoleAssessment& assessment, Cue cue)
{
    double* const sums[] = {&assessment.suspect, &assessment.treatment, &assessment.other_suspect, &assessment.before,
                            &assessment.refuted};
    *sums[static_cast<std::size_t>(cue.kind)] += cue.weight;
    assessment.cues.push_back(std::move(cue));
}

bool names_event(const Sentence& sentence)
{
    return std::ranges::any_of(sentence.mentions,
                               [](const Mention& m) { return m.kind == MentionKind::event && !m.negated; });
}

bool is_case(const Reading& reading)
{
    return std::ranges::any_of(reading.sentences, [](const Sentence& s) {
        return s.passage != 0 && s.masked.find("AGE") != std::string::npos;
    });
}

namespace {

const Pattern& onset_of_event()
{
    static const Pattern pattern(with_phrases(R"(\b(?:<onset> ~16EVENT\b|EVENT ~8<arise>))"));
    return pattern;
}

const Pattern& nothing_happened()
{
    static const Pattern pattern(
        with_phrases(R"(\bEVENT ~3(?:did|do|does|was|were|had|has|have|is|are) (?:not|never)\b)"));
    return pattern;
}

const Pattern& taking_drug()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:<take> ~10DRUG\b|(?:treated|managed) (?:[^ .;]+ ){1,14}with ~3DRUG\b|DRUG %8(?:was|were|had been|has been|is|therapy|treatment|DOSE)))"));
    return pattern;
}

const Pattern& treating_event()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:treated (?:\w+ )?with|treatment (?:\w+ )?with|therapy with|responded to|response to|managed with|improved (?:with|on|after)|resolved (?:with|after)|given|administered|switch\w* to|convert\w* to|chang\w* to|replaced (?:by|with)|exchanged for) ~8DRUG\b)"));
    return pattern;
}

const Pattern& on_drug_already()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:had been|has been) (?:\w+ )?(?:taking|receiving|treated (?:\w+ )?with|on|using|given|prescribed|started on|exposed to|maintained on|under) ~8DRUG\b|had (?:\w+ )?(?:applied|taken|used|received) ~8DRUG\b|(?:was|were|whose) (?:(?:still|already|also|regular|only|then|current|chronic|long - term|immunosuppressive) ){0,2}(?:taking|receiving|on|using|maintained on|under|maintenance|regimen|medications?|treatment|therapy) ~8DRUG\b|DRUG %8had been (?:\w+ )?(?:initiated|started|given|prescribed|commenced|begun|introduced|taken)))"));
    return pattern;
}

/// The order of things across sentences: drug first and then the event, or the event first and the drug as a remedy.
struct Turn
{
    const Sentence* sentence = nullptr;
    std::size_t at = 0;
};

/// Where the event begins: the first sentence that says so; in a report of a case the first that names it.
/// The event is feared, thought of or ruled out: that it is named does not say that it began.
bool is_thought(const Sentence& sentence)
{
    static const Pattern pattern(
        R"(\b(?:expected|feared|suspected|suspicion|thought of|thought to be|consider\w*|ruled out|exclud\w+|differential|possib\w+|risk|mimic\w*|resembl\w+|prone to|screen\w* for|instead of) (?:[^ .;]+ ){0,4}EVENT\b|\bEVENT (?:[^ .;]+ ){0,3}(?:suspected|considered|excluded|ruled out|replaced|expected|feared|first thought|mimicked|in the family)\b)");
    return pattern.found_in(sentence.masked);
}

Turn find_beginning(const Reading& reading)
{
    Turn named;
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        const bool others_only = !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos;
        if (sentence.passage == 0 || others_only || !names_event(sentence) ||
            nothing_happened().found_in(sentence.masked))
            continue;
        if (onset_of_event().found_in(sentence.masked))
            return {&sentence, i};
        if (named.sentence == nullptr && is_case(reading) && !is_thought(sentence))
            named = {&sentence, i};
    }
    return named;
}

Turn find_taking(const Reading& reading)
{
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        // the drug was left behind, or had done nothing, before
        static const Pattern leaving(with_phrases(
            R"(\b(?:(?:no|none of the|neither) ~2(?:<person> )?(?:on|taking|receiving|given|treated with|under) ~3DRUG|DRUG ~4(?:avoided|not given|withheld|contraindicated|refused|declined)|(?:avoid\w*|instead of|rather than) ~3DRUG|DRUG ~3(?:uneventfully|without (?:problems?|incident|complaints?|difficulty|(?:side|adverse) effects?))|(?:switch|convert|chang|conver|crossed over|mov)\w* (?:[^ .;]+ ){0,3}from (?:[^ .;]+ ){0,4}DRUG|(?:nothing from|no (?:benefit|response|improvement|effect) (?:from|to|with)|(?:not|nor) (?:tolerated?|respond\w*|yield\w*) (?:to )?|intoleran\w+ (?:of|to)|(?:failed|failure of|unresponsive to|refractory to|resistant to)) (?:[^ .;]+ ){0,5}DRUG|DRUG (?:[^.;]+ ){0,6}(?:given up|stopped|discontinued|withdrawn|abandoned) (?:[^ .;]+ ){0,3}(?:TIME|VAGUE) (?:earlier|before|previously|ago))\b)"));
        if (sentence.passage != 0 && sentence.has_drug && taking_drug().found_in(sentence.masked) &&
            !leaving.found_in(sentence.masked))
            return {&sentence, i};
    }
    return {};
}

} // namespace

/// The order of things across sentences: drug first and then the event, or the event first and the drug as a remedy.
void read_story(const Reading& reading, RoleAssessment& assessment)
{
    constexpr std::size_t far = 6;
    const Turn began = find_beginning(reading);
    const Turn taken = find_taking(reading);
    if (began.sentence == nullptr || taken.sentence == nullptr)
        return;
    const auto words = [&](const Sentence& sentence, const Pattern& pattern) {
        const auto match = pattern.find(sentence.masked);
        return match ? evidence_of(reading, sentence, match->front())
                     : evidence_of(reading, sentence, 0, sentence.tokens.size());
    };
    if (taken.at <= began.at && began.at - taken.at <= far && (taken.at < began.at || began.sentence->has_drug))
        return add(assessment, {CueKind::suspect, taken.at < began.at ? 1.5 : 0.5,
                                words(*began.sentence, onset_of_event()), "the drug was taken, then the event began"});
    if (taken.at < began.at)
        return;
    if (on_drug_already().found_in(taken.sentence->masked))
        return add(assessment, {CueKind::suspect, 1.5, words(*taken.sentence, on_drug_already()),
                                "the drug was being taken when the event began"});
    const bool remedy = treating_event().found_in(taken.sentence->masked);
    add(assessment, {CueKind::treatment, remedy ? 1.5 : 0.5, words(*taken.sentence, taking_drug()),
                     "the drug was given after the event had begun"});
}

} // namespace casebook

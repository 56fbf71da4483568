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

bool is_thought(const Sentence& sentence)
{
    static const Pattern pattern(
        R"(\b(?:expected|fear\w*|fear of|suspected|suspicion|thought of|thought to be|consider\w*|ruled out|exclud\w+|differential|possib\w+|risk|mimic\w*|resembl\w+|prone to|screen\w* for|instead of) (?:[^ .;]+ ){0,4}EVENT\b|\bEVENT (?:[^ .;]+ ){0,3}(?:suspected|considered|excluded|ruled out|replaced|expected|feared|first thought|mimicked|in the family)\b)");
    return pattern.found_in(sentence.masked);
}

bool another_arose(std::string_view masked)
{
    static const Pattern another(with_phrases(
        R"(\b<ill> ~3EVENT (?:who )?(?:\w+ )?(?:developed|develops|had|experienced|suffered|presented with|died of|acquired|contracted) (?:[^ .;,E]+ ){0,3}COND\b)"));
    return masked.find("EVENT") != std::string_view::npos && masked.find("COND") != std::string_view::npos &&
           another.found_in(masked);
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

/// Another drug is named and ours is not: what begins here began on that one, unless that one is the remedy.
bool of_another_drug(const Sentence& sentence)
{
    static const Pattern remedy(with_phrases(
        R"(\bEVENT (?:[^ ;]+ ){0,10}(?:(?:treated|managed|resolved|controlled|corrected|improved|reversed) (?:with|by|on)|respond(?:ed|ing) to) (?:[^ ;]+ ){0,4}OTHER|\bEVENT [^;]{0,80}OTHER (?:was |were )?(?:given|started|administered|begun)\b|^(?:[^ ;]+ ){0,3}OTHER ~3<efficacy> ~3EVENT)"));
    static const Pattern cause(with_phrases(
        R"(\bEVENT ~8(?:<by>|<after>|on|from) ~6OTHER|\bOTHER (?:- )?(?:induced|associated|related) |OTHER EVENT)"));
    return !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos &&
           (!remedy.found_in(sentence.masked) || cause.found_in(sentence.masked));
}

/// "a woman with EVENT developed COND", "old, healed EVENT": it had begun before.
bool was_there(const Sentence& sentence)
{
    static const Pattern old(R"(\b(?:past|previous|healed|old|remote|burnt - out|prior) (?:, \w+ )?EVENT\b)");
    return another_arose(sentence.masked) || old.found_in(sentence.masked);
}

/// Where the event begins: the first sentence that says so; in a report of a case the first that names it.
Turn find_beginning(const Reading& reading)
{
    Turn named;
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        if (sentence.passage == 0 || of_another_drug(sentence) || was_there(sentence) || !names_event(sentence) ||
            nothing_happened().found_in(sentence.masked))
            continue;
        if (onset_of_event().found_in(sentence.masked))
            return {&sentence, i};
        if (named.sentence == nullptr && is_case(reading) && !is_thought(sentence))
            named = {&sentence, i};
    }
    return named;
}

/// "had taken it for three years without problems": it is still being taken.
bool goes_on(const Sentence& sentence)
{
    static const Pattern taking(
        R"(\b(?:had taken|has taken|(?:had|has) been (?:taking|on|receiving|using)|was on|on) (?:[^ .;]+ ){0,2}DRUG (?:DOSE )?for (?:[^ .;]+ ){0,2}(?:TIME|VAGUE) without\b)");
    static const Pattern changing(R"(\b(?:switch|chang|convert|replac|before|until|OTHER|CLASS))");
    return taking.found_in(sentence.masked) && !changing.found_in(sentence.masked);
}

Turn find_taking(const Reading& reading)
{
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        // the drug was left behind, or had done nothing, before
        static const Pattern leaving(with_phrases(
            R"(\b(?:(?:no|none of the|neither) ~2(?:<person> )?(?:on|taking|receiving|given|treated with|under) ~3DRUG|DRUG ~4(?:avoided|not given|withheld|contraindicated|refused|declined)|(?:avoid\w*|instead of|rather than) ~3DRUG|DRUG ~3(?:uneventfully|without (?:problems?|incident|complaints?|difficulty|(?:side|adverse) effects?))|(?:switch|convert|chang|conver|crossed over|mov)\w* (?:[^ .;]+ ){0,3}from (?:[^ .;]+ ){0,4}DRUG|(?:nothing from|no (?:benefit|response|improvement|effect) (?:from|to|with)|(?:not|nor) (?:tolerated?|respond\w*|yield\w*) (?:to )?|intoleran\w+ (?:of|to)|(?:failed|failure of|unresponsive to|refractory to|resistant to)) (?:[^ .;]+ ){0,5}DRUG|DRUG (?:[^.;]+ ){0,6}(?:given up|stopped|discontinued|withdrawn|abandoned) (?:[^ .;]+ ){0,3}(?:TIME|VAGUE) (?:earlier|before|previously|ago))\b)"));
        if (sentence.passage != 0 && sentence.has_drug && taking_drug().found_in(sentence.masked) &&
            (!leaving.found_in(sentence.masked) || goes_on(sentence)))
            return {&sentence, i};
    }
    return {};
}

/// The event was there, our drug is first named as it is given, and the event goes: a remedy. Where it went, or
/// nothing.
Turn find_relief(const Reading& reading)
{
    static const Pattern gone(with_phrases(
        R"(\bEVENT ~3(?:was |were |had |has )?(?:\w+ly )?(?:<better>|stopped|ended|ceased|terminated)\b)"));
    static const Pattern pronoun(with_phrases(
        R"(^(?:(?:it|this|they|these|symptoms?|the (?:attacks?|episodes?)) ~3(?:terminated|treated|controlled|relieved|resolved|responded|improved|subsided|abolished|stopped)|(?:he|she|both|all|the patients?) ~3(?:relieved|responded|improved|recovered)) (?:\w+ )?(?:with|to|on|by) ~4DRUG\b)"));
    static const Pattern leaving(with_phrases(R"(\b(?:<stop> ~6DRUG|DRUG ~4<stop>))"));
    static const Pattern after_event(R"(\bEVENT [^;]*DRUG)");
    bool there = false;
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        if (sentence.passage == 0)
            continue;
        if (!sentence.has_drug) {
            there |= names_event(sentence);
            continue;
        }
        if (on_drug_already().found_in(sentence.masked) || leaving.found_in(sentence.masked))
            return {};
        if (there && pronoun.found_in(sentence.masked) && names_event(reading.sentences[i - 1]))
            return {&sentence, i};
        const bool before =
            there || (after_event.found_in(sentence.masked) && !onset_of_event().found_in(sentence.masked));
        const bool given = taking_drug().found_in(sentence.masked);
        if (!before || !given || i + 1 >= reading.sentences.size())
            return {};
        const Sentence& next = reading.sentences[i + 1];
        return gone.found_in(next.masked) && !leaving.found_in(next.masked) &&
                       next.masked.find("OTHER") == std::string::npos
                   ? Turn{&next, i + 1}
                   : Turn{};
    }
    return {};
}

/// Another drug did it, and ours was begun afterwards.
void read_remedy(const Reading& reading, const Turn& taken, RoleAssessment& assessment)
{
    static const Pattern begun(
        R"(\bDRUG (?:DOSE )?(?:\w+ ){0,3}(?:was|were) (?:\w+ )?(?:given|begun|started|instituted|administered|infused)\b)");
    const auto match = begun.find(taken.sentence->masked);
    const auto names = [&](const Sentence& s) {
        return s.passage != 0 && of_another_drug(s) && names_event(s) && onset_of_event().found_in(s.masked);
    };
    const auto end = reading.sentences.begin() + static_cast<std::ptrdiff_t>(taken.at);
    if (match && std::any_of(reading.sentences.begin(), end, names) &&
        !on_drug_already().found_in(taken.sentence->masked))
        add(assessment, {CueKind::treatment, 1.0, evidence_of(reading, *taken.sentence, match->front()),
                         "the drug was given after the event had begun"});
}

} // namespace

/// The order of things across sentences: drug first and then the event, or the event first and the drug as a remedy.
void read_story(const Reading& reading, RoleAssessment& assessment)
{
    if (const Turn relief = find_relief(reading); relief.sentence != nullptr)
        return add(assessment,
                   {CueKind::treatment, 2.0, evidence_of(reading, *relief.sentence, 0, relief.sentence->tokens.size()),
                    "the drug was given and the event went"});
    constexpr std::size_t far = 6;
    const Turn began = find_beginning(reading);
    const Turn taken = find_taking(reading);
    if (taken.sentence == nullptr)
        return;
    if (began.sentence == nullptr)
        return read_remedy(reading, taken, assessment);
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

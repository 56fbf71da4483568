// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/role.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/shortlist.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/role_parts.hpp"
#include "fetch/extract/story.hpp"

#include <algorithm>

namespace casebook {

namespace {

constexpr double title_factor = 1.5;    ///< a title says what an article is about
constexpr double question_factor = 0.5; ///< a question does not say that it is so
constexpr double background_factor = 0.5;
constexpr double unnamed_factor = 0.5; ///< a reaction that the sentence does not name may be another one

/// What a sentence is worth by its place: the title says what an article is about, a question or the background less.
double factor(const Reading& reading, const Sentence& sentence)
{
    static const Pattern question(R"(^(?:does|do|is|are|can|could|may|did|was|has|have|should) .*\?$)");
    static const Pattern background(R"(^(?:background|introduction|aims?|purpose|objectives?|context)\b)");
    if (question.found_in(sentence.masked))
        return question_factor;
    if (sentence.passage == 0)
        return title_factor;
    const std::string& label = reading.passages[static_cast<std::size_t>(sentence.passage)].label;
    const bool aside = (!label.empty() && background.found_in(fold(label))) || background.found_in(sentence.masked);
    return aside ? background_factor : 1;
}

/// Every mention of that kind inside the match is denied ("not bullous pemphigoid").
bool only_denied(const Sentence& sentence, Span match, MentionKind kind)
{
    const std::size_t first = item_at(sentence, match.begin).first;
    const std::size_t last = item_at(sentence, match.end - 1).last;
    const auto inside = [&](const Mention& m) { return m.kind == kind && m.first >= first && m.last <= last; };
    return std::ranges::any_of(sentence.mentions, inside) &&
           std::ranges::none_of(sentence.mentions, [&](const Mention& m) { return inside(m) && !m.negated; });
}

/// "a reduction of EVENT after DRUG": the event did not come, it went.
bool is_relief(const Sentence& sentence, Span match)
{
    static const Pattern relief(
        R"(\b(?:reductions?|reduc(?:es|ed|ing)|improv\w+|decreas\w+|relief|reliev\w+|prevent\w+|prophylaxis|resolution|regression|remission|suppress\w+|amelioration|ameliorat\w+|disappearance|diminish\w+|attenuat\w+|protect\w+|regr(?:ew|own|owth|owing)|growth|return|lower (?:incidence|risk|rate|frequency)) (?:of |in |from |against )?(?:[^ .;]+ ){0,4}EVENT\b)");
    return std::ranges::any_of(relief.find_all(sentence.masked), [&](const auto& found) {
        return found.front().end > match.begin && found.front().end <= match.end;
    });
}

/// "suspected DRUG-induced EVENT that was not"
bool is_presumed(const Sentence& sentence, std::size_t at)
{
    static const Pattern presumed(
        R"(\b(?:suspected|presumed|alleged|supposed|feared|apparent|pseudo) (?:- )?(?:[^ .;]+ )?$)");
    return presumed.found_in(std::string_view(sentence.masked).substr(0, at));
}

/// What stands in or right before a match turns its meaning round.
bool taken_back(const CueRule& rule, const Sentence& sentence, Span match)
{
    constexpr std::size_t before = 48;
    const std::string_view masked = sentence.masked;
    const std::size_t from = match.begin > before ? match.begin - before : 0;
    if (rule.unless && rule.unless->found_in(masked.substr(match.begin, match.end - match.begin)))
        return true;
    if (rule.unless_before && rule.unless_before->found_in(masked.substr(from, match.begin - from)))
        return true;
    // "DRUG improved COND but caused EVENT": what it did is said again, and is something else
    static const Pattern harm(
        R"((?:^|[^-] )(?:caus(?:ed|es)|induc(?:ed|es)|provok(?:ed|es)|trigger(?:ed|s)|led to) (?:[ac-zA-Z0-9]|b[^y]))");
    if (rule.kind == CueKind::treatment && harm.found_in(masked.substr(match.begin, match.end - match.begin)))
        return true;
    // "… with EVENT was given DRUG for COND": its purpose is told, and it is another one
    static const Pattern purpose(
        R"(^ (?:DOSE )?(?:and (?:OTHER|CLASS) )?(?:for|because of|to treat) (?:(?:an|a|his|her|their) (?:\w+ ){0,2}(?:ulcer|infection|wound|disease)|(?:[^ .;E]+ ){0,5}(?:COND|GRAFT)))");
    if (rule.kind == CueKind::treatment && masked.substr(match.begin, match.end - match.begin).ends_with("DRUG")) {
        const std::string_view rest = masked.substr(match.end, before);
        if (purpose.found_in(rest) && rest.find("EVENT") == std::string_view::npos)
            return true;
    }
    // "EVENT after DRUG had been stopped": it did not begin on the drug
    static const Pattern was_over(
        R"(^ (?:therapy |treatment |DOSE )?(?:(?:had )?(?:ended|ceased)\b|(?:was|were|had been|has been|having been) (?:(?:abruptly|suddenly|\w+ly|then|first) )?(?:stopped|discontinued|withdrawn|ceased|omitted|interrupted)\b))");
    static const Pattern counted_from(R"(\b(?:after|following|since|once|when) (?:[^ .;,]+ ){0,2}DRUG$)");
    if (rule.kind == CueKind::suspect && counted_from.found_in(masked.substr(match.begin, match.end - match.begin)) &&
        was_over.found_in(masked.substr(match.end, before)))
        return true;
    // "a woman with EVENT developed COND after DRUG": what arose is another thing
    if (rule.kind == CueKind::suspect && rule.names_event && another_arose(masked.substr(from, match.end - from)))
        return true;
    if (rule.kind == CueKind::suspect && is_doubted(sentence, match))
        return true;
    // "DRUG did not cause EVENT", "DRUG was not considered responsible"
    static const Pattern denies(
        R"(\b(?:(?:did|does|do|could|can) not (?:\w+ )?(?:cause|induce|produce|provoke|trigger|precipitate|lead|contribute)|(?:was|is|were|are|as) (?:not|never) (?:(?:considered|thought|held|believed|judged|felt|deemed|regarded|to|be|have|been|as|the|a|an|directly|causally|likely|seen) ){0,5}(?:responsible|cause|caused|culprit|due|related|attributable|attributed|ascribed|implicated|to blame|suspected|blamed|causative))\b)");
    if (rule.kind == CueKind::suspect && denies.found_in(masked.substr(match.begin, match.end - match.begin)))
        return true;
    const bool claims = rule.kind == CueKind::suspect || rule.kind == CueKind::other_suspect;
    if (rule.kind != CueKind::refuted && only_denied(sentence, match, MentionKind::event))
        return true;
    return claims && (only_denied(sentence, match, MentionKind::drug) ||
                      (rule.names_event && !rule.recovers && is_relief(sentence, match)));
}

/// The best cue of each kind that a sentence gives: more than one way of saying it in one sentence proves no more.
void read_sentence(const Reading& reading, const Sentence& sentence, RoleAssessment& assessment)
{
    std::array<std::optional<Cue>, 5> best;
    static const Shortlist shortlist(cue_rules(), &CueRule::pattern);
    for (const std::size_t place : shortlist.of(sentence.masked)) {
        const CueRule& rule = cue_rules()[place];
        if ((rule.needs_drug && !sentence.has_drug) || (rule.needs_event && !sentence.has_event))
            continue;
        const auto match = rule.pattern.find(sentence.masked);
        if (!match || taken_back(rule, sentence, match->front()))
            continue;
        const bool unnamed = rule.kind == CueKind::suspect && !rule.names_event && !sentence.has_event;
        const double weight = (unnamed ? unnamed_factor : 1) * rule.weight * factor(reading, sentence) *
                              (is_presumed(sentence, match->front().begin) ? question_factor : 1);
        auto& slot = best[static_cast<std::size_t>(rule.kind)];
        if (!slot || slot->weight < weight)
            slot = Cue{rule.kind, weight, evidence_of(reading, sentence, match->front()), std::string(rule.note)};
    }
    for (auto& cue : best)
        if (cue)
            add(assessment, std::move(*cue));
}

/// A study of a database of spontaneous reports: counts of reports, no patient of its own.
bool counts_reports(const Reading& reading)
{
    static const Pattern database(
        R"(\b(?:disproportionality|reporting odds|pharmacovigilance database|adverse events? reporting system|adverse reaction reporting|spontaneous reports?|spontaneous reporting|vigibase|vigiaccess|faers|eudravigilance)\b)");
    return !is_case(reading) &&
           std::ranges::any_of(reading.sentences, [](const Sentence& s) { return database.found_in(s.masked); });
}

/// Risks are compared and nobody is told of in whom the event followed the drug.
bool only_associates(const Reading& reading, const RoleAssessment& assessment)
{
    static const Pattern ratio(
        R"(\b(?:odds ratios?|hazard ratios?|risk ratios?|rate ratios?|relative risks?|incidence rate ratio|case - control|nested case|propensity|adjusted or|adjusted hr)\b)");
    static const Pattern followed(with_phrases(
        R"(\b(?:EVENT ~8<arise> ~14(?:<after>|on|given|with|receiving|taking) ~9DRUG|<onset> ~12EVENT ~14(?:<after>|on|receiving|taking|with) ~9DRUG|<person> ~6(?:receiving|taking|on|given|treated with) ~4DRUG ~8(?:<onset>|had) ~8EVENT)\b)"));
    const auto found = [&](const Pattern& pattern) {
        return std::ranges::any_of(reading.sentences, [&](const Sentence& s) { return pattern.found_in(s.masked); });
    };
    const bool told = std::ranges::any_of(assessment.cues, [](const Cue& cue) {
        return cue.kind == CueKind::suspect && cue.note == "the drug was taken, then the event began";
    });
    return !is_case(reading) && !told && found(ratio) && !found(followed);
}

/// Drug and event in one sentence, unless the drug only took another one's place there.
bool names_both(const Sentence& sentence)
{
    static const Pattern in_place(with_phrases(
        R"(\b(?:(?:replaced|substituted) (?:by|with)|(?:switch|convert|chang|conver|transfer)\w* (?:[^ .;]+ ){0,4}to|chang\w+ for|exchanged for|in favou?r of) ~3DRUG|\bDRUG ~4(?:chosen|given|started|used|introduced) (?:to replace|in place of|instead of))"));
    return sentence.has_drug && names_event(sentence) && !is_thought(sentence) && !in_place.found_in(sentence.masked);
}

/// "None of the patients developed EVENT": of the authors' own, not of the literature.
bool denies_event(const Reading& reading)
{
    static const Pattern denial(with_phrases(
        R"(\b(?:(?:did|does|do|has|have|had) (?:not|never)|never|no (?:\w+ )?<person>|none(?: of (?:[^ .;]+ ){0,4}<person>)?|nobody|no one|neither(?: (?:of )?(?:\w+ ){0,2}<person>)?) (?:<onset>|have|had) (?:[^ .:;]+ ){0,4}EVENT\b)"));
    static const Pattern partly(R"(\b(?:further|recurrent|again|previous\w*|before|until|first|anymore|any more)\b)");
    return std::ranges::any_of(reading.sentences, [&](const Sentence& s) {
        return s.passage != 0 && denial.found_in(s.masked) && !partly.found_in(s.masked) &&
               !speaks_in_general(reading, s);
    });
}

/// A suspicion that stands in the abstract, told of somebody and not of what is known.
bool suspects_in_text(const Reading& reading, const RoleAssessment& assessment)
{
    const auto own = [&](const Cue& cue) {
        if (cue.kind != CueKind::suspect || cue.evidence.quote.empty() || cue.evidence.passage == 0)
            return false;
        return std::ranges::none_of(reading.sentences, [&](const Sentence& s) {
            return s.passage == cue.evidence.passage && s.tokens.front().begin <= cue.evidence.begin &&
                   cue.evidence.begin < s.tokens.back().end && speaks_in_general(reading, s);
        });
    };
    return std::ranges::any_of(assessment.cues, own);
}

bool only_loosely(const Reading& reading)
{
    const auto tight = [](const Mention& m) { return m.kind == MentionKind::event && !m.loose; };
    return std::ranges::none_of(reading.sentences,
                                [&](const Sentence& s) { return std::ranges::any_of(s.mentions, tight); });
}

} // namespace

RoleAssessment assess_role(const Article& article, const Reading& reading)
{
    RoleAssessment assessment;
    assessment.has_abstract = !article.abstract.empty();
    assessment.counts_reports = counts_reports(reading);
    for (const Sentence& sentence : reading.sentences) {
        assessment.names_drug |= sentence.has_drug;
        assessment.names_event |= names_event(sentence);
        assessment.together |= names_both(sentence);
        if (sentence.has_drug || sentence.has_event || sentence.masked.find("the drug ") != std::string::npos ||
            sentence.masked.find("OTHER") != std::string::npos)
            read_sentence(reading, sentence, assessment);
    }
    assessment.only_loosely = only_loosely(reading);
    if (!assessment.only_loosely)
        read_story(reading, assessment);
    assessment.only_associates = only_associates(reading, assessment);
    assessment.denied = denies_event(reading);
    assessment.told_in_text = suspects_in_text(reading, assessment);
    read_clearing(reading, assessment);
    read_mesh(article, reading, assessment);
    return assessment;
}

namespace {

// How the cues are weighed against each other; tuned on annotated abstracts.
constexpr double least_suspicion = 1.4;
constexpr double clear_suspicion = 3.0;
constexpr double least_treatment = 2.0;
constexpr double least_other = 2.0;
constexpr double least_remedy = 1.0; ///< where nothing blames the drug

Relation without_names(const RoleAssessment& role)
{
    if (!role.has_abstract && role.other_suspect < least_other && role.refuted == 0)
        return Relation::unclear;
    if (role.names_event && role.other_suspect >= least_other && !role.names_drug)
        return Relation::other_suspect;
    return Relation::neither;
}

} // namespace

Relation relation_of(const RoleAssessment& role)
{
    if (!role.names_drug || !role.names_event)
        return without_names(role);
    if (role.counts_reports || role.only_associates)
        return Relation::neither;
    const double suspicion = role.suspect - 0.5 * role.refuted;
    const double treatment = role.treatment + (role.treatment > 0 ? 0.5 * role.before : 0);
    if (treatment >= least_treatment && treatment >= suspicion)
        return Relation::treatment;
    if (role.cleared)
        return role.other_suspect >= least_other ? Relation::other_suspect : Relation::neither;
    if (role.denied && !role.told_in_text && suspicion >= least_suspicion)
        return Relation::unclear; // the title names the pair, and the text says that nobody had it
    if (suspicion >= clear_suspicion && suspicion >= 0.6 * role.other_suspect)
        return Relation::exposure_then_event;
    const bool was_there = role.before > suspicion && suspicion <= least_suspicion;
    if (suspicion >= least_suspicion && suspicion >= role.other_suspect && !was_there)
        return Relation::exposure_then_event;
    if (treatment >= least_suspicion && treatment > suspicion && suspicion < least_suspicion)
        return Relation::treatment;
    if (role.treatment >= least_remedy && role.suspect == 0)
        return Relation::treatment; // of what another drug did
    if (role.other_suspect >= least_other && role.other_suspect > suspicion)
        return Relation::other_suspect;
    if (role.before > suspicion || role.refuted > suspicion)
        return Relation::neither;
    if (suspicion > unnamed_factor || !role.has_abstract || role.together)
        return Relation::unclear;
    return Relation::neither;
}

namespace {

const Cue* best_cue(const RoleAssessment& assessment, CueKind kind, bool in_words)
{
    const Cue* best = nullptr;
    for (const Cue& cue : assessment.cues)
        if (cue.kind == kind && !(in_words && cue.evidence.quote.empty()) &&
            (best == nullptr || cue.weight > best->weight))
            best = &cue;
    return best;
}

} // namespace

const Cue* strongest(const RoleAssessment& assessment, CueKind kind) { return best_cue(assessment, kind, false); }

const Cue* strongest_in_words(const RoleAssessment& assessment, CueKind kind)
{
    return best_cue(assessment, kind, true);
}

} // namespace casebook

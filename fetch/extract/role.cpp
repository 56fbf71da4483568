// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/role.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"

#include <algorithm>

namespace casebook {

namespace {

constexpr double title_factor = 1.5;    ///< a title says what an article is about
constexpr double question_factor = 0.5; ///< a question does not say that it is so
constexpr double background_factor = 0.5;

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

/// What a sentence is worth by its place: the title says what an article is about, a question or the background less.
double factor(const Reading& reading, const Sentence& sentence)
{
    static const Pattern question(R"(^(?:does|do|is|are|can|could|may|did|was|has|have|should) .*\?$)");
    static const Pattern background(R"(^(?:background|introduction|aims?|purpose|objectives?|context)\b)");
    if (question.found_in(sentence.masked))
        return question_factor;
    if (sentence.passage == 0)
        return title_factor;
    const bool aside = background.found_in(fold(reading.passages[static_cast<std::size_t>(sentence.passage)].label)) ||
                       background.found_in(sentence.masked);
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

/// The best cue of each kind that a sentence gives: more than one way of saying it in one sentence proves no more.
void read_sentence(const Reading& reading, const Sentence& sentence, RoleAssessment& assessment)
{
    std::array<std::optional<Cue>, 5> best;
    for (const CueRule& rule : cue_rules()) {
        if ((rule.needs_drug && !sentence.has_drug) || (rule.needs_event && !sentence.has_event))
            continue;
        const auto match = rule.pattern.find(sentence.masked);
        if (!match)
            continue;
        if (rule.unless &&
            rule.unless->found_in(std::string_view(sentence.masked)
                                      .substr(match->front().begin, match->front().end - match->front().begin)))
            continue;
        const bool claims = rule.kind == CueKind::suspect || rule.kind == CueKind::other_suspect;
        if (rule.kind != CueKind::refuted && (only_denied(sentence, match->front(), MentionKind::event) ||
                                              (claims && only_denied(sentence, match->front(), MentionKind::drug))))
            continue;
        const double weight = rule.weight * factor(reading, sentence);
        auto& slot = best[static_cast<std::size_t>(rule.kind)];
        if (!slot || slot->weight < weight)
            slot = Cue{rule.kind, weight, evidence_of(reading, sentence, match->front()), std::string(rule.note)};
    }
    for (auto& cue : best)
        if (cue)
            add(assessment, std::move(*cue));
}

/// Whether a MeSH heading names the drug or the event.
class MeshNames
{
public:
    explicit MeshNames(const Protocol& protocol)
    {
        add(drug_, protocol.drug.name, drug_lexicon());
        for (const std::string& synonym : protocol.drug.synonyms)
            drug_.push_back(fold(synonym));
        for (const EventTerm& term : protocol.event.terms) {
            add(event_, term.term, condition_lexicon());
            for (const std::string& synonym : term.synonyms)
                event_.push_back(fold(synonym));
        }
        for (const std::string& narrower :
             condition_lexicon().narrower(condition_lexicon().concept_of(protocol.event.name)))
            event_.push_back(narrower);
    }

    bool is_drug(const std::string& heading) const { return has(drug_, heading); }
    bool is_event(const std::string& heading) const { return has(event_, heading); }

private:
    static void add(std::vector<std::string>& names, const std::string& name, const Lexicon& lexicon)
    {
        names.push_back(fold(name));
        const std::string idea = lexicon.concept_of(name);
        if (idea.empty())
            return;
        names.push_back(idea);
        for (const LexiconTerm* term : lexicon.words_for(idea))
            names.push_back(term->term);
    }

    /// "Arthritis, Rheumatoid" is "rheumatoid arthritis"; "Cyclosporins" is "cyclosporin".
    static bool has(const std::vector<std::string>& names, const std::string& heading)
    {
        std::string plain = fold(heading);
        if (const std::size_t comma = plain.find(", "); comma != std::string::npos)
            plain = plain.substr(comma + 2) + " " + plain.substr(0, comma);
        const auto same = [&](const std::string& name) {
            return name == plain || name + "s" == plain || name + "e" == plain;
        };
        return std::ranges::any_of(names, same);
    }

    std::vector<std::string> drug_;
    std::vector<std::string> event_;
};

bool has_qualifier(const MeshHeading& heading, std::string_view name)
{
    return std::ranges::any_of(heading.qualifiers, [&](const Qualifier& q) { return q.name == name; });
}

bool blames(const MeshHeading& heading)
{
    return has_qualifier(heading, "adverse effects") || has_qualifier(heading, "poisoning") ||
           has_qualifier(heading, "toxicity");
}

/// A heading is a substance when the record's own list of chemicals has it: "adverse effects" also stands on
/// procedures.
bool is_substance(const Article& article, const MeshHeading& heading)
{
    return std::ranges::any_of(article.substances, [&](const Substance& s) {
        return (!s.ui.empty() && s.ui == heading.ui) || s.name == heading.name;
    });
}

void read_mesh(const Article& article, const Protocol& protocol, RoleAssessment& assessment)
{
    const MeshNames names(protocol);
    bool event_induced = false, event_treated = false, drug_blamed = false, drug_treats = false;
    std::string other_blamed;
    for (const MeshHeading& heading : article.mesh) {
        const bool event = names.is_event(heading.name);
        const bool drug = names.is_drug(heading.name);
        assessment.names_event |= event;
        assessment.names_drug |= drug;
        event_induced |= event && has_qualifier(heading, "chemically induced");
        event_treated |=
            event && (has_qualifier(heading, "drug therapy") || has_qualifier(heading, "prevention & control"));
        drug_blamed |= drug && blames(heading);
        drug_treats |=
            drug && (has_qualifier(heading, "therapeutic use") || has_qualifier(heading, "administration & dosage"));
        if (!drug && blames(heading) && is_substance(article, heading))
            other_blamed = heading.name;
    }
    if (drug_blamed)
        add(assessment, {CueKind::suspect,
                         event_induced ? 3.0 : 1.0,
                         {},
                         event_induced ? "MeSH: event / chemically induced, drug / adverse effects"
                                       : "MeSH: drug / adverse effects"});
    if (event_treated && drug_treats && !drug_blamed)
        add(assessment, {CueKind::treatment, 3.0, {}, "MeSH: event / drug therapy, drug / therapeutic use"});
    if (!other_blamed.empty() && !drug_blamed)
        add(assessment,
            {CueKind::other_suspect, event_induced ? 2.5 : 0.5, {}, "MeSH: " + other_blamed + " / adverse effects"});
}

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
    static const Pattern pattern(
        with_phrases(R"(\b(?:<take> ~10DRUG\b|DRUG %8(?:was|were|had been|has been|is|therapy|treatment|DOSE)))"));
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
        R"(\b(?:(?:had been|has been|was|were|had|whose) (?:\w+ )?(?:taking|receiving|treated (?:\w+ )?with|on|using|given|prescribed|started on|exposed to|maintained on|under|maintenance|regimen|medications?|treatment|therapy) ~8DRUG\b|DRUG %8had been (?:\w+ )?(?:initiated|started|given|prescribed|commenced|begun|introduced|taken)))"));
    return pattern;
}

/// The order of things across sentences: drug first and then the event, or the event first and the drug as a remedy.
struct Place
{
    const Sentence* sentence = nullptr;
    std::size_t at = 0;
};

bool is_case(const Reading& reading)
{
    return std::ranges::any_of(reading.sentences, [](const Sentence& s) {
        return s.passage != 0 && s.masked.find("AGE") != std::string::npos;
    });
}

/// Where the event begins: the first sentence that says so; in a report of a case the first that names it.
Place find_beginning(const Reading& reading)
{
    Place named;
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        const bool others_only = !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos;
        if (sentence.passage == 0 || others_only || !names_event(sentence) ||
            nothing_happened().found_in(sentence.masked))
            continue;
        if (onset_of_event().found_in(sentence.masked))
            return {&sentence, i};
        if (named.sentence == nullptr && is_case(reading))
            named = {&sentence, i};
    }
    return named;
}

Place find_taking(const Reading& reading)
{
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
        const Sentence& sentence = reading.sentences[i];
        if (sentence.passage != 0 && sentence.has_drug && taking_drug().found_in(sentence.masked))
            return {&sentence, i};
    }
    return {};
}

/// The order of things across sentences: drug first and then the event, or the event first and the drug as a remedy.
void read_story(const Reading& reading, RoleAssessment& assessment)
{
    constexpr std::size_t far = 6;
    const Place began = find_beginning(reading);
    const Place taken = find_taking(reading);
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

/// A study of a database of spontaneous reports: counts of reports, no patient of its own.
bool counts_reports(const Reading& reading)
{
    static const Pattern database(
        R"(\b(?:disproportionality|reporting odds|pharmacovigilance database|adverse events? reporting system|adverse reaction reporting|spontaneous reports?|spontaneous reporting|vigibase|vigiaccess|faers|eudravigilance)\b)");
    return !is_case(reading) &&
           std::ranges::any_of(reading.sentences, [](const Sentence& s) { return database.found_in(s.masked); });
}

} // namespace

RoleAssessment assess_role(const Article& article, const Reading& reading, const Protocol& protocol)
{
    RoleAssessment assessment;
    assessment.has_abstract = !article.abstract.empty();
    assessment.counts_reports = counts_reports(reading);
    for (const Sentence& sentence : reading.sentences) {
        assessment.names_drug |= sentence.has_drug;
        assessment.names_event |= names_event(sentence);
        if (sentence.has_drug || sentence.has_event)
            read_sentence(reading, sentence, assessment);
    }
    read_story(reading, assessment);
    read_mesh(article, protocol, assessment);
    return assessment;
}

namespace {

// How the cues are weighed against each other; tuned on annotated abstracts.
constexpr double least_suspicion = 1.5;
constexpr double clear_suspicion = 3.0;
constexpr double least_treatment = 2.0;
constexpr double least_other = 2.0;

Relation without_names(const RoleAssessment& role)
{
    if (!role.has_abstract && role.other_suspect < least_other)
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
    if (role.counts_reports)
        return Relation::neither;
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
    if (suspicion > 0 || !role.has_abstract)
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

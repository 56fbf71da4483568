// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/course.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

bool found(const Pattern& pattern, const Sentence& sentence) { return pattern.found_in(sentence.masked); }

/// Another drug is named and the protocol's is not: what happens here is about that one.
bool about_another_drug(const Sentence& sentence)
{
    return !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos;
}

const Pattern& better()
{
    static const Pattern pattern(with_phrases(R"(<better>)"));
    return pattern;
}

const Pattern& not_better()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:<worse>|(?:no|not|never|without|nor|neither|made no difference|unaffected|did nothing) (?:[^ .;]+ ){0,5}(?:<better>|difference)))"));
    return pattern;
}

const Pattern& stopped()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:DRUG ~6(?:was|were|had been|been|being|is|to be|therapy|treatment|dose|dosage)? ?~3<stop>|<stop> ~6DRUG|<stop> the CLASS|(?:halving|cutting|reducing|lowering|<less>) (?:of )?(?:the |its |his |her )(?:daily )?(?:dose|dosage)|(?:a |the )?(?:switch|change|conversion) (?:from ~2DRUG )?to ~2(?:OTHER|CLASS)|DRUG (?:therapy |treatment )?(?:was|were|had been|is) (?:\w+ )?(?:replaced by|replaced with|changed to|switched to|substituted (?:by|with|for))|given up (?:the|this|his|her) \w+|(?:the (?:suspected |offending |causative |culprit )?(?:drug|agent|medication|medicine|treatment|therapy|ointment|infusions?|injections?|drops|tablets)|its use|it|application|drug|this drug|both drugs|all (?:drugs|medications?)|(?:drug|immunosuppressi\w+|anti - \w+ |antianginal )? ?(?:therapy|treatment)) (?:was|were|had been) (?:\w+ )?<stop>|<stop> (?:of )?(?:the |this |his |her )?(?:\w+ )?(?:drug|agent|medication|medicine|treatment|therapy|it|ointment|drops|infusion|tablets|application)|(?:drug|after) (?:withdrawal|discontinuation|cessation)|gave (?:it|up)|(?:gave|giving|given) up (?:the )?(?:drug|it|DRUG|emulsion|ointment|drops|cream|infusions|tablets)|(?:^|, )(?:withdrawal|discontinuation|cessation) (?:led|was followed|resulted|brought)|after (?:its )?(?:withdrawal|discontinuation|cessation)))"));
    return pattern;
}

const Pattern& kept()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:DRUG|the drug|the medication|the treatment|treatment|therapy|it|the dose|the dosage) ~4(?:was|were|had been|has been|is|could be|can be) (?:\w+ )?(?:continued|maintained|kept|not (?:altered|changed|stopped|discontinued|withdrawn|interrupted|modified)|unchanged|unaltered|left unchanged|retained|carried on)|(?:continu(?:ed|ing)|stay(?:ed|ing)|remain(?:ed|ing)|maintain(?:ed|ing)|kept|carried on|persisted|went on|carrying on) (?:to take |taking |on |with |receiving )?~5(?:DRUG|the drug|the same dose|treatment|it|therapy|medication)\b|without (?:stopping|discontinu\w+|withdraw\w+|interrupt\w+|any change (?:in|of)|chang\w+|alter\w+) ~5(?:DRUG|the drug|treatment|therapy|medication|dose|it)|(?:could not be|cannot be|nobody wished to|was reluctant to|declined to|refused to) (?:stop\w*|discontinu\w*|withdraw\w*|touch|give up|chang\w*)|while (?:still )?(?:on|taking|continuing) ~3(?:DRUG|the drug)|next cycle went ahead|cycle went ahead|went ahead on schedule))"));
    return pattern;
}

const Pattern& finished()
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:(?:single|one|only|sole) (?:\w+ )?(?:dose|injection|infusion|bolus|exposure|instillation|intravenous dose)|overdose|overdosage|suicid\w+|(?:last|final|second|third|first|previous|latest) (?:\w+ )?(?:infusion|course|cycle)|after (?:the )?(?:completion|end) of|(?:course|cycle) (?:1|2|3|one|two|three)|one course|accidental\w*|had (?:already )?(?:finished|completed)|no longer taking)\b)"));
    return pattern;
}

/// "without stopping the drug": it went on.
bool is_refused(const Sentence& sentence, std::size_t at)
{
    static const Pattern pattern(
        R"(\b(?:without|not|never|nor|instead of|rather than|refused to|declined to|unable to|could not)(?: be)?(?: \w+)? $)");
    return pattern.found_in(std::string_view(sentence.masked).substr(0, at));
}

} // namespace

Stated<Dechallenge> read_dechallenge(const Story& story)
{
    const std::size_t from = story.onset.value_or(0);
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const auto stop = stopped().find(sentence.masked);
        if (!stop || about_another_drug(sentence) || is_refused(sentence, stop->front().begin) ||
            (place < from && sentence.passage != 0 && !found(better(), sentence)))
            continue;
        const Evidence words = evidence_of(story.reading, sentence, stop->front());
        for (std::size_t next = place; next < story.size() && next <= place + 2; ++next) {
            const Sentence& after = story.at(next);
            if (next > place && (after.passage != sentence.passage || about_another_drug(after)) && !after.has_event)
                continue;
            if (found(not_better(), after) && !(found(better(), after) && next > place))
                return stated(Dechallenge::negative, words);
            if (found(better(), after))
                return stated(Dechallenge::positive, words);
        }
    }
    for (std::size_t place = from; place < story.size(); ++place)
        if (const auto match = kept().find(story.at(place).masked); match && !about_another_drug(story.at(place)))
            return stated(Dechallenge::not_done, evidence_of(story.reading, story.at(place), match->front()));
    for (std::size_t place = 0; place < story.size(); ++place)
        if (const auto match = finished().find(story.at(place).masked);
            match && (story.at(place).has_drug || story.at(place).has_event || place <= from))
            return stated(Dechallenge::not_applicable, evidence_of(story.reading, story.at(place), match->front()));
    return {};
}

Stated<Rechallenge> read_rechallenge(const Story& story)
{
    static const Pattern again(with_phrases(
        R"(\b(?:re - ?)?(?:rechalleng\w*|challenge[ds]? again|challenge (?:dose|test)|(?:prescribed|given|taken|administered|started|received|used) (?:\w+ )?again|reintroduc\w+|introduc\w+ again|readminist\w+|administ\w+ again|resum\w+|restart\w*|re - ?start\w*|re - ?expos\w+|reexposure|re - ?challenge\w*|re - ?introduc\w+|re - ?administ\w+|re - ?institut\w+|reinstitut\w+|test dose|second (?:exposure|course|dose|challenge|episode|cycle)|given again|started again|taken again|tried again|recurrent)\b)"));
    static const Pattern came_back(
        R"(\b(?:recur\w*|relaps\w+|reappear\w*|return\w*|again|reproduc\w+|repeat\w*|second episode|came back|provok\w+|same|induced|resulted)\b)");
    static const Pattern did_not(
        R"(\b(?:without (?:[^ .;]+ ){0,3}(?:recurr\w+|relapse|problem\w*|incident|event|reaction|complication|sequel\w*|EVENT)|no (?:[^ .;]+ ){0,3}(?:recurr\w+|relapse|reaction|EVENT|difference|symptoms)|(?:did|has|have|had) not (?:\w+ )?(?:recur\w*|return\w*|reappear\w*)|tolerated|uneventful\w*|made no difference|(?:remain|stay)(?:ed|s) (?:normal|well|stable|free)|(?:was|were) normal)\b)");
    static const Pattern refused(
        R"(\b(?:not (?:\w+ )?(?:rechallenged|reintroduced|restarted|resumed|attempted|performed|given again|done|tried)|no (?:\w+ )?(?:rechallenge|reexposure)|rechallenge (?:\w+ ){0,3}(?:not|declined|refused|deemed unsafe|considered unethical)|never (?:restarted|resumed|given again)|(?:considered|deemed|judged|thought) (?:too |to be )?(?:\w+ )?(?:dangerous|risky|unsafe|unethical|hazardous|inadvisable)|ruled out|(?:declined|refused) (?:\w+ )?(?:rechallenge|reexposure))\b)");
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const auto match = again.find(sentence.masked);
        if (!match || about_another_drug(sentence))
            continue;
        const Evidence words = evidence_of(story.reading, sentence, match->front());
        if (found(refused, sentence))
            return stated(Rechallenge::not_done, words);
        const bool recurrent = equal_ignoring_case(words.quote, "recurrent");
        if (recurrent && !sentence.has_event)
            continue;
        if (found(did_not, sentence))
            return stated(Rechallenge::negative, words);
        if (found(came_back, sentence) && (sentence.has_drug || sentence.has_event || place > story.onset.value_or(0)))
            return stated(Rechallenge::positive, words);
        if (place + 1 < story.size() && found(came_back, story.at(place + 1)) && !recurrent)
            return stated(found(did_not, story.at(place + 1)) ? Rechallenge::negative : Rechallenge::positive, words);
    }
    return {};
}

namespace {

struct OutcomePhrase
{
    Outcome outcome;
    std::string_view pattern;
};

// In the order in which they are tried on a sentence: the stronger statement first.
constexpr OutcomePhrase outcome_phrases[] = {
    {Outcome::fatal,
     R"(\b(?:died|fatal|expired|succumbed|lethal outcome|was fatal|death (?:ensued|occurred|followed)|dead|passed away)\b)"},
    {Outcome::recovered_with_sequelae,
     R"(\b(?:with (?:\w+ )?(?:sequelae|residual)|residual (?:\w+ )?(?:deficit|weakness|scarring|impairment)|left with|permanent (?:\w+ )?(?:deficit|damage|impairment))\b)"},
    {Outcome::not_recovered,
     R"(\b(?:still (?:needs?|requires?|has|had|suffers|bald|active)|as (?:\w+ ){1,3}as (?:before|ever)|no better|persist(?:ed|s)|remain(?:ed|s) (?:unchanged|as it was|impaired|bald|without|active|hairless|dependent)|no (?:\w+ )?(?:improvement|regrowth|recovery|response|change|hair)|(?:did|has|had|have) not (?:\w+ )?(?:improve\w*|resolve\w*|recover\w*|regr\w+|return\w*|come back|grown)|neither (?:[^ .;]+ ){0,8}regrown|unchanged|irreversible|permanent|progressed|worsened|got worse|failed to (?:\w+ )?(?:improve|regrow|recover)|refractory to|without (?:\w+ )?(?:improvement|regrowth|success|benefit)|had not recovered|lost the graft|loss of the renal allograft)\b)"},
    {Outcome::recovering,
     R"(\b(?:partial(?:ly)? (?:\w+ )?(?:regrowth|recover\w*|improv\w*|resol\w*|remission|response)|some (?:\w+ )?(?:regrowth|improvement|recovery)|(?:is|was|were|began|begins|begun|started|under way|underway|gradual\w*|slow\w*) (?:\w+ )?(?:to )?(?:regrow\w*|grow\w*|improv\w*|recover\w*|returning|coming back|under way|return)|regrowth (?:was|is) (?:under way|beginning|progressing|seen|recorded|noted)|growing back|lessened|eased|abating|milder|less severe|(?:has|have|had) begun to (?:reappear|return|grow|improve|recover)|improved|improvement|improving|regrowth|subsiding|incomplete (?:recovery|regrowth)|halted|decreased|diminished|reduced|stabili[sz]ed|partly|partially)\b)"},
    {Outcome::recovered,
     R"(\b(?:(?:complete|completely|full|fully|total|totally|entire|entirely|uneventful|prompt|rapid|spontaneous)(?:ly)? (?:\w+ ){0,2}(?:resol\w*|recover\w*|regr\w+|remission|remitted|clear\w*|disappear\w*|reversal|reversed|restor\w*|heal\w*|normali\w*|hair|back)|(?:resolved|recovered|disappeared|cleared|vanished|subsided|abated|remitted|healed|ceased|normali[sz]ed|reversed) ?(?:completely|fully|entirely|totally|spontaneously|promptly|rapidly)?|resolution|recovery|complete regrowth|(?:returned|rose|fell|came|went|climbed|back|reached) (?:\w+ ){0,2}to (?:\w+ ){0,2}(?:normal|baseline)|normali[sz]ation|(?:levels?|values?|counts?|function|tests?|results?) (?:was|were|became) (?:\w+ )?normal|free (?:of|from) (?:\w+ )?(?:symptoms|disease|complaints|EVENT)|well again|no further sequelae|restor\w+|symptom - free|asymptomatic|(?:was|is|were|has been|been) (?:\w+ )?well (?:at|on|after|again|when|\.)|faded|free of (?:\w+ )?(?:lesions?|rash|pain|seizures?|attacks|complaints)|(?:examination|ecg|electrocardiogram|echocardiogram|scan|biopsy|vision|hearing|gait|strength|sensation) (?:\w+ ){0,2}(?:was|were|became) (?:\w+ )?normal|(?:vision|sight|hearing|consciousness|strength|taste|smell|sensation|speech|voice|colour|color) (?:had )?(?:returned|came back)|no (?:further |more )?EVENT (?:since|thereafter|afterwards)|back to normal|full head of hair|no (?:further|more) (?:\w+ )?(?:symptoms|episodes|attacks|recurrence)|grew back|grown back|came back|was whole again|hair (?:had )?returned|did not recur|discharged (?:home )?(?:in good|well))\b)"},
};

const std::vector<std::pair<Outcome, Pattern>>& outcome_patterns()
{
    static const std::vector<std::pair<Outcome, Pattern>> all = [] {
        std::vector<std::pair<Outcome, Pattern>> out;
        for (const OutcomePhrase& phrase : outcome_phrases)
            out.emplace_back(phrase.outcome, Pattern(with_phrases(phrase.pattern)));
        return out;
    }();
    return all;
}

bool is_aside(const Story& story, const Sentence& sentence)
{
    static const Pattern general(
        R"(^(?:background|introduction|aims?|purpose|objectives?|conclusions?|discussion|comment)\b)");
    return general.found_in(fold(story.reading.passages[static_cast<std::size_t>(sentence.passage)].label));
}

/// The outcome of the event; what was reduced may be a drug ("azathioprine was reduced, and regrowth began").
std::optional<Span> find_outcome(const Pattern& pattern, const Sentence& sentence)
{
    static const Pattern of_a_drug(
        R"((?:DRUG|OTHER|CLASS|DOSE|doses?|dosage|immunosuppression|treatment|therapy) (?:(?:was|were|had been|being) )?(?:\w+ )?$)");
    static const Pattern lessened(R"(^(?:decreased|diminished|reduced|halted)$)");
    const std::string_view masked = sentence.masked;
    static const Pattern of_the_brain(R"(\bbrain (?:- )?$)");
    for (auto match = pattern.find(masked); match; match = pattern.find(masked, match->front().end)) {
        const Span span = match->front();
        if (of_the_brain.found_in(masked.substr(0, span.begin)))
            continue; // "brain dead" is a finding
        if (!lessened.found_in(masked.substr(span.begin, span.end - span.begin)) ||
            !of_a_drug.found_in(masked.substr(0, span.begin)))
            return span;
    }
    return std::nullopt;
}

} // namespace

Stated<Outcome> read_outcome(const Story& story)
{
    static const Pattern in_general(
        R"(\b(?:(?:can|may|could|might|would) (?:be|prove|have been) (?:\w+ )?(?:fatal|lethal)|(?:potentially|usually|often|rarely|sometimes|occasionally) (?:fatal|lethal)|fatal if|fatal (?:cases|reactions|outcomes)|died (?:of|from) (?:\w+ ){0,2}COND)\b)");
    Stated<Outcome> last;
    for (std::size_t place = story.onset.value_or(0); place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (sentence.passage == 0 || is_aside(story, sentence))
            continue;
        const auto& patterns = outcome_patterns();
        // complete recovery is told with words that partial recovery is told with, too: it goes first where it stands
        const auto whole = patterns.back().second.find(sentence.masked);
        for (const auto& [outcome, pattern] : patterns) {
            const auto match = find_outcome(pattern, sentence);
            if (!match || (outcome == Outcome::fatal && in_general.found_in(sentence.masked)))
                continue;
            const bool partly = outcome == Outcome::recovering && whole && whole->front().end > match->begin;
            last = stated(partly ? Outcome::recovered : outcome,
                          evidence_of(story.reading, sentence, partly ? whole->front() : *match));
            break;
        }
    }
    static const Pattern in_title(R"(\b(?:fatal|lethal|death)\b)");
    if (!last)
        if (const auto match = find_in(story, in_title); match && story.at(match->place).passage == 0)
            last = stated(Outcome::fatal, evidence_of(story, *match));
    return last;
}

std::vector<Stated<std::string>> read_event_treatments(const Story& story)
{
    static const Pattern given(with_phrases(R"(\b(?:(?:treat(?:ed|ment|ing)|manag(?:ed|ement)|therapy|respon(?:d|ded|ds|se|ding)|help(?:ed)?|cover\w*|controlled|relieved|resolved|improved|recover\w*|reversed|disappeared|regrowth|support\w*) (?:[^ .;]+ ){0,4}(?:with|to|after|by|on|following|of|included|consisted of|using|under) (?:[^ .;]+ ){0,6}?(?:OTHER|CLASS|PROC)|(?:OTHER|CLASS|PROC) (?:[^ ;]+ ){0,4}(?:was|were|is|had been|had to be|was to be) (?:\w+ )?(?:given|administered|started|instituted|added|prescribed|begun|applied|initiated|commenced|tried|injected|ineffective|of no|required|used|performed)|(?:given|administered|received|started|instituted|prescribed|applied|initiated|commenced|tried|underwent|required|introduced|despite|in spite of|adding|added|nor (?:was|were|did)) (?:[^ .;]+ ){0,6}?(?:OTHER|CLASS|PROC)|(?:OTHER|CLASS|PROC) (?:[^ ;]+ ){0,6}(?:yielded|restored|brought|cleared|had no effect|did nothing|produced|led to|resulted in|relieved|controlled|achieved|helped|improved|to no (?:effect|avail)|no (?:effect|help|benefit|use)|failed|useless|without (?:effect|benefit|success|response)|did not help|painted|is now in its)|(?:following|after) ~3(?:OTHER|CLASS|PROC) ,? ?~6<better>))"));
    static const Pattern earlier(
        R"(\b(?:had (?:\w+ )?(?:received|taken)|(?:TIME|VAGUE) (?:before|earlier|ago|previously)|previously|in the past)\b)");
    std::vector<Stated<std::string>> out;
    if (!story.onset)
        return out;
    for (std::size_t place = *story.onset; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (sentence.passage == 0 || is_aside(story, sentence) || (found(earlier, sentence) && !sentence.has_event))
            continue;
        for (const auto& match : given.find_all(sentence.masked)) {
            if (place == *story.onset && match.front().begin < sentence.masked.find("EVENT"))
                continue;
            for (const Mention& mention : sentence.mentions) {
                const bool drug = mention.kind == MentionKind::other_drug || mention.kind == MentionKind::drug_class ||
                                  mention.kind == MentionKind::procedure;
                const MaskedItem& item = item_at(sentence, match.front().end - 1);
                const MaskedItem& first = item_at(sentence, match.front().begin);
                if (!drug || mention.negated || mention.first < first.first || mention.first >= item.last)
                    continue;
                const Evidence words = evidence_of(story.reading, sentence, mention.first, mention.last);
                const bool known =
                    std::ranges::any_of(out, [&](const auto& t) { return equal_ignoring_case(*t.value, words.quote); });
                if (!known)
                    out.push_back(stated(words.quote, words));
            }
        }
    }
    return out;
}

} // namespace casebook

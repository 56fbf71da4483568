// SPDX-License-Identifier: GPL-3.0-or-later
// How the event ended, and what was given for it.
#include "fetch/extract/course.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/challenge.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/others.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

struct OutcomePhrase
{
    Outcome outcome;
    std::string_view pattern;
};

// In the order in which they are tried on a sentence: the stronger statement first. Rows of one outcome are one
// pattern.
constexpr OutcomePhrase outcome_phrases[] = {
    {Outcome::fatal,
     R"(\b(?:died|fatal|expired|succumbed|lethal outcome|was fatal|death (?:ensued|occurred|followed)|dead|passed away)\b)"},
    {Outcome::fatal,
     R"(\b(?:(?:death|demise) (?:\w+ )?(?:resulted|was certified|came)|(?:found|pronounced|declared) dead|attempts (?:to resuscitate|at resuscitation) (?:[^ .;]+ ){0,5}(?:not successful|unsuccessful|failed|futile)|resuscitation (?:\w+ )?(?:failed|was unsuccessful|was not successful)|(?:his|her|the patient \' s) (?:\w+ )?(?:death|demise))\b)"},
    {Outcome::recovered_with_sequelae,
     R"(\b(?:with (?:\w+ )?(?:sequelae|residual)|residual (?:\w+ )?(?:deficit|weakness|scarring|impairment)|left with|leaving (?:behind )?(?:(?:an?|some|only|mild|residual|permanent|slight) ){0,2}(?:\w+ )?(?:scar\w*|strictures?|deficits?|weakness|stenosis|contractures?|defects?|paresis|palsy|impairment)|permanent (?:\w+ )?(?:deficit|damage|impairment))\b)"},
    {Outcome::not_recovered,
     R"(\b(?:still (?:needs?|requires?|has|had|suffers|bald|active)|as (?:\w+ ){1,3}as (?:before|ever)|no better|persist(?:ed|s|ing)|remain(?:ed|s) (?:EVENT|unchanged|as it was|impaired|bald|without|active|hairless|dependent)|no (?:\w+ )?(?:improvement|regrowth|recovery|response|change|hairs?)|(?:did|has|had|have) not (?:\w+ )?(?:improve\w*|resolve\w*|recover\w*|regr\w+|return\w*|respond\w*|come back|grown)|neither (?:[^ .;]+ ){0,8}regrown|unchanged|irreversible|permanent|progressed|worsened|got worse|failed to (?:\w+ )?(?:improve|regrow|recover)|refractory to|without (?:\w+ )?(?:improvement|regrowth|success|benefit)|had not recovered|lost the graft|loss of the renal allograft)\b)"},
    {Outcome::not_recovered,
     R"(\b(?:(?:vision|sight|hearing|hair) (?:[^ .;]+ ){0,5}(?:was|were) lost|(?:hairless|bald|patchy|dependent|paralysed|paralyzed|blind) still|still (?:\w+ )?(?:patchy|dependent|hairless|undetectable|present|producing|on dialysis)|is (?:\w+ )?wheelchair - bound|in a wheelchair|did not help|went on (?:spreading|worsening)|without (?:\w+ )?effect)\b)"},
    {Outcome::not_recovered,
     R"(\b(?:(?:was|were|is|are|be|been) (?:not|never) (?:\w+ )?(?:reversed|relieved|restored|improved|resolved|cleared|influenced|affected by)|no (?:\w+ )?(?:resolution|remission|relief|reversal|effect on (?:the |her |his )?EVENT)|(?:did|has|had|have) not (?:\w+ )?grow\b|EVENT (?:\w+ )?(?:remained (?:for|despite|after|present|stable)|lingered|outlast\w+|outlived))\b)"},
    {Outcome::not_recovered, R"(\bEVENT (?:\w+ )?remained(?:$| [.,;]))"},
    {Outcome::not_recovered, R"(\b(?:never|nor|none|nothing) (?:\w+ ){0,3}(?:regrew|regrown)\b)"},
    {Outcome::recovering,
     R"(\b(?:partial(?:ly)? (?:\w+ )?(?:regrowth|recover\w*|improv\w*|resol\w*|remission|response)|some (?:\w+ )?(?:regrowth|improvement|recovery)|(?:is|was|were|began|begins|begun|started|under way|underway|gradual\w*|slow\w*) (?:\w+ )?(?:to )?(?:regrow\w*|grow\w*|improv\w*|recover\w*|returning|coming back|under way|return)|regrowth (?:was|is) (?:under way|beginning|progressing|seen|recorded|noted)|growing back|lessened|eased|abating|milder|less severe|(?:has|have|had) begun to (?:reappear|return|grow|improve|recover)|improved|improvement|improving|regrowth|subsiding|incomplete (?:recovery|regrowth)|halted|decreased|diminished|reduced|stabili[sz]ed|partly|partially)\b)"},
    // what appears: hair that is fine or new says nothing by itself
    {Outcome::recovering,
     R"(\b(?:vellus|downy|new|fine) (?:\w+ )?hairs?(?: growth| shafts?)? (?:(?:is|are|was|were|has|have|had|been|begun|began|to|then|soon|slowly|gradually|first|again|already|now|also|clearly) ){0,4}(?:appear\w*|seen|noted|observed|found|visible|present|grew|grown|grow|growing|emerg\w*|sprout\w*|return\w*|covered|covering|came|coming)\b)"},
    {Outcome::recovering,
     R"(\b(?:there (?:is|are|was|were|has been|have been)|grew|grows|growing|growth of|appearance of|showed|shows|revealed|disclosed|produced|sprouted|developed|covered (?:with|by|in)) (?:(?:a|an|some|short|sparse|few|many|now|already|again) ){0,3}(?:\w+ )?(?:vellus|downy|new|fine) (?:\w+ )?hairs?\b)"},
    {Outcome::recovering,
     R"(\b(?:alleviated|ameliorated|amelioration|alleviation|responded (?:\w+ )?to|near - complete (?:\w+ )?(?:control|clearance|recovery|resolution)|only (?:scattered|few|minor) (?:\w+ )?(?:lesions|patches|symptoms))\b)"},
    {Outcome::recovering, R"(\b(?:regrew|regrown)\b)"},
    {Outcome::recovered,
     R"(\b(?:(?:complete|completely|full|fully|total|totally|entire|entirely|uneventful|prompt|rapid|spontaneous)(?:ly)? (?:\w+ ){0,2}(?:resol\w*|recover\w*|regr\w+|remission|remitted|clear\w*|disappear\w*|reversal|reversed|restor\w*|heal\w*|normali\w*|hair|back)|(?:resolved|recovered|disappeared|cleared|vanished|subsided|abated|remitted|healed|ceased|normali[sz]ed|reversed) ?(?:completely|fully|entirely|totally|spontaneously|promptly|rapidly)?|resolution|recovery|complete regrowth|(?:returned|rose|fell|came|went|climbed|back|reached) (?:\w+ ){0,2}to (?:\w+ ){0,2}(?:normal|baseline)|normali[sz]ation|(?:levels?|values?|counts?|function|tests?|results?) (?:was|were|became) (?:\w+ )?normal|free (?:of|from) (?:\w+ )?(?:symptoms|disease|complaints|EVENT)|well again|no further sequelae|restor\w+|symptom - free|asymptomatic|(?:was|is|were|has been|been) (?:\w+ )?well (?:at|on|after|again|when|\.)|faded|free of (?:\w+ )?(?:lesions?|rash|pain|seizures?|attacks|complaints)|(?:examination|ecg|electrocardiogram|echocardiogram|scan|biopsy|vision|hearing|gait|strength|sensation) (?:\w+ ){0,2}(?:was|were|became) (?:\w+ )?normal|(?:vision|sight|hearing|consciousness|strength|taste|smell|sensation|speech|voice|colour|color) (?:had )?(?:returned|came back)|no (?:further |more )?EVENT (?:since|thereafter|afterwards)|back to normal|full head of hair|no (?:further|more) (?:\w+ )?(?:symptoms|episodes|attacks|recurrence)|gr(?:ew|own) (?:back|again)|came back|hair (?:was|is) back|(?:EVENT|symptoms|lesions) (?:was|were|had been) (?:(?:completely|fully|entirely|totally|finally|eventually|ultimately|soon|then|thus|thereby|also|rapidly|promptly) )?cured|was whole again|hair (?:had )?returned|did not recur|discharged (?:home )?(?:in good|well))\b)"},
    {Outcome::recovered,
     R"(\b(?:regained|no (?:\w+ )?complaints?|without (?:\w+ )?(?:symptoms|complaints|pain|deficit|neurological deficit|sequelae)|(?:EVENT|symptoms|attacks|shedding) (?:[^ .;]+ ){0,3}(?:stopped|ended|gone)|lost (?:his|her|their) symptoms|(?:sinus|normal) rhythm (?:\w+ )?(?:restored|returned|resumed|took over|persisted|has persisted)|normal (?:\w+ ){0,3}(?:levels?|values?|counts?) (?:was |were )?(?:reached|returned|restored)|no trace of|(?:prompt|complete|full|rapid|spontaneous) restoration|full (?:\w+ )?clearance|restored (?:\w+ ){0,2}(?:full head|normal)|(?:at|to) (?:their|his|her) (?:usual |former )?(?:baseline|former state|usual self)|neither deficit nor|\bwas clear by|tests? (?:\w+ )?staying normal)\b)"},
    {Outcome::recovered,
     R"(\b(?:regrew|regrown) (?:\w+ )?(?:completely|fully|entirely|totally|normally|in full|to normal)\b)"},
};

const std::vector<std::pair<Outcome, Pattern>>& outcome_patterns()
{
    static const std::vector<std::pair<Outcome, Pattern>> all = [] {
        std::vector<std::pair<Outcome, std::string>> told;
        for (const OutcomePhrase& phrase : outcome_phrases)
            if (!told.empty() && told.back().first == phrase.outcome)
                told.back().second += "|" + std::string(phrase.pattern);
            else
                told.emplace_back(phrase.outcome, phrase.pattern);
        std::vector<std::pair<Outcome, Pattern>> out;
        for (const auto& [outcome, pattern] : told)
            out.emplace_back(outcome, Pattern(with_phrases(pattern)));
        return out;
    }();
    return all;
}

bool is_aside(const Story& story, const Sentence& sentence)
{
    static const Pattern general(
        R"(^(?:background|introduction|aims?|purpose|objectives?|conclusions?|discussion|comment)\b)");
    const std::string& label = story.reading.passages[static_cast<std::size_t>(sentence.passage)].label;
    return !label.empty() && general.found_in(fold(label));
}

/// "no vellus hairs were seen", "without new hairs appearing", "new hair products", "EVENT - free".
bool is_denied(std::string_view masked, const Span& span)
{
    static const Pattern of_hair(R"(\b(?:vellus|downy|new|fine) (?:\w+ )?hairs?\b)");
    static const Pattern denied(
        R"(\b(?:no|not|nor|neither|never|without|absence of|lack of|any|cannot|failed to|hop\w+) (?:[^ .;]+ ){0,4}$)");
    static const Pattern other_things(R"(^ (?:loss|shedding|fall|colou?rs?|products?|dyes?|care|styles?)\b)");
    static const Pattern free(R"(^ (?:- )?free\b)");
    const std::string_view before = masked.substr(0, span.begin), after = masked.substr(span.end);
    return free.found_in(after) || (of_hair.found_in(masked.substr(span.begin, span.end - span.begin)) &&
                                    (denied.found_in(before) || other_things.found_in(after)));
}

/// The outcome of the event; what was reduced may be a drug ("azathioprine was reduced, and regrowth began").
std::optional<Span> find_outcome(const Pattern& pattern, const Story& story, const Sentence& sentence,
                                 std::size_t from = 0)
{
    static const Pattern of_a_drug(
        R"((?:DRUG|OTHER|CLASS|DOSE|doses?|dosage|immunosuppression|treatment|therapy) (?:(?:was|were|had been|being) )?(?:\w+ )?$)");
    static const Pattern lessened(R"(^(?:decreased|diminished|reduced|halted)$)");
    const std::string_view masked = sentence.masked;
    static const Pattern of_the_brain(R"(\bbrain (?:- )?$)");
    static const Pattern hoped(
        R"(\b(?:to ensure|to achieve|to allow|expect\w*|hop\w+ (?:for|that)|until|chance of|likelihood of) (?:\w+ ){0,2}$)");
    static const Pattern awaited(
        R"(^ (?:is|was|were) (?:\w+ )?(?:expected|hoped for|awaited|anticipated|likely|unlikely|possible|unknown|uncertain)\b)");
    static const Pattern of_another(with_phrases(
        R"(\b(?:(?:his|her|their|the patient's) (?:\w+ )?<kin>|(?:another|a fellow) (?:patient|man|woman|child|boy|girl)|(?:an? |the |his |her )(?:AGE )?(?:neighbou?r|room ?-? ?mate|donor)) (?:(?:had|has|have|also|later|who|,|\(|\)|AGE|of|on|in|at|the|same|ward|unit|clinic|soon|then|\w+ly) ){0,8}$)"));
    for (auto match = pattern.find(sentence.masked, from); match;
         match = pattern.find(sentence.masked, match->front().end)) {
        const Span span = match->front();
        if (of_the_brain.found_in(masked.substr(0, span.begin)) || hoped.found_in(masked.substr(0, span.begin)) ||
            awaited.found_in(masked.substr(span.end)) || is_denied(masked, span) ||
            of_another.found_in(masked.substr(0, span.begin)) || tells_of_old_illness(story, sentence, span.begin))
            continue; // "brain dead" is a finding, "to ensure full recovery" a wish
        if (!lessened.found_in(masked.substr(span.begin, span.end - span.begin)) ||
            !of_a_drug.found_in(masked.substr(0, span.begin)))
            return span;
    }
    return std::nullopt;
}

const Pattern& pattern_of(Outcome outcome)
{
    return std::ranges::find(outcome_patterns(), outcome, &std::pair<Outcome, Pattern>::first)->second;
}

struct ToldOutcome
{
    Outcome outcome;
    Span span;
};

/// "It persisted for two months but resolved then": what turned later counts.
std::optional<ToldOutcome> turned_later(const Story& story, const Sentence& sentence, Span persisted)
{
    static const Pattern turn(R"(\b(?:but|then|before|until|later|eventually|finally|only|when)\b)");
    const Pattern& goes_on = pattern_of(Outcome::not_recovered);
    for (auto next = find_outcome(goes_on, story, sentence, persisted.end); next;
         next = find_outcome(goes_on, story, sentence, persisted.end))
        persisted = *next;
    for (const Outcome outcome : {Outcome::recovered, Outcome::recovering}) {
        const auto match = find_outcome(pattern_of(outcome), story, sentence, persisted.end);
        if (!match)
            continue;
        const std::string_view masked = sentence.masked;
        const std::string_view between = masked.substr(persisted.end, match->begin - persisted.end);
        if (between.find(';') == between.npos && turn.found_in(between))
            return ToldOutcome{outcome, *match};
    }
    return std::nullopt;
}

std::optional<ToldOutcome> outcome_in(const Story& story, const Sentence& sentence)
{
    static const Pattern in_general(
        R"(\b(?:(?:can|may|could|might|would) (?:be|prove|have been) (?:\w+ )?(?:fatal|lethal)|(?:potentially|usually|often|rarely|sometimes|occasionally) (?:fatal|lethal)|fatal if|fatal (?:cases|reactions|outcomes)|died (?:of|from) (?:\w+ ){0,2}COND)\b)");
    // complete recovery is told with words that partial recovery is told with, too: it goes first where it stands
    for (const auto& [outcome, pattern] : outcome_patterns()) {
        const auto match = find_outcome(pattern, story, sentence);
        if (!match || (outcome == Outcome::fatal && in_general.found_in(sentence.masked)))
            continue;
        if (outcome == Outcome::recovering)
            if (const auto whole = find_outcome(pattern_of(Outcome::recovered), story, sentence);
                whole && whole->end > match->begin)
                return ToldOutcome{Outcome::recovered, *whole};
        const auto later = outcome == Outcome::not_recovered ? turned_later(story, sentence, *match) : std::nullopt;
        return later ? later : ToldOutcome{outcome, *match};
    }
    return std::nullopt;
}

} // namespace

Stated<Outcome> read_outcome(const Story& story)
{
    Stated<Outcome> last;
    for (std::size_t place = story.onset.value_or(0); place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (sentence.passage == 0 || is_aside(story, sentence) || tells_of_another(story.reading, sentence))
            continue;
        if (const auto told = outcome_in(story, sentence))
            last = stated(told->outcome, evidence_of(story.reading, sentence, told->span));
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
        if (sentence.passage == 0 || is_aside(story, sentence) ||
            (earlier.found_in(sentence.masked) && !sentence.has_event))
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

// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping the drug, and what became of the event.
#include "fetch/extract/challenge.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/course.hpp"
#include "fetch/extract/cues.hpp"

namespace casebook {

namespace {

bool found(const Pattern& pattern, const Sentence& sentence) { return pattern.found_in(sentence.masked); }

// clang-format off
constexpr std::string_view better_ways[] = {
    R"(<better>)",
    R"(regained|took over)",
    R"((?:EVENT|symptoms?|attacks?|episodes?|movements|shedding) (?:that )?(?:[^ .;]+ ){0,3}(?:stopped|ended|gone)\b)",
    R"(lost (?:his|her|their) symptoms)",
    R"((?:without (?:\w+ )?(?:pain|symptoms|complaints?|deficit)|no complaints?)\b)",
    R"((?:was|were|is|became|felt|feeling) (?:\w+ ){0,2}(?:well|asymptomatic)\b)",
    R"((?:hairs?|eyebrows|eyelashes|vision|sight|hearing|speech|voice|strength|sensation|taste|smell|appetite|function|counts?|levels?|values?) (?:had |has |have )?(?:\w+ ){0,2}(?:returned|reappeared|came back|came in again)\b)",
    R"(new (?:\w+ )?hairs?\b)",
    R"(lessen(?:ed|s|ing)\b)",
    R"(EVENT (?:had |was |has )?(?:\w+ )?(?:corrected|lifted|dissipated|waned|gone)\b)",
};

// Nothing changes any more, for the better: "remained well", "did not recur", "no further episodes".
constexpr std::string_view stayed_well_ways[] = {
    R"((?:remain(?:ed|s|ing)?|stay(?:ed|s)|been) (?:\w+ )?(?:well|asymptomatic|normal|symptom - free|free (?:of|from)|without (?:\w+ )?(?:symptoms|complaints|EVENT))\b)",
    R"((?:no|without|nor) (?:any )?(?:further|more|new|additional|subsequent) (?:[^ .;]+ ){0,2}?(?:EVENT|episodes?|attacks?|symptoms?|seizures?|lesions?|events?|shedding)\b)",
    R"((?:EVENT|symptoms?|episodes?|attacks?|lesions?|it|they) (?:has |have |had |did )(?:not|never) (?:\w+ )?(?:recur\w*|reappear\w*|relaps\w+|come back)\b)",
    R"((?:no|without) (?:\w+ )?(?:recurrences?|relapses?)\b)",
};

constexpr std::string_view not_better_ways[] = {
    R"(<worse>)",
    R"((?:no|not|never|without|nor|neither|made no difference|unaffected|did nothing) (?:[^ .;]+ ){0,5}(?:<better>|difference))",
    R"((?:EVENT|symptoms?|shedding|lesions?|attacks?|episodes?) (?:\w+ )?(?:continued|went on|increased|deepened|intensified)\b)",
    R"((?:went on|kept|continued) (?:to (?:enlarge|spread|increase|fall|shed|worsen)|(?:enlarging|spreading|growing worse|worsening|increasing|falling|shedding))\b)",
};

constexpr std::string_view stopped_ways[] = {
    R"(DRUG ~6(?:was|were|had been|been|being|is|to be|therapy|treatment|dose|dosage)? ?~3<stop>)",
    R"(<stop> ~6DRUG)",
    R"(<stop> the CLASS)",
    R"((?:halving|cutting|reducing|lowering|<less>) (?:of )?(?:the |its |his |her )(?:daily )?(?:dose|dosage))",
    R"((?:a |the )?(?:switch|change|conversion) (?:from ~2DRUG )?to ~2(?:OTHER|CLASS))",
    R"(DRUG (?:therapy |treatment )?(?:was|were|had been|is) (?:\w+ )?(?:replaced by|replaced with|changed to|switched to|substituted (?:by|with|for)))",
    R"(given up (?:the|this|his|her) \w+)",
    R"((?:the (?:suspected |offending |causative |culprit )?(?:drug|agent|medication|medicine|treatment|therapy|ointment|infusions?|injections?|drops|tablets)|its use|it|application|drug|this drug|both drugs|all (?:drugs|medications?)|(?:drug|immunosuppressi\w+|anti - \w+ |antianginal )? ?(?:therapy|treatment)) (?:was|were|had been) (?:\w+ )?<stop>)",
    R"(<stop> (?:of )?(?:the |this |his |her )?(?:\w+ )?(?:drug|agent|medication|medicine|treatment|therapy|it|ointment|drops|infusion|tablets|application))",
    R"((?:drug|after) (?:withdrawal|discontinuation|cessation))",
    R"((?:after|following|upon|on|with|since|despite|by) (?:the |its |this |abrupt |prompt |immediate |complete |early |permanent ){0,3}(?:drug |treatment )?(?:withdrawal|discontinuation|cessation|suspension)\b)",
    R"(DRUG (?:therapy |treatment )?(?:was|were) (?:\w+ )?(?:held|terminated)\b)",
    R"(<less>(?:\w+ )?DRUG\b)",
    R"((?:TIME|VAGUE|when|while|whilst|once|was|were|been|being|came|taken) off (?:of )?(?:the )?(?:DRUG|drug|treatment|therapy|medication)\b)",
    R"(gave (?:it|up))",
    R"((?:gave|giving|given) up (?:the )?(?:drug|it|DRUG|emulsion|ointment|drops|cream|infusions|tablets))",
    R"((?:^|, )(?:withdrawal|discontinuation|cessation) (?:led|was followed|resulted|brought))",
    R"(after (?:its )?(?:withdrawal|discontinuation|cessation))",
    // by the name of its kind: "the antibiotic was stopped", "after stopping the beta-agonist"
    R"((?:the|this) (?:\w+ (?:- )?){0,2}(?:CLASS|<kind>) (?:was|were|had been) (?:\w+ )?<stop>)",
    R"(<stop> (?:the|this|his|her) (?:\w+ (?:- )?){0,2}<kind>)",
    // by what came in its place
    R"(DRUG %14and (?:was|were) (?:\w+ )?<stop>)",
    R"((?:OTHER|CLASS) (?:took its place|(?:having been |was |were )?(?:substituted|given instead|used instead)))",
    R"(put (?:OTHER|CLASS) in its place)",
    R"((?:OTHER|CLASS) (?:was )?(?:brought in )?to replace ~2DRUG)",
    R"((?:DRUG|drug|it) (?:was|were) (?:\w+ )?(?:taken away|taken off|tapered))",
};

constexpr std::string_view kept_ways[] = {
    R"((?:DRUG|the drug|the medication|the treatment|treatment|therapy|it|the dose|the dosage) ~4(?:was|were|had been|has been|is|could be|can be) (?:\w+ )?(?:continued|maintained|kept|not (?:altered|changed|stopped|discontinued|withdrawn|interrupted|modified)|unchanged|unaltered|left unchanged|retained|carried on))",
    R"((?:continu(?:ed|ing)|stay(?:ed|ing)|remain(?:ed|ing)|maintain(?:ed|ing)|kept|carried on|persisted|went on|carrying on) (?:to take |taking |on |with |receiving )?~5(?:DRUG|the drug|the same dose|treatment|it|therapy|medication)\b)",
    R"((?:DRUG|the (?:drug|medication|medicine|treatment|therapy)) (?:was |were )?(?:carried on|went on|kept on)\b)",
    R"(without (?:stopping|discontinu\w+|withdraw\w+|interrupt\w+|any change (?:in|of)|chang\w+|alter\w+) ~5(?:DRUG|the drug|treatment|therapy|medication|dose|it))",
    R"((?:could not be|cannot be|nobody wished to|was reluctant to|declined to|refused to) (?:stop\w*|discontinu\w*|withdraw\w*|touch|give up|chang\w*))",
    R"(while (?:still (?:on|taking|receiving)|continuing) ~3(?:DRUG|the drug))",
    R"(<better> ~8while (?:on|taking|receiving) ~3(?:DRUG|the drug))",
    R"((?:preferred|wished|wanted|chose|elected|decided|opted|agreed) to (?:continue|stay on|go on with|keep taking|remain on) ~3(?:DRUG|the drug|treatment|it|therapy|the medication)\b)",
    R"((?:next cycle|cycle) went ahead|went ahead on schedule)",
    R"((?:DRUG|drug|dose|dosage|medication|treatment|immunosuppression|it) (?:[^.;]+ )?(?:was|were) left (?:as (?:it|they) (?:was|were|stood)|alone|unaltered|untouched|on the chart))",
    R"(neither (?:drug|dose) was (?:modified|changed|altered|stopped|withdrawn))",
    R"((?:stay\w*|remain\w*|kept) on the same dose)",
};

constexpr std::string_view finished_ways[] = {
    R"((?:single|one|only|sole) (?:\w+ )?(?:dose|injection|infusion|bolus|exposure|instillation|intravenous dose)\b)",
    R"(overdose\b|overdosage\b|suicid\w+\b)",
    R"((?:last|final|second|third|first|previous|latest) (?:\w+ )?(?:infusion|course|cycle)\b)",
    R"(after (?:the )?(?:completion|end) of\b)",
    R"((?:course|cycle) (?:1|2|3|one|two|three)\b|one course\b)",
    R"(accidental\w*\b)",
    R"(had (?:already )?(?:finished|completed)\b|no longer taking\b)",
    // what is done once
    R"((?:angiography|an[ae]sthesia|intubation|injection) %8DRUG)",
    R"(an? (?:\w+ ){0,2}(?:injection|bolus|block|instillation|vaccination|immuni[sz]ation)\b)",
    R"((?:after|following) (?:the )?(?:\w+ )?(?:injection|block|instillation|vaccination|immuni[sz]ation|induction of an[ae]sthesia)\b)",
};
// clang-format on

const Pattern& better()
{
    static const Pattern pattern = any_of(better_ways);
    return pattern;
}

const Pattern& stayed_well()
{
    static const Pattern pattern = any_of(stayed_well_ways);
    return pattern;
}

const Pattern& not_better()
{
    static const Pattern pattern = any_of(not_better_ways);
    return pattern;
}

const Pattern& stopped()
{
    static const Pattern pattern = any_of(stopped_ways);
    return pattern;
}

const Pattern& kept()
{
    static const Pattern pattern = any_of(kept_ways);
    return pattern;
}

const Pattern& finished()
{
    static const Pattern pattern = any_of(finished_ways);
    return pattern;
}

/// "without stopping the drug": it went on.
bool is_refused(const Sentence& sentence, std::size_t at)
{
    static const Pattern pattern(
        R"(\b(?:without|not|never|nor|instead of|rather than|refused to|declined to|unable to|could not)(?: be)?(?: \w+)? $)");
    return pattern.found_in(std::string_view(sentence.masked).substr(0, at));
}

/// Told before or behind a stretch of the sentence.
bool told_beside(const Pattern& pattern, const Sentence& sentence, Span stretch)
{
    const std::string_view masked = sentence.masked;
    return pattern.found_in(masked.substr(0, stretch.begin)) || pattern.found_in(masked.substr(stretch.end));
}

/// "withdrawal of OTHER": the words that stop name what they stop.
bool stops_another(const Sentence& sentence, Span stop)
{
    static const Pattern of_another(R"(^ ?(?:of|from) (?:[^ .;A-Z]+ ){0,3}(?:OTHER|CLASS|PROC)\b)");
    return of_another.found_in(std::string_view(sentence.masked).substr(stop.end));
}

/// "replaced in one, whereas the other two continued to take it": the sentence tells of several patients.
bool tells_some_went_on(const Sentence& sentence)
{
    static const Pattern others(R"(\b(?:whereas|while|but|and) (?:the |in the )?(?:others?|remaining|rest|latter)\b)");
    return found(others, sentence) && found(kept(), sentence);
}

/// Whether the words that tell of going on are supposed; "could be continued" is told, not supposed.
bool is_kept_supposed(const Story& story, const Sentence& sentence, Span words)
{
    static const Pattern could(R"(\bcould be (?:\w+ )?continued\b)");
    const std::string_view told = std::string_view(sentence.masked).substr(words.begin, words.end - words.begin);
    return is_supposed(story, sentence) && (!could.found_in(told) || speaks_in_general(story.reading, sentence));
}

/// What the words behind a stop say of the event; nothing where they say nothing.
std::optional<Dechallenge> course_after(const Sentence& sentence, std::optional<Span> stop)
{
    // "ceased" may be the drug's end or the event's: the words that stop the drug tell nothing more
    const auto told = [&](const Pattern& pattern) {
        return stop ? told_beside(pattern, sentence, *stop) : found(pattern, sentence);
    };
    const bool lasted = found(not_better(), sentence); // "persisted without further lesions"
    if (!lasted && told(stayed_well()))
        return Dechallenge::positive;
    const bool improved = told(better());
    if (lasted && (stop || !improved))
        return Dechallenge::negative;
    return improved ? std::optional(Dechallenge::positive) : std::nullopt;
}

/// A vaccine cannot be taken back.
Stated<Dechallenge> given_once(const Story& story)
{
    static const Pattern vaccine(R"(\b(?:vaccin|immuni[sz]|jab\b|flu shot))");
    for (std::size_t place = 0; place < story.size(); ++place)
        for (const Mention& mention : story.at(place).mentions) {
            if (mention.kind != MentionKind::drug || mention.negated)
                continue;
            const Evidence words = evidence_of(story.reading, story.at(place), mention.first, mention.last);
            if (vaccine.found_in(Searched(fold(words.quote))))
                return stated(Dechallenge::not_applicable, words);
        }
    return {};
}

} // namespace

bool about_another_drug(const Sentence& sentence)
{
    return !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos;
}

bool is_supposed(const Story& story, const Sentence& sentence)
{
    static const Pattern pattern(
        R"(\b(?:if (?:the |a |this |DRUG|OTHER|it|EVENT|hair|she|he)|(?:should|might|may|must|would|can|could) (?:also |then |often |usually |again |always |not )?(?:be|have|grow|improve|resolve|recover|reverse|recur|respond|lead|result|cause)|(?:is|are) (?:usually|generally|often|typically|commonly|to be|expected|recommended|advised|advisable)|had (?:DRUG|the drug) been|recommend(?:s|ed)? (?:that|stopping|discontinu\w+|withdraw\w+)|planned to|in (?:\w+ ){0,2}(?:most|many|some|several|other|published|reported|previous|earlier) (?:\w+ ){0,2}(?:cases|patients|reports|subjects|authors|studies)|others (?:have|had)|(?:was|were|been) published|(?:usually|generally|typically|commonly) (?:improves|resolves|recovers|regrows|reverses|subsides|disappears|follows|occurs)|regrows in|whether)\b)");
    return pattern.found_in(sentence.masked) || speaks_in_general(story.reading, sentence);
}

Pattern any_of(std::span<const std::string_view> ways)
{
    std::string out;
    for (const std::string_view way : ways)
        out += (out.empty() ? "" : "|") + std::string(way);
    return Pattern(with_phrases(R"(\b(?:)" + out + ")"));
}

Stated<Dechallenge> read_dechallenge(const Story& story)
{
    const std::size_t from = story.onset.value_or(0);
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const auto stop = stopped().find(sentence.masked);
        if (!stop || about_another_drug(sentence) || stops_another(sentence, stop->front()) ||
            is_refused(sentence, stop->front().begin) || is_supposed(story, sentence) || tells_some_went_on(sentence) ||
            (place < from && sentence.passage != 0 && !found(better(), sentence)))
            continue;
        for (std::size_t next = place; next < story.size() && next <= place + 2; ++next) {
            const Sentence& after = story.at(next);
            if (next > place && ((after.passage != sentence.passage || about_another_drug(after)) && !after.has_event))
                continue;
            if (next > place && is_supposed(story, after))
                continue;
            if (const auto course = course_after(after, next == place ? std::optional(stop->front()) : std::nullopt))
                return stated(*course, evidence_of(story.reading, sentence, stop->front()));
        }
    }
    for (std::size_t place = from; place < story.size(); ++place)
        if (const auto match = kept().find(story.at(place).masked);
            match && !about_another_drug(story.at(place)) && !is_kept_supposed(story, story.at(place), match->front()))
            return stated(Dechallenge::not_done, evidence_of(story.reading, story.at(place), match->front()));
    for (std::size_t place = 0; place < story.size(); ++place)
        if (const auto match = finished().find(story.at(place).masked);
            match && (story.at(place).has_drug || story.at(place).has_event || place <= from))
            return stated(Dechallenge::not_applicable, evidence_of(story.reading, story.at(place), match->front()));
    return given_once(story);
}

} // namespace casebook

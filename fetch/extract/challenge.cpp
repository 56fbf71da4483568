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
    R"((?:became|turned) (?:\w+ )?normal\b)",
    R"(as (?:thick|dense|full|good|well|strong) as (?:before|ever)\b)",
    R"((?:EVENT|shedding|attacks|symptoms) (?:\w+ )?slowed\b)",
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
    R"((?:did|does|would|could) not (?:\w+ )?(?:subside|resolve|abate|clear|heal|cease|settle|disappear|stop|normali[sz]e|remit|regress|recover|improve|regrow|reverse|lessen)\b)",
    R"((?:EVENT|symptoms?|shedding|lesions?|attacks?|episodes?) (?:\w+ )?(?:continued|went on|increased|deepened|intensified)\b)",
    R"((?:but|yet|nonetheless|nevertheless) ,? ?(?:(?:all|her|his|their|the|scalp|further|more|complete|total|still|had|continued) ){0,3}EVENT (?:$|[.;,]))",
    R"((?:no|not|without) (?:\w+ ){0,2}(?:effect|influence|impact|change)\b)",
    R"((?:lingered|lingering|outlast(?:ed|s|ing)|outlived)\b)",
    R"((?:EVENT|symptoms?|lesions?|it|he|she|they) (?:\w+ ){0,2}still (?:\w+ )?(?:present|there|bald|hairless|visible|evident|noticeable|active|patchy)\b)",
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
    R"(<stop> (?:of )?(?:the |this |his |her )?(?:[a-z]+ )?(?:drug|agent|medication|medicine|treatment|therapy|it|ointment|drops|infusion|tablets|application))",
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
    R"((?:DRUG|drug|it) (?:was|were) (?:\w+ )?(?:taken away|taken off|tapered|washed out))",
    R"(DRUG (?:, (?:which|a|an|the) (?:[^ .;,]+ ){1,12}|;;+), (?:was|were|had been) (?:\w+ )?<stop>)",
    R"((?:quit|quitted) (?:the drug|DRUG|taking DRUG))",
};

constexpr std::string_view kept_ways[] = {
    R"((?:DRUG|the drug|the medication|the treatment|treatment|therapy|it|the dose|the dosage) ~4(?:was|were|had been|has been|is|could be|can be|could) (?:\w+ )?(?:continued|maintained|kept|(?:not|never|neither) (?:be )?(?:altered|changed|stopped|discontinued|withdrawn|interrupted|modified|reduced)|unchanged|unaltered|left unchanged|retained|carried on))",
    R"((?:continu(?:ed|ing)|stay(?:ed|ing)|remain(?:ed|ing)|maintain(?:ed|ing)|kept|carried on|persisted|went on|carrying on) (?:to take |taking |on |with |receiving )?~5(?:DRUG|the drug|the same dose|treatment|it|therapy|medication)\b)",
    R"((?:DRUG|the (?:drug|medication|medicine|treatment|therapy)) (?:was |were )?(?:carried on|went on|kept on)\b)",
    R"((?:without|rather than|instead of) (?:stopping|discontinu\w+|withdraw\w+|interrupt\w+|any change (?:in|of)|chang\w+|alter\w+) ~5(?:DRUG|the drug|treatment|therapy|medication|dose|it))",
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

/// "without stopping the drug", "was not stopped": it went on.
bool is_refused(std::string_view text, Span stop)
{
    static const Pattern before(
        R"(\b(?:without|not|never|nor|instead of|rather than|refused to|declined to|unable to|unwilling to|reluctant to|could not)(?: be)?(?: \w+)? $)");
    static const Pattern within(with_phrases(
        R"(\b(?:not|never|nor|neither|without|cannot|rather than|instead of) (?:(?:be|been|being|have|had|has|to|need|needed|able|yet|completely|immediately|abruptly|initially|therefore|thus|even) ){0,4}<stop>$)"));
    return before.found_in(text.substr(0, stop.begin)) ||
           within.found_in(text.substr(stop.begin, stop.end - stop.begin));
}

/// "stopped while DRUG", "stopped smoking, DRUG": between the words that stop and the drug begins another clause.
bool reaches_over(std::string_view words)
{
    static const Pattern pattern(with_phrases(
        R"(^<stop> (?:[^ ]+ )*?(?:,|while|whilst|whereas|but|although|though|because|when|before|after|until|and|so) (?:[^ ]+ )*?DRUG$)"));
    return pattern.found_in(words);
}

/// "stopped smoking", "stopped responding to DRUG": not the taking of a drug.
bool stops_doing_else(std::string_view text, Span stop)
{
    static const Pattern pattern(
        R"(\b(?:stop(?:ped|ping)?|ceas(?:ed|ing)|gave up|giv(?:en|ing) up) (?:smok|drink|respond|work|play|eat|breast|breathing|bleed|grow|shed|fall|losing|run|walk|speak|talk|attend|progress|recur|improv|deteriorat|worsen)\w*)");
    static const Pattern of_else(
        R"(^ ?(?:of|from) (?:[^ .;,A-Z]+ ){0,2}?(?:smoking|tobacco|nicotine|alcohol|drinking|coffee|cannabis|ventilation|life|feeding|breast|lactation|dialysis|sports?|exercise|bleeding|menses|menstruation|growth|hair|care|follow|EVENT|COND|symptoms?)\b)");
    const std::size_t around = std::min(text.size(), stop.end + 16);
    for (const auto& match : pattern.find_all(text.substr(stop.begin, around - stop.begin)))
        if (match.front().begin < stop.end - stop.begin)
            return true;
    return of_else.found_in(text.substr(stop.end));
}

/// "the hair loss went on and DRUG was stopped": what is told before a stop is what came of it only where words such as
/// "after" join the two.
bool led_to_stop(std::string_view between)
{
    static const Pattern goes_on(R"((?:\b(?:and|so|hence|therefore|thus|until|leading|led|prompt\w*|requir\w*)\b|;))");
    static const Pattern looks_back(
        R"(\b(?:after|despite|although|though|when|once|following|upon|since|because|on|with|within|by|as|off)\b)");
    return goes_on.found_in(between) && !looks_back.found_in(between);
}

/// Where it is told for the last time before or behind the words that stop the drug, and not as the reason for that.
std::optional<Span> last_told(const Pattern& pattern, std::string_view text, Span stop)
{
    static const Pattern backwards(R"(^(?:after|following|upon|on|with|since|despite|by|TIME|VAGUE|when|once)\b)");
    const bool backward = backwards.found_in(text.substr(stop.begin));
    std::optional<Span> last;
    for (const auto& match : pattern.find_all(text.substr(0, stop.begin)))
        if (backward || !led_to_stop(text.substr(match.front().end, stop.begin - match.front().end)))
            last = match.front();
    static const Pattern because(
        R"(^ ?(?:[^ .;,]+ ){0,3}?(?:because|owing to|due to|on account of|in view of|for fear|(?:since|as) (?:he|she|it|the|his|her|they))\b[^,;]*?(?:[,;.]| and | but |$))");
    for (const auto& match : pattern.find_all(struck_out(because, text.substr(stop.end))))
        last = Span{stop.end + match.front().begin, stop.end + match.front().end};
    return last;
}

/// "withdrawal of OTHER": the words that stop name what they stop.
bool stops_another(std::string_view text, Span stop)
{
    static const Pattern of_another(R"(^ ?(?:of|from) (?:[^ .;A-Z]+ ){0,3}(?:OTHER|CLASS|PROC)\b)");
    return of_another.found_in(text.substr(stop.end));
}

/// "developed EVENT two weeks after DRUG had been stopped": the stop came first, and is told to place the event.
bool dates_the_onset(std::string_view text, Span stop)
{
    static const Pattern began(with_phrases(
        R"(\b(?:(?:develop(?:ed|s|ing)|experienced|noticed|noted|presented with|onset of|had) ~8EVENT|EVENT ~4(?:developed|occurr(?:ed|ing)|appear(?:ed|ing)|arose|arising|began|beginning|started|set in|(?:was|were) (?:first )?(?:noted|noticed|observed))) (?:(?:about|approximately|some|only|nearly|within|almost|just|TIME|VAGUE|shortly|soon|immediately|a|few|several|days|weeks|months|later) ){0,4}(?:(?:after|following|since|upon|once) (?:(?:the|her|his|its|abrupt|sudden|having|he|she|they|it|had) ){0,3})?$)"));
    static const Pattern after(
        R"(\b(?:after|following|since|upon|once) (?:(?:the|her|his|its|abrupt|sudden|having|he|she|they|it|had) ){0,3}$)");
    static const Pattern counted(R"(^(?:after|following|since|upon|once|TIME|VAGUE)\b)");
    // "TIME after DRUG was stopped, EVENT appeared"
    static const Pattern then(
        R"(^(?: (?:of|the|DRUG|OTHER|therapy|treatment|DATE|in|on|TIME|VAGUE|,|;|:|and|later|thereafter|afterwards|then|within|after|about|he|she|they|the|patient|her|his|first|a|an|new|sudden|diffuse|severe|only|some)){0,10} (?:EVENT (?:\w+ly )?(?:had )?(?:developed|occurred|appeared|arose|began|started|set in|(?:was|were) (?:first )?(?:noted|noticed|observed)) ?(?:[.,;:(]|and|in|on|at|with|TIME|VAGUE|within|after|over|$)|(?:developed|noticed|noted|experienced|presented with|began to lose|lost) (?:[^ .;,A-Z]+ ){0,4}EVENT\b))");
    const std::string_view before = text.substr(0, stop.begin);
    if (then.found_in(text.substr(stop.end)))
        return true;
    return began.found_in(before) && (counted.found_in(text.substr(stop.begin)) || after.found_in(before));
}

/// The first words that stop the drug.
std::optional<Span> find_stop(std::string_view text)
{
    for (auto match = stopped().find(text); match; match = stopped().find(text, match->front().begin + 1)) {
        const Span stop = match->front();
        if (!stops_another(text, stop) && !dates_the_onset(text, stop) && !is_refused(text, stop) &&
            !stops_doing_else(text, stop) && !reaches_over(text.substr(stop.begin, stop.end - stop.begin)))
            return stop;
    }
    return std::nullopt;
}

/// "replaced in one, whereas the other two continued to take it": the sentence tells of several patients.
bool tells_some_went_on(const Sentence& sentence)
{
    static const Pattern others(R"(\b(?:whereas|while|but|and) (?:the |in the )?(?:others?|remaining|rest|latter)\b)");
    return found(others, sentence) && found(kept(), sentence);
}

/// The words that tell of going on, if they are not supposed; "could be continued" is told, not supposed.
std::optional<Span> find_kept(const Story& story, const Sentence& sentence)
{
    static const Pattern could(R"(\bcould (?:not )?be (?:\w+ )?(?:continued|stopped|discontinued|withdrawn)\b)");
    const auto match = kept().find(sentence.masked);
    if (!match || about_another_drug(sentence) || is_of_kin(sentence))
        return std::nullopt;
    const Span words = match->front();
    const std::string_view told = std::string_view(sentence.masked).substr(words.begin, words.end - words.begin);
    if (could.found_in(told))
        return speaks_in_general(story.reading, sentence) ? std::nullopt : std::optional(words);
    const auto said = kept().find(told_words(story, sentence));
    return said ? std::optional(said->front()) : std::nullopt;
}

/// "The alopecia persisted and improved only with OTHER", "the COND resolved but the EVENT persisted": what got better
/// beside what lasted was not the event, or not for the stop.
bool is_beside_what_lasted(std::string_view text, Span lasted, Span improved)
{
    static const Pattern remedy(with_phrases(
        R"(^ ?(?:(?:only|slowly|rapidly|promptly|completely|partially|then|finally|eventually|later|when|once) ){0,2}(?:with|on|under|after|by|following|to) (?:[^ .;,]+ ){0,4}(?:OTHER|CLASS|PROC)\b)"));
    static const Pattern other(R"(\bCOND (?:(?:had|has|have|was|were|is|are|also|then|soon|\w+ly) ){0,3}$)");
    static const Pattern event(R"(\bEVENT (?:(?:had|has|have|was|were|is|are|did|also|itself|still|\w+ly) ){0,3}$)");
    return (lasted.end <= improved.begin && remedy.found_in(text.substr(improved.end))) ||
           (other.found_in(text.substr(0, improved.begin)) && event.found_in(text.substr(0, lasted.begin)));
}

/// What is told of the event in a sentence; the words that stop the drug in it tell nothing: "ceased" may be either's.
/// "No regrowth" is no regrowth, "remained well" no remaining. Of two statements about a stop the last one counts;
/// behind it, what got better did, whatever else is left.
std::optional<Dechallenge> course_in(const Searched& text, std::optional<Span> stop)
{
    const Span nowhere;
    const auto told = [&](const Pattern& pattern, std::string_view where) {
        return last_told(pattern, where, stop.value_or(nowhere));
    };
    std::optional<Span> lasted;
    if (not_better().found_in(text))
        lasted = told(not_better(), struck_out(stayed_well(), text));
    if (!lasted && stayed_well().found_in(text) && told(stayed_well(), text))
        return Dechallenge::positive; // but not "persisted without further lesions"
    std::optional<Span> improved;
    if (better().found_in(text))
        improved = told(better(), struck_out(not_better(), text));
    if (lasted && improved && is_beside_what_lasted(text, *lasted, *improved))
        improved.reset();
    if (lasted && (!improved || (stop && improved->begin < lasted->begin)))
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

/// What became of the event in the sentence that stops the drug or the two behind it.
std::optional<Dechallenge> course_of(const Story& story, std::size_t place, const Searched& told, Span stop)
{
    if (const auto course = course_in(told, stop))
        return course;
    for (std::size_t next = place + 1; next < story.size() && next <= place + 2; ++next) {
        const Sentence& after = story.at(next);
        if ((after.passage != story.at(place).passage || about_another_drug(after)) && !after.has_event)
            continue;
        if (const auto course = course_in(told_words(story, after), std::nullopt))
            return course;
    }
    return std::nullopt;
}

} // namespace

bool about_another_drug(const Sentence& sentence)
{
    return !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos;
}

bool is_of_kin(const Sentence& sentence)
{
    static const Pattern pattern(with_phrases(
        R"(\b(?:his|her|their|the patient ' s) (?:\w+ )?(?:sisters?|brothers?|twin|cousins?|aunts?|uncles?|grand\w+|husband|wife|friends?|relatives?) (?:(?:,|who|also|had|has|too|then|himself|herself|was|were|is|been|on|later|again) ){0,4}(?:<stop>|<take>|resum\w+|restart\w+|rechalleng\w+|took|takes|taking)\b)"));
    return pattern.found_in(sentence.masked);
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
        if (about_another_drug(sentence) || !found(stopped(), sentence) || is_of_kin(sentence) ||
            tells_some_went_on(sentence) || (place < from && sentence.passage != 0 && !found(better(), sentence)))
            continue;
        const Searched told = told_words(story, sentence);
        const auto stop = find_stop(told);
        if (!stop)
            continue;
        if (const auto course = course_of(story, place, told, *stop))
            return stated(*course, evidence_of(story.reading, sentence, *stop));
    }
    for (std::size_t place = from; place < story.size(); ++place)
        if (const auto words = find_kept(story, story.at(place)))
            return stated(Dechallenge::not_done, evidence_of(story.reading, story.at(place), *words));
    for (std::size_t place = 0; place < story.size(); ++place)
        if (const auto match = finished().find(story.at(place).masked);
            match && (story.at(place).has_drug || story.at(place).has_event || place <= from))
            return stated(Dechallenge::not_applicable, evidence_of(story.reading, story.at(place), match->front()));
    return given_once(story);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping the drug and giving it again, and what became of the event.
#include "corpus/text.hpp"
#include "fetch/extract/course.hpp"
#include "fetch/extract/cues.hpp"

#include <span>

namespace casebook {

namespace {

bool found(const Pattern& pattern, const Sentence& sentence) { return pattern.found_in(sentence.masked); }

/// Another drug is named and the protocol's is not: what happens here is about that one.
bool about_another_drug(const Sentence& sentence)
{
    return !sentence.has_drug && sentence.masked.find("OTHER") != std::string::npos;
}

/// One pattern of many ways to say the same; they are tried in their order.
Pattern any_of(std::span<const std::string_view> ways)
{
    std::string out;
    for (const std::string_view way : ways)
        out += (out.empty() ? "" : "|") + std::string(way);
    return Pattern(with_phrases(R"(\b(?:)" + out + ")"));
}

// clang-format off
constexpr std::string_view better_ways[] = {
    R"(<better>)",
    R"(regained|took over)",
    R"((?:EVENT|symptoms?|attacks?|episodes?|movements|shedding) (?:that )?(?:[^ .;]+ ){0,3}(?:stopped|ended|gone)\b)",
    R"(lost (?:his|her|their) symptoms)",
    R"((?:without (?:\w+ )?(?:pain|symptoms|complaints?|deficit)|no complaints?)\b)",
};

constexpr std::string_view not_better_ways[] = {
    R"(<worse>)",
    R"((?:no|not|never|without|nor|neither|made no difference|unaffected|did nothing) (?:[^ .;]+ ){0,5}(?:<better>|difference))",
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
    R"(without (?:stopping|discontinu\w+|withdraw\w+|interrupt\w+|any change (?:in|of)|chang\w+|alter\w+) ~5(?:DRUG|the drug|treatment|therapy|medication|dose|it))",
    R"((?:could not be|cannot be|nobody wished to|was reluctant to|declined to|refused to) (?:stop\w*|discontinu\w*|withdraw\w*|touch|give up|chang\w*))",
    R"(while (?:still )?(?:on|taking|continuing) ~3(?:DRUG|the drug))",
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
bool better_beside(const Sentence& sentence, Span stretch)
{
    const std::string_view masked = sentence.masked;
    return better().found_in(masked.substr(0, stretch.begin)) || better().found_in(masked.substr(stretch.end));
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
            // "ceased" may be the drug's end or the event's: the words that stop the drug tell nothing more
            const bool improved = next > place ? found(better(), after) : better_beside(after, stop->front());
            if (found(not_better(), after) && !(improved && next > place))
                return stated(Dechallenge::negative, words);
            if (improved)
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
    return given_once(story);
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

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Giving the drug again, and whether the event came back.
#include "corpus/text.hpp"
#include "fetch/extract/challenge.hpp"
#include "fetch/extract/course.hpp"

namespace casebook {

namespace {

// clang-format off
constexpr std::string_view again_ways[] = {
    R"((?:re - ?)?(?:rechalleng\w*|challenge[ds]? again|challenge (?:dose|test))\b)",
    R"((?:prescribed|given|gave|taken|took|take|taking|administered|started|starting|began|received|receive|receiving|used|exposed to) (?:[^ .;A-Z]+ |DRUG ){0,4}?again\b)",
    R"((?:reintroduc\w+|introduc\w+ again|readminist\w+|administ\w+ again|resum\w+|restart\w*|re - ?start\w*|re - ?expos\w+|reexpos\w+|re - ?challenge\w*|re - ?introduc\w+|re - ?administ\w+|re - ?institut\w+|reinstitut\w+|re - ?initiat\w+|reinitiat\w+|recommenc\w+|re - ?commenc\w+|re - ?treat\w+|retreat\w+)\b)",
    R"((?:repeat(?:ed)? (?:challenge|exposure|administration|infusion|injection)|(?:every|each) (?:\w+ )?(?:administration|injection|infusion|dose|exposure|intake))\b)",
    R"((?:test dose|second (?:exposure|course|dose|challenge|episode|cycle)|tried again|recurrent)\b)",
};

constexpr std::string_view came_back_ways[] = {
    R"((?:recur\w*|relaps\w+|reappear\w*|return\w*|again|once more|anew|reproduc\w+|repeat\w*|second episode|came back|provok\w+|same|resulted|flared)\b)",
    R"((?:another|new|further|similar|identical) (?:\w+ ){0,2}(?:episode|attack|bout|reaction|flare|EVENT)\b)",
    R"((?:followed by|led to|caused|produced|induced|triggered|elicited|brought (?:on|back)) (?:[^ .;A-Z]+ ){0,4}(?:EVENT|symptoms|reactions?)\b)",
};

constexpr std::string_view did_not_ways[] = {
    R"(without (?:[^ .;]+ ){0,3}(?:recurr\w+|relapse|problem\w*|incident|event|reaction|complication|sequel\w*|EVENT)\b)",
    R"(no (?:[^ .;]+ ){0,3}(?:recurr\w+|relapse|reaction|EVENT|difference|symptoms)\b)",
    R"((?:did|has|have|had) not (?:\w+ )?(?:recur\w*|return\w*|reappear\w*|cause|produce|provoke|induce|lead|trigger|bring|reproduce)\b)",
    R"((?:tolerated|uneventful\w*|made no difference|(?:remain|stay)(?:ed|s) (?:normal|well|stable|free)|(?:was|were) normal)\b)",
};

constexpr std::string_view refused_ways[] = {
    R"((?:not|never|nor|neither) (?:\w+ ){0,2}?(?:rechallenged?|re - ?challenged?|reintroduced?|re - ?introduced?|restart(?:ed)?|re - ?started|resumed?|re - ?exposed|reexposed|reinstituted|readministered|re - ?administered|attempt(?:ed)? (?:re - ?exposure|re - ?challenge|rechallenge|reintroduction)|attempted|performed|carried out|undertaken|given again|done|tried)\b)",
    R"(no (?:\w+ )?(?:rechallenge|re - ?challenge|reexposure|re - ?exposure|reintroduction)\b)",
    R"((?:rechallenge|re - ?challenge|re - ?exposure|reexposure|reintroduction) (?:[^ .;]+ ){0,4}?(?:not|declined|refused|deemed unsafe|considered unethical|contraindicated|avoided)\b)",
    R"(never (?:restarted|resumed|given again)\b)",
    R"(no (?:\w+ )?attempts? (?:was|were) (?:\w+ )?made to\b)",
    R"((?:considered|deemed|judged|thought|felt) (?:too |to be )?(?:\w+ )?(?:dangerous|risky|unsafe|unethical|hazardous|inadvisable|inappropriate|contraindicated|unjustified|unnecessary)\b)",
    R"(ruled out\b)",
    R"((?:declin|refus)\w+ (?:\w+ )?(?:rechallenge|reexposure|re - ?exposure|reintroduction|to (?:take|try|receive|restart|resume|start|be (?:given|rechallenged|re - ?exposed)))\b)",
};

/// Not given again, in words that do not name giving again.
constexpr std::string_view never_again_ways[] = {
    R"((?:not|never|nor) (?:\w+ )?(?:been )?(?:receiv\w+|tak\w+|took|given|used|exposed to|prescribed) (?:[^ .;A-Z]+ ){0,2}(?:DRUG|drug|it|medication|medicine|agent) (?:[^ .;A-Z]+ ){0,3}?(?:again|since|thereafter|any more|anymore|afterwards|subsequently|a second time)\b)",
    R"(DRUG (?:[^ .;A-Z]+ ){0,8}?(?:not|never) (?:\w+ )?(?:been )?(?:taken|given|used|received|prescribed) (?:[^ .;A-Z]+ ){0,3}?(?:again|since|thereafter|any more|anymore|afterwards|subsequently|a second time)\b)",
    R"((?:not|never) (?:\w+ )?attempt(?:ed)? (?:re - ?exposure|reexposure)\b)",
    R"((?:since(?: then| that time)?|thereafter|afterwards|subsequently) ,? ?(?:\w+ ){0,3}(?:not|never) (?:\w+ )?(?:receiv\w+|tak\w+|took|given|used|exposed to|prescribed) (?:[^ .;A-Z]+ ){0,2}(?:DRUG|the drug|it)\b)",
    R"((?:no further|never another) (?:doses?|infusions?|injections?|courses?|cycles?) (?:of (?:DRUG|the drug) )?(?:was|were) (?:\w+ )?(?:given|administered|received)\b)",
};
// clang-format on

/// Words that say it of the drug's end: who had no more of it has not had it again.
Stated<Rechallenge> never_again(const Story& story)
{
    static const Pattern pattern = any_of(never_again_ways);
    for (std::size_t place = story.onset.value_or(0); place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const auto match = pattern.find(sentence.masked);
        if (match && !about_another_drug(sentence) && !is_supposed(story, sentence))
            return stated(Rechallenge::not_done, evidence_of(story.reading, sentence, match->front()));
    }
    return {};
}

/// What a sentence says outside of the words that give the drug again.
std::string around(const Sentence& sentence, Span stretch)
{
    const std::string_view masked = sentence.masked;
    return std::string(masked.substr(0, stretch.begin)) + "; " + std::string(masked.substr(stretch.end));
}

/// "OTHER was resumed", "resumption of OTHER": what was given again is another drug; not "DRUG was resumed under
/// OTHER".
bool gives_another(const Sentence& sentence, Span again)
{
    static const Pattern ours(R"(\bDRUG (?:\w+ )?(?:was|were|had been) (?:\w+ )?$)");
    static const Pattern before(R"(\b(?:OTHER|CLASS) (?:\w+ )?(?:was|were|had been) (?:\w+ )?$)");
    static const Pattern behind(R"(^ ?(?:of |with |to )?(?:\w+ )?(?:OTHER|CLASS)\b)");
    const std::string_view masked = sentence.masked;
    const std::string_view subject = masked.substr(0, again.begin);
    return before.found_in(subject) || (!ours.found_in(subject) && behind.found_in(masked.substr(again.end)));
}

/// What came of it, as a sentence tells.
std::optional<Rechallenge> result_told(std::string_view text)
{
    static const Pattern came_back = any_of(came_back_ways);
    static const Pattern did_not = any_of(did_not_ways);
    if (did_not.found_in(text))
        return Rechallenge::negative;
    return came_back.found_in(text) ? std::optional(Rechallenge::positive) : std::nullopt;
}

/// What the next sentence tells: that other things stayed normal says nothing of it.
std::optional<Rechallenge> told_next(const Sentence& sentence)
{
    static const Pattern comes_back = any_of(came_back_ways);
    static const Pattern borne(R"(\b(?:tolerated|uneventful\w*)\b)");
    const std::string_view text = sentence.masked;
    if (!comes_back.found_in(text))
        return borne.found_in(text) ? std::optional(Rechallenge::negative) : std::nullopt;
    return result_told(text);
}

/// "rechallenge was positive", "a negative rechallenge".
std::optional<Rechallenge> called(const Sentence& sentence)
{
    static const Pattern positive(
        R"(\b(?:positive (?:\w+ )?(?:rechallenge|re - ?challenge|reexposure)|(?:rechallenge|re - ?challenge|reexposure|challenge (?:test|dose)) (?:\w+ ){0,3}(?:was|were|proved) (?:\w+ )?positive)\b)");
    static const Pattern negative(
        R"(\b(?:negative (?:\w+ )?(?:rechallenge|re - ?challenge|reexposure)|(?:rechallenge|re - ?challenge|reexposure|challenge (?:test|dose)) (?:\w+ ){0,3}(?:was|were|proved) (?:\w+ )?negative)\b)");
    if (negative.found_in(sentence.masked))
        return Rechallenge::negative;
    return positive.found_in(sentence.masked) ? std::optional(Rechallenge::positive) : std::nullopt;
}

/// What the sentence, or the one behind it, says of giving again.
std::optional<Rechallenge> result_at(const Story& story, std::size_t place, Span again, bool recurrent)
{
    static const Pattern refused = any_of(refused_ways);
    const Sentence& sentence = story.at(place);
    if (refused.found_in(sentence.masked))
        return Rechallenge::not_done;
    if (recurrent && !sentence.has_event)
        return std::nullopt;
    if (const auto said = called(sentence))
        return said;
    const auto here = result_told(around(sentence, again));
    if (here == Rechallenge::negative ||
        (here && (sentence.has_drug || sentence.has_event || place > story.onset.value_or(0))))
        return here;
    const bool goes_on = place + 1 < story.size() && !recurrent && !is_supposed(story, story.at(place + 1));
    return goes_on ? told_next(story.at(place + 1)) : std::nullopt;
}

} // namespace

Stated<Rechallenge> read_rechallenge(const Story& story)
{
    static const Pattern given_again = any_of(again_ways);
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const auto match = given_again.find(sentence.masked);
        if (!match || about_another_drug(sentence) || gives_another(sentence, match->front()) ||
            is_supposed(story, sentence))
            continue;
        const Evidence words = evidence_of(story.reading, sentence, match->front());
        const bool recurrent = equal_ignoring_case(words.quote, "recurrent");
        if (const auto result = result_at(story, place, match->front(), recurrent))
            return stated(*result, words);
    }
    return never_again(story);
}

} // namespace casebook

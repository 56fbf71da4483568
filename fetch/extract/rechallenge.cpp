// SPDX-License-Identifier: GPL-3.0-or-later
// Giving the drug again, and whether the event came back.
#include "corpus/text.hpp"
#include "fetch/extract/challenge.hpp"
#include "fetch/extract/course.hpp"

#include <string>
#include <vector>

namespace casebook {

namespace {

// clang-format off
constexpr std::string_view again_ways[] = {
    R"((?:re - ?)?(?:rechalleng\w*|challenge[ds]? again|challenge (?:dose|test))\b)",
    R"((?:prescribed|given|gave|taken|took|take|taking|administered|started|starting|began|received|receive|receiving|used|exposed to) (?:[^ .;A-Z]+ |DRUG ){0,4}?(?:again|once more|a second time|anew)\b)",
    R"((?:(?:return\w*|went back|gone back|switched back|changed back) to|back on) ~2(?:DRUG|the drug)\b)",
    R"((?:reintroduc\w+|introduc\w+ again|readminist\w+|administ\w+ again|resum\w+|restart\w*|re - ?start\w*|re - ?expos\w+|reexpos\w+|re - ?challenge\w*|re - ?introduc\w+|re - ?administ\w+|re - ?institut\w+|reinstitut\w+|re - ?initiat\w+|reinitiat\w+|recommenc\w+|re - ?commenc\w+|re - ?treat\w+|retreat\w+)\b)",
    R"((?:repeat(?:ed)? (?:challenge|exposure|administration|infusion|injection)|(?:every|each) (?:\w+ )?(?:administration|injection|infusion|dose|exposure|intake))\b)",
    R"((?:(?:each|every) time|whenever) (?:[^ .;A-Z]+ ){0,3}?(?:DRUG|the drug|it)(?: (?:\w+ )?(?:was|were) (?:\w+ )?(?:given|taken|administered|infused|injected|used|applied))?\b)",
    R"((?:infusion|injection|dose|course|cycle|exposure)s? again\b)",
    R"((?:test dose|second (?:exposure|course|dose|challenge|episode|cycle)|tried again|recurrent)\b)",
};

/// What the reaction is called where the event is not named.
constexpr std::string_view reaction_words =
    "(?:EVENT|reactions?|symptoms?|eruptions?|rash|lesions?|complaints?|signs|effects?|problems?|phenomen\\w+|pictures?|"
    "presentations?|features|abnormalit\\w+|changes|pains?|bleeding|episodes?|attacks?|bouts?|shedding|manifestations?|findings|events?|toxicity|pattern|consequences?|"
    "results?|outcome|response)";

/// What happens again and is not the event; what has to be stopped again is.
constexpr std::string_view other_turns =
    "(?:seen|examined|reviewed|admitted|referred|tested|measured|checked|assessed|evaluated|consulted|attended|visited|"
    "work\\w*|walk\\w*|well|normal|negative|improved|"
    "resolved|disappeared|subsided|healed|regr\\w+|grew|grow|recovered|cleared|treated|given|started|taken|able|pregnant|"
    "operated|discharged|tolerated)";

constexpr std::string_view came_back_ways[] = {
    R"((?:recur\w*|relaps\w+|reappear\w*|reproduc\w+|second episode|came back|provok\w+|flared)\b)",
    R"((?:<reaction>|COND|it|they|these|all|(?:the|his|her|their) (?:\w+ )?\w+) (?:(?:had|has|have|also|soon|then|promptly|quickly|gradually|all) ){0,2}return(?:ed|s|ing)?\b)",
    R"(return(?:ed|s|ing)? of (?:\w+ ){0,3}?(?:<reaction>|COND)\b)",
    R"(same (?:\w+ (?:- )?){0,3}?(?:<reaction>|COND)\b)",
    R"(the same (?:thing )?(?:happened|occurred|ensued|followed|was (?:seen|observed|noted))\b)",
    R"((?:again|once more|anew)\b)",
    R"(repeatedly (?:[^ .;]+ ){0,5}?(?:<reaction>|COND)\b)",
    R"((?:<reaction>|COND) (?:[^ .;]+ ){0,4}?(?:repeated\w*|resulted)\b)",
    R"((?:repeat|repeated) <reaction>)",
    R"((?:another|new|further|similar|identical) (?:\w+ ){0,2}(?:episode|attack|bout|reaction|flare|EVENT)\b)",
    R"((?:similar|identical|comparable) (?:\w+ ){0,2}(?:<reaction>|COND)\b)",
    R"(resulted in (?:(?:an?|the|his|her|severe|acute|marked|rapid|immediate|prompt|sudden|\w+ly|new|mild|generali[sz]ed) ){0,4}(?:<reaction>|COND)\b)",
    R"((?:followed by|led to|caused|produced|induced|triggered|elicited|brought (?:on|back)|resulted in|complicated by) (?:[^ .;A-Z]+ ){0,4}(?:EVENT|symptoms|reactions?)\b)",
};

/// Why the drug was given again: the disease that it treats had come back.
constexpr std::string_view reason_ways[] = {
    R"((?:because|as|since|when|after|once|for|owing to|due to|because of|following) (?:of )?(?:(?:the|her|his|their|an?|this) )?(?:\w+ )?(?:recurrence|relapse|flare\w*|return|reappearance|exacerbation)s? (?:of|in) (?:(?:the|her|his|their) )?(?:\w+ )?(?:COND|OTHER)\b)",
    R"((?:because|as|since|when|after|once) (?:(?:the|her|his|their|an?|this) )?(?:\w+ )?COND (?:(?:had|has|again|later|then) ){0,2}(?:recurred|relapsed|flared|returned|reappeared|came back)\b)",
    R"(COND (?:(?:had|has|again|later|then|soon) ){0,2}(?:recurred|relapsed|flared|returned|reappeared|came back) ,? ?(?:and|so|whereupon) (?:that )?(?:DRUG|the drug|it|treatment|therapy) (?:\w+ ){0,2}$)",
};

/// Words that only seem to tell of the event.
constexpr std::string_view otherwise_ways[] = {
    R"(return(?:ed|s|ing)? to (?:\w+ ){0,3}?(?:normal|baseline|work|school|duty|clinic|hospital|home|sport|range|values?|levels?)\b)",
    R"((?:patient|man|woman|boy|girl|child|infant|mother|father|strength|appetite|consciousness|functions?|vision|sight|hearing|speech|sensation|taste|smell|counts?|levels?|values?|hair|fertility|menses|periods?|rhythm|energy|weight|gait) (?:(?:had|has|have|also|soon|then) ){0,2}return(?:ed|s|ing)?\b)",
    R"(return(?:ed)? for (?:\w+ )?(?:follow|review|control)\b)",
    R"((?:not|poorly|badly) tolerated\b)",
    R"(<turned> (?:\w+ly )?(?:again|once more|anew)\b)",
    R"((?:again|once more) (?:\w+ )?<turned>\b)",
};

constexpr std::string_view did_not_ways[] = {
    R"(without (?:[^ .;]+ ){0,3}(?:recurr\w+|relapse|problem\w*|incident|event|reaction|complication|sequel\w*|EVENT)\b)",
    R"(no (?:[^ .;]+ ){0,3}(?:recurr\w+|relapse|return|reaction|EVENT|difference|symptoms)\b)",
    R"((?:did|has|have|had) (?:not|never) (?:\w+ )?(?:recur\w*|relaps\w+|return\w*|reappear\w*|reoccur\w*|come back|cause|produce|provoke|induce|lead|trigger|bring|reproduce)\b)",
    R"((?:tolerated|uneventful\w*|made no difference|(?:remain|stay)(?:ed|s) (?:normal|well|stable|free)|(?:was|were) normal)\b)",
};

/// Giving again, as those call it who do not do it.
constexpr std::string_view trial_words =
    "(?:rechalleng\\w+|re - ?challeng\\w+|reexposure|re - ?exposure|reintroduc\\w+|re - ?introduc\\w+|readministration|"
    "re - ?administration|re - ?treatment|retreatment|(?:re - ?start|restart|resum|re - ?institut|reinstitut|re - ?initiat|"
    "reinitiat|recommenc)(?:ing|ption|ion|ement)|repeat(?:ed)? (?:challenge|exposure|administration|infusion|injection)|"
    "challenge (?:test|dose)|test dose|provocation|"
    "second (?:exposure|course|dose|challenge|cycle|trial)|(?:giving|taking|trying|starting|using) (?:[^ .;,]+ ){0,3}?again)";

constexpr std::string_view refused_ways[] = {
    R"((?:not|never|nor|neither) (?:\w+ ){0,2}?(?:rechallenged?|re - ?challenged?|reintroduced?|re - ?introduced?|restart(?:ed)?|re - ?started|resumed?|re - ?exposed|reexposed|reinstituted|readministered|re - ?administered|attempt(?:ed)? (?:re - ?exposure|re - ?challenge|rechallenge|reintroduction)|(?:tried|given|taken|used|started|prescribed|administered|begun|attempted) (?:\w+ ){0,2}?(?:again|a second time|once more|anew))\b)",
    R"((?:not|never|nor|neither) (?:\w+ ){0,2}?(?:attempt\w*|perform\w*|carr\w+ out|undert\w+|do|done|tr(?:y|ied)|consent\w* to) (?:\w+ ){0,3}?<trial>)",
    R"(<trial> (?:(?:[^ .;A-Z]+|DRUG|OTHER|CLASS|EVENT|COND|TIME|VAGUE|DOSE) ){0,12}?(?:not|never|neither|nor) (?:\w+ ){0,2}?(?:attempted|performed|carried out|undertaken|done|tried|given|considered|made|possible|permitted|allowed|wanted|wished)\b)",
    R"(no (?:\w+ )?(?:rechallenge|re - ?challenge|reexposure|re - ?exposure|reintroduction)\b)",
    R"((?:rechallenge|re - ?challenge|re - ?exposure|reexposure|reintroduction) (?:[^ .;]+ ){0,4}?(?:not|declined|refused|deemed unsafe|considered unethical|contraindicated|avoided)\b)",
    R"(never (?:restarted|resumed|given again)\b)",
    R"((?:against|no (?:\w+ )?attempts? at) (?:(?:a|any|the) )?<trial>)",
    R"(no (?:\w+ )?attempts? (?:was|were) (?:\w+ )?made to\b)",
    R"((?:considered|deemed|judged|thought|felt) (?:too |to be )?(?:\w+ )?(?:dangerous|risky|unsafe|unethical|hazardous|inadvisable|inappropriate|contraindicated|unjustified|unnecessary)\b)",
    R"(<trial> (?:[^ .;A-Z]+ |DRUG ){0,8}?ruled out\b)",
    R"((?:declin|refus)\w+ (?:\w+ )?(?:rechallenge|reexposure|re - ?exposure|reintroduction|to (?:take|try|receive|restart|resume|start|be (?:given|rechallenged|re - ?exposed)))\b)",
};

/// Not given again, in words that do not name giving again.
constexpr std::string_view never_again_ways[] = {
    R"((?:not|never|nor) (?:\w+ )?(?:been )?(?:receiv\w+|tak\w+|took|given|used|exposed to|prescribed) (?:[^ .;A-Z]+ ){0,2}(?:DRUG|drug|it|medication|medicine|agent) (?:[^ .;A-Z]+ ){0,3}?(?:again|since|thereafter|any more|anymore|afterwards|subsequently|a second time)\b)",
    R"(DRUG (?:[^ .;A-Z]+ ){0,8}?(?:not|never) (?:\w+ )?(?:been )?(?:taken|given|used|received|prescribed) (?:[^ .;A-Z]+ ){0,3}?(?:again|since|thereafter|any more|anymore|afterwards|subsequently|a second time)\b)",
    R"((?:not|never) (?:\w+ )?attempt(?:ed)? (?:re - ?exposure|reexposure)\b)",
    R"((?:since(?: then| that time)?|thereafter|afterwards|subsequently) ,? ?(?:\w+ ){0,3}(?:not|never) (?:\w+ )?(?:receiv\w+|tak\w+|took|given|used|exposed to|prescribed) (?:[^ .;A-Z]+ ){0,2}(?:DRUG|the drug|it)\b)",
    R"((?:received|took|taken|had|given) no (?:more|further) (?:(?:doses?|infusions?|injections?|courses?|cycles?) of )?(?:DRUG|the drug|it)\b)",
    R"((?:no further|never another) (?:doses?|infusions?|injections?|courses?|cycles?) (?:of (?:DRUG|the drug) )?(?:was|were) (?:\w+ )?(?:given|administered|received)\b)",
};
// clang-format on

/// Words that say it of the drug's end: who had no more of it has not had it again.
Stated<Rechallenge> never_again(const Story& story)
{
    static const Pattern pattern = any_of(never_again_ways);
    for (std::size_t place = story.onset.value_or(0); place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (!pattern.found_in(sentence.masked) || about_another_drug(sentence) || is_of_kin(sentence))
            continue;
        if (const auto match = pattern.find(told_words(story, sentence)))
            return stated(Rechallenge::not_done, evidence_of(story.reading, sentence, match->front()));
    }
    return {};
}

/// "OTHER was resumed", "resumption of OTHER", "smoking was resumed": what was given again is not the drug; not "DRUG
/// was resumed under OTHER".
bool gives_another(std::string_view text, Span again)
{
    static const Pattern ours(R"(\bDRUG (?:\w+ )?(?:was|were|had been) (?:\w+ )?$)");
    static const Pattern before(
        R"(\b(?:OTHER|CLASS|smoking|alcohol|drinking|feeding|breastfeeding|feeds|diet|work|dialysis|ventilation|sports?) (?:\w+ )?(?:was|were|had been) (?:\w+ )?$)");
    static const Pattern behind(
        R"(^ ?(?:of |with |to )?(?:\w+ )?(?:OTHER|CLASS|smoking|alcohol|drinking|feeding|breastfeeding|diet|work|dialysis|ventilation|sports?)\b)");
    const std::string_view subject = text.substr(0, again.begin);
    return before.found_in(subject) || (!ours.found_in(subject) && behind.found_in(text.substr(again.end)));
}

/// Ways with the words for a reaction and for giving again filled in.
Pattern ways_of(std::span<const std::string_view> ways)
{
    std::vector<std::string> filled;
    for (const std::string_view way : ways)
        filled.push_back(
            replaced(replaced(replaced(std::string(way), "<reaction>", reaction_words), "<turned>", other_turns),
                     "<trial>", trial_words));
    return any_of(std::vector<std::string_view>(filled.begin(), filled.end()));
}

const Pattern& refused()
{
    static const Pattern pattern = ways_of(refused_ways);
    return pattern;
}

/// A text without the words that only seem to tell of the event.
std::string without_others(std::string_view text)
{
    static const Pattern otherwise = ways_of(otherwise_ways);
    return struck_out(otherwise, text);
}

/// What a sentence says outside of the words that give the drug again, and of the reason for it.
std::string around(std::string_view text, Span again)
{
    static const Pattern reasons = ways_of(reason_ways);
    static const Pattern right_behind(
        R"(^ (?:[^ .;,]+ ){0,8}?(?:because|as|since|when|after|once|for|owing|due|following)\b)");
    static const Pattern turns(R"(\b(?:but|and|stopped|withdrawn|discontinued|ceased)\b)");
    const std::string_view behind = text.substr(again.end);
    const auto reason = right_behind.find(behind);
    const bool explained = reason && !turns.found_in(behind.substr(0, reason->front().end));
    return struck_out(reasons, text.substr(0, again.begin)) + "; " +
           (explained ? struck_out(reasons, behind) : std::string(behind));
}

/// What came of it, as a sentence tells.
std::optional<Rechallenge> result_told(std::string_view told)
{
    static const Pattern came_back = ways_of(came_back_ways);
    static const Pattern did_not = ways_of(did_not_ways);
    const std::string text = without_others(told);
    if (did_not.found_in(text))
        return Rechallenge::negative;
    return came_back.found_in(text) ? std::optional(Rechallenge::positive) : std::nullopt;
}

/// What the next sentence tells: that other things stayed normal says nothing of it.
std::optional<Rechallenge> told_next(std::string_view text)
{
    static const Pattern borne(R"(\b(?:tolerated|uneventful\w*)\b)");
    static const Pattern comes_back = ways_of(came_back_ways);
    if (!comes_back.found_in(without_others(text)))
        return borne.found_in(without_others(text)) ? std::optional(Rechallenge::negative) : std::nullopt;
    return result_told(text);
}

/// "rechallenge was positive", "a negative rechallenge".
std::optional<Rechallenge> called(std::string_view told)
{
    static const Pattern positive(
        R"(\b(?:positive (?:\w+ )?(?:rechallenge|re - ?challenge|reexposure)|(?:rechallenge|re - ?challenge|reexposure|challenge (?:test|dose)) (?:\w+ ){0,3}(?:was|were|proved) (?:\w+ )?positive)\b)");
    static const Pattern negative(
        R"(\b(?:negative (?:\w+ )?(?:rechallenge|re - ?challenge|reexposure)|(?:rechallenge|re - ?challenge|reexposure|challenge (?:test|dose)) (?:\w+ ){0,3}(?:was|were|proved) (?:\w+ )?negative)\b)");
    if (negative.found_in(told))
        return Rechallenge::negative;
    return positive.found_in(told) ? std::optional(Rechallenge::positive) : std::nullopt;
}

/// What the sentence, or the one behind it, says of giving again.
std::optional<Rechallenge> result_at(const Story& story, std::size_t place, std::string_view told, Span again,
                                     bool recurrent)
{
    const Sentence& sentence = story.at(place);
    if (refused().found_in(told))
        return Rechallenge::not_done;
    if (recurrent && !sentence.has_event)
        return std::nullopt;
    if (const auto said = called(told))
        return said;
    static const Pattern each_time(R"(^(?:each|every|whenever)\b)");
    const auto said_here = result_told(around(told, again));
    const bool always = !said_here && sentence.has_event && each_time.found_in(told.substr(again.begin));
    const auto here = always ? std::optional(Rechallenge::positive) : said_here;
    if (here == Rechallenge::negative ||
        (here && (sentence.has_drug || sentence.has_event || place > story.onset.value_or(0))))
        return here;
    const bool goes_on = place + 1 < story.size() && !recurrent;
    return goes_on ? told_next(told_words(story, story.at(place + 1))) : std::nullopt;
}

/// The first words that give the drug again, and those only of the patient.
std::optional<Span> find_again(const Searched& text)
{
    static const Pattern given_again = any_of(again_ways);
    for (auto match = given_again.find(text); match; match = given_again.find(text, match->front().end))
        if (!gives_another(text, match->front()))
            return match->front();
    return std::nullopt;
}

} // namespace

Stated<Rechallenge> read_rechallenge(const Story& story)
{
    for (std::size_t place = 0; place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        if (!find_again(sentence.masked) || about_another_drug(sentence) || is_of_kin(sentence))
            continue;
        const Searched told = told_words(story, sentence);
        const auto again = find_again(told);
        if (!again) {
            // "since rechallenge might be dangerous, it was not done"
            static const Pattern not_done(
                R"(\b(?:it|this) (?:was|has been) (?:\w+ )?not (?:\w+ )?(?:attempted|performed|carried out|undertaken|done|tried)\b)");
            if (const auto words = not_done.find(told))
                return stated(Rechallenge::not_done, evidence_of(story.reading, sentence, words->front()));
            continue;
        }
        const Evidence words = evidence_of(story.reading, sentence, *again);
        const bool recurrent = equal_ignoring_case(words.quote, "recurrent");
        if (const auto result = result_at(story, place, told, *again, recurrent))
            return stated(*result, words);
    }
    return never_again(story);
}

} // namespace casebook

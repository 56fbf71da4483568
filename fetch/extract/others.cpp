// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/others.hpp"

#include "fetch/extract/cues.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// "Her mother noticed …", "his wife gave him …": the relative tells of the patient, or does something to him.
bool is_about_the_patient(std::string_view predicate)
{
    static const Pattern pattern(
        R"(^(?:(?:,|and|then|first|also|had|has|father|mother|who|his|her|\w+ly) ){0,5}(?:notic\w+|noted|report\w*|said|says|stat(?:ed|es)|told|observ\w+|brought|found|saw|seen|gave|given|administer\w+|appl(?:ied|ying)|stopped|discontinued|described|recalled|refus\w+|mention\w*|confirm\w*|denied|asked|called|took (?:him|her|the)|consult\w+|remark\w*|complain\w*|sought|decided|declined|consented|wished|preferred|interrupted|withdrew|discovered|recogni[sz]ed|photograph\w*|counted|suspected|blamed|feared|thought|believed|insisted|helped|cared)\b)");
    return pattern.found_in(predicate);
}

/// Where the sentence's subject is a relative, one past it; 0 elsewhere.
std::size_t past_kin(const Searched& masked)
{
    static const Pattern pattern(with_phrases(
        R"(^(?:(?:however|moreover|also|interestingly|notably|in contrast|by contrast|and|but|yet|,|neither|nor|both|all|one of|two of|none of) )*(?:his|her|their|the (?:patient|child|boy|girl|woman|man)'s) (?:(?:AGE|own|only|[^ .;,A-Z]+ly|two|three|first|other|elder|older|younger|twin|identical|monozygotic|dizygotic|healthy|unaffected|affected|maternal|paternal|half|late|half -|-) ){0,3}<kin> )"));
    const auto match = pattern.find(masked);
    return match ? match->front().end : 0;
}

/// "Another patient on the same ward", "a fellow patient", "a neighbour".
bool begins_with_a_stranger(const Searched& masked)
{
    static const Pattern pattern(with_phrases(
        R"(^(?:(?:however|moreover|also|interestingly|notably|in contrast|by contrast|meanwhile|and|but|yet|,|at the same time|on the same ward) )*(?:(?:another|an other|a (?:second|third|further|different)|an (?:additional|unrelated)) (?:\w+ ){0,2}?<person>\b|(?:(?:a|an|another|one|his|her|their|the) (?:AGE )?)(?:fellow (?:patient|sufferer)|neighbou?r|room ?-? ?mate|colleague|friend|healthy volunteer|visitor)\b))"));
    return pattern.found_in(masked);
}

bool names_event_or_drug(const Sentence& sentence)
{
    return std::ranges::any_of(sentence.mentions, [](const Mention& m) {
        return (m.kind == MentionKind::event || m.kind == MentionKind::drug) && !m.negated;
    });
}

/// "was unaffected", "had no EVENT", "on the same ward": told to compare.
bool is_compared(const Searched& masked)
{
    static const Pattern pattern(
        R"(\b(?:unaffected|not affected|(?:had|has|have|developed|showed|with) no (?:\w+ )?(?:EVENT|such|symptoms|complaints)|(?:did|do|does) not (?:\w+ )?(?:develop|have|show|experience|suffer)|without (?:\w+ )?EVENT|remained (?:well|healthy|free)|(?:on|in|at|from) (?:the|our) same (?:ward|unit|clinic|hospital|room|practice|village|family|house|household))\b)");
    return pattern.found_in(masked);
}

/// The patient of a second report is introduced with drug or event in the same sentence or one of the next two.
bool has_a_report(const Reading& reading, const Sentence& sentence)
{
    constexpr std::size_t near = 2;
    const auto at = static_cast<std::size_t>(&sentence - reading.sentences.data());
    for (std::size_t i = at; i <= at + near && i < reading.sentences.size(); ++i)
        if (reading.sentences[i].passage == sentence.passage && names_event_or_drug(reading.sentences[i]))
            return true;
    return false;
}

/// A donor may be the patient, too: of what he was given to give, and where nobody received what he gave.
bool is_the_patient(const Reading& reading, const Sentence& sentence)
{
    static const Pattern goes_on(R"(^(?:he|she|they|(?:the|this) donor)\b)");
    const auto next = static_cast<std::size_t>(&sentence - reading.sentences.data()) + 1;
    static const Pattern receiver(R"(\b(?:patients?|recipients?|GRAFT|transplant\w*)\b)");
    const bool received =
        std::ranges::any_of(reading.sentences, [](const Sentence& s) { return receiver.found_in(s.masked); });
    return !received || sentence.has_drug ||
           (next < reading.sentences.size() && reading.sentences[next].has_drug &&
            goes_on.found_in(reading.sentences[next].masked));
}

} // namespace

bool tells_of_another(const Reading& reading, const Sentence& sentence)
{
    if (const std::size_t end = past_kin(sentence.masked); end != 0)
        return !is_about_the_patient(std::string_view(sentence.masked).substr(end));
    return begins_with_a_stranger(sentence.masked) &&
           (is_compared(sentence.masked) || !has_a_report(reading, sentence));
}

bool is_anothers(const Reading& reading, const Sentence& sentence, std::size_t masked_byte)
{
    static const Pattern before(with_phrases(
        R"(\b(?:(?:his|her|their|whose|patient's) (?:[^ .;,A-Z]+ ){0,3}?<kin> (?:(?:,|\(|was|is|were|who|a|an|aged|of|the|other) ){0,4}|(?:kidney|liver|heart|lung|marrow|cells|organ|graft|GRAFT|PROC|donated|transplant\w*) (?:\w+ ){0,2}(?:from|by) (?:a|an|his|her|their) (?:[^ .;,A-Z]+ ){0,3})$)"));
    static const Pattern behind(with_phrases(R"(^AGE (?:[^ .;,A-Z]+ ){0,2}?<kin>\b)"));
    static const Pattern owned(R"(\b(?:his|her|their|whose|patient's) (?:[^ .;,A-Z]+ ){0,2}$)");
    static const Pattern stranger(R"(^AGE (?:[^ .;,A-Z]+ ){0,2}?(?:neighbou?r|room ?-? ?mate)\b)");
    static const Pattern donor(
        R"(\bdonors? (?:(?:,|\(|was|is|a|an|aged|who|being) ){0,4}AGE\b|\bAGE (?:[^ .;,A-Z]+ ){0,2}?donor\b)");
    const std::string_view masked = sentence.masked;
    const std::string_view until = masked.substr(0, masked_byte), from = masked.substr(masked_byte);
    return tells_of_another(reading, sentence) || before.found_in(until) || stranger.found_in(from) ||
           (owned.found_in(until) && behind.found_in(from)) ||
           (donor.found_in(sentence.masked) && !is_the_patient(reading, sentence));
}

} // namespace casebook

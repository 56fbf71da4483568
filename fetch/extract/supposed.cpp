// SPDX-License-Identifier: GPL-3.0-or-later
// What a sentence advises, supposes or tells of others, clause by clause, and of illnesses that are not the event.
#include "fetch/extract/challenge.hpp"
#include "fetch/extract/cues.hpp"

#include <algorithm>
#include <string>

namespace casebook {

namespace {

/// A stretch of a sentence that may have a subject and a verb of its own.
struct Clause
{
    Span at;
    bool subordinate = false; ///< it gives a reason or a comment: what is supposed in it is supposed of nothing else
    bool finite = false;      ///< it tells of something that happened
    bool struck = false;
};

/// What makes its own clause a supposition.
const Pattern& supposes()
{
    static const Pattern pattern(
        R"(\b(?:if (?:the |a |this |DRUG|OTHER|it|EVENT|hair|she|he|symptoms)|(?:should|might|may|must|would|can|could) (?:also |then |often |usually |again |always |not |\w+ly )?(?:be|have|grow|regrow|improve|resolve|recover|reverse|recur|respond|lead|result|cause)|(?:is|are) (?:usually|generally|often|typically|commonly|to be|expected|recommended|advised|advisable)|recommend(?:s|ed)? (?:that|stopping|discontinu\w+|withdraw\w+)|(?:suggest|propose|advise|advocate)s? (?:that|stopping|discontinu\w+|withdraw\w+)|(?:suggested|proposed|advised|urged) that (?:[^ .;,]+ ){0,4}?be |planned to|(?:usually|generally|typically|commonly) (?:improves|resolves|recovers|regrows|reverses|subsides|disappears|follows|occurs)|whether)\b)");
    return pattern;
}

/// What says it of the whole sentence: of whom it tells, or on what condition.
const Pattern& tells_of_many()
{
    static const Pattern pattern(
        R"((?:^if\b|\b(?:had (?:DRUG|the drug) been|in (?:\w+ ){0,2}(?:most|many|some|several|other|published|reported|previous|earlier) (?:\w+ ){0,2}(?:cases|patients|reports|subjects|authors|studies)|others (?:have|had)|(?:was|were|been) published|regrows in)\b))");
    return pattern;
}

/// Where a clause begins: at a comma, or at a word that opens one.
std::vector<Clause> clauses_of(std::string_view masked)
{
    static const Pattern opens(
        R"((?:[,;:()] |\b(?:(?:and|but|so|yet|therefore|hence|thus) (?:that |then |there)?(?:it|he|she|they|we|this|the|his|her|their|a|DRUG|OTHER|CLASS|EVENT|COND|TIME|all|no)|(?:as|since) (?:it|he|she|they|we|this|the|his|her|their|a|an|DRUG|OTHER|EVENT|COND)|because|although|though|whereas|suggesting|indicating|implying|which)\b))");
    static const Pattern subordinates(
        R"(^[ ,(]*(?:(?:and|but) )?(?:as|since|because|given|although|though|whereas|while|which|who|suggesting|indicating|implying|consistent|like)\b)");
    static const Pattern happened(
        R"(\b(?:was|were|had|has|have|did|grew|regrew|fell|came|went|took|gave|withdrew|got|became|felt|began|lost|kept|(?:he|she|they|we|patient|EVENT|COND|symptoms|lesions|shedding|hair|attacks|episodes) (?:\w+ly )?\w+ed)\b)");
    std::vector<Clause> out;
    const auto add = [&](std::size_t begin, std::size_t end) {
        const std::string_view words = masked.substr(begin, end - begin);
        if (!words.empty())
            out.push_back({{begin, end}, subordinates.found_in(words), happened.found_in(words), false});
    };
    std::size_t begin = 0;
    for (const auto& match : opens.find_all(masked)) {
        if (match.front().begin < begin + std::string_view(", ").size() + 1)
            continue; // ", which" is one opening
        add(begin, match.front().begin);
        begin = match.front().begin;
    }
    add(begin, masked.size());
    return out;
}

std::string_view words_of(std::string_view masked, const Clause& clause)
{
    return masked.substr(clause.at.begin, clause.at.end - clause.at.begin);
}

/// The clause that one without a verb of the past belongs to: the last one told before it, else the next one.
const Clause* bearer_of(const std::vector<Clause>& clauses, std::size_t place)
{
    for (std::size_t back = place; back-- > 0;)
        if (clauses[back].finite && !clauses[back].subordinate)
            return &clauses[back];
    for (std::size_t next = place + 1; next < clauses.size(); ++next)
        if (!clauses[next].subordinate)
            return &clauses[next];
    return nullptr;
}

/// What is left of the clauses when those are struck out that give a reason or a comment.
std::string without_asides(std::string_view masked, const std::vector<Clause>& clauses)
{
    std::string out(masked);
    for (const Clause& clause : clauses)
        if (clause.subordinate)
            strike(out, clause.at);
    return out;
}

const MaskedItem* last_condition(const Sentence& sentence, std::size_t before)
{
    const MaskedItem* found = nullptr;
    for (const MaskedItem& item : sentence.items)
        if (item.begin < before && item.mention >= 0 &&
            sentence.mentions[static_cast<std::size_t>(item.mention)].kind == MentionKind::condition)
            found = &item;
    return found;
}

/// Whether the sentence names the condition as one that somebody has, or takes the drug for: before the event, or of
/// old.
bool names_old_illness(const Sentence& sentence, std::string_view idea, bool before_event)
{
    static const Pattern of_old(with_phrases(
        R"(\b(?:DRUG (?:[^ .;A-Z]+ |DOSE |TIME ){0,8}?(?:for|because of) (?:[^ .;A-Z]+ ){0,4}?|history of (?:[^ .;A-Z]+ ){0,3}?|(?:known|chronic|underlying|pre - existing) (?:\w+ )?)(COND)\b)"));
    static const Pattern had(with_phrases(
        R"(\b(?:(?:<person>|AGE|he|she) (?:[^ .;A-Z]+ ){0,3}?(?:with|had|has|suffered from|suffering from) (?:[^ .;A-Z]+ ){0,4}?|treat(?:ed|ment) (?:of|for) (?:[^ .;A-Z]+ ){0,3}?|(?:his|her) )(COND)\b)"));
    const auto names = [&](const Pattern& pattern) {
        return std::ranges::any_of(pattern.find_all(sentence.masked), [&](const auto& match) {
            const int mention = item_at(sentence, match[1].begin).mention;
            return mention >= 0 && sentence.mentions[static_cast<std::size_t>(mention)].concept_name == idea;
        });
    };
    return names(of_old) || (before_event && names(had));
}

} // namespace

void strike(std::string& text, Span at)
{
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at.begin), text.begin() + static_cast<std::ptrdiff_t>(at.end),
              ';');
}

std::string struck_out(const Pattern& pattern, std::string_view text)
{
    std::string out(text);
    for (const auto& match : pattern.find_all(text))
        strike(out, match.front());
    return out;
}

Searched struck_out(const Pattern& pattern, const Searched& text)
{
    return pattern.found_in(text) ? Searched(struck_out(pattern, std::string_view(text))) : text;
}

bool is_supposed(const Story& story, const Sentence& sentence)
{
    return supposes().found_in(sentence.masked) || tells_of_many().found_in(sentence.masked) ||
           speaks_in_general(story.reading, sentence);
}

Searched told_words(const Story& story, const Sentence& sentence)
{
    const std::string_view masked = sentence.masked;
    if (!is_supposed(story, sentence))
        return masked.find("COND ") == std::string_view::npos
                   ? sentence.masked
                   : Searched(without_old_illness(story, sentence, std::string(masked)));
    std::vector<Clause> clauses = clauses_of(masked);
    std::string out(masked);
    const std::string main = without_asides(masked, clauses);
    if (std::ranges::none_of(clauses, [](const Clause& c) { return c.finite; }) || tells_of_many().found_in(main) ||
        speaks_in_general(story.reading, sentence, main)) {
        strike(out, {0, out.size()});
        return Searched(std::move(out));
    }
    for (Clause& clause : clauses)
        clause.struck = supposes().found_in(words_of(masked, clause)) ||
                        (clause.subordinate && (tells_of_many().found_in(words_of(masked, clause)) ||
                                                speaks_in_general(story.reading, sentence, words_of(masked, clause))));
    for (std::size_t place = 0; place < clauses.size(); ++place)
        if (!clauses[place].finite)
            if (const Clause* bearer = bearer_of(clauses, place); bearer != nullptr && bearer->struck)
                clauses[place].struck = true;
    for (const Clause& clause : clauses)
        if (clause.struck)
            strike(out, clause.at);
    return Searched(without_old_illness(story, sentence, std::move(out)));
}

bool tells_of_old_illness(const Story& story, const Sentence& sentence, std::size_t at)
{
    static const Pattern of_condition(R"(\bCOND (?:(?:had|has|have|was|were|is|are|also|then|soon|\w+ly) ){0,3}$)");
    if (!of_condition.found_in(std::string_view(sentence.masked).substr(0, at)))
        return false;
    const MaskedItem* item = last_condition(sentence, at);
    if (item == nullptr)
        return false;
    const std::string& idea = sentence.mentions[static_cast<std::size_t>(item->mention)].concept_name;
    for (std::size_t place = 0; place < story.size(); ++place)
        if (names_old_illness(story.at(place), idea, place <= story.onset.value_or(0)))
            return true;
    return false;
}

std::string without_old_illness(const Story& story, const Sentence& sentence, std::string text)
{
    static const Pattern went(with_phrases(
        R"(\bCOND (?:(?:had|has|have|was|were|is|are|also|then|soon|\w+ly) ){0,3}(<better>|<worse>|recurred|relapsed|returned|reappeared|flared|came back)\b)"));
    for (const auto& match : went.find_all(text))
        if (tells_of_old_illness(story, sentence, match[1].begin))
            strike(text, match.front());
    return text;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/told_apart.hpp"

#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/person.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace casebook {

namespace {

/// One to ten as a word, any number in figures; 0 for another word.
std::size_t number_of(std::string_view word)
{
    constexpr std::array<std::string_view, 11> names = {"",    "one",   "two",   "three", "four", "five",
                                                        "six", "seven", "eight", "nine",  "ten"};
    const auto* found = std::ranges::find(names, word);
    if (found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    const bool figures = !word.empty() && word.size() < 6 && std::ranges::all_of(word, is_digit);
    return figures ? static_cast<std::size_t>(std::stoi(std::string(word))) : 0;
}

bool follows_a_count_of_people(std::string_view word)
{
    constexpr std::array<std::string_view, 20> words = {
        "of",  "patient", "patients", "case",      "cases",    "woman", "women",    "man",      "men",    "child",
        "had", "has",     "did",      "recovered", "improved", "died",  "remained", "regained", "showed", "children"};
    return std::ranges::find(words, word) != words.end();
}

/// "One had …", "two of the three": fewer than there are.
bool counts_some(std::string_view masked, std::size_t patients)
{
    const std::vector<std::string> words = split(masked, ' ');
    const auto is_a_name = [&](std::size_t i) {
        return i > 0 && (words[i - 1] == "patient" || words[i - 1] == "case");
    };
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (const std::size_t number = number_of(words[i]);
            number > 0 && number < patients && follows_a_count_of_people(words[i + 1]) && !is_a_name(i))
            return true;
    return false;
}

bool names_one_of_them(std::string_view masked)
{
    static const Pattern pattern(
        R"(\bthe (?:first|second|third|fourth|fifth|latter|former|last|others?|remaining|rest)(?: (?:patients?|cases?|wom[ae]n|m[ae]n|child|children|girls?|boys?|one|two|three|four|five|six|\d+|did|does|had|has|was|were|recovered|remained|improved|died|not)\b| ?[,;.]| ?$)|\bthe (?:man|boy|male|brother|father|son)\b.*\bthe (?:woman|girl|female|sister|mother|daughter)\b|\bthe (?:woman|girl|female|sister|mother|daughter)\b.*\bthe (?:man|boy|male|brother|father|son)\b)");
    return pattern.found_in(masked);
}

/// The clause in which the words stand says it of all of them: "… in one; hair loss was reversed in all cases".
bool is_of_all(const Story& story, const Evidence& words)
{
    static const Pattern all(R"(\b(?:all|both|each|every)\b)"), but(R"(\b(?:not|nearly|almost) all\b|\ball but\b)");
    const std::string_view text = story.reading.passages[static_cast<std::size_t>(words.passage)].text;
    const std::size_t before = text.substr(0, words.begin).find_last_of(";.");
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    const std::string clause = fold(text.substr(begin, text.find_first_of(";.", words.end) - begin));
    return all.found_in(clause) && !but.found_in(clause);
}

/// The words of a masked sentence and the numbers among them.
struct Words
{
    const Sentence& sentence;

    std::size_t size() const { return sentence.items.size(); }
    std::string_view at(std::size_t i) const
    {
        const std::string_view masked = sentence.masked;
        const std::size_t end = i + 1 < size() ? sentence.items[i + 1].begin - 1 : masked.size();
        return masked.substr(sentence.items[i].begin, end - sentence.items[i].begin);
    }
    std::size_t number(std::size_t i) const { return i < size() ? number_of(at(i)) : 0; }
    bool ends_clause(std::size_t i) const
    {
        return at(i).size() == 1 && std::string_view(".,;:()").find(at(i)[0]) != std::string_view::npos;
    }
};

/// How many the number at `i` counts: of "two of the five" two, of "two women and one man" three.
std::size_t counted_at(const Words& words, std::size_t i)
{
    const std::size_t of = i >= 2 && words.at(i - 1) != "of" ? i - 2 : i - 1; // "of the five"
    if (i >= 2 && of > 0 && words.at(of) == "of" && words.number(of - 1) != 0)
        return words.number(of - 1);
    for (std::size_t noun = i + 1; noun < words.size() && noun <= i + 2; ++noun)
        if (const std::size_t row = people_in_row(words.sentence, words.sentence.items[noun].first); row != 0)
            return row;
    return words.number(i);
}

/// The number of those who had the event that is named at `i`: "two developed EVENT", "EVENT occurred in two".
std::size_t number_that_had(const Words& words, std::size_t i)
{
    constexpr std::array<std::string_view, 4> others = {"with", "without", "for", "of"};
    constexpr std::size_t reach = 8;
    for (std::size_t back = 1; back <= reach && back <= i && !words.ends_clause(i - back); ++back) {
        if (words.number(i - back) != 0)
            return counted_at(words, i - back);
        if (back == 1 && std::ranges::find(others, words.at(i - 1)) != others.end())
            break; // "two with EVENT": it was there before
    }
    for (std::size_t next = i + 1; next + 1 < words.size() && next <= i + 4 && !words.ends_clause(next); ++next)
        if (words.at(next) == "in" && words.number(next + 1) != 0)
            return counted_at(words, next + 1);
    return 0;
}

/// "Of five patients", "of the four on DRUG": how many there were to begin with.
std::size_t number_to_begin_with(const Words& words)
{
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const bool linked = words.at(i - 1) == "the" || words.at(i - 1) == "our" || words.at(i - 1) == "these";
        const std::string_view link = words.at(linked && i > 1 ? i - 2 : i - 1);
        if (words.number(i) != 0 && (link == "of" || link == "among"))
            return words.number(i);
    }
    return 0;
}

/// "… and one COND", "the other had COND": the rest had something else.
bool tells_of_the_rest(const Sentence& sentence)
{
    static const Pattern pattern(
        R"(\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d|the others?|the (?:second|third|fourth|fifth)|another)(?: one)? (?:(?:patients?|wom[ae]n|m[ae]n|child|children|boys?|girls?|recipients?) )?(?:(?:had|developed|experienced|suffered|showed|noticed|got) )?(?:(?:only|a|an|mild|severe|transient|marked|reversible|generali[sz]ed) ){0,2}COND\b|\bCOND (?:(?:occurred|developed|appeared|was|were|seen|noted|observed) ){0,2}in (?:one|two|three|four|five|six|seven|eight|nine|ten|\d|another|the others?)\b)");
    return pattern.found_in(sentence.masked);
}

} // namespace

std::size_t number_with_event(const Reading& reading)
{
    constexpr std::size_t few = 12;
    for (const Sentence& sentence : reading.sentences) {
        if (sentence.passage == 0 || !sentence.has_event || speaks_in_general(reading, sentence))
            continue;
        const Words words{sentence};
        const std::size_t all = number_to_begin_with(words);
        if (all > few || (all == 0 && !tells_of_the_rest(sentence)))
            continue;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const int mention = sentence.items[i].mention;
            if (mention < 0 || sentence.mentions[static_cast<std::size_t>(mention)].kind != MentionKind::event ||
                sentence.mentions[static_cast<std::size_t>(mention)].negated)
                continue;
            if (const std::size_t had = number_that_had(words, i); had != 0 && had < (all == 0 ? few : all))
                return had;
        }
    }
    return 0;
}

bool tells_apart(const Story& story, const Evidence& words)
{
    for (std::size_t place = 0; story.patients > 1 && place < story.size(); ++place) {
        const Sentence& sentence = story.at(place);
        const bool here = sentence.passage == words.passage && sentence.tokens.front().begin <= words.begin &&
                          words.begin < sentence.tokens.back().end;
        if (!here)
            continue;
        if (is_of_all(story, words))
            return false;
        const std::string_view masked = sentence.masked;
        const bool his_alone = place < story.alone.size() && story.alone[place];
        return counts_some(masked, story.patients) || (!his_alone && names_one_of_them(masked));
    }
    return false;
}

} // namespace casebook

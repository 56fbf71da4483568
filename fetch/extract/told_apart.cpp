// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/told_apart.hpp"

#include "corpus/pattern.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace casebook {

namespace {

/// One to ten as a word or in figures; 0 for another word.
std::size_t number_of(std::string_view word)
{
    constexpr std::array<std::string_view, 11> names = {"",    "one",   "two",   "three", "four", "five",
                                                        "six", "seven", "eight", "nine",  "ten"};
    const auto* found = std::ranges::find(names, word);
    if (found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    const bool figures = !word.empty() && word.size() < 3 && std::ranges::all_of(word, is_digit);
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

} // namespace

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

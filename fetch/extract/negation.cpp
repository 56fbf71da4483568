// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/negation.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

/// "… has not been seen again": it had been there.
bool happened_before(const Sentence& sentence, std::size_t from)
{
    constexpr std::array<std::string_view, 3> words = {"again", "since", "anymore"};
    constexpr std::size_t reach = 6;
    for (std::size_t i = from; i < sentence.tokens.size() && i < from + reach; ++i)
        if (std::ranges::find(words, sentence.tokens[i].text) != words.end())
            return true;
    return false;
}

/// "…, EVENT was seen": what was denied before the comma is another thing.
bool opens_a_clause(const Sentence& sentence, const Mention& m)
{
    constexpr std::array<std::string_view, 4> verbs = {"was", "were", "is", "has"};
    return m.first > 0 && sentence.tokens[m.first - 1].text == "," && m.last < sentence.tokens.size() &&
           std::ranges::find(verbs, sentence.tokens[m.last].text) != verbs.end();
}

/// "There is no doubt that", "we do not doubt": a denial of a doubt denies nothing.
bool denies_a_doubt(const Sentence& sentence, std::size_t at)
{
    constexpr std::array<std::string_view, 6> doubts = {"doubt",    "doubts",   "doubted",
                                                        "doubtful", "question", "questionable"};
    for (std::size_t i = at + 1; i <= at + 2 && i < sentence.tokens.size(); ++i)
        if (std::ranges::find(doubts, sentence.tokens[i].text) != doubts.end())
            return true;
    return false;
}

/// "(no. 4)": a number, not a denial.
bool stands_for_number(const Sentence& sentence, std::size_t at)
{
    const auto text = [&](std::size_t i) { return i < sentence.tokens.size() ? sentence.tokens[i].text : ""; };
    return text(at) == "no" && text(at + 1) == "." && is_digit(text(at + 2)[0]);
}

} // namespace

bool is_denied_within(const Sentence& sentence, const Mention& m)
{
    constexpr std::array<std::string_view, 3> words = {"no", "not", "never"};
    for (std::size_t i = m.first + 1; m.loose && i < m.last; ++i)
        if (std::ranges::find(words, sentence.tokens[i].text) != words.end())
            return true;
    return false;
}

void mark_negation(Sentence& sentence)
{
    constexpr std::array<std::string_view, 11> negations = {"no",  "not",    "without", "never", "none", "neither",
                                                            "nor", "denied", "absence", "free",  "lack"};
    constexpr std::array<std::string_view, 9> ends = {"but",     ";",      "although", "however", "while",
                                                      "whereas", "except", "until",    "because"};
    constexpr std::size_t reach = 6;
    for (Mention& mention : sentence.mentions) {
        mention.negated = is_denied_within(sentence, mention);
        for (std::size_t back = 1; back <= reach && back <= mention.first; ++back) {
            const std::string& word = sentence.tokens[mention.first - back].text;
            if (std::ranges::find(ends, word) != ends.end() || (back == 1 && opens_a_clause(sentence, mention)))
                break;
            const std::size_t at = mention.first - back;
            const bool only = word == "not" && sentence.tokens[at + 1].text == "only";
            const bool once = mention.last < sentence.tokens.size() && happened_before(sentence, mention.last);
            if (std::ranges::find(negations, word) != negations.end() && !only && !once &&
                !stands_for_number(sentence, at) && !denies_a_doubt(sentence, at)) {
                mention.negated = true;
                break;
            }
        }
    }
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/claims.hpp"

#include "corpus/shortlist.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/cues.hpp"
#include "fetch/extract/quantity_readers.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace casebook {

namespace {

/// A numeral of one or more words, the tokens [first, last); 0 when it is no whole number.
struct Numeral
{
    std::size_t first = 0;
    std::size_t last = 0;
    int value = 0;
};

/// What one word is worth: "two", "second", "62", "hundred"; 0 for all others.
int worth(const Token& token)
{
    constexpr std::array<std::string_view, 7> articles = {"a", "an", "half", "single", "couple", "quarter", "zero"};
    if (token.text == "sole")
        return 1;
    if (token.text == "hundredth")
        return 100;
    if (token.text == "thousand")
        return 1000;
    if (const int place = ordinal_value(token.text); place != 0)
        return place;
    const auto number = read_number(std::span(&token, 1), 0);
    const bool whole = number && number->value == std::floor(number->value) && number->value < 1e6;
    return whole && std::ranges::find(articles, token.text) == articles.end() ? static_cast<int>(number->value) : 0;
}

bool is_scale(int value) { return value == 100 || value == 1000; }

/// Whether two words are parts of one numeral: "sixty two", "two hundred", "hundred six", "two dozen".
bool is_pair(const Token& a, const Token& b)
{
    const int x = worth(a);
    const int y = worth(b);
    if (x == 0 || y == 0 || is_digit(a.text[0]) || is_digit(b.text[0]))
        return false;
    const bool tens = x >= 20 && x <= 90 && y <= 9;
    return tens || is_scale(x) || is_scale(y) || b.text == "dozen";
}

/// The next word of the numeral after the one at `at`, over a hyphen or "and"; `at` itself when it ends there.
std::size_t next_part(const std::vector<Token>& tokens, std::size_t at)
{
    if (at + 1 < tokens.size() && is_pair(tokens[at], tokens[at + 1]))
        return at + 1;
    if (at + 2 >= tokens.size() || !is_pair(tokens[at], tokens[at + 2]))
        return at;
    const bool joined = tokens[at + 1].text == "-" || (tokens[at + 1].text == "and" && is_scale(worth(tokens[at])));
    return joined ? at + 2 : at;
}

std::size_t first_part(const std::vector<Token>& tokens, std::size_t at)
{
    for (std::size_t back = 1; back <= 2 && back <= at; ++back)
        if (next_part(tokens, at - back) == at)
            return first_part(tokens, at - back);
    return at;
}

/// The whole numeral that the token is a word of: of "one hundred seventy-six" all, whichever word is asked.
Numeral numeral_at(const std::vector<Token>& tokens, std::size_t token)
{
    Numeral out{first_part(tokens, token), 0, 0};
    for (std::size_t at = out.first;; at = next_part(tokens, at)) {
        const int value = worth(tokens[at]);
        const bool times = is_scale(value) || tokens[at].text == "dozen";
        out.value = times ? std::max(out.value, 1) * value : out.value + value;
        out.last = at + 1;
        if (next_part(tokens, at) == at)
            return out;
    }
}

/// "two thirds of", "62 of the": a part of something, no total.
bool is_share(const std::vector<Token>& tokens, std::size_t after)
{
    constexpr std::array<std::string_view, 6> parts = {"third", "thirds", "quarter", "quarters", "fifths", "%"};
    constexpr std::array<std::string_view, 5> wholes = {"the", "these", "those", "our", "them"};
    const std::size_t word = is_at(tokens, after, "-") ? after + 1 : after;
    return is_one_of(tokens, word, parts) || (is_at(tokens, after, "of") && is_one_of(tokens, after + 1, wholes));
}

constexpr std::string_view any_number =
    "(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen|\\d+)";

/// Group 1 is the number.
const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> all = [] {
        constexpr std::string_view number = any_number;
        constexpr std::array<std::string_view, 2> ordinals = {
            "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
            "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|hundredth)",
            "(\\d+) (?:st|nd|rd|th)"};
        constexpr std::string_view told = "(?:reported|published|described|documented|recorded|known|on record|in the "
                                          "literature|found in the literature|identified in the literature|in print|"
                                          "appeared)";
        std::vector<Pattern> out;
        const auto add = [&](const std::string& pattern) { out.emplace_back(with_phrases(pattern)); };
        add("\\b(?:bring\\w*|rais\\w+|tak\\w+|increas\\w+) (?:[^ .;]+ ){0,4}(?:number|total|count|tally|sum|figure) "
            "(?:[^ .;]+ ){0,6}to (?:\\w+ )?" +
            std::string(number) + "\\b");
        add("\\b(?:bring\\w*|rais\\w+|tak\\w+) (?:[^ .;]+ ){0,4}to " + std::string(number) +
            " (?:[^ .;]+ ){0,3}(?:number|total|cases?|reports?|patients?|recipients|instances)\\b");
        add("\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\\d+) "
            "(?:previous|earlier|prior|published|reported) "
            "(?:\\w+ )?(?:descriptions?|reports?|publications?|papers?|articles?|series|studies|letters?) "
            "(?:of|on|with|describing) (?:\\w+ ){0,2}" +
            std::string(number) + " (?:\\w+ ){0,3}(?:cases?|patients?)\\b");
        for (const std::string_view ordinal : ordinals) {
            add("\\b" + std::string(ordinal) + " (?:\\w+ ){0,3}" + std::string(told) +
                " (?:\\w+ )?(?:case|patient|instance|report|example)s?\\b");
            add("\\b(?:is|was|be|represents|constitutes|as|describe|report|present|appears to be|believed to be|to our "
                "knowledge) (?:[^ .;]+ ){0,5}the (?:very )?" +
                std::string(ordinal) + " (?:[^ .;,]+ ){0,3}(?:case|report|patient|instance|description)s?\\b");
        }
        add("\\b(?:only|just|no more than|fewer than|at most|total of|than|about|some|at "
            "least|another|these|other|further) " +
            std::string(number) +
            " (?:[^ .;]+ ){0,6}(?:cases?|reports?|patients?|instances|examples|recipients|papers) (?:[^ .;]+ ){0,12}" +
            std::string(told));
        add("\\b" + std::string(number) +
            " (?:[^ .;]+ ){0,4}(?:cases?|reports?|patients?|instances|examples) (?:[^ .;]+ ){0,10}(?:have been|has "
            "been|had been|were|was|are|is|on) (?:\\w+ ){0,3}" +
            std::string(told));
        add("\\b" + std::string(number) + " (?:\\w+ ){0,2}(?:previously |earlier |prior |other )?" + std::string(told) +
            " (?:cases?|patients?|reports?|instances)\\b");
        add("\\b" + std::string(number) +
            " (?:previous|earlier|prior|similar|other) (?:\\w+ )?(?:cases?|reports?|patients?)\\b");
        add("\\b(?:only|just) " + std::string(number) +
            " (?:\\w+ )?(?:earlier|previous|prior|other) (?:case|report)s?\\b");
        return out;
    }();
    return all;
}

/// "the first visit, and patients", "first choice in many cases": what is counted is no case.
bool counts_something_else(std::string_view between)
{
    static const Pattern words(R"(\b(?:in|to|for|and|who|during|choice|line|visit|dose|step|study|phase|stage)\b)");
    return words.found_in(between);
}

/// The claim that the pattern finds in the sentence, if what it finds is one.
std::optional<Claim> claim_in(const Reading& reading, const Sentence& sentence, const Pattern& pattern)
{
    static const Pattern own(R"(\b(?:we (?:report|describe|present)|our (?:two|three|four|five)|patients in this)\b)");
    const auto match = pattern.find(sentence.masked);
    if (!match)
        return std::nullopt;
    const std::string_view masked = sentence.masked;
    const Span whole = match->front();
    const Span digits = (*match)[1];
    const std::size_t token = item_at(sentence, digits.begin).first;
    const Numeral number = numeral_at(sentence.tokens, token);
    const bool ordinal = ordinal_value(sentence.tokens[number.last - 1].text) != 0;
    if (number.value <= 0 || number.value > 500 || is_share(sentence.tokens, number.last) ||
        own.found_in(masked.substr(whole.begin, digits.begin - whole.begin)) ||
        (ordinal && counts_something_else(masked.substr(digits.end, whole.end - digits.end))))
        return std::nullopt;
    const std::size_t first = std::min(item_at(sentence, whole.begin).first, number.first);
    const std::size_t last = std::max(item_at(sentence, whole.end - 1).last, number.last);
    return Claim{evidence_of(reading, sentence, first, last), number.value};
}

std::optional<Claim> claim_in(const Reading& reading, const Sentence& sentence)
{
    static const Shortlist shortlist(patterns());
    for (const std::size_t place : shortlist.of(sentence.masked))
        if (auto claim = claim_in(reading, sentence, patterns()[place]))
            return claim;
    return std::nullopt;
}

/// The first number of people in the sentence.
std::optional<Claim> people_in(const Reading& reading, const Sentence& sentence)
{
    static const Pattern people("\\b" + std::string(any_number) +
                                " (?:[^ .;,()]+ ){0,4}(?:patients|cases|recipients|women|men|children|infants|adults|"
                                "subjects|persons|people|individuals)\\b");
    for (const std::vector<Span>& match : people.find_all(sentence.masked)) {
        const Numeral number = numeral_at(sentence.tokens, item_at(sentence, match[1].begin).first);
        if (number.value < 2 || number.value > 10000 || is_at(sentence.tokens, number.last, "%"))
            continue;
        const std::size_t last = item_at(sentence, match[0].end - 1).last;
        return Claim{evidence_of(reading, sentence, number.first, last), number.value};
    }
    return std::nullopt;
}

} // namespace

std::optional<Claim> read_told_patients(const Reading& reading)
{
    for (const bool Sentence::*names : {&Sentence::has_event, &Sentence::has_drug})
        for (const Sentence& sentence : reading.sentences)
            if (sentence.*names && !claim_in(reading, sentence))
                if (auto told = people_in(reading, sentence))
                    return told;
    return std::nullopt;
}

std::vector<Claim> read_claims(const Reading& reading)
{
    std::vector<Claim> out;
    for (const Sentence& sentence : reading.sentences)
        if (auto claim = claim_in(reading, sentence))
            out.push_back(*std::move(claim));
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/tokens.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

std::string joined(const std::vector<Token>& tokens)
{
    std::string out;
    for (const Token& token : tokens)
        out += (out.empty() ? "" : "|") + token.text;
    return out;
}

/// The text with a bar before each sentence but the first.
std::string sentences(std::string_view text)
{
    const std::vector<Token> tokens = tokenize(text);
    std::string out(text);
    std::vector<std::size_t> starts = sentence_starts(tokens);
    for (std::size_t i = starts.size(); i > 1; --i)
        out.insert(tokens[starts[i - 1]].begin, "|");
    return out;
}

} // namespace

TEST_CASE("a passage falls into words, numbers and single marks")
{
    struct Row
    {
        const char* text;
        const char* tokens;
    };
    constexpr Row rows[] = {
        {"", ""},
        {"  ", ""},
        {"Hair loss.", "hair|loss|."},
        {"2.5 mg/kg/day", "2.5|mg|/|kg|/|day"},
        {"13.5mg", "13.5|mg"},
        {"2,250 mg/m2", "2,250|mg|/|m2"},
        {"29-month-old", "29|-|month|-|old"},
        {"b.i.d.", "b.i.d|."},
        {"i.v. use", "i.v|.|use"},
        {"Crohn's disease", "crohn's|disease"},
        {"FK506 (CsA)", "fk506|(|csa|)"},
        {"Sjögren–like", "sjogren|-|like"},
        {"She was 5.Then", "she|was|5|.|then"},
        {"days 1, 2", "days|1|,|2"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(joined(tokenize(row.text)) == std::string(row.tokens));
    }
}

TEST_CASE("a token keeps the bytes that it stands for and how they were written")
{
    const std::string text = "Ménière, TNFs";
    const std::vector<Token> tokens = tokenize(text);
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[0].text == "meniere");
    CHECK(text.substr(tokens[0].begin, tokens[0].end - tokens[0].begin) == "Ménière");
    CHECK(tokens[0].capital);
    CHECK_FALSE(tokens[0].all_capitals);
    CHECK_FALSE(tokens[1].space_before);
    CHECK(tokens[2].all_capitals); // a closing s is the plural
    CHECK(tokens[2].space_before);
}

TEST_CASE("a term has the tokens that a text has for it")
{
    CHECK(term_tokens("alopecia-areata") == std::vector<std::string>{"alopecia", "-", "areata"});
    CHECK(term_tokens("Behçet's disease") == std::vector<std::string>{"behcet's", "disease"});
}

TEST_CASE("a sentence ends where the next begins, not at a full stop inside it")
{
    constexpr const char* rows[] = {
        "He was ill. |She was well.",
        "Was it the drug? |It was!",
        "Dr. Smith saw him. |All was well.",
        "Seen by A. Smith in May. |No change.",
        "as told by Smith et al. Another case",
        "Sodium was 116 mmol/L. |Hyponatremia was found.",
        "He lacked vitamin D. |He was given it.",
        "Lipase was 2400 U/L. |It fell.",
        "It was given (e.g. Neoral). |Then it stopped.",
        "2.5 mg was given. |3 days later he was well.",
        "a dose of 5.5 mg. i.v. was given", // no capital follows
        "It cleared.\" |Then it came back.",
        "fever vs. Rash",
        "one sentence only",
    };
    for (const char* row : rows) {
        std::string plain(row);
        std::erase(plain, '|');
        CAPTURE(plain);
        CHECK(sentences(plain) == std::string(row));
    }
    CHECK(sentence_starts({}).empty());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/required.hpp"

#include "corpus/pattern.hpp"

#include <doctest/doctest.h>
#include <map>
#include <random>

using namespace casebook;

namespace {

std::string words(std::string_view pattern) { return Required(pattern).words(); }

bool allows(std::string_view pattern, std::string_view text) { return Required(pattern).allows(Grams(text)); }

} // namespace

TEST_CASE("what stands outside of optional parts is required")
{
    CHECK(words(R"(\bDRUG (?:dose )?EVENT\b)") == "all( DRUG | EVENT )");
    CHECK(words("(?:dose )?(?:COND)*(?:EVENT){0,3}") == "");
    CHECK(words("(?:EVENT ){1,3}") == "EVENT ");
    CHECK(words("(?:EVENT )+") == "EVENT ");
}

TEST_CASE("a character that may be missing or repeated ends a piece")
{
    CHECK(words("causes?") == "cause");
    CHECK(words("abcd+ef") == "abcd");
    CHECK(words("abcd{2}efg") == "all(abcd|efg)");
    CHECK(words("abcd*ef") == "abc");
    CHECK(words(R"(a\.b\.c)") == "a b c");
    CHECK(words(R"(\d\d+ .*)") == "");
}

TEST_CASE("a class of a few letters stands for each of them, any other for nothing")
{
    CHECK(words("wom[ae]n") == "one(woman|women)");
    CHECK(words("[ab][cd][ef][gh]") == "one(ace|acf|ade|adf|bce|bcf|bde|bdf)");
    CHECK(words("[a-c]lopecia") == "lopecia");
    CHECK(words("alo[^p]ecia") == "all(alo|ecia)");
    CHECK(words(R"(alo[])]ecia)") == "all(alo|ecia)");
}

TEST_CASE("of alternatives one must stand, and nothing is required where one of them says nothing")
{
    CHECK(words("(?:DRUG|OTHER) given") == "all( given|one(DRUG |OTHER ))");
    CHECK(words("DRUG given|EVENT treated") == "one(DRUG given|EVENT treated)");
    CHECK(words("EVENT .* OTHER|OTHER .* EVENT") == "one(all(EVENT | OTHER)|all(OTHER | EVENT))");
    CHECK(words("DRUG|no|in") == "");
    CHECK(words(R"((?:DRUG|\w+) xyz)") == " xyz");
}

TEST_CASE("edges of words are blanks, in front of a group and behind it")
{
    CHECK(words(R"(\b(?:a|an|the) [a-z]+\b)") == "one( a | an | the )");
    CHECK(words("^in (?:.*) of$") == "all( in | of )");
    CHECK(words(R"(with (?:\w+ ){0,3}him)") == "all(with | him)");
    CHECK(words(R"(with (?:\w+,){0,3}him)") == "all(with | him)");
    CHECK(words(R"(with (?:,\w+){0,3}him)") == "all(with |him)");
    CHECK(words(R"(\b, and)") == "  and"); // the comma is itself what is no letter
    CHECK(words(R"(\b(?:he|she)\b|it )") == "one(one( he | she )|it )");
    CHECK(words(R"(\b(?:he|she)\b|it)") == "");
}

TEST_CASE("nothing is said of flags and of classes that the reader does not know")
{
    for (const char* pattern : {"(?i)alopecia", "[[:alpha:]]+alopecia", R"(\pLalopecia)", "(unclosed", "[unclosed"})
        CHECK(Required(pattern).says_nothing());
}

TEST_CASE("a text is told from its runs of three letters, both ends of it being edges")
{
    CHECK(allows(R"(\bhair loss\b)", "hair loss"));
    CHECK(allows(R"(\bhair loss\b)", "her hair-loss."));
    CHECK_FALSE(allows(R"(\bhair loss\b)", "chair loss"));
    CHECK_FALSE(allows(R"(\bhair loss\b)", "hair lossy"));
    CHECK_FALSE(allows("wom[ae]n", "womb"));
    CHECK_FALSE(allows("alopecia", ""));
    CHECK(allows("no|in", ""));
}

TEST_CASE("a pattern finds what it finds with and without the look at its words")
{
    constexpr std::string_view patterns[] = {
        R"(\b(?:DRUG ~|OTHER )[^ .;]{0,4}(?:caus(?:ed|es)|led to) EVENT\b)",
        R"(\b(?:we|authors?) (?:\w+ ){0,2}report\w* (?:a|an|one|[2-9]) (?:\w+ )?(?:wom[ae]n|m[ae]n|boy)\b)",
        R"((?:^|[;,] )(?:the|our)? ?(?:man |boy )?(two|one|a)\b)",
        R"(EVENT (?:(?:in|of|[^ .:;A-Z]+|TIME) ){0,2}(?:DRUG|the (?:drug|dose)\b)|no (?:\w+ )?EVENT$)",
        R"(\b(?:he|she|it) (?:was|were)(?: not)? (?:report|cause)d?\b)",
        R"(DRUG ?, (?:a )+man)"};
    constexpr std::string_view pieces[] = {
        "DRUG",     "OTHER", "EVENT", "TIME", "~",  "caused", "causes", "led", "to",  "we",  "author", "report",
        "reported", "a",     "an",    "one",  "2",  "woman",  "women",  "man", "men", "boy", ";",      ",",
        "the",      "our",   "two",   "in",   "of", "drug",   "dose",   "no",  "he",  "was", "not",    "."};
    std::mt19937 chance(1);
    std::size_t found = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string text;
        for (std::size_t i = chance() % 12; i > 0; --i) {
            text += pieces[chance() % std::size(pieces)];
            text += chance() % 8 == 0 ? "" : " ";
        }
        for (const std::string_view pattern : patterns) {
            static std::map<std::string_view, std::pair<Pattern, Pattern>> compiled;
            const auto& [quick, plain] =
                compiled.try_emplace(pattern, Pattern(pattern), Pattern("(?-i:" + std::string(pattern) + ")"))
                    .first->second; // nothing is known of a pattern with flags
            const bool there = plain.found_in(text);
            found += there ? 1 : 0;
            CHECK(quick.found_in(text) == there);
            CHECK(quick.found_in(Searched(text)) == there);
            CHECK(quick.find_all(Searched(text)).size() == plain.find_all(text).size());
        }
    }
    CHECK(found > 300);
}

TEST_CASE("a match is looked for from a place on")
{
    const Pattern pattern(R"(\b(?:DRUG ~|OTHER )[^ .;]{0,4}(?:caus(?:ed|es)|led to) EVENT\b)");
    CHECK(pattern.found_in("the OTHER caused EVENT ."));
    CHECK_FALSE(pattern.found_in("the OTHER caused COND ."));
    CHECK(pattern.find("OTHER led to EVENT , OTHER caused EVENT", 5)->front().begin == 21);
    CHECK(pattern.find_all("OTHER led to EVENT , OTHER caused EVENT").size() == 2);
    CHECK_FALSE(pattern.find("OTHER led to EVENT", 99));
}

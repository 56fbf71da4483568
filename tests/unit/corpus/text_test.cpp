// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("ill-formed UTF-8 is found where it begins")
{
    CHECK(invalid_utf8("caf\xC3\xA9") == std::string_view::npos);
    CHECK(invalid_utf8("caf\xE9 au lait") == 3);
    CHECK(invalid_utf8("\xC0\x80") == 0);      // overlong
    CHECK(invalid_utf8("a\xED\xA0\x80") == 1); // surrogate
    CHECK(invalid_utf8("\xF0\x9F\x98\x80") == std::string_view::npos);
    CHECK(invalid_utf8("cut \xE2\x82") == 4);
}

TEST_CASE("an ill-formed byte is found at every place of a long text")
{
    constexpr std::size_t size = 150;
    for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, 'a');
        text[at] = '\xE9';
        CHECK(invalid_utf8(text) == at);
        CHECK(repaired_utf8(text).size() == size + 2);
        CHECK(fold(text.replace(at, 1, "\xC3\xA9")) == std::string(at, 'a') + 'e' + std::string(size - 1 - at, 'a'));
    }
}

TEST_CASE("repairing replaces only the broken bytes")
{
    CHECK(repaired_utf8("na\xEFve") == "na\xEF\xBF\xBDve");
    CHECK(repaired_utf8("caf\xC3\xA9") == "caf\xC3\xA9");
}

TEST_CASE("white space collapses to single blanks")
{
    CHECK(collapse("  hair \n\t loss ") == "hair loss");
    CHECK(collapse("\n") == "");
}

TEST_CASE("folded text maps every byte back to its origin")
{
    const std::string text = "Sj\xC3\xB6gren\xE2\x80\x99s 5\xE2\x80\x93"
                             "6\xC2\xA0mg";
    const Folded folded = fold_with_origin(text);
    CHECK(folded.text == "sjogren's 5-6 mg");
    REQUIRE(folded.origin.size() == folded.text.size() + 1);
    const std::size_t dose = folded.text.find("5-6");
    CHECK(text.substr(folded.origin[dose], folded.origin[dose + 3] - folded.origin[dose]) == "5\xE2\x80\x93"
                                                                                             "6");
    CHECK(folded.origin.back() == text.size());
}

TEST_CASE("one character may fold to several letters, and each knows where it came from")
{
    const std::string text = "e\xEF\xAC\x83"
                             "cacy \xE2\x89\xA5"
                             "5 \xC2\xB5g stra\xC3\x9F"
                             "e";
    const Folded folded = fold_with_origin(text);
    CHECK(folded.text == "efficacy >=5 ug strasse");
    for (const std::size_t i : {1U, 2U, 3U})
        CHECK(folded.origin[i] == 1);
    CHECK(folded.origin[4] == 4);
}

TEST_CASE("what cannot be seen folds to nothing, what is unknown stays as it is")
{
    CHECK(fold("al\xC2\xAD"
               "o\xE2\x80\x8B"
               "pecia") == "alopecia");
    CHECK(fold("a\xCC\x88") == "a"); // a combining mark
    CHECK(fold("\xF0\x9F\x98\x80 \xE6\xAF\x9B") == "\xF0\x9F\x98\x80 \xE6\xAF\x9B");
    CHECK(fold("cut \xE2\x82").size() == 6); // ill-formed bytes are carried along
    CHECK(fold("") == "");
}

TEST_CASE("folding is idempotent")
{
    for (const char* text : {"Sj\xC3\xB6gren", "CO\xE2\x82\x82",
                             "5\xE2\x80\x93"
                             "6",
                             "\xC2\xBD", "A\xCC\x8A"})
        CHECK(fold(fold(text)) == fold(text));
}

TEST_CASE("lists are split and joined without loss")
{
    CHECK(split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
    CHECK(split("", ',') == std::vector<std::string>{""});
    CHECK(join({"a", "", "b"}, ", ") == "a, , b");
    CHECK(join({}, ", ") == "");
    CHECK(trim(" \t a b\n") == "a b");
    CHECK(trim("  ") == "");
    CHECK(equal_ignoring_case("Velnarane", "vELNARANE"));
    CHECK_FALSE(equal_ignoring_case("velnarane", "velnaran"));
}

TEST_CASE("two spellings of a title squeeze to the same letters")
{
    CHECK(squeeze("[Alop\xC3\xA9"
                  "cie areata.]") == squeeze("Alopecie  Areata"));
}

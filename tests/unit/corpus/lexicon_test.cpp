// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/lexicon.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/text.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace casebook;

namespace {

Lexicon lexicon_of(const std::string& rows)
{
    const TemporaryFolder folder;
    write_file(folder / "words.tsv", rows);
    return Lexicon::open(folder / "words.tsv");
}

const std::string conditions = "# a comment\n"
                               "term\tpreferred\tbroader\tkind\tsource\n"
                               "hair trouble\thair trouble\t\tpreferred\tus\n"
                               "blue hair\tblue hair\thair trouble\tpreferred\tus\n"
                               "azure hair\tblue hair\thair trouble\tsynonym\tus\n"
                               "\n"
                               "pale blue hair\tpale blue hair\tblue hair\tpreferred\tus\n"
                               "cyanotrichia of M\xC3\xBCller\tblue hair\thair trouble\tsynonym\tus\n";

} // namespace

TEST_CASE("a word is known in any case, with and without its accents")
{
    const Lexicon lexicon = lexicon_of(conditions);
    CHECK(lexicon.concept_of("azure hair") == "blue hair");
    CHECK(lexicon.concept_of("Azure Hair") == "blue hair");
    CHECK(lexicon.concept_of("Cyanotrichia of Muller") == "blue hair");
    CHECK(lexicon.concept_of("cyanotrichia of M\xC3\xBCller") == "blue hair");
    CHECK(lexicon.concept_of("green hair") == "");
    CHECK(lexicon.terms().size() == 5);
}

TEST_CASE("the words for an idea leave out its own name")
{
    const Lexicon lexicon = lexicon_of(conditions);
    const auto words = lexicon.words_for("blue hair");
    REQUIRE(words.size() == 2);
    CHECK(words[0]->term == "azure hair");
    CHECK(words[0]->kind == "synonym");
    CHECK(lexicon.words_for("green hair").empty());
}

TEST_CASE("narrower ideas are found all the way down, each once")
{
    const Lexicon lexicon = lexicon_of(conditions);
    CHECK(lexicon.narrower("hair trouble") == std::vector<std::string>{"blue hair", "pale blue hair"});
    CHECK(lexicon.narrower("pale blue hair").empty());
}

TEST_CASE("nothing is narrower than a word that is not known")
{
    CHECK(lexicon_of(conditions).narrower("").empty());
    CHECK(lexicon_of(conditions).narrower("green hair").empty());
}

TEST_CASE("two ideas each said to be broader than the other end no search")
{
    const Lexicon lexicon =
        lexicon_of("term\tpreferred\tbroader\tkind\tsource\na\ta\tb\tpreferred\tus\nb\tb\ta\tpreferred\tus\n");
    CHECK(lexicon.narrower("a") == std::vector<std::string>{"b"});
}

TEST_CASE("a vocabulary of drugs names its ideas by ingredient, line ends may be those of Windows")
{
    const Lexicon lexicon = lexicon_of("term\tingredient\tkind\tsource\r\nVelnara\tvelnarane\tbrand\tus\r\n");
    CHECK(lexicon.concept_of("velnara") == "velnarane");
    CHECK(lexicon.terms()[0].source == "us");
    CHECK(lexicon.terms()[0].broader == "");
}

TEST_CASE("a row of the wrong length and a header without its columns are errors with file and line")
{
    CHECK_THROWS_WITH_AS(lexicon_of("term\tingredient\tkind\tsource\na\tb\tc\n"),
                         doctest::Contains("words.tsv:2: 3 cells"), Error);
    CHECK_THROWS_WITH_AS(lexicon_of("word\tmeaning\n"), doctest::Contains("words.tsv:1: expected the columns"), Error);
    CHECK_THROWS_WITH_AS(Lexicon::open("/nowhere/words.tsv"), doctest::Contains("/nowhere/words.tsv"), Error);
}

TEST_CASE("the shipped vocabularies are sound: lower case, no word twice, no idea below itself, a source each")
{
    for (const Lexicon* lexicon : {&drug_lexicon(), &condition_lexicon()}) {
        std::set<std::string> seen;
        for (const LexiconTerm& term : lexicon->terms()) {
            CHECK_MESSAGE(seen.insert(term.term).second, term.term);
            CHECK_MESSAGE(term.term == lower_ascii(collapse(term.term)), term.term);
            CHECK_MESSAGE(!term.concept_name.empty(), term.term);
            CHECK_MESSAGE(!term.source.empty(), term.term);
            CHECK_MESSAGE(term.broader != term.concept_name, term.term);
            if (!term.broader.empty())
                CHECK_MESSAGE(lexicon->concept_of(term.broader) == term.broader, term.term);
        }
    }
}

TEST_CASE("every idea of the shipped vocabularies is found by its own name")
{
    for (const Lexicon* lexicon : {&drug_lexicon(), &condition_lexicon()})
        for (const LexiconTerm& term : lexicon->terms())
            CHECK_MESSAGE(lexicon->concept_of(term.concept_name) == term.concept_name, term.concept_name);
}

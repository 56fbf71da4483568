// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/abbreviations.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a text's own definitions are found, in either order")
{
    struct Row
    {
        std::string text;
        std::string definitions;
    };
    const Row rows[] = {
        {"ALP (alkaline phosphatase) rose", "ALP = alkaline phosphatase"},
        {"cyclosporine A (CsA) was given", "CsA = cyclosporine a"},
        {"graft-versus-host disease (GVHD)", "GVHD = graft - versus - host disease"},
        {"tumour necrosis factor inhibitors (TNFs)", "TNFs = tumour necrosis factor inhibitors"},
        {"Stevens-Johnson syndrome (SJS; grade 2)", "SJS = stevens - johnson syndrome"},
        {"he was well (see Table 2)", ""},
        {"a dose of cyclosporine (5 mg)", ""},
        {"the first patient (AB) had", ""},
        {"It cleared. Aspirin (AA)", ""}, // a sentence ends between
        {"hair loss (alopecia)", ""},
    };
    for (const Row& row : rows) {
        std::string found;
        for (const Definition& d : find_definitions(row.text, tokenize(row.text))) {
            found += (found.empty() ? "" : "; ") + d.abbreviation + " =";
            for (const Token& token : d.longer)
                found += " " + token.text;
        }
        CAPTURE(row.text);
        CHECK(found == row.definitions);
    }
}

TEST_CASE("an abbreviation means what its text defines, and nothing where it defines nothing")
{
    const Protocol& protocol = testing::protocol_for("cyclosporine", "alopecia");
    struct Row
    {
        std::string text;
        std::string masked; ///< of its last sentence
    };
    const Row rows[] = {
        {"We saw aplastic anaemia (AA). AA cleared.", "COND cleared ."},
        {"We saw arachidonic acid (AA). AA cleared.", "aa cleared ."},
        {"AA cleared.", "aa cleared ."},
        {"Alopecia totalis (AT) and ataxia. AT cleared.", "EVENT cleared ."},
        {"Cyclosporine A (CsA) helps. CsA was stopped.", "DRUG was stopped ."},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Reading reading = testing::read(protocol, testing::article_of("", row.text));
        CHECK(reading.sentences.back().masked == row.masked);
    }
}

TEST_CASE("a definition in the title or in one part of the abstract holds in all of them")
{
    const Protocol& protocol = testing::protocol_for("cyclosporine", "alopecia");
    const Reading reading =
        testing::read(protocol, testing::article_of("Alopecia universalis (AU) in twins", "CASES| AU began in both."));
    CHECK(reading.sentences.back().masked == "EVENT began in both .");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/vocabulary.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::masked;
using casebook::testing::protocol_for;

TEST_CASE("short words with capitals or figures look like abbreviations")
{
    for (const char* yes : {"AA", "CsA", "FK506", "HIT", "GVHD", "TNFs"})
        CHECK_MESSAGE(looks_like_abbreviation(yes), yes);
    for (const char* no : {"aa", "Neoral", "alopecia", "Alopecia areata", "A B", "SANDIMMUN"})
        CHECK_MESSAGE(!looks_like_abbreviation(no), no);
}

TEST_CASE("a stem is what plural, noun and adjective share")
{
    constexpr std::string_view groups[][3] = {
        {"thrombosis", "thromboses", "thrombotic"}, {"neuropathy", "neuropathies", "neuropathy"},
        {"leukemia", "leukaemia", "leukemic"},      {"anemia", "anaemia", "anemic"},
        {"hepatitis", "hepatitis", "hepatic"},      {"loss", "lost", "losing"},
        {"peripheral", "peripheral", "peripheral"},
    };
    for (const auto& group : groups) {
        CAPTURE(std::string(group[0]));
        CHECK(stem_of(group[0]) == stem_of(group[1]));
        CHECK(stem_of(group[0]) == stem_of(group[2]));
    }
    CHECK(stem_of("rash") == "rash");
    CHECK(stem_of("neurosis") != stem_of("neuralgia"));
}

TEST_CASE("a protocol's names come first, then the shipped vocabularies")
{
    struct Row
    {
        std::string drug;
        std::string event;
        std::string text;
        std::string masked;
    };
    const Row rows[] = {
        {"cyclosporine", "alopecia", "Neoral, tacrolimus", "DRUG"}, // a row of drugs speaks by ours
        {"cyclosporine", "alopecia", "Sandimmune or ciclosporin", "DRUG or DRUG"},
        {"cyclosporine", "alopecia", "hair loss and alopecia universalis", "EVENT"},
        {"tacrolimus", "alopecia", "Neoral then tacrolimus", "OTHER then DRUG"},
        {"cyclosporine", "agranulocytosis", "hair loss after neutropenia", "COND after COND"},
        {"clozapine", "neutropenia", "agranulocytosis after hair loss",
         "EVENT after COND"}, // the narrower is the wider
        {"velnarane", "hiccup", "Velnarane, hiccups", "DRUG , EVENT"},
        {"velnarane", "hiccup", "statins for psoriasis", "CLASS for COND"},
        {"velnarane", "hiccup", "cyclosporine hydrochloride", "OTHER"}, // the salt belongs to the name
        {"velnarane", "hiccup", "severe hiccup", "severe EVENT"},       // how bad it is does not
        {"velnarane", "hiccup", "kidney transplantation", "GRAFT"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(masked(protocol_for(row.drug, row.event), row.text) == row.masked);
    }
}

TEST_CASE("a term that names a drug is read apart: who induced it is what matters")
{
    struct Row
    {
        std::string drug;
        std::string event;
        std::string text;
        std::string masked;
    };
    const Row rows[] = {
        {"heparin", "thrombocytopenia", "heparin-induced thrombocytopenia", "DRUG - induced EVENT"},
        {"quinine", "thrombocytopenia", "heparin-induced thrombocytopenia", "OTHER - induced EVENT"},
        {"cyclosporine", "thrombocytopenia", "quinine-induced thrombocytopenia", "OTHER - induced EVENT"},
        {"amiodarone", "optic neuropathy", "amiodarone optic neuropathy", "DRUG EVENT"},
        {"amiodarone", "optic neuropathy", "amiodarone-induced thyrotoxicosis", "DRUG - induced COND"},
        {"metformin", "lactic acidosis", "metformin-associated lactic acidosis", "DRUG - associated EVENT"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(masked(protocol_for(row.drug, row.event), row.text) == row.masked);
    }
}

TEST_CASE("a protocol's look-alikes are other drugs and other conditions")
{
    Protocol protocol = protocol_for("cyclosporine", "alopecia");
    protocol.drug.not_this = {"cyclosporine analogue"};
    protocol.event.not_this = {"wig"};
    CHECK(Reader(protocol).read(testing::article_of("Cyclosporine analogue and a wig", "")).sentences[0].masked ==
          "OTHER and a COND");
}

TEST_CASE("an event put otherwise than the vocabulary has it is still named, but loosely")
{
    const Protocol& protocol = protocol_for("velnarane", "numbness of the palate");
    const Reading reading =
        testing::read(protocol, testing::article_of("", "Her palate felt a numbness. Numbness of the palate."));
    REQUIRE(reading.sentences.size() == 2);
    REQUIRE(reading.sentences[0].mentions.size() == 1);
    CHECK(reading.sentences[0].mentions[0].kind == MentionKind::event);
    CHECK(reading.sentences[0].mentions[0].loose);
    REQUIRE(reading.sentences[1].mentions.size() == 1);
    CHECK_FALSE(reading.sentences[1].mentions[0].loose);
    CHECK(masked(protocol, "Palate (with a numbness)").find("EVENT") == std::string::npos); // a bracket between
    CHECK(masked(protocol, "Numbness of a hand that had touched his palate").find("EVENT") == std::string::npos);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/reading.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::masked;
using casebook::testing::protocol_for;

TEST_CASE("every mention and every quantity is masked by its kind")
{
    const Protocol& protocol = protocol_for("cyclosporine", "alopecia");
    struct Row
    {
        std::string text;
        std::string masked;
    };
    const Row rows[] = {
        {"Nine months after the graft she developed alopecia areata while taking Neoral 200 mg daily.",
         "TIME after the graft she developed EVENT while taking DRUG DOSE ."},
        {"A 46-year-old man had asthma.", "a AGE man had COND ."},
        {"In May 2019 tacrolimus was begun.", "in DATE OTHER was begun ."},
        {"It lasted several weeks.", "it lasted VAGUE ."},
        {"He took azathioprine, prednisolone and cyclosporine.", "he took DRUG ."},
        {"He took azathioprine and prednisolone.", "he took OTHER ."},
        {"Calcineurin inhibitors (cyclosporine) help.", "DRUG help ."},
        {"alopecia and psoriasis", "EVENT"},
        {"alopecia or psoriasis", "EVENT"},
        {"cyclosporine; tacrolimus", "DRUG ; OTHER"},
        {"after bone marrow transplantation", "after GRAFT"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(masked(protocol, row.text) == row.masked);
    }
}

TEST_CASE("a denied event is marked, up to a turn of the sentence, and what has not been seen again had been there")
{
    const Protocol& protocol = protocol_for("cyclosporine", "alopecia");
    struct Row
    {
        std::string text;
        bool denied; ///< its only mention of the event
    };
    const Row rows[] = {
        {"There was no alopecia.", true},
        {"He recovered without hair loss.", true},
        {"She never had any alopecia.", true},
        {"None of them had alopecia.", true},
        {"The patient denied hair loss.", true},
        {"Our patient (no. 4) developed alopecia on cyclosporine.", false},
        {"Neither rash nor alopecia was found.", true},
        {"In the absence of alopecia it was continued.", true},
        {"She had alopecia.", false},
        {"There was no fever, but alopecia appeared.", false},
        {"No drug was taken until alopecia appeared.", false},
        {"He had not only psoriasis and gout but alopecia.", false},
        {"He had not only alopecia.", false},
        {"Alopecia has not been seen again.", false},
        {"No alopecia has been seen since.", false},
        {"There was no change of the drug for many years and then one day alopecia.", false}, // too far
        {"Alopecia did not improve.", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Reading reading = testing::read(protocol, testing::article_of("", row.text));
        bool named = false;
        bool denied = false;
        for (const Mention& mention : reading.sentences[0].mentions)
            if (mention.kind == MentionKind::event) {
                named = true;
                denied = mention.negated;
            }
        CHECK(named);
        CHECK(denied == row.denied);
    }
}

TEST_CASE("evidence holds the bytes of the passage, not of the masked sentence")
{
    const Protocol& protocol = protocol_for("cyclosporine", "alopecia");
    const Article article =
        testing::article_of("A title", "CASE| First words. Ménière and alopecia areata after Neoral.");
    const Reading reading = testing::read(protocol, article);
    REQUIRE(reading.sentences.size() == 3);
    const Sentence& sentence = reading.sentences[2];
    CHECK(sentence.has_drug);
    CHECK(sentence.has_event);
    const std::size_t event = sentence.masked.find("EVENT");
    REQUIRE(event != std::string::npos);
    const Evidence words = evidence_of(reading, sentence, Span{event, event + 5});
    CHECK(words.passage == 1);
    CHECK(words.quote.ends_with("alopecia areata"));
    CHECK(article.abstract[0].body.text.substr(words.begin, words.end - words.begin) == words.quote);
    CHECK(evidence_of(reading, sentence, Span{sentence.masked.find("DRUG"), sentence.masked.find("DRUG") + 4}).quote ==
          "Neoral");
}

TEST_CASE("an empty record is read as nothing")
{
    const Reading reading = testing::read(protocol_for("cyclosporine", "alopecia"), testing::article_of("", ""));
    CHECK(reading.sentences.empty());
}

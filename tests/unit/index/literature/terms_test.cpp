// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/words.hpp"

#include <doctest/doctest.h>
#include <random>

using namespace casebook;

namespace {

Xapian::Document by_xapian(const std::vector<FieldText>& texts)
{
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    Xapian::Document out;
    generator.set_document(out);
    for (const FieldText& field : texts) {
        generator.index_text(field.text, field.weight, field.prefix);
        generator.increase_termpos(field_gap);
    }
    return out;
}

Xapian::Document by_us(WordIndexer& indexer, const std::vector<FieldText>& texts)
{
    return indexer.finish({{}, texts});
}

} // namespace

TEST_CASE("words are cut and stemmed as Xapian does it, whatever stands between them")
{
    const std::string pieces[] = {"hair", "loss",  "crohn's",     "r&d",          "0.5",      "1,000", "p.o",
                                  "c++",  "a++++", "fish+chips",  "t_cell",       "5mg",      "x's'y", "''",
                                  "&",    "+",     "#",           "c#",           ".",        ",",     ";",
                                  "-",    " ",     "(",           "3;4",          "3'4",      "dyi",   "dying",
                                  "a",    "1",     "_",           "running",      "\xCE\xB2", " ",     " ",
                                  " ",    " ",     "caf\xC3\xA9", "\xE4\xB8\xAD", "it's",     "o'",    "'o"};
    std::mt19937 random(3); // the same texts every time
    WordIndexer indexer;
    for (int round = 0; round < 4000; ++round) {
        std::vector<FieldText> texts;
        for (const char* prefix : {"", "S", "XMESH"}) {
            std::string text;
            for (auto i = random() % 20; i > 0; --i)
                text += pieces[random() % std::size(pieces)];
            texts.push_back({text, prefix, 1 + static_cast<Xapian::termcount>(random() % 3)});
        }
        CHECK_MESSAGE(by_us(indexer, texts).serialise() == by_xapian(texts).serialise(), texts[0].text, "|",
                      texts[1].text, "|", texts[2].text);
    }
}

TEST_CASE("a word too long for a term is left out, the places of the others stay")
{
    WordIndexer indexer;
    for (const std::size_t size : {63U, 64U, 65U, 300U}) {
        const std::vector<FieldText> texts = {{"before " + std::string(size, 'x') + " after", "", 1}};
        CHECK(by_us(indexer, texts).serialise() == by_xapian(texts).serialise());
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/word_table.hpp"

#include <doctest/doctest.h>
#include <map>
#include <random>

using namespace casebook;

TEST_CASE("words of any length keep the number that they got first, and no other word is found")
{
    std::mt19937 chance(1);
    const auto word = [&] {
        std::string out;
        for (std::size_t i = chance() % 40; i > 0; --i)
            out += "ab"[chance() % 2];
        return out;
    };
    WordTable table;
    std::map<std::string, WordTable::Word> known;
    CHECK(table.find("") == WordTable::none);
    for (int round = 0; round < 5000; ++round) {
        const std::string next = word();
        const auto number = static_cast<WordTable::Word>(known.size());
        CHECK(table.add(next) == known.try_emplace(next, number).first->second);
    }
    for (const auto& [text, number] : known)
        CHECK(table.find(text) == number);
    for (int round = 0; round < 5000; ++round) {
        const std::string other = word();
        const auto found = known.find(other);
        CHECK(table.find(other) == (found == known.end() ? WordTable::none : found->second));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/text_table.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <set>

using namespace casebook;

TEST_CASE("texts are numbered as they are first met, each once, however many there are")
{
    TextTable table;
    for (int round = 0; round < 2; ++round)
        for (std::uint32_t i = 0; i < 5'000; ++i)
            CHECK(table.id(std::to_string(i * 7) + (i % 2 == 0 ? " a text that is not short" : "")) == i);
    CHECK(table.size() == 5'000);
    CHECK(table[3] == "21");
    CHECK(table[4] == "28 a text that is not short");
    CHECK(table.id("") == 5'000); // the empty text is one, too
    CHECK(table.id("") == 5'000);
}

TEST_CASE("texts that begin alike or hold a zero byte are told apart")
{
    TextTable table;
    CHECK(table.id(std::string_view("a\0b", 3)) == 0);
    CHECK(table.id("a") == 1);
    CHECK(table.id(std::string_view("a\0c", 3)) == 2);
    CHECK(table.id(std::string_view("a\0b", 3)) == 0);
    const std::vector<std::uint32_t> order = in_order(table);
    CHECK(order == std::vector<std::uint32_t>{1, 0, 2});
    CHECK(ranks(order) == std::vector<std::uint32_t>{1, 0, 2});
    CHECK(sorted_texts(table, order) == std::vector<std::string>{"a", std::string("a\0b", 3), std::string("a\0c", 3)});
}

TEST_CASE("texts are put in the order of their bytes, whether they differ early or late")
{
    std::mt19937 random(9); // NOLINT: the same numbers every time
    std::set<std::string> texts = {"", std::string(1, '\0'), std::string(9, '\0'), "\xFF", "\xC3\x84"};
    while (texts.size() < 3'000) {
        std::string text(random() % 14, 'A');
        for (char& c : text)
            c = random() % 8 == 0 ? static_cast<char>(random()) : c;
        texts.insert(text);
    }
    std::vector<std::string> mixed(texts.begin(), texts.end());
    std::ranges::shuffle(mixed, random);
    TextTable table;
    for (const std::string& text : mixed)
        table.id(text);
    CHECK(sorted_texts(table, in_order(table)) == std::vector<std::string>(texts.begin(), texts.end()));
    CHECK(in_order(TextTable()).empty());
}

TEST_CASE("bytes are compared as memcmp compares them, whatever their number and wherever they differ")
{
    const std::string text = "Hair loss, and then some more of it: in all of forty bytes.";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        CHECK(same_bytes(text.data(), std::string(text).data(), size));
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string other = text;
            other[at] = 'X';
            CHECK(same_bytes(text.data(), other.data(), size) == (at >= size));
        }
    }
}

TEST_CASE("a text that is that of the row before has its number, and so has one that came earlier")
{
    TextTable table;
    CHECK(table.id_again("") == 0);
    CHECK(table.id_again("") == 0);
    CHECK(table.id_again("Oral") == 1);
    CHECK(table.id_again("Oral") == 1);
    CHECK(table.id_again("Ora") == 2);
    CHECK(table.id_again("Orax") == 3);
    CHECK(table.id_again("") == 0);
    CHECK(table.size() == 4);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_marks.hpp"

#include <doctest/doctest.h>
#include <random>
#include <string>
#include <vector>

using namespace casebook;

namespace {

struct Marked
{
    std::vector<std::uint32_t> ends = {UINT32_MAX};
    std::vector<FaersMarks::Line> lines;
};

/// As the header says it, byte by byte.
Marked by_the_words(const std::string& text)
{
    Marked out;
    bool plain = true;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '$' || c == '\n')
            out.ends.push_back(i);
        const bool of_line_end = c == '\n' || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
        plain = plain && (of_line_end || (c >= 0x20 && c <= 0x7E));
        if (c == '\n') {
            out.lines.push_back({static_cast<std::uint32_t>(out.ends.size() - 1), plain});
            plain = true;
        }
    }
    return out;
}

std::string random_text(std::mt19937& random)
{
    static constexpr std::string_view usual = "AZ 09.$$$$\r\n";
    const auto oddness = random() % 3; // none, a few, any byte at all
    std::string out(random() % 700, ' ');
    for (char& c : out) {
        const bool any = oddness == 2 || (oddness == 1 && random() % 50 == 0);
        c = any ? static_cast<char>(random() % 256) : usual[random() % usual.size()];
    }
    return out;
}

void check_all_ways(const std::string& text, FaersMarks& used_before)
{
    const Marked expected = by_the_words(text);
    for (const MarkingWay& way : marking_ways()) {
        if (!way.possible)
            continue;
        CAPTURE(way.name);
        way.mark(text, used_before);
        CHECK(std::vector(used_before.marks().begin(), used_before.marks().end()) == expected.ends);
        CHECK(used_before.lines == expected.lines);
    }
}

} // namespace

TEST_CASE("every way of marking lines agrees with the plain one on every byte, at every place of a block")
{
    FaersMarks marks;
    for (int byte = 0; byte < 256; ++byte)
        for (const std::size_t at : {0U, 31U, 32U, 62U, 63U, 64U, 65U, 127U}) {
            std::string text(140, 'x');
            text[at] = static_cast<char>(byte);
            text[139] = '\n';
            check_all_ways(text, marks);
        }
}

TEST_CASE("every way of marking lines agrees with the plain one on texts of any kind and length")
{
    std::mt19937 random(1);
    FaersMarks marks;
    for (int i = 0; i < 3'000; ++i)
        check_all_ways(random_text(random), marks);
}

TEST_CASE("a CR is plain before its LF alone, on both sides of a block's border")
{
    FaersMarks marks;
    for (std::size_t length = 60; length < 68; ++length)
        for (const char* end : {"\r\n", "\r\r\n", "\rx\n", "\r"})
            check_all_ways(std::string(length, 'a') + end, marks);
    mark_lines(std::string(63, 'a') + "\r\n" + "b\rc\n", marks);
    CHECK(marks.lines == std::vector<FaersMarks::Line>{{1, true}, {2, false}});
}

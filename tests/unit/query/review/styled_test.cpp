// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/styled.hpp"
#include "query/review/words.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::review;

namespace {

std::vector<std::string> texts(const std::vector<Line>& lines)
{
    std::vector<std::string> out;
    for (const Line& line : lines)
        out.push_back(painted(line, Look::plain));
    return out;
}

Protocol a_protocol()
{
    Protocol out;
    out.drug.name = "cyclosporine";
    out.drug.synonyms = {"CsA"};
    out.drug.not_this = {"cyclophosphamide"};
    out.event.name = "alopecia";
    out.event.terms = {{"alopecia areata", {"AA"}}, {"alopecia", {"hair loss"}}};
    out.exclude = {"animal_study"};
    return out;
}

} // namespace

TEST_CASE("lines break at blanks and never take more than the width")
{
    const std::vector<Line> lines = wrapped({{"one two three ", Ink::plain}, {"four", Ink::drug}}, 9, 2);
    CHECK(texts(lines) == std::vector<std::string>{"one two", "  three", "  four"});
    CHECK(lines[2][1].ink == Ink::drug);
    CHECK(texts(wrapped({{"abcdefghij", Ink::plain}}, 4)) == std::vector<std::string>{"abcd", "efgh", "ij"});
    CHECK(texts(wrapped({}, 10)) == std::vector<std::string>{""});
    for (std::size_t width = 1; width < 40; ++width)
        for (const Line& line : wrapped({{"Ciclosporin 脱毛症 and α-interferoń in a 30-year-old", Ink::plain}}, width))
            CHECK(columns_of(line) <= std::max<std::size_t>(width, 2));
}

TEST_CASE("characters take the columns that a terminal gives them")
{
    CHECK(columns_of("héllo") == 5);
    CHECK(columns_of("脱毛") == 4);
    CHECK(columns_of("e\xCC\x81") == 1); // e with a combining acute
    CHECK(columns_of("β→≥") == 3);
    CHECK(painted(shortened({{"脱毛脱毛", Ink::plain}}, 5), Look::plain) == "脱毛…");
    CHECK(painted(shortened({{"short", Ink::plain}}, 5), Look::plain) == "short");
}

TEST_CASE("no record can move the cursor or set a colour")
{
    CHECK(harmless("a\x1b[2Jb") == "a\xEF\xBF\xBD[2Jb");
    CHECK(harmless("a\nb\tc") == "a b c");
    CHECK(harmless("x\xC2\x9By\xFF") == "x\xEF\xBF\xBDy\xEF\xBF\xBD");
}

TEST_CASE("the words of the protocol have their inks, and marks where there are no colours")
{
    const WordInks inks(a_protocol());
    const std::string text = "Cyclosporine, not cyclophosphamide; hair loss, AA and aa in rats.";
    CHECK(painted(inks.inked(text, Look::plain), Look::plain) ==
          "*Cyclosporine*, not ~cyclophosphamide~; _hair loss_, _AA_ and aa in ~rats~.");
    const Line line = inks.inked(text, Look::colour);
    CHECK(painted(line, Look::plain) == text);
    CHECK(painted(line, Look::colour).find("\x1b[1;36mCyclosporine\x1b[0m") == 0);
    CHECK(std::ranges::count(line, Ink::event, &Inked::ink) == 2);
}

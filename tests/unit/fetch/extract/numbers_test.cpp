// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/quantities.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a number is read in figures and in words")
{
    struct Row
    {
        const char* text;
        double value;
        std::size_t tokens; ///< 0: no number
    };
    constexpr Row rows[] = {
        {"29", 29, 1},
        {"2.5", 2.5, 1},
        {"2,250", 2250, 1},
        {"2,5", 2.5, 1}, // a decimal comma
        {"1,234,567", 1234567, 1},
        {"0,75", 0.75, 1},
        {"a", 1, 1},
        {"an", 1, 1},
        {"seven", 7, 1},
        {"nineteen", 19, 1},
        {"dozen", 12, 1},
        {"twenty-one", 21, 3},
        {"forty five", 45, 2},
        {"ninety", 90, 1},
        {"one and a half", 1.5, 4},
        {"two and one-half", 2.5, 5},
        {"half", 0.5, 1},
        {"twenty weeks", 20, 1},
        {"four five", 4, 1},
        {"mg", 0, 0},
        {"", 0, 0},
        {"second", 0, 0},
        {"1.2.3", 0, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.text));
        const auto number = read_number(tokenize(row.text), 0);
        CHECK((number ? number->last : 0) == row.tokens);
        CHECK((number ? number->value : 0) == doctest::Approx(row.value));
    }
}

TEST_CASE("a unit of time is known in full, short and plural")
{
    struct Row
    {
        const char* word;
        double days;
    };
    constexpr Row rows[] = {
        {"day", 1},
        {"days", 1},
        {"d", 1},
        {"nights", 1},
        {"week", 7},
        {"wks", 7},
        {"month", 30.44},
        {"mo", 30.44},
        {"mth", 30.44},
        {"year", 365.25},
        {"y", 365.25},
        {"yrs", 365.25},
        {"decade", 3652.5},
        {"fortnight", 14},
        {"hour", 1.0 / 24},
        {"h", 1.0 / 24},
        {"minutes", 1.0 / 1440},
        {"mg", 0},
        {"s", 0},
        {"", 0},
        {"weekly", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.word));
        CHECK(unit_days(row.word) == doctest::Approx(row.days));
    }
}

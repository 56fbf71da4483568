// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/day.hpp"

#include <doctest/doctest.h>

namespace casebook {

TEST_CASE("a day is one that the calendar has, written as ISO 8601 has it")
{
    CHECK(is_day("2024-02-29"));
    CHECK_FALSE(is_day("2023-02-29"));
    CHECK_FALSE(is_day("2026-13-01"));
    CHECK_FALSE(is_day("2026-00-10"));
    CHECK_FALSE(is_day("2026/01/31"));
    CHECK_FALSE(is_day("26-01-31"));
    CHECK_FALSE(is_day("2026-01-31T05:10:00Z"));
    CHECK_FALSE(is_day(""));
}

TEST_CASE("a time begins with its day")
{
    CHECK(begins_with_day("2026-01-31"));
    CHECK(begins_with_day("2026-01-31T05:10:00Z"));
    CHECK_FALSE(begins_with_day("2026-01-311"));
    CHECK_FALSE(begins_with_day("2026-02-30T05:10:00Z"));
    CHECK_FALSE(begins_with_day("2026-01"));
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digits.hpp"
#include "corpus/faers.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a FAERS date keeps the precision it was given")
{
    CHECK(read_faers_date("20130801").ymd == 20130801);
    CHECK(read_faers_date("201507").ymd == 20150700);
    CHECK(read_faers_date("2003").ymd == 20030000);
    CHECK(to_text(read_faers_date("201507")) == "2015-07");
    CHECK(to_text(read_faers_date("2003")) == "2003");
    CHECK(to_text(read_faers_date("20130801")) == "2013-08-01");
}

TEST_CASE("what is no FAERS date is empty, FDA's placeholders too")
{
    for (const char* text : {"", "1900010", "19000101", "00010101", "20131301", "20130230", "2013AB01", "20130001"})
        CHECK_MESSAGE(!read_faers_date(text), text);
    CHECK(read_faers_date("20120229")); // a leap day
    CHECK(!read_faers_date("20110229"));
}

TEST_CASE("a period's date is written with hyphens")
{
    CHECK(parse_period_date("2023-01-31")->ymd == 20230131);
    CHECK(parse_period_date("2023-01")->ymd == 20230100);
    for (const char* text : {"20230131", "2023-13-01", "2023/01/31", "2023-1-3", "soon", ""})
        CHECK_MESSAGE(!parse_period_date(text), text);
}

TEST_CASE("quarters order in time")
{
    CHECK(to_text(*parse_faers_quarter("2004q1")) == "2004Q1");
    CHECK(parse_faers_quarter("2012Q4")->number() + 1 == parse_faers_quarter("2013Q1")->number());
    CHECK(!parse_faers_quarter("2004Q5"));
    CHECK(!parse_faers_quarter("04Q1"));
}

TEST_CASE("a drug that was not given has a role of its own")
{
    CHECK(read_faers_role("PS") == FaersRole::primary_suspect);
    CHECK(read_faers_role("I") == FaersRole::interacting);
    CHECK(read_faers_role("DN") == FaersRole::not_given);
    CHECK(read_faers_role("") == FaersRole::other);
}

TEST_CASE("ages come in every unit, and a decade is ten years")
{
    CHECK(*age_in_years("4", "DEC") == doctest::Approx(40));
    CHECK(*age_in_years("18", "MON") == doctest::Approx(1.5));
    CHECK(*age_in_years("10950", "DY") == doctest::Approx(29.98).epsilon(0.001));
    CHECK(!age_in_years("45", ""));
    CHECK(!age_in_years("", "YR"));
    CHECK(!age_in_years("45 years", "YR"));
}

TEST_CASE("levels are known by their names")
{
    CHECK(find_faers_level("latest-minus-deleted") == FaersLevel::latest_minus_deleted);
    CHECK(name_of(FaersLevel::wang2024) == "wang2024");
    CHECK(!find_faers_level("newest"));
}

TEST_CASE("eight digits at once are the number that they are one after the other, and no other byte is one")
{
    for (const char* start : {"00000000", "12345678", "99999999", "20130801"})
        for (std::size_t at = 0; at < 8; ++at)
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = start;
                text[at] = static_cast<char>(byte);
                std::uint32_t plain = 7;
                std::uint32_t quick = 7;
                CHECK(read_eight_digits(text.data(), quick) == read_eight_digits_plainly(text.data(), plain));
                CHECK(quick == plain);
            }
}

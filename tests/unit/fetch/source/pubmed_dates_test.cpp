// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_dates.hpp"

#include "fetch/source/xml_text.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

PartialDate published(const std::string& inside)
{
    return read_publication_date((*parse_xml("<PubDate>" + inside + "</PubDate>"))->document_element());
}

} // namespace

TEST_CASE("months are read as names, short or long, and as numbers")
{
    CHECK(month_number("Jan") == 1);
    CHECK(month_number("december") == 12);
    CHECK(month_number("07") == 7);
    CHECK(month_number("7") == 7);
    CHECK(month_number("13") == 0);
    CHECK(month_number("-1") == 0);
    CHECK(month_number("Winter") == 0);
    CHECK(month_number("") == 0);
}

TEST_CASE("the free text of MedlineDate gives the first year and the first month named")
{
    struct Row
    {
        const char* text;
        int year;
        int month;
    };
    for (const Row& row : {Row{"2018 Mar-Apr", 2018, 3}, Row{"1998 Dec-1999 Jan", 1998, 12}, Row{"1947-1948", 1947, 0},
                           Row{"2018 May/Jun", 2018, 5}, Row{"2019 Jan - Feb", 2019, 1}, Row{"Winter 2016", 2016, 0},
                           Row{"2008", 2008, 0}, Row{"Spring-Summer 2001", 2001, 0}, Row{"no date", 0, 0},
                           Row{"2000 2nd Quart", 2000, 0}, Row{"0018 May", 0, 0}, Row{"", 0, 0}}) {
        const PartialDate date = parse_medline_date(row.text);
        CHECK_MESSAGE(date.year == row.year, row.text);
        CHECK_MESSAGE(date.month == row.month, row.text);
        CHECK(date.day == 0);
        CHECK(date.text == row.text);
    }
}

TEST_CASE("a date is read as far as it goes")
{
    CHECK(iso_date(published("<Year>2019</Year><Month>Mar</Month><Day>7</Day>")) == "2019-03-07");
    CHECK(iso_date(published("<Year>2019</Year><Month>10</Month>")) == "2019-10");
    CHECK(iso_date(published("<Year>2019</Year>")) == "2019");
    CHECK(iso_date(published("<Year>2019</Year><Day>7</Day>")) == "2019"); // a day without its month says nothing
    CHECK(iso_date(published("<MedlineDate>2001 Nov-Dec</MedlineDate>")) == "2001-11");
    CHECK(iso_date(published("")) == "");
}

TEST_CASE("a season keeps its words")
{
    const PartialDate date = published("<Year>2010</Year><Season>Winter</Season>");
    CHECK(iso_date(date) == "2010");
    CHECK(date.text == "2010 Winter");
}

TEST_CASE("numbers that are no date are not taken for one")
{
    CHECK(iso_date(published("<Year>-201</Year>")) == "");
    CHECK(iso_date(published("<Year>20199</Year>")) == "");
    CHECK(iso_date(published("<Year>99</Year>")) == "");
    CHECK(iso_date(published("<Year>2019</Year><Month>Mar</Month><Day>45</Day>")) == "2019-03");
    CHECK(iso_date(published("<Year>2019</Year><Month>Mar</Month><Day>-4</Day>")) == "2019-03");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/csv.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a table of separated values keeps quotes, line breaks and separators inside its cells")
{
    const auto table =
        parse_csv("\xEF\xBB\xBFTitle,\"Abstract\",label\r\n\"a \"\"b\"\", c\",\"one\ntwo\",1\r\n\r\nd,,0\n");
    REQUIRE(table);
    CHECK(table->headings == std::vector<std::string>{"title", "abstract", "label"});
    REQUIRE(table->rows.size() == 2);
    CHECK(table->rows[0].cells == std::vector<std::string>{"a \"b\", c", "one\ntwo", "1"});
    CHECK(table->rows[1].cells == std::vector<std::string>{"d", "", "0"});
    CHECK(table->column("label") == 2);
    CHECK_FALSE(table->column("included"));
    CHECK(table->rows[0].position == 3 + 24);
}

TEST_CASE("the separator is the one of the first line")
{
    CHECK(parse_csv("title;year\na, b;2001\n")->rows.at(0).cells == std::vector<std::string>{"a, b", "2001"});
    CHECK(parse_csv("title\tyear\na, b\t2001")->rows.at(0).cells == std::vector<std::string>{"a, b", "2001"});
    CHECK(parse_csv("title\na;b\n")->rows.at(0).cells == std::vector<std::string>{"a;b"});
}

TEST_CASE("short rows are filled up, and what cannot be a row is told with its place")
{
    CHECK(parse_csv("a,b,c\n1\n")->rows.at(0).cells == std::vector<std::string>{"1", "", ""});
    CHECK(parse_csv("a,b\n1,2,,\n")->rows.at(0).cells.size() == 2);
    const auto long_row = parse_csv("a,b\n1,2\n1,2,3\n");
    REQUIRE_FALSE(long_row);
    CHECK(long_row.error().position == 8);
    const auto torn = parse_csv("a,b\n1,\"2\n3,4\n");
    REQUIRE_FALSE(torn);
    CHECK(torn.error().what == "a quote is not closed");
    CHECK(parse_csv("")->rows.empty());
}

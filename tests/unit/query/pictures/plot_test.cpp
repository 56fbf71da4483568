// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "query/pictures/axis.hpp"
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

std::vector<std::string> names_on(const Axis& axis)
{
    std::vector<std::string> out;
    for (const Tick& tick : axis.ticks)
        out.push_back(tick.label);
    return out;
}

bool shows(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

std::string plot(const Desk& desk, const std::string& kind, const std::string& form = "svg")
{
    const Ran ran = desk.run({"export", "plot", "--kind", kind, "--format", form});
    REQUIRE(ran.status == 0);
    return ran.out;
}

/// The articles of `fill`, Brown's first patient with clocks from both ends of the treatment.
void fill_with_clocks(const Desk& desk)
{
    Store store = desk.store();
    fill(store);
    for (const auto& [field, value] : {std::pair("latency", "80..100"), std::pair("latency_anchor", "first_dose"),
                                       std::pair("dechallenge", "positive"), std::pair("outcome", "recovered")})
        REQUIRE(desk.run({"correct", "2#1", field, value, "--by", "ann"}).status == 0);
}

} // namespace

TEST_CASE("an axis of days names them as people say them, and as often as there is room")
{
    CHECK(names_on(days_axis(5, 300, "", 0, 500)) ==
          std::vector<std::string>{"3 d", "1 wk", "2 wk", "1 mo", "3 mo", "6 mo", "1 y"});
    const std::vector<std::string> narrow = names_on(days_axis(1, 3000, "start", 0, 160));
    CHECK(narrow.front() == "start");
    CHECK(narrow.back() == "10 y");
    CHECK(narrow.size() <= 5);
    CHECK(days_axis(5, 5, "", 0, 500).most > days_axis(5, 5, "", 0, 500).least);
}

TEST_CASE("what lies beyond an axis stands at its end, and equal ratios are equally far apart")
{
    const Axis axis = ratio_axis(0.3, 8, 0, 100);
    CHECK(names_on(axis) == std::vector<std::string>{"0.2", "0.5", "1", "2", "5", "10"});
    CHECK(place_on(axis, 1e9) == doctest::Approx(100));
    CHECK(place_on(axis, 0) == doctest::Approx(0));
    CHECK(place_on(axis, 2) - place_on(axis, 1) == doctest::Approx(place_on(axis, 4) - place_on(axis, 2)));
}

TEST_CASE("an axis of counts begins at nothing and holds the most in whole numbers")
{
    CHECK(names_on(count_axis(3, 0, 1)) == std::vector<std::string>{"0", "1", "2", "3"});
    CHECK(names_on(count_axis(42, 0, 1)) == std::vector<std::string>{"0", "10", "20", "30", "40", "50"});
    CHECK(names_on(count_axis(0, 0, 1)) == std::vector<std::string>{"0", "1"});
}

TEST_CASE("a plot without anything to show says so")
{
    const Desk desk;
    desk.store(); // begins an empty one
    CHECK(shows(plot(desk, "latency"), ">No time to onset is known.</text>"));
    CHECK(shows(plot(desk, "years"), "has a year.</text>"));
    CHECK(shows(plot(desk, "timelines"), ">No patient is counted.</text>"));
}

TEST_CASE("patients without a time to onset are counted in the caption and drawn as unknown")
{
    const Desk desk;
    fill_with_clocks(desk);
    const std::string latency = plot(desk, "latency");
    CHECK(shows(latency, "is not known for"));
    CHECK(shows(latency, ">n = "));
    CHECK(shows(latency, "Rule: one patient is one case"));
    CHECK(shows(latency, "Level: patients as the records tell them"));
    const std::string timelines = plot(desk, "timelines");
    CHECK(shows(timelines, ">Time to onset not reported</text>"));
    CHECK(shows(timelines, ">?</text>"));
    CHECK(shows(timelines, ">positive</text>"));
}

TEST_CASE("the numbers of a plot are to be had as a table, a row a point")
{
    const Desk desk;
    fill_with_clocks(desk);
    const Json latency = Json::parse(plot(desk, "latency", "json"));
    bool found = false;
    for (const Json& row : latency["rows"])
        if (row["cells"]["case"]["text"] == "pubmed:2#1") {
            found = true;
            CHECK(row["cells"]["clock"]["text"] == "first_dose");
            CHECK(row["cells"]["days_min"]["number"] == 80);
            CHECK(row["cells"]["days_max"]["number"] == 100);
        }
    CHECK(found);
    CHECK(Json::parse(plot(desk, "timelines", "json"))["rows"].size() == 3);
    const std::string years = plot(desk, "years", "csv");
    CHECK(shows(years, "\n1990,1,1,NA,NA,NA,0\r\n"));
    CHECK(shows(years, "\n1991,0,0,NA,NA,NA,0\r\n"));
    CHECK(shows(years, "\n2001,1,2,NA,NA,NA,0\r\n"));
}

TEST_CASE("where more patients are counted than are drawn, it is said which")
{
    const Desk desk;
    fill_with_clocks(desk);
    const Ran ran = desk.run({"export", "plot", "--kind", "timelines", "--limit", "2"});
    CHECK(shows(ran.out, "Drawn are 2 of 3 patients, those published last."));
    CHECK_FALSE(shows(ran.out, ">Adams 1990</text>"));
}

TEST_CASE("options of one plot are refused for another, and odds ratios need FAERS")
{
    const Desk desk;
    CHECK(desk.run({"export", "plot"}).status == 2);
    CHECK(desk.run({"export", "plot", "--kind", "pie"}).status == 2);
    CHECK(desk.run({"export", "plot", "--kind", "years", "--by", "sex"}).status == 2);
    CHECK(desk.run({"export", "plot", "--kind", "years", "--limit", "9"}).status == 2);
    CHECK(desk.run({"export", "plot", "--kind", "forest", "--limit", "9"}).status == 2);
    CHECK(desk.run({"export", "plot", "--kind", "years", "-o", desk.file("years.docx")}).status == 2);
    CHECK_FALSE(std::filesystem::exists(desk.file("years.docx")));
    CHECK(desk.run({"export", "plot", "--kind", "forest"}).status == 1);
}

TEST_CASE("a picture that cannot be drawn is an error with a way out, and leaves nothing behind")
{
    std::ostringstream out;
    CHECK_THROWS_AS(write_png(out, {"x", "t", "d", 300, 200, "<broken"}), Error);
    CHECK_THROWS_AS(write_png(out, {"x", "t", "d", 1e6, 1e6, ""}), Error);
    CHECK(out.str().empty());
}

TEST_CASE("a PNG says its resolution, its title and what it shows")
{
    const Desk desk;
    fill_with_clocks(desk);
    const std::string png = plot(desk, "latency", "png");
    CHECK(png.starts_with("\x89PNG\r\n\x1a\n"));
    for (const char* part : {"pHYs", "iTXtTitle", "iTXtDescription", "is not known for"})
        CHECK(shows(png, part));
}

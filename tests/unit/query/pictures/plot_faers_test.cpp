// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook::test::faers;

namespace {

Json numbers(const FaersDesk& desk, const std::string& kind, Words more = {})
{
    Words words = {"export", "plot", "--kind", kind, "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return desk.run(words).json();
}

std::int64_t number(const Json& row, const std::string& column)
{
    return row["cells"][column]["number"].get<std::int64_t>();
}

} // namespace

TEST_CASE("the strata of a forest add up to the reports that are counted")
{
    const FaersDesk desk;
    desk.add_all();
    const Json counted = desk.run({"faers", "count", "--format", "json"}).json();
    const Json forest = numbers(desk, "forest", {"--by", "sex,country"});
    std::map<std::string, std::int64_t> sums;
    for (const Json& row : forest["rows"])
        if (!row["cells"]["stratum"]["text"].get<std::string>().starts_with("pooled"))
            sums[row["cells"]["by"]["text"]] += number(row, "a");
    CHECK(sums.size() == 3);
    for (const auto& [by, sum] : sums)
        CHECK(sum == counted["a"].get<std::int64_t>());
    CHECK(forest["about"].dump().find("made up") != std::string::npos);
    const Json whole = forest["rows"][0]["cells"];
    CHECK(whole["ror"]["number"].get<double>() ==
          doctest::Approx(counted["ror"]["value"].get<double>()).epsilon(0.001));
}

TEST_CASE("years and onsets of a plot are those that FAERS is counted by")
{
    const FaersDesk desk;
    desk.add_all();
    const Json counted = desk.run({"faers", "count", "--format", "json"}).json();
    std::int64_t sum = 0;
    const Json years = numbers(desk, "years");
    for (const Json& row : years["rows"])
        if (row["cells"]["a"]["text"] != "NA") // no quarter of that year is held
            sum += number(row, "a");
    CHECK(sum == counted["a"].get<std::int64_t>());
    const Json onset = desk.run({"faers", "onset", "--format", "json"}).json();
    std::int64_t first = 0;
    const Json latency = numbers(desk, "latency");
    for (const Json& row : latency["rows"])
        first += row["cells"]["clock"]["text"] == "first_dose" && row["cells"]["source"]["text"] == "FAERS" ? 1 : 0;
    CHECK(first == onset["first_dose"]["reports"].get<std::int64_t>());
}

TEST_CASE("a forest refuses what is no stratum, and says when no report has both")
{
    const FaersDesk desk;
    desk.add_all();
    CHECK(desk.run({"export", "plot", "--kind", "forest", "--by", "weight"}).status == 2);
    const FaersDesk other;
    other.add({"faers_ascii_2024q4.zip"});
    other.run({"init", "--drug", "cyclosporine", "--event", "alopecia"});
    const FaersReply drawn = other.run({"export", "plot", "--kind", "forest"});
    CHECK(drawn.status == 0);
    const bool none = other.run({"faers", "count", "--format", "json"}).json()["a"] == 0;
    CHECK((drawn.out.find("there is no odds ratio to draw") != std::string::npos) == none);
}

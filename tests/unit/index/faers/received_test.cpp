// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/received.hpp"

#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test::faers;

TEST_CASE("reports by year and by quarter of receipt add up to the count, at every level")
{
    const FaersDesk desk;
    desk.add_all();
    const FaersStore store(desk.scratch() / "review" / "faers");
    FaersQuestion question;
    question.drugs = {"CYCLOSPORINE"};
    question.events = {"Alopecia", "Alopecia areata", "Alopecia totalis", "Alopecia universalis"};
    for (std::size_t level = 0; level < faers_level_names.size(); ++level)
        for (const Calendar calendar : {Calendar::year, Calendar::quarter}) {
            question.level = static_cast<FaersLevel>(level);
            const TwoByTwo whole = count(store, question).table;
            TwoByTwo sum;
            std::string before;
            for (const ReceivedCounts& row : by_receipt(store, question, calendar)) {
                sum.a += row.table.a;
                sum.b += row.table.b;
                sum.c += row.table.c;
                sum.d += row.table.d;
                CHECK(row.table.n() > 0);
                CHECK(before < to_text(row, calendar));
                before = to_text(row, calendar);
            }
            CHECK(std::array{sum.a, sum.b, sum.c, sum.d} == std::array{whole.a, whole.b, whole.c, whole.d});
        }
}

TEST_CASE("a year's row is what asking for that year alone counts")
{
    const FaersDesk desk;
    desk.add_all();
    const Json years = desk.run({"faers", "years", "TACROLIMUS", group, "--format", "json"}).json();
    REQUIRE(years["rows"].size() > 3);
    for (const Json& row : years["rows"]) {
        const std::string year = row["received"];
        const Json alone = desk.count("TACROLIMUS", {"--from", year, "--to", year});
        for (const char* cell : {"a", "b", "c", "d", "n"})
            CHECK(row[cell] == alone[cell]);
        CHECK(row["per_10000"].get<double>() == doctest::Approx(1e4 * row["a"].get<double>() / row["n"].get<double>()));
        CHECK(row["per_10000_of_drug"].is_null() == (row["a"].get<int>() + row["b"].get<int>() == 0));
    }
}

TEST_CASE("a quarter is that of the date's month")
{
    CHECK(to_text({2012, 3, {}}, Calendar::quarter) == "2012Q3");
    CHECK(to_text({2012, 0, {}}, Calendar::quarter) == "2012, month not said");
    CHECK(to_text({2012, 0, {}}, Calendar::year) == "2012");
    CHECK(to_text({0, 0, {}}, Calendar::year) == "not dated");
    const FaersDesk desk;
    desk.add_all();
    const Json quarters =
        desk.run({"faers", "years", "TACROLIMUS", group, "--by", "quarter", "--format", "json"}).json();
    for (const Json& row : quarters["rows"]) {
        const std::string name = row["received"]; // 2012Q3 begins in month 07
        const int first = (name.at(5) - '0') * 3 - 2;
        const std::string from = name.substr(0, 4) + "-" + (first < 10 ? "0" : "") + std::to_string(first);
        const std::string to = name.substr(0, 4) + "-" + (first + 2 < 10 ? "0" : "") + std::to_string(first + 2);
        CHECK(row["n"] == desk.count("TACROLIMUS", {"--from", from, "--to", to})["n"]);
    }
    CHECK(desk.run({"faers", "years", "--by", "week"}).status == 2);
}

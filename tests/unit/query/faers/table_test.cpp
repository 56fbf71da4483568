// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/table.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>
#include <sstream>

using namespace casebook;

namespace {

Table small_table()
{
    Table table;
    table.columns = {{"part", "", true}, {"row", "", true}, {"x", "X", true}};
    for (const auto& [part, name, value] :
         {std::array{"sex", "female", "5 (83.3 %)"}, std::array{"date", "2004-2008", "1"}})
        table.rows.push_back(
            {std::string(part) + ": " + name, part, false, {plain_cell(part), plain_cell(name), plain_cell(value)}});
    return table;
}

} // namespace

TEST_CASE("shares are rounded half up to one decimal, as the published table was not in four places")
{
    CHECK(percent_text(380, 731) == "52.0");
    CHECK(percent_text(10, 731) == "1.4");
    CHECK(percent_text(136, 745) == "18.3");
    CHECK(percent_text(19, 745) == "2.6");
    CHECK(percent_text(1, 8) == "12.5");
    CHECK(percent_text(1, 2000) == "0.1"); // 0.05
    CHECK(percent_text(0, 5) == "0.0");
    CHECK(percent_text(0, 0) == "NA");
}

TEST_CASE("published figures stand in columns of their own, in the row of their name or a new one of its part")
{
    const TemporaryFolder folder;
    write_file(folder / "p.json",
               R"({"label": "PUBLISHED", "source": {"authors": "A", "title_of_table": "T", "journal": "J"},
        "deduplication": "none", "all_reports_of_the_drug": [],
        "rows": [{"row": "sex: female", "column": "x + y", "n": 7, "percent": 70},
                 {"row": "sex: male", "column": "x + y", "n": 3}, {"row": "new: row", "column": "x + y", "percent": 1.5}],
        "faults": [{"what": "wrong sum", "row": "sex"}]})");
    Table table = small_table();
    add_published(table, folder / "p.json");
    REQUIRE(table.rows.size() == 4);
    CHECK(table.rows[0].cells[3].text == "7 (70 %)");
    CHECK(table.rows[0].cells[2].text == "5 (83.3 %)"); // what was counted stays
    CHECK(table.rows[1].id == "sex: male");             // beside its part, not at the end
    CHECK(table.rows[1].cells[2].text.empty());
    CHECK(table.rows[3].cells[3].text == "1.5 %");
    CHECK(table.columns[3].heading.find("not recomputed") != std::string::npos);
    CHECK(table.footnotes.back() == "Fault in the published table (sex): wrong sum.");
    std::ostringstream text;
    write_text(text, table);
    CHECK(text.str().find("7 (70 %)") != std::string::npos);
    for (const char* bad : {"", "[]", "{}", R"({"rows": [{"row": 1}]})"}) {
        write_file(folder / "bad.json", bad);
        CHECK_THROWS_AS(add_published(table, folder / "bad.json"), Error);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The made-up quarters are small: their prior says nothing, but how it is kept and used is the same.
#include "corpus/archive.hpp"
#include "corpus/letters.hpp"
#include "corpus/text.hpp"
#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test::faers;

namespace {

bool says(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

} // namespace

TEST_CASE("a fitted prior is told with its likelihood and starts, and gives EBGM to every command that asks the same")
{
    const FaersDesk desk;
    desk.add_all();
    CHECK(desk.count("CYCLOSPORINE", {})["prior"].is_null());
    const Json fit = desk.run({"faers", "fit", "--format", "json"}).json();
    CHECK(fit["pairs"] > 20);
    CHECK(fit["prior"].size() == 5);
    CHECK(fit["log_likelihood"] < 0);
    CHECK(fit["starts"].size() == 6);
    CHECK(fit["level"] == "latest-minus-deleted");
    CHECK(fit["archive"].get<std::string>().ends_with(".counting"));
    const Json count = desk.count("CYCLOSPORINE", {});
    CHECK(count["prior"]["fitted"] == true);
    CHECK(count["prior"]["alpha1"] == fit["prior"]["alpha1"]);
    CHECK(count["ebgm"]["eb05"] < count["ebgm"]["value"]);
    const Json measured =
        desk.run({"faers", "measure", count["a"].dump(), count["b"].dump(), count["c"].dump(), count["d"].dump(),
                  "--prior",
                  join({fit["prior"]["alpha1"].dump(), fit["prior"]["beta1"].dump(), fit["prior"]["alpha2"].dump(),
                        fit["prior"]["beta2"].dump(), fit["prior"]["p"].dump()},
                       ",")})
            .json();
    CHECK(measured["ebgm"] == count["ebgm"]);
    CHECK(desk.count("CYCLOSPORINE", {"--level", "rows"})["ebgm"].is_null());
    CHECK(desk.count("CYCLOSPORINE", {"--sex", "female"})["ebgm"].is_null());
    const Json given = desk.count("CYCLOSPORINE", {"--level", "rows", "--prior", "0.2,0.06,1.4,1.8,0.1"});
    CHECK(given["prior"]["fitted"] == false);
    CHECK(given["prior"]["beta2"] == 1.8);
}

TEST_CASE("signal, table and scan say which prior they used, at the level it is of")
{
    const FaersDesk desk;
    desk.add_all();
    const Words pair = {"CYCLOSPORINE", "Alopecia"};
    const auto text = [&](Words words) {
        words.insert(words.end(), pair.begin(), pair.end());
        return desk.run(words).out;
    };
    CHECK(!says(text({"faers", "signal"}), "EBGM"));
    CHECK(says(text({"faers", "table"}), "no EBGM, for which no prior was given or fitted"));
    CHECK(says(desk.run({"faers", "fit"}).out, "log likelihood"));
    for (const Words& words : {Words{"faers", "signal"}, Words{"faers", "count"}, Words{"faers", "table"},
                               Words{"faers", "scan", "--least", "1"}}) {
        CAPTURE(words[1]);
        CHECK(says(text(words), "EBGM"));
        CHECK(says(text(words), "fitted to"));
    }
    Words signal = {"faers", "signal", "--format", "json"};
    signal.insert(signal.end(), pair.begin(), pair.end());
    const Json signals = desk.run(signal).json();
    for (const Json& level : signals["levels"])
        CHECK(level["ebgm"].is_null() == (level["level"] != "latest-minus-deleted"));
}

TEST_CASE(
    "where no report names the drug or the event nothing is measured, whatever the prior, and which it is is said")
{
    const FaersDesk desk;
    desk.add_all();
    desk.run({"faers", "fit"});
    for (const auto& [drug, event, absent] :
         {std::tuple("NOSUCH", "Alopecia", "NOSUCH"), std::tuple("CYCLOSPORINE", "Alopeca", "Alopeca")})
        for (const char* command : {"count", "signal"}) {
            CAPTURE(command);
            const std::string said = desk.run({"faers", command, drug, event}).out;
            CHECK(says(said, (std::string("  not computed: no report counted names ") + absent + "\n").c_str()));
            CHECK(!says(said, "EBGM"));
            CHECK(!says(said, "IC  "));
            const Json found = desk.run({"faers", command, drug, event, "--format", "json"}).json();
            const Json row = found.contains("levels") ? found["levels"][0] : found;
            CHECK(row["ebgm"].is_null());
            CHECK(row["ic"]["value"].is_null());
            CHECK(row["ror"]["value"].is_null());
        }
    CHECK(says(desk.run({"faers", "count", "CYCLOSPORIN", "Alopeca"}).err, "nearest: Alopecia"));
    CHECK(says(desk.run({"faers", "count", "NOSUCH"}).err, "\"NOSUCH\" is no ingredient in the quarters held"));
    CHECK(desk.run({"faers", "measure", "0", "10", "0", "453471"}).json()["ic"]["value"] == 0); // as it was published
    const Json nobody = desk.run({"faers", "measure", "0", "0", "5", "10"}).json();
    CHECK(nobody["ic"]["value"].is_null());
    CHECK(nobody["not_computed"] == "no report has the drug (A + B is 0)");
}

TEST_CASE("a scan as CSV has a row for every pair, with the numbers that measuring its table gives")
{
    const FaersDesk desk;
    desk.add_all();
    const std::string prior = "0.2,0.06,1.4,1.8,0.1";
    const std::string file = (desk.scratch() / "pairs.csv").string();
    CHECK(desk.run({"faers", "scan", "--least", "2", "--prior", prior, "-o", file}).status == 0);
    const std::vector<std::string> lines = split(read_file(file), '\n');
    const std::vector<std::string> columns = split(trim(lines[0]), ',');
    const Json scan = desk.run({"faers", "scan", "--least", "2", "--format", "json"}).json();
    std::size_t rows = 0;
    for (const std::string& line : lines) {
        const std::vector<std::string> cells = split(trim(line), ',');
        if (cells.size() != columns.size() || cells[0] == "drug" || cells[0] == "note")
            continue;
        ++rows;
        const Json m = desk.run({"faers", "measure", cells[2], cells[3], cells[4], cells[5], "--prior", prior}).json();
        const Json expected[] = {m["n"],           m["expected"],          m["ror"]["value"], m["ror"]["low"],
                                 m["ror"]["high"], m["prr"]["value"],      m["prr"]["low"],   m["prr"]["high"],
                                 m["prr"]["chi2"], m["prr"]["chi2_yates"], m["ic"]["value"],  m["ic"]["ic025"],
                                 m["ic"]["ic975"], m["ebgm"]["value"],     m["ebgm"]["eb05"], m["ebgm"]["eb95"]};
        for (std::size_t i = 0; i < std::size(expected); ++i) {
            CAPTURE(columns[i + 6]);
            CHECK((cells[i + 6].empty() ? Json(nullptr) : Json::parse(cells[i + 6])) == expected[i]);
        }
    }
    CHECK(rows == scan["enough"]);
    CHECK(rows > 3);
    CHECK(says(lines[rows + 1], "note,\"Level"));
}

TEST_CASE("a scan as JSON Lines has the members of its JSON, by drug and event, or the best first")
{
    const FaersDesk desk;
    desk.add_all();
    const Json scan = desk.run({"faers", "scan", "--least", "1", "--format", "json"}).json();
    const auto rows = [&](Words more) {
        Words words = {"faers", "scan", "--least", "1", "--format", "jsonl"};
        words.insert(words.end(), more.begin(), more.end());
        std::vector<Json> out;
        for (const std::string& line : split(desk.run(words).out, '\n'))
            if (!line.empty())
                out.push_back(Json::parse(line));
        return out;
    };
    const auto key = [](const Json& row) { // terms go by their letters, as they are counted
        return std::pair(row["drug"].get<std::string>(), upper_ascii(row["event"].get<std::string>()));
    };
    const std::vector<Json> all = rows({});
    CHECK(all.size() == scan["pairs"]);
    for (std::size_t i = 1; i < all.size(); ++i)
        CHECK(key(all[i - 1]) < key(all[i]));
    const std::vector<Json> best = rows({"--limit", "3"});
    REQUIRE(best.size() == 3);
    for (std::size_t i = 0; i < best.size(); ++i)
        CHECK(best[i] == scan["top"][i]);
    CHECK(desk.run({"faers", "scan", "--format", "xlsx"}).status == 2);
    CHECK(desk.run({"faers", "scan", "-o", "pairs.pdf"}).status == 2);
}

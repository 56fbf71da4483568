// SPDX-License-Identifier: GPL-3.0-or-later
// The commands `faers …` from the command line on, over the sample quarters.
#include "corpus/archive.hpp"
#include "tests/unit/query/faers/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test::faers;

namespace {

std::vector<int> cells(const Json& answer)
{
    return {answer["a"], answer["b"], answer["c"], answer["d"], answer["n"], answer["monotherapy"]};
}

} // namespace

TEST_CASE("the sample quarters count as they were counted by hand")
{
    struct Row
    {
        const char* drug;
        const char* level;
        std::vector<int> expected; ///< a, b, c, d, n, monotherapy; corpus/sample/faers/README.md
    };
    const std::vector<Row> rows = {{"CYCLOSPORINE", "rows", {11, 6, 12, 18, 47, 7}},
                                   {"CYCLOSPORINE", "latest", {7, 6, 11, 18, 42, 3}},
                                   {"CYCLOSPORINE", "latest-minus-deleted", {6, 6, 11, 18, 41, 2}},
                                   {"CYCLOSPORINE", "wang2024", {10, 6, 12, 18, 46, 6}},
                                   {"TACROLIMUS", "rows", {7, 4, 16, 20, 47, 4}},
                                   {"TACROLIMUS", "latest", {6, 4, 12, 20, 42, 3}},
                                   {"TACROLIMUS", "latest-minus-deleted", {6, 4, 11, 20, 41, 3}},
                                   {"TACROLIMUS", "wang2024", {7, 4, 15, 20, 46, 4}}};
    const FaersDesk desk;
    REQUIRE(desk.add_all().status == 0);
    for (const Row& row : rows) {
        CAPTURE(row.drug);
        CAPTURE(row.level);
        CHECK(cells(desk.count(row.drug, {"--level", row.level})) == row.expected);
    }
    CHECK(cells(desk.count("CYCLOSPORINE", {"--to", "2023-01-31"})) == std::vector<int>{6, 5, 9, 15, 35, 2});
    CHECK(cells(desk.count("CYCLOSPORINE", {"--roles", "any"})) == std::vector<int>{8, 6, 9, 18, 41, 2});
}

TEST_CASE("the answer as JSON has the members that programs rely on")
{
    const FaersDesk desk;
    desk.add_all();
    const Json answer = desk.count("CYCLOSPORINE", {"--level", "latest", "--from", "2005-01-01"});
    CHECK(answer["drug"] == "CYCLOSPORINE");
    CHECK(answer["event"] == "Alopecia, Alopecia areata, Alopecia totalis, Alopecia universalis");
    CHECK(answer["roles"] == Json({"PS", "SS"}));
    CHECK(answer["level"] == "latest");
    CHECK(answer["period"] == Json({"2005-01-01", nullptr}));
    CHECK(answer["ror"]["value"].get<double>() == doctest::Approx(7.0 * 18 / (6 * 11)));
    CHECK(answer["ebgm"].is_null());
    CHECK(answer["quarters"] == Json({"2005Q1", "2012Q1", "2012Q4", "2018Q1", "2020Q1", "2024Q4"}));
    std::vector<std::string> keys;
    for (const auto& item : answer.items())
        keys.push_back(item.key());
    CHECK(keys == std::vector<std::string>{"a",      "b",     "c",     "classes",  "d",           "drug", "ebgm",
                                           "event",  "ic",    "level", "made_up",  "monotherapy", "n",    "narrowed",
                                           "period", "prior", "prr",   "quarters", "roles",       "ror",  "version"});
}

TEST_CASE("the order in which quarters are added does not matter")
{
    const FaersDesk one;
    const FaersDesk other;
    one.add_all();
    for (const char* zip : {"aers_ascii_2012q1.zip", "faers_ascii_2020Q1.zip", "aers_ascii_2005q1.zip",
                            "faers_ascii_2018q1.zip", "faers_ascii_2024q4.zip", "faers_ascii_2012q4.zip"})
        REQUIRE(other.add({zip}).status == 0);
    const auto status = [](const FaersDesk& desk) {
        Json out = desk.run({"faers", "status", "--format", "json"}).json();
        for (Json& quarter : out["quarters"]) { // when it was read is its own
            CHECK(quarter["read"].get<std::string>().ends_with('Z'));
            quarter.erase("read");
        }
        return out;
    };
    CHECK(status(one) == status(other));
    CHECK(one.count("TACROLIMUS", {}) == other.count("TACROLIMUS", {}));
}

TEST_CASE("counts over made-up reports say that they are")
{
    const FaersDesk desk;
    desk.add_all();
    CHECK(desk.run({"faers", "count"}).out.find("made up") != std::string::npos);
    CHECK(desk.run({"faers", "count", "--format", "json"}).err.find("made up") != std::string::npos);
}

TEST_CASE("a word that is no preferred term or ingredient is said to be none, with what may be meant")
{
    const FaersDesk desk;
    desk.add_all();
    const FaersReply lay = desk.run({"faers", "count", "CYCLOSPORINE", "hair loss"});
    CHECK(lay.status == 0);
    CHECK(lay.err.find("\"hair loss\" is no preferred term") != std::string::npos);
    CHECK(lay.err.find("Alopecia") != std::string::npos);
    CHECK(desk.run({"faers", "count", "PROGRAF"}).err.find("counted as TACROLIMUS") != std::string::npos);
    CHECK(desk.run({"faers", "count", "ciclosporin"}).err.find("counted as CYCLOSPORINE") != std::string::npos);
    CHECK(desk.run({"faers", "count", "Bactrim"}).err.find("SULFAMETHOXAZOLE with TRIMETHOPRIM") != std::string::npos);
    CHECK(desk.run({"faers", "count", "CYCLOSPORIN"}).err.find("CYCLOSPORINE") != std::string::npos);
    const std::string look_alike = desk.run({"faers", "count", "CICLOPHOSPHAMIDE"}).err; // which no row here spells so
    CHECK(look_alike.find("\"CICLOPHOSPHAMIDE\" is counted as CYCLOPHOSPHAMIDE.") != std::string::npos);
}

TEST_CASE("with the user's own MedDRA a lowest-level term is counted as its preferred term")
{
    const FaersDesk desk;
    desk.add_all();
    std::filesystem::create_directories(desk.scratch() / "review/meddra"); // codes and the lower term are made up
    write_file(desk.scratch() / "review/meddra/pt.asc", "1$Alopecia$$9$$$$$$$\r\n");
    write_file(desk.scratch() / "review/meddra/llt.asc", "11$Hair all gone$1$$$$$$$Y$$\r\n");
    const FaersReply ran = desk.run({"faers", "count", "CYCLOSPORINE", "hair all gone", "--format", "json"});
    CHECK(ran.err.find("its preferred term Alopecia") != std::string::npos);
    CHECK(ran.json()["event"] == "Alopecia");
    CHECK(ran.json()["a"] == desk.run({"faers", "count", "CYCLOSPORINE", "Alopecia", "--format", "json"}).json()["a"]);
}

TEST_CASE("a command line that cannot be meant ends with status 2")
{
    const FaersDesk desk;
    desk.add_all();
    for (const Words& more : {Words{"--roles", "XX"}, Words{"--level", "newest"}, Words{"--from", "soon"},
                              Words{"--from", "2020-01-01", "--to", "2019-01-01"}, Words{"--prior", "1,2,3"}}) {
        Words words = {"faers", "count"};
        words.insert(words.end(), more.begin(), more.end());
        CHECK(desk.run(words).status == 2);
    }
    CHECK(desk.run({"faers", "measure", "1", "2", "3"}).status == 2);
    CHECK(desk.run({"faers", "measure", "1", "2", "3", "-4"}).status == 2);
}

TEST_CASE("without quarters a count ends with status 1 and says what to do")
{
    const FaersDesk desk;
    const FaersReply ran = desk.run({"faers", "count"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("casebook faers add") != std::string::npos);
    CHECK(desk.run({"faers", "status"}).status == 0);
}

TEST_CASE("the signal of a pair shows all levels side by side")
{
    const FaersDesk desk;
    desk.add_all();
    const Json answer = desk.run({"faers", "signal", "TACROLIMUS", group, "--format", "json"}).json();
    REQUIRE(answer["levels"].size() == 4);
    CHECK(answer["levels"][0]["a"] == 7);
    CHECK(answer["levels"][3]["n"] == 46);
    CHECK(desk.run({"faers", "signal"}).out.find("> latest-minus-deleted") != std::string::npos);
}

TEST_CASE("a question can be narrowed, and the answer says to what")
{
    const FaersDesk desk;
    desk.add_all();
    const Json women = desk.count("CYCLOSPORINE", {"--sex", "female", "--age", "30..40", "--reporter", "consumer"});
    CHECK(women["narrowed"] == Json({"female", "age 30..40 years", "reporter consumer"}));
    CHECK(cells(women) == std::vector<int>{2, 0, 0, 0, 2, 0}); // 11 and 42
    const Json drops = desk.count("CYCLOSPORINE", {"--class", "ophthalmic,topical"});
    CHECK(drops["a"] == 0);
    CHECK(drops["b"] == 2); // 7 and 44
    CHECK(desk.count("CYCLOSPORINE", {})["classes"] ==
          Json({{"systemic", 6}, {"ophthalmic", 0}, {"topical", 0}, {"unknown", 0}}));
    CHECK(desk.count("CYCLOSPORINE", {"--alone"})["a"] == 2);
    CHECK(desk.count("CYCLOSPORINE", {"--with", "tacrolimus"})["a"] == 1);        // 27
    CHECK(desk.count("CYCLOSPORINE", {"--country", "United States"})["n"] == 32); // layout A has no country
    for (const Words& more : {Words{"--sex", "f"}, Words{"--age", "30"}, Words{"--age", "40..30"},
                              Words{"--class", "oral"}, Words{"--reporter", "MD"}, Words{"--max-drugs", "x"}}) {
        Words words = {"faers", "count"};
        words.insert(words.end(), more.begin(), more.end());
        CHECK(desk.run(words).status == 2);
    }
}

TEST_CASE("strata are shown and pooled")
{
    const FaersDesk desk;
    desk.add_all();
    const Json got =
        desk.run({"faers", "signal", "CYCLOSPORINE", group, "--by", "sex,reporter", "--format", "json"}).json();
    int a = 0;
    int n = 0;
    for (const Json& stratum : got["stratified"]["strata"]) {
        a += stratum["a"].get<int>();
        n += stratum["n"].get<int>();
        CHECK(stratum.contains("sex"));
        CHECK(stratum.contains("reporter"));
    }
    CHECK(a == 6);
    CHECK(n == 41);
    CHECK(got["stratified"]["ror"]["value"].is_number());
    CHECK(got["links"]["distinct"] == 6);
    CHECK(desk.run({"faers", "signal", "--by", "weather"}).status == 2);
}

TEST_CASE("a name can be overruled in the protocol, and the reports held are counted anew")
{
    const FaersDesk desk;
    desk.add_all();
    const std::filesystem::path file = desk.scratch() / "review/protocol.json";
    std::string protocol = read_file(file);
    const std::string key = "\"faers\": { \"comparators\"";
    REQUIRE(protocol.find(key) != std::string::npos);
    protocol.replace(protocol.find(key), key.size(),
                     "\"faers\": { \"names\": { \"cequa\": [\"CEQUA DROPS\"], \"Neoral\": [] }, \"comparators\"");
    write_file(file, protocol);
    const FaersReply ran = desk.run({"faers", "count", "CYCLOSPORINE", group, "--format", "json"});
    CHECK(ran.err.find("counted anew") != std::string::npos);
    CHECK(ran.json()["a"] == 3); // 12 27 42; 11, 34 and 40 are NEORAL, which now stands for itself
    CHECK(desk.run({"faers", "count", "CEQUA DROPS", "Eye pain", "--format", "json"}).json()["a"] == 1);
    CHECK(desk.run({"faers", "count", "CYCLOSPORINE"}).err.find("anew") == std::string::npos); // once is enough
    const Json names = desk.run({"faers", "names", "NEORAL", "--format", "json"}).json();
    CHECK(names["names"][0]["source"] == "protocol");
    protocol.replace(protocol.find("[\"CEQUA DROPS\"]"), 15, "7");
    write_file(file, protocol);
    CHECK(desk.run({"faers", "count"}).err.find("protocol.json:") != std::string::npos);
}

TEST_CASE("the table holds each column's reports, how far they are the same, and the published figures beside")
{
    const FaersDesk desk;
    desk.add_all();
    const Words base = {"faers", "table", "CYCLOSPORINE", group, "--against", "TACROLIMUS"};
    const auto with = [&](Words more) {
        Words words = base;
        words.insert(words.end(), more.begin(), more.end());
        return desk.run(words);
    };
    const Json table = with({"--format", "json", "--published", "wang2024"}).json();
    std::map<std::string, Json> rows;
    for (const Json& row : table["rows"])
        rows[row["id"]] = row["cells"];
    CHECK(rows["total reports"]["cyclosporine"]["number"] == 6);
    CHECK(rows["total reports"]["tacrolimus"]["number"] == 6);
    CHECK(rows["sex: female"]["cyclosporine"]["text"] == "5 (83.3 %)"); // all but 12
    CHECK(rows["overlap: also in the column TACROLIMUS"]["cyclosporine"]["number"] == 1);
    CHECK(rows["given as: systemic"]["cyclosporine"]["number"] == 6);
    CHECK(rows["level: rows"]["cyclosporine"]["number"] == 11);
    CHECK(rows["co-medication: none"]["cyclosporine"]["number"] == 2);
    CHECK(rows["denominator: all reports with the drug"]["cyclosporine"]["number"] == 12);
    CHECK(rows["sex: female"]["published: cyclosporine + alopecia"]["text"] == "613 (83.9 %)");
    CHECK(rows["total reports"]["published: tacrolimus + alopecia"]["number"] == 745);
    CHECK(table["columns"][4]["heading"].get<std::string>().find("not recomputed") != std::string::npos);
    int readus = 0;
    int faults = 0;
    for (const Json& note : table["footnotes"]) {
        readus += note.get<std::string>().starts_with("READUS-PV") ? 1 : 0;
        faults += note.get<std::string>().starts_with("Fault in the published table") ? 1 : 0;
    }
    CHECK(readus == 13);
    CHECK(faults == 14);
    for (const char* format : {"csv", "markdown", "html", "jsonl", "text"})
        CHECK(with({"--format", format}).status == 0);
    CHECK(with({"--published", "nosuch.json"}).status == 1);
}

TEST_CASE("the measures of a given table need no casebook and keep every digit")
{
    const FaersDesk desk;
    const Json got = desk.run({"faers", "measure", "7", "2", "4", "7", "--prior", "0.2,0.06,1.4,1.8,0.1"}).json();
    CHECK(got["n"] == 20);
    CHECK(got["ror"]["value"].get<double>() == 6.125);
    CHECK(got["ror"]["low"].get<double>() == doctest::Approx(0.8333700069298232).epsilon(1e-12));
    CHECK(got["prr"]["chi2_yates"].get<double>() == doctest::Approx(19220.0 / 9801).epsilon(1e-12));
    CHECK(got["ic"]["ic025"].get<double>() == doctest::Approx(-0.7996009753193465).epsilon(1e-9));
    CHECK(got["ebgm"]["eb05"].get<double>() < got["ebgm"]["value"].get<double>());
    const Json none = desk.run({"faers", "measure", "0", "10", "0", "100"}).json();
    CHECK(none["ror"]["value"].is_null());
    CHECK(none["prr"]["chi2"].is_null());
    CHECK(none["ebgm"].is_null());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/desk.hpp"
#include "tests/unit/shared.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

namespace {

std::string labelled(int records)
{
    std::string out = "title,abstract,included\n";
    for (int i = 0; i < records; ++i)
        out += (i % 10 == 0 ? "Hair loss on velnarane " : "Liver enzymes on hepaxol ") + std::to_string(i) + ",," +
               (i % 10 == 0 ? "1\n" : "0\n");
    return out;
}

} // namespace

TEST_CASE("a review whose answers are known is read again: work saved, recall, rules for stopping")
{
    const Desk desk;
    desk.write("labelled.csv", labelled(100) + "No label here,,\n,,1\n");
    const Ran ran = desk.run({"simulate", desk.file("labelled.csv"), "--runs", "3", "--format", "json"});
    CHECK(ran.status == 0);
    CHECK(ran.err.find("1 without a label, 1 without title and abstract") != std::string::npos);
    const Json json = Json::parse(ran.out);
    desk.write("maybe.csv", labelled(100) + "No label here,,\nPerhaps,,maybe\nPerhaps too,,maybe\n");
    CHECK(desk.run({"simulate", desk.file("maybe.csv"), "--runs", "1"})
              .err.find(R"(3 without a label of relevant or irrelevant (they say: 2 "maybe"), 0 without title)") !=
          std::string::npos);
    CHECK(json["records"] == 100);
    CHECK(json["relevant"] == 10);
    CHECK(json["label"] == "included");
    // nine of 98 are found first in every run
    CHECK(json["wss_95"]["mean"] == doctest::Approx(100 * (0.95 - 9.0 / 98)).epsilon(0.001));
    CHECK(json["atd"]["mean"] == doctest::Approx(100 * 5.0 / 98).epsilon(0.01));
    CHECK(json["curve"].size() == 101);
    CHECK(json["curve"][10]["recall"] == 100);
    CHECK(json["reviews"][2]["found_at"] == Json{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(json["stopping"].size() == 5);
    CHECK(json["stopping"][0]["recall"]["least"] == 100);
    CHECK(desk.run({"simulate", desk.file("labelled.csv"), "--runs", "3", "--format", "json"}).out == ran.out);
    CHECK(desk.run({"simulate", desk.file("labelled.csv"), "--runs", "1", "--format", "csv"})
              .out.find("read_percent,recall,least,most\n0,0,0,0\n1,") == 0);
}

TEST_CASE("what cannot be simulated is refused with a way out")
{
    const Desk desk;
    desk.write("none.csv", "title,year\na,2001\n");
    const Ran none = desk.run({"simulate", desk.file("none.csv")});
    CHECK(none.status == 1);
    CHECK(none.err.find("its columns are: title, year") != std::string::npos);
    desk.write("few.csv", "title,label\na,1\nb,0\nc,0\n");
    CHECK(desk.run({"simulate", desk.file("few.csv")}).status == 1);
    CHECK(desk.run({"simulate", desk.file("few.csv"), "--runs", "0"}).status == 2);
    CHECK(desk.run({"simulate", desk.file("absent.csv")}).status == 1);
}

TEST_CASE("the ranking saves as much work as ELAS u4 on a public review")
{
    const std::filesystem::path set = shared_folder() / "data" / "screening" / "cohen_Triptans.csv";
    if (shared_folder().empty() || !std::filesystem::exists(set)) {
        MESSAGE("skipped: the labelled sets are not at hand");
        return;
    }
    const Desk desk;
    const Json json = Json::parse(desk.run({"simulate", set.string(), "--format", "json"}).out);
    CHECK(json["wss_95"]["mean"].get<double>() > 59.2 - 2);
    CHECK(json["atd"]["mean"].get<double>() < 14.2 + 1);
}

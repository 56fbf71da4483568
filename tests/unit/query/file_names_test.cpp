// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/file_names.hpp"

#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <filesystem>

using namespace casebook;
using namespace casebook::test;

TEST_CASE("a file that is named for another format than the one written is refused, and nothing is written")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto refused = [&](const std::vector<std::string>& words) {
        const Ran ran = desk.run(words);
        return ran.status == 2 ? ran.err : "taken: " + ran.err;
    };
    CHECK(refused({"export", "ris", "-o", desk.file("x.bib")})
              .find("x.bib: the name promises bibtex, and what is written is ris; end the name with .ris.") !=
          std::string::npos);
    CHECK(refused({"export", "csl", "-o", desk.file("x.csv")}).find("end the name with .json") != std::string::npos);
    CHECK(refused({"export", "table", "--format", "csv", "-o", desk.file("x.xlsx")}).find("promises xlsx") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(desk.file("x.bib")));
    CHECK(desk.run({"export", "ris", "-o", desk.file("x.txt")}).status == 0);
    CHECK(desk.run({"export", "csl", "-o", desk.file("x.json")}).status == 0);
}

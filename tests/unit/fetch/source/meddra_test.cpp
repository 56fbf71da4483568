// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/meddra.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

// Codes and terms are made up: MedDRA itself is licensed.
TEST_CASE("a lowest-level term leads to its preferred term, whatever its case")
{
    const TemporaryFolder folder;
    CHECK(!Meddra::exists(folder / ""));
    write_file(folder / "pt.asc", "1$Blue hair$$9$$$$$$$\r\n2$Green hair$$9$$$$$$$\r\n\r\n");
    write_file(folder / "llt.asc",
               "11$Hair gone blue$1$$$$$$$Y$$\r\n12$Green hair$2$$$$$$$Y$$\r\n13$Lost$7$$$$$$$N$$\r\n");
    REQUIRE(Meddra::exists(folder / ""));
    const Meddra terms = Meddra::open(folder / "");
    CHECK(terms.size() == 2);
    CHECK(terms.preferred("hair GONE blue ") == "Blue hair");
    CHECK(terms.preferred("Blue hair") == "Blue hair");
    CHECK(terms.preferred("green hair") == "Green hair");
    CHECK(terms.preferred("Lost").empty()); // its preferred term is not there
    CHECK(terms.preferred("Red hair").empty());
}

TEST_CASE("a file that is not MedDRA's is refused with its line")
{
    const TemporaryFolder folder;
    write_file(folder / "pt.asc", "1$Blue hair$\n2,Green hair\n");
    write_file(folder / "llt.asc", "");
    CHECK_THROWS_WITH_AS(Meddra::open(folder / ""), doctest::Contains("pt.asc:2"), Error);
}

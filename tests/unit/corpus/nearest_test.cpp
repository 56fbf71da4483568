// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/nearest.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("the nearest name is the one that a slip of the keys came from")
{
    const std::vector<std::string> known = {"search", "show", "screen", "status"};
    CHECK(nearest("serach", known) == "search");
    CHECK(nearest("Stauts", known) == "status");
    CHECK(nearest("sreen", known) == "screen");
    CHECK(nearest("window", known).empty());
    CHECK(nearest("x", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(did_you_mean("shwo", known) == " Did you mean \"show\"?");
    CHECK(did_you_mean("quarter", known).empty());
}

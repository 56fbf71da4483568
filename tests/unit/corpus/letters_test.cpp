// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/letters.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a first letter comes with all its bytes")
{
    CHECK(first_character("Zoe") == "Z");
    CHECK(first_character("\xC3\x96zlem") == "\xC3\x96");
    CHECK(first_character("\xE6\xAF\x9B\xE6") == "\xE6\xAF\x9B");
    CHECK(first_character("\xC3") == "\xC3"); // torn
    CHECK(first_character("") == "");
}

TEST_CASE("capitals are made of ASCII letters only")
{
    CHECK(upper_ascii("cyclosporine-a \xC3\xB6") == "CYCLOSPORINE-A \xC3\xB6");
}

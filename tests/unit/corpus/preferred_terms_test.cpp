// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/preferred_terms.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a preferred term is found by its words, whatever their order and letters")
{
    CHECK(preferred_term_of("agranulocytosis") == "Agranulocytosis");
    CHECK(preferred_term_of("scarring alopecia") == "Alopecia scarring");
    CHECK(preferred_term_of("Non scarring alopecia") == "Non-scarring alopecia");
}

TEST_CASE("a name that is not known to be a preferred term has none")
{
    CHECK(preferred_term_of("beard alopecia") == "");
    CHECK(preferred_term_of("hair loss") == "");
    CHECK(preferred_term_of("") == "");
}

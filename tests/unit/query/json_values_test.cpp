// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/json_values.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a number for programs has no noise of binary fractions and keeps what is small")
{
    CHECK(tidy(9 * 30.44) == 273.96); // 273.96000000000004
    CHECK(tidy(3 * 30.44) == 91.32);
    CHECK(tidy(0.03125) == 0.03125); // three quarters of an hour
    CHECK(tidy(1.0 / 3) == 0.3333);
    CHECK(tidy(0) == 0);
    CHECK(tidy(84) == 84);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/profile.hpp"

#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a reference that says nothing cites no paper")
{
    const TemporaryFolder folder;
    MadeQuarter quarter("2021Q2");
    for (const auto& [id, reference] :
         {std::pair(11, ""), std::pair(21, "UNKNOWN. UNKNOWN"),
          std::pair(31, "Testwright A. Blue hair on velnarane: a made-up case. Invented Letters 2019;1:2-3")}) {
        FaersDemo row;
        row.lit_ref = reference;
        quarter.report(static_cast<std::uint64_t>(id), row).drug("PS", "X", "X").term("Rash");
    }
    const FaersStore store = made_store(folder / "faers", {&quarter});
    const FaersQuestion question{{"X"}, {}, {FaersRole::primary_suspect}, FaersLevel::latest, {}, {}};
    CHECK(profile_of(store, question, {0, 1, 2}).with_reference == 1);
}

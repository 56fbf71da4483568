// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/claims.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("totals that a text quotes from the literature are found with their number")
{
    struct Row
    {
        std::string text;
        std::string counts;
    };
    const Row rows[] = {
        {"This is the fourth reported case of alopecia from cyclosporine.", "4"},
        {"To our knowledge, this is the first case of alopecia on cyclosporine.", "1"},
        {"Only two cases have been published.", "2"},
        {"Six similar cases were found in the literature.", "6"},
        {"No more than five patients have been described.", "5"},
        {"Alopecia has been reported in 12 earlier patients.", "12"},
        {"We add a case, bringing the total to seven.", "7"},
        {"Eleven previously reported cases are reviewed.", "11"},
        {"It is the 3rd report of this kind.", "3"},
        {"Just one earlier report exists.", "1"},
        {"Three of ten previous cases were women. Four other patients have been published.", "10 4"},
        {"We report two cases of alopecia.", ""},
        {"Two patients took cyclosporine.", ""},
        {"The first dose was given. The case is reported.", ""},
        {"Alopecia appeared after the second dose in our first patient.", ""},
        {"", ""},
    };
    for (const Row& row : rows) {
        const Reading reading =
            testing::read(testing::protocol_for("cyclosporine", "alopecia"), testing::article_of("", row.text));
        std::string found;
        for (const Claim& claim : read_claims(reading))
            found += (found.empty() ? "" : " ") + std::to_string(claim.count);
        CAPTURE(row.text);
        CHECK(found == row.counts);
    }
}

TEST_CASE("a claim keeps the words that say it")
{
    const Reading reading =
        testing::read(testing::protocol_for("cyclosporine", "alopecia"),
                      testing::article_of("", "Hair fell out. Only two cases have been published."));
    const auto claims = read_claims(reading);
    REQUIRE(claims.size() == 1);
    CHECK(claims[0].evidence.quote.find("two cases have been published") != std::string::npos);
}

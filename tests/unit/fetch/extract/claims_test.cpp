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
        {"Our two patients raise to nine the number of recipients in whom alopecia was recorded.", "9"},
        {"Sixty-two patients with alopecia have been reported.", "62"},
        {"One hundred seventy-six cases have been published.", "176"},
        {"One hundred and three cases have been published.", "103"},
        {"Two dozen cases have been published.", "24"},
        {"This is the twenty-first reported case.", "21"},
        {"There are just two previous descriptions of 4 cases in the literature.", "4"},
        {"Filling pressure increased to 17. Scores increased to 98.5 in the cases reported.", ""},
        {"It was given during the first visit, and patients were told so.", ""},
        {"It is now the first choice in many cases.", ""},
        {"Hair was lost in the 14 patients. About one-third of the patients reported it.", ""},
        {"Two thirds of the patients were reported to be women.", ""},
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

TEST_CASE("the words of a claim begin with a whole number")
{
    for (const char* number : {"Sixty-two", "One hundred and three", "Thirty five"}) {
        const std::string text = std::string(number) + " patients with alopecia have been reported.";
        const Reading reading =
            testing::read(testing::protocol_for("cyclosporine", "alopecia"), testing::article_of("", text));
        const auto claims = read_claims(reading);
        REQUIRE(claims.size() == 1);
        CHECK(claims[0].evidence.quote.starts_with(number));
    }
}

TEST_CASE("the number of patients that an article tells of is read where it names the event, else the drug")
{
    const auto told = [](const std::string& text) {
        const Reading reading =
            testing::read(testing::protocol_for("cyclosporine", "alopecia"), testing::article_of("", text));
        const auto claim = read_told_patients(reading);
        return claim ? std::to_string(claim->count) + ": " + claim->evidence.quote : "";
    };
    CHECK(told("Alopecia was seen in thirty-five renal recipients.") == "35: thirty-five renal recipients");
    CHECK(told("Of 120 patients on cyclosporine some did well. Alopecia befell 12 of 120 patients.") ==
          "12: 12 of 120 patients");
    CHECK(told("Eight patients took cyclosporine. Their hair is not spoken of.") == "8: Eight patients");
    CHECK(told("Only four cases of alopecia have been published.") == "");
    CHECK(told("Alopecia occurred in 12 % of patients.") == "");
    CHECK(told("One patient had alopecia.") == "");
    CHECK(told("") == "");
}

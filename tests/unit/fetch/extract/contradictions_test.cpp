// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/contradictions.hpp"

#include "fetch/extract/dates.hpp"
#include "fetch/extract/extract.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

Told told(const std::string& abstract) { return {"cyclosporine", "alopecia", "A case", abstract}; }

/// The notes of the percentages that do not fit.
std::vector<std::string> false_percentages(const std::string& abstract)
{
    const Told t = told(abstract);
    std::vector<std::string> out;
    for (const Contradiction& found : find_false_percentages(t.reading)) {
        CHECK(t.reading.passages[1].text.substr(found.first.begin, found.first.end - found.first.begin) ==
              found.first.quote);
        out.push_back(found.second.quote + ": " + found.note);
    }
    return out;
}

/// Kinds and second quotes of what stands against dates in the first patient's case.
std::vector<std::string> against_dates(const std::string& abstract)
{
    const Told t = told(abstract);
    const Extraction extraction = extract(t.article, t.reading, t.role(), t.protocol);
    std::vector<std::string> out;
    for (const Contradiction& found : extraction.contradictions)
        out.push_back(std::string(name_of(found.kind)) + " “" + found.first.quote + "” “" + found.second.quote + "”");
    return out;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("percentages that their counts do not give are found, however they are written")
{
    CHECK(false_percentages("Alopecia was seen in 13 of 29 patients (25%).") == Words{"25%: 13 of 29 are 44.8%"});
    CHECK(false_percentages("Hair loss (4/16, 30%) was mild.") == Words{"30%: 4 of 16 are 25.0%"});
    CHECK(false_percentages("Hair regrew in 62.5% (6/8).") == Words{"62.5%: 6 of 8 are 75.0%"});
}

TEST_CASE("percentages that were rounded or cut fit their counts")
{
    CHECK(false_percentages("Alopecia was seen in 13 of 29 patients (45%).").empty());
    CHECK(false_percentages("Alopecia was seen in 13 of 29 patients (44%).").empty());
    CHECK(false_percentages("Alopecia was seen in 13/29 (44.8%), with a mean age of 5 years.").empty());
    CHECK(false_percentages("In 2 of the trials, 30% improved.").empty());
}

TEST_CASE("a latency that the dates do not allow is shown with both places")
{
    CHECK(against_dates(
              "A 30-year-old woman was started on cyclosporine in March 2015. In November 2015, two weeks after "
              "starting cyclosporine, she developed alopecia.") ==
          Words{"latency_against_dates “two weeks after starting cyclosporine” “November 2015”"});
    CHECK(against_dates(
              "A 30-year-old woman was started on cyclosporine in March 2015. In November 2015, eight months after "
              "starting cyclosporine, she developed alopecia.")
              .empty());
}

TEST_CASE("an age that the year of birth does not allow is shown with both places")
{
    CHECK(against_dates("A man born in 1950 was seen. In 1990 the 45-year-old man, who was on cyclosporine, developed "
                        "alopecia.") == Words{"age_against_dates “45-year-old” “1950”"});
    CHECK(against_dates("A man born in 1950 was seen. In 1990 the 40-year-old man, who was on cyclosporine, developed "
                        "alopecia.")
              .empty());
}

TEST_CASE("the age at onset follows from an earlier age and the dates")
{
    const Told t =
        told("Aplastic anemia was diagnosed in a 29-month-old boy in May 2019, and cyclosporine was begun. In "
             "May 2022 his scalp hair was lost and alopecia universalis developed.");
    const Stated<Range> age = age_at_onset(t.story());
    REQUIRE(age);
    CHECK(age.value->min == doctest::Approx(5.34).epsilon(0.01));
    CHECK(age.value->max == doctest::Approx(5.58).epsilon(0.01));
    CHECK(age.evidence.quote == "29-month-old");
    CHECK_FALSE(age_at_onset(told("A 30-year-old woman developed alopecia on cyclosporine.").story()));
}

TEST_CASE("what abstract and body say differently of one patient is found, what may be true of two days is not")
{
    const Evidence here{1, 0, 4, "here"}, there{7, 0, 5, "there"};
    Case summary, body;
    summary.patient.sex = stated(Sex::male, here);
    body.patient.sex = stated(Sex::female, there);
    summary.reaction.outcome = stated(Outcome::recovering, here);
    body.reaction.outcome = stated(Outcome::recovered, there);
    summary.latencies = {stated(Latency{{14, 14}, Anchor::first_dose}, here)};
    body.latencies = {stated(Latency{{60, 60}, Anchor::first_dose}, there)};
    const auto found = find_against_body(summary, body);
    REQUIRE(found.size() == 2);
    CHECK(found[0].note == "the sex differs between abstract and body");
    CHECK(found[1].note == "the latency differs between abstract and body");
    CHECK(found[1].second == there);
}

TEST_CASE("days between incomplete dates are a range")
{
    CHECK(days_between({2015, 3, 10, ""}, {2015, 3, 20, ""}) == Range{10, 10});
    CHECK(days_between({2015, 3, 0, ""}, {2015, 4, 0, ""}) == Range{1, 60});
    CHECK(days_between({2015, 0, 0, ""}, {2015, 0, 0, ""}) == Range{-364, 364});
}

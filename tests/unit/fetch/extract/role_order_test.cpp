// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/role_parts.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

/// The note of the one cue that the order of sentences gives; "" for none.
std::string order_of(const std::string& abstract)
{
    const Told told("velnarane", "hiccup", "A case", abstract);
    RoleAssessment assessment;
    read_story(told.reading, assessment);
    REQUIRE(assessment.cues.size() <= 1);
    return assessment.cues.empty() ? "" : assessment.cues[0].note;
}

const std::string drug_first = "the drug was taken, then the event began";
const std::string on_it = "the drug was being taken when the event began";
const std::string relief = "the drug was given and the event went";
const std::string event_first = "the drug was given after the event had begun";

} // namespace

TEST_CASE("the order of sentences tells a suspect from a remedy")
{
    struct Row
    {
        std::string abstract;
        std::string note;
    };
    const Row rows[] = {
        {"He was given velnarane. Hiccups began.", drug_first},
        {"He received velnarane. All went well. Then he developed hiccups.", drug_first},
        {"He developed hiccups. Velnarane was given.", event_first},
        {"Hiccups began on Monday. He was treated with velnarane.", event_first},
        {"Hiccups began on Monday. Velnarane was given. The hiccups stopped.", relief},
        {"Hiccups began on Monday. They were abolished with velnarane.", relief},
        {"He developed hiccups on aspirin. Velnarane was given.", event_first},
        {"He had taken velnarane for a year without problems. Hiccups began.", drug_first},
        {"He was given velnarane. Hiccups began. Hiccups were treated with aspirin.", drug_first},
        {"A 40-year-old man was given velnarane. Hiccups were treated with aspirin.", drug_first},
        {"Hiccups began on Monday. He had been taking velnarane for a month.", on_it},
        {"Hiccups began on Monday. She was already on velnarane.", on_it},
        {"He was given velnarane. Hiccups did not occur.", ""},
        {"He was given velnarane. Hiccups were feared.", ""},
        {"A 40-year-old man was given velnarane. Old hiccups are no bar.", ""},
        {"He was switched from velnarane to aspirin. Hiccups began.", ""},
        {"He had no benefit from velnarane. Hiccups began.", ""},
        {"Velnarane had been stopped two years earlier. Hiccups began.", ""},
        {"Velnarane is a new drug. Hiccups are a nuisance.", ""},
        {"He was given aspirin. Hiccups began.", ""},
        {"", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.abstract);
        CHECK(order_of(row.abstract) == row.note);
    }
}

TEST_CASE("an event long after the drug was named is not put in its wake")
{
    CHECK(
        order_of(
            "He was given velnarane. He ate. He slept. He read. He ran. He sang. He drove. He swam. Hiccups began.") ==
        "");
}

TEST_CASE("in a report of a patient the first sentence that names the event is its beginning")
{
    CHECK(order_of("A 40-year-old man was given velnarane. Two days later: hiccups.") == drug_first);
    CHECK(order_of("A man was given velnarane. Two days later: hiccups.") == "");
    CHECK(order_of("A 40-year-old man was given velnarane. Two days later we thought of hiccups.") == "");
}

TEST_CASE("an age in the abstract makes it about somebody")
{
    const auto told = [](const std::string& title, const std::string& abstract) {
        return is_case(Told("velnarane", "hiccup", title, abstract).reading);
    };
    CHECK(told("A case", "A 40-year-old man hiccupped."));
    CHECK_FALSE(told("A 40-year-old man", "He hiccupped."));
    CHECK_FALSE(told("A case", "Men hiccupped for 40 years."));
}

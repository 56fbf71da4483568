// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "fetch/extract/course.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

struct LatencyRow
{
    std::string abstract;
    std::string latency; ///< the one that counts first: days and anchor; "" for none
};

void check_latencies(std::span<const LatencyRow> rows)
{
    for (const LatencyRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        const auto latencies = read_latencies(told.story());
        const std::string found = latencies.empty()
                                      ? ""
                                      : format("{:.6g}..{:.6g} {}", latencies[0].value->days.min,
                                               latencies[0].value->days.max, name_of(latencies[0].value->anchor));
        CAPTURE(row.abstract);
        CHECK(found == row.latency);
    }
}

} // namespace

TEST_CASE("the time to onset is counted from the first dose unless the text counts from something else")
{
    const LatencyRow rows[] = {
        {"A 40-year-old man developed alopecia nine weeks after starting cyclosporine.", "63..63 first_dose"},
        {"A 40-year-old man had taken cyclosporine for 5 months when alopecia developed.", "152.2..152.2 first_dose"},
        {"Cyclosporine was begun in a 40-year-old man. Ten days later alopecia appeared.", "10..10 first_dose"},
        {"A 40-year-old man developed alopecia two days after his 4th infusion of cyclosporine.", "2..2 last_dose"},
        {"A 40-year-old man on cyclosporine developed alopecia five days after the dose had been doubled.",
         "5..5 dose_change"},
        {"A 40-year-old man tolerated cyclosporine for years. Allopurinol was prescribed. Ten days later alopecia "
         "appeared.",
         ""},
        {"Alopecia appeared in a 40-year-old man within two weeks of beginning cyclosporine.", "0..14 first_dose"},
        {"Two to three months after cyclosporine was introduced a 40-year-old man noticed alopecia.",
         "60.88..91.32 first_dose"},
        {"In the third week of cyclosporine a 40-year-old man developed alopecia.", "14..21 first_dose"},
        {"On day 9 of cyclosporine therapy a 40-year-old man developed alopecia.", "8..9 first_dose"},
        {"A 40-year-old man on cyclosporine developed alopecia after the second year of treatment.",
         "731..1096 first_dose"},
        {"A fortnight after the first dose of cyclosporine a 40-year-old man developed alopecia.", "14..14 first_dose"},
        {"Alopecia began in a 40-year-old man 6 weeks after his last dose of cyclosporine.", "42..42 last_dose"},
        {"Three weeks after cyclosporine was stopped alopecia developed in a 40-year-old man.", "21..21 last_dose"},
        {"A 40-year-old man took cyclosporine. Alopecia developed two weeks after the dose was increased to 300 mg.",
         "14..14 dose_change"},
        {"Seven months after kidney transplantation a 40-year-old man on cyclosporine developed alopecia.",
         "213.08..213.08 transplant"},
    };
    check_latencies(rows);
}

TEST_CASE("what is vague, or the time of something else, is no time to onset")
{
    const LatencyRow rows[] = {
        {"A 40-year-old man on cyclosporine developed alopecia. It cleared 8 weeks after the drug was stopped.", ""},
        {"Several months after starting cyclosporine a 40-year-old man developed alopecia.", ""},
        {"A 40-year-old man with a 10-year history of psoriasis took cyclosporine and developed alopecia.", ""},
        {"A 40-year-old man developed alopecia on cyclosporine. He was followed for 2 years.", ""},
        {"A 40-year-old man developed alopecia on cyclosporine.", ""},
    };
    check_latencies(rows);
}

TEST_CASE("dates give the widest range that they allow")
{
    const LatencyRow rows[] = {
        {"A 40-year-old man took cyclosporine from 1 March 2015. Alopecia began on 11 March 2015.",
         "10..10 first_dose"},
        {"A 40-year-old man was given cyclosporine in March 2015. Alopecia developed in May 2015.",
         "31..91 first_dose"},
        {"A 40-year-old man took cyclosporine since 2010. Alopecia developed in 2012.", "366..1095 first_dose"},
        {"A 40-year-old man was given cyclosporine on 3 June 2001. On 17 June he noticed alopecia.",
         "14..14 first_dose"},
        {"A 40-year-old man was given cyclosporine in May 2015. Alopecia had developed in March 2013.", ""},
    };
    check_latencies(rows);
}

TEST_CASE("a second clock is kept beside the first, with its words")
{
    const Told told("cyclosporine", "alopecia", "A case",
                    "Alopecia developed in a 40-year-old man 6 months after kidney transplantation and 2 weeks after "
                    "starting cyclosporine.");
    const auto latencies = read_latencies(told.story());
    REQUIRE(latencies.size() == 2);
    CHECK(latencies[0].value->days == Range{14, 14});
    CHECK(latencies[0].value->anchor == Anchor::first_dose);
    CHECK(latencies[0].evidence.quote.starts_with("2 weeks after starting"));
    CHECK(latencies[1].value->anchor == Anchor::transplant);
}

TEST_CASE("a time that the background has is nobody's")
{
    const LatencyRow rows[] = {
        {"BACKGROUND| Alopecia presents 5 to 12 days after cyclosporine.\nCASE| A 40-year-old man on cyclosporine "
         "developed alopecia.",
         ""},
    };
    check_latencies(rows);
}

TEST_CASE("what happened some time after the graft is not counted from a drug named further on")
{
    const LatencyRow rows[] = {
        {"A 46-year-old woman developed alopecia. She was a kidney transplant recipient (nephropathy, grafted 14 years "
         "before) whose maintenance was cyclosporine.",
         "5113.5..5113.5 transplant"},
    };
    check_latencies(rows);
}

namespace {

/// All clocks of a report, the one that counts first.
std::string clocks_of(const std::string& abstract)
{
    const Told told("cyclosporine", "alopecia", "A case", abstract);
    std::string out;
    for (const auto& latency : read_latencies(told.story()))
        out += format("{}{:.6g}..{:.6g} {}", out.empty() ? "" : "; ", latency.value->days.min, latency.value->days.max,
                      name_of(latency.value->anchor));
    return out;
}

} // namespace

TEST_CASE("dates give each clock its own value, and an end or a change after the onset is no clock")
{
    CHECK(
        clocks_of("A 40-year-old man began cyclosporine on 1 March 2015. Cyclosporine was stopped on 1 May 2015. On 31 "
                  "May 2015 alopecia developed.") == "91..91 first_dose; 30..30 last_dose");
    CHECK(clocks_of("A 40-year-old man began cyclosporine on 1 March 2015. In June 2015 the dose of cyclosporine was "
                    "reduced. In August 2015 alopecia developed.") == "153..183 first_dose; 32..91 dose_change");
    CHECK(clocks_of("A 40-year-old man began cyclosporine on 1 March 2015. On 31 May 2015 alopecia developed. "
                    "Cyclosporine was stopped on 10 June 2015.") == "91..91 first_dose");
    CHECK(clocks_of(
              "A 40-year-old man began cyclosporine on 1 March 2015. On 31 May 2015 alopecia developed, three weeks "
              "after the last dose of cyclosporine.") == "21..21 last_dose; 91..91 first_dose");
}

TEST_CASE("a time that runs to the end of the event, or from a stop, is no time to its onset")
{
    struct Row
    {
        const char* clock; ///< "" for none
        const char* words;
    };
    // clang-format off
    const Row rows[] = {
        {"42..42 first_dose", "Hair loss began six weeks after cyclosporine was started."},
        {"42..42 first_dose", "Cyclosporine had been started six weeks before the hair loss began."},
        {"42..42 first_dose", "Six weeks into treatment with cyclosporine, hair loss was noticed."},
        {"42..42 first_dose", "The interval between the start of cyclosporine and alopecia was six weeks."},
        {"42..42 first_dose", "The alopecia appeared 6 weeks after the first dose of cyclosporine."},
        {"42..42 first_dose", "Alopecia set in after six weeks of cyclosporine."},
        {"42..42 first_dose", "She had been taking cyclosporine for six weeks when the alopecia appeared."},
        {"42..42 first_dose", "The latency was six weeks."},
        {"42..42 first_dose", "Time to onset was 6 weeks."},
        {"", "Six weeks after cyclosporine was stopped, her hair grew back."},
        {"", "She was seen six weeks later, when her hair had regrown."},
        {"", "Hair loss lasted six weeks."},
        {"", "She had arthritis for six years."},
        {"", "She was followed up for six weeks."},
        {"", "Alopecia usually begins six weeks after the start of cyclosporine."},
        {"", "Six weeks earlier her mother had died."},
        {"", "Methotrexate had been started six weeks before the hair loss."},
        {"", "Regrowth was complete after six weeks."},
        {"", "Her alopecia had a history of six weeks."},
        {"14..14 last_dose", "Hair loss began two weeks after the last dose of cyclosporine."},
        {"14..14 last_dose", "The alopecia appeared 14 days after cyclosporine had been discontinued."},
        {"14..14 dose_change", "Hair loss began two weeks after the dose of cyclosporine was increased."},
        {"14..14 dose_change", "Two weeks after cyclosporine had been raised to 20 mg, alopecia appeared."},
    };
    // clang-format on
    for (const Row& row : rows) {
        INFO(row.words);
        CHECK(clocks_of(std::string("A 33-year-old woman developed alopecia while taking cyclosporine. ") +
                        row.words) == row.clock);
    }
}

TEST_CASE("an event that begins after the drug was stopped is counted from the last dose")
{
    const LatencyRow rows[] = {
        {"A woman developed alopecia two weeks after cyclosporine withdrawal.", "14..14 last_dose"},
        {"A woman had finished cyclosporine three weeks before alopecia appeared.", "21..21 last_dose"},
        {"A woman took cyclosporine. It was stopped; two weeks later alopecia appeared.", "14..14 last_dose"},
        {"A woman took cyclosporine. It was stopped, and ten days thereafter alopecia began.", "10..10 last_dose"},
        {"A woman took cyclosporine. When cyclosporine was stopped, alopecia developed within two weeks.",
         "0..14 last_dose"},
        {"A woman took cyclosporine. Cyclosporine was discontinued in May. Two weeks later she noticed alopecia.",
         "14..14 last_dose"},
        {"A woman took cyclosporine. Prednisone was stopped, and two weeks later alopecia developed.",
         "14..14 first_dose"},
        {"Cyclosporine was stopped after two weeks, when a woman had developed alopecia.", "14..14 first_dose"},
    };
    check_latencies(rows);
}

TEST_CASE("how long the event took to go, or stayed after a stop, is no time to its onset")
{
    const LatencyRow rows[] = {
        {"A woman developed alopecia on cyclosporine. Alopecia was still present one year after cyclosporine was "
         "stopped.",
         ""},
        {"A woman developed alopecia on cyclosporine. Alopecia persists two years after stopping cyclosporine.", ""},
        {"A woman developed alopecia on cyclosporine. It was stopped, and the alopecia resolved within three months.",
         ""},
        {"Alopecia appeared two weeks after cyclosporine was started and resolved within three months.",
         "14..14 first_dose"},
        {"A woman remained well for two weeks after course 2 of cyclosporine and then developed alopecia.",
         "14..14 last_dose"},
    };
    check_latencies(rows);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/onset.hpp"

#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("time to onset has two clocks, and says what the dates do not allow")
{
    MadeQuarter q("2015Q1");
    const auto report = [&](std::uint64_t id, const char* event) -> MadeQuarter& {
        FaersDemo row;
        row.event_date = read_faers_date(event);
        return q.report(id, row).drug("PS", "X", "X").term("Rash");
    };
    report(11, "20140131").therapy("20140101", "20140121");                     // 30 and 10 days
    report(21, "20140131").therapy("20140201").therapy("20140111", "20140301"); // 20; its end comes later
    report(31, "20140131").therapy("20140131");                                 // the same day
    report(41, "201401").therapy("20140101");                                   // partial
    report(51, "20140131").therapy("2014", "20140130");                         // partial, 1 day
    report(61, "").therapy("20140101");
    report(71, "20140131");
    report(81, "20140131").therapy("20140301");                       // began after the event
    report(91, "20160131").therapy("20140101");                       // after the end of the data
    report(101, "20140131").drug("PS", "Y", "Y").therapy("20140101"); // another drug's therapy
    report(111, "20140131").drug("C", "X", "X").therapy("20140101");  // a role not asked for
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    FaersQuestion question;
    question.drugs = {"X"};
    question.events = {"Rash"};
    const Onset onset = time_to_onset(store, question);
    CHECK(onset.reports == 11);
    CHECK(onset.data_end.ymd == 20150101);
    CHECK(onset.first_dose.days == std::vector<double>{0, 20, 30});
    CHECK(onset.first_dose.no_event_date == 1);
    CHECK(onset.first_dose.no_therapy_date == 3);
    CHECK(onset.first_dose.partial == 2);
    CHECK(onset.first_dose.negative == 1);
    CHECK(onset.first_dose.beyond == 1);
    CHECK(onset.last_dose.days == std::vector<double>{1, 10});
    CHECK(onset.first_dose.fit);
    CHECK(!onset.last_dose.fit); // two times are too few
}

TEST_CASE("quantiles lie between neighbours by proportion")
{
    CHECK(quantile_of({1, 2, 3, 4}, 0.5) == 2.5);
    CHECK(quantile_of({1, 2, 3, 4}, 0.25) == 1.75);
    CHECK(quantile_of({7}, 0.9) == 7);
    CHECK(quantile_of({}, 0.5) == 0);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/course.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

struct CourseRow
{
    std::string after; ///< what the abstract says after "A 40-year-old man on cyclosporine developed alopecia."
    std::string value; ///< "" for unknown
};

template <class Read> void check_course(std::span<const CourseRow> rows, Read read)
{
    for (const CourseRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 40-year-old man on cyclosporine developed alopecia. " + row.after);
        const auto found = read(told.story());
        CAPTURE(row.after);
        CHECK((found ? std::string(name_of(*found.value)) : "") == row.value);
        if (found)
            CHECK_FALSE(found.evidence.quote.empty());
    }
}

} // namespace

TEST_CASE("dechallenge: what became of the event when the drug was stopped, lowered or exchanged")
{
    const CourseRow rows[] = {
        {"Cyclosporine was stopped and his hair grew back.", "positive"},
        {"Cyclosporine was replaced by tacrolimus. Two months later the hair had regrown.", "positive"},
        {"The dose of cyclosporine was halved, and the alopecia improved.", "positive"},
        {"After withdrawal of cyclosporine the alopecia resolved.", "positive"},
        {"The hair loss ceased when the drug was discontinued.", "positive"},
        {"Cyclosporine was stopped but the alopecia persisted.", "negative"},
        {"Withdrawal of cyclosporine did not improve the alopecia.", "negative"},
        {"Stopping cyclosporine made no difference.", "negative"},
        {"Cyclosporine was changed to azathioprine and the lesions of the scalp healed.", "positive"},
        {"Cyclosporine was continued because of the graft.", "not_done"},
        {"The immunosuppressive antibiotic was stopped and the shedding ended.", "positive"},
        {"Cyclosporine was thought to be the culprit and was replaced by azathioprine. His hair was regained.",
         "positive"},
        {"Cyclosporine was stopped and azathioprine took its place; he had no complaints.", "positive"},
        {"Cyclosporine was exchanged for sirolimus, and at one year he was without symptoms.", "positive"},
        {"The dose of cyclosporine was left as it stood.", "not_done"},
        {"Neither drug was modified.", "not_done"},
        {"Cyclosporine was suspected and it was stopped. He was lost to follow-up.", ""},
        {"Cyclosporine was ceased. He was lost to follow-up.", ""},
        {"Prednisone was stopped and his hair grew back.", ""},
        {"Minoxidil was given.", ""},
    };
    check_course(rows, read_dechallenge);
}

TEST_CASE("dechallenge cannot be judged where the drug was not being taken any more")
{
    const Told told("cyclosporine", "alopecia", "A case",
                    "A 40-year-old man received a single infusion of cyclosporine. Alopecia developed a week later.");
    CHECK(read_dechallenge(told.story()).value == Dechallenge::not_applicable);
}

TEST_CASE("a vaccine cannot be taken back, so there is no dechallenge to judge")
{
    const Told told(
        "influenza vaccine", "uveitis", "A case",
        "A 40-year-old man received influenza vaccine. Two weeks later he developed uveitis, which resolved.");
    CHECK(read_dechallenge(told.story()).value == Dechallenge::not_applicable);
}

TEST_CASE("rechallenge: what giving the drug again did")
{
    const CourseRow rows[] = {
        {"It recurred when cyclosporine was given again.", "positive"},
        {"Rechallenge with cyclosporine reproduced the alopecia.", "positive"},
        {"Cyclosporine was reintroduced a year later. The alopecia came back within a month.", "positive"},
        {"Cyclosporine was resumed at half the dose without recurrence.", "negative"},
        {"Reintroduction of cyclosporine was tolerated.", "negative"},
        {"Rechallenge was not attempted.", "not_done"},
        {"He declined rechallenge with cyclosporine.", "not_done"},
        {"Cyclosporine was stopped and his hair grew back.", ""},
        {"Prednisone was given again.", ""},
    };
    check_course(rows, read_rechallenge);
}

TEST_CASE("outcome: of the event, at its last mention")
{
    const CourseRow rows[] = {
        {"The alopecia resolved completely.", "recovered"},
        {"His hair grew back within six months.", "recovered"},
        {"Cyclosporine was stopped, and complete hair regrowth ensued.", "recovered"},
        {"Partial regrowth was seen after a year.", "recovering"},
        {"The alopecia is slowly improving.", "recovering"},
        {"The alopecia persisted.", "not_recovered"},
        {"There was no regrowth after two years.", "not_recovered"},
        {"The alopecia improved at first. At one year there was full recovery.", "recovered"},
        {"He recovered with residual scarring of the scalp.", "recovered_with_sequelae"},
        {"Cyclosporine was reduced.", ""}, // the drug was, and nothing says what the event did
        {"The hair loss was reduced.", "recovering"},
        {"The rash of the scalp had faded two months later.", "recovered"},
        {"He was free of lesions at his last visit.", "recovered"},
        {"He was well at three weeks.", "recovered"},
        {"At one year he had no complaints.", "recovered"},
        {"Topical steroids alleviated the alopecia.", "recovering"},
        {"The alopecia did not respond to minoxidil.", "not_recovered"},
        {"Attempts to resuscitate him were not successful.", "fatal"},
        {"Steroids were given to ensure full recovery.", ""},
        {"Cyclosporine was well tolerated.", ""},
        {"This must not be taken for brain death.", ""},
        {"The donor was brain dead.", ""},
        {"Minoxidil was given.", ""},
    };
    check_course(rows, read_outcome);
}

TEST_CASE("outcome: who died of the event did not recover from it")
{
    const Told told("clozapine", "agranulocytosis", "A case",
                    "A 40-year-old man on clozapine developed agranulocytosis, which was fatal within two days.");
    CHECK(read_outcome(told.story()).value == Outcome::fatal);
    const Told title("clozapine", "agranulocytosis", "Fatal agranulocytosis",
                     "A 40-year-old man on clozapine developed agranulocytosis.");
    CHECK(read_outcome(title.story()).value == Outcome::fatal);
}

TEST_CASE("outcome: what a discussion says in general is not the patient's")
{
    const Told told("cyclosporine", "alopecia", "A case",
                    "CASE| A 40-year-old man on cyclosporine developed alopecia.\nCONCLUSION| Alopecia resolved in all "
                    "published cases.");
    CHECK_FALSE(read_outcome(told.story()));
}

TEST_CASE("treatments of the event are what was given for it after it began, each once")
{
    const CourseRow rows[] = {
        {"He was treated with minoxidil.", "minoxidil"},
        {"Topical clobetasol and minoxidil were applied.", "clobetasol, minoxidil"},
        {"Minoxidil was started. Minoxidil was continued for a year.", "Minoxidil"},
        {"No drug was given.", ""},
        {"His hair grew back without minoxidil.", ""},
    };
    for (const CourseRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 40-year-old man on cyclosporine developed alopecia. " + row.after);
        std::string found;
        for (const auto& treatment : read_event_treatments(told.story()))
            found += (found.empty() ? "" : ", ") + *treatment.value;
        CAPTURE(row.after);
        CHECK(found == row.value);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The calendar dates of a story: when the drug was begun and when the event, and what lies between two dates of which
// parts may be missing. Days are counted from 1970-01-01.
#pragma once

#include "fetch/extract/story.hpp"

#include <optional>

namespace casebook {

struct StoryDate
{
    PartialDate date; ///< the year is known
    std::size_t place = 0;
    Evidence words;
    bool operator==(const StoryDate&) const = default;
};

/// The earliest and the latest day that a date allows: "March 2015" is its first to its last day.
Range days_of(const PartialDate& date);

/// The least and the most days from one date to another; negative where the second may come first.
Range days_between(const PartialDate& from, const PartialDate& to);

/// "cyclosporine was started in March 2015"
std::optional<StoryDate> first_dose_date(const Story& story);

/// "cyclosporine was stopped in June 2015", "the last infusion in June 2015"
std::optional<StoryDate> last_dose_date(const Story& story);

/// "in June 2015 cyclosporine was raised to 300 mg"
std::optional<StoryDate> dose_change_date(const Story& story);

/// "in November 2015 hair loss began"; a date without a year is one of `default_year`.
std::optional<StoryDate> onset_date(const Story& story, int default_year);

/// "born in 1950"
std::optional<StoryDate> birth_date(const Story& story);

/// "In May 2019 a 29-month-old boy was seen": an age and the date of the same sentence.
struct DatedAge
{
    Range years; ///< from that age to just below the next: [30, 31], for months [2.42, 2.5]
    Evidence words;
    StoryDate at;
};
std::vector<DatedAge> dated_ages(const Story& story);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Time to onset: from the therapies of the drug (THER) to the event's date (DEMO), in days. EVENT_DT is one date for
// the whole case, whatever its reactions; the legacy files padded partial dates with 01, which cannot be told any more.
#pragma once

#include "index/faers/count.hpp"
#include "index/faers/weibull.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace casebook {

/// One clock: the days of the reports that it can be read on, and what became of the others.
struct OnsetClock
{
    std::vector<double> days; ///< ascending; the same day is 0
    std::int64_t no_event_date = 0;
    std::int64_t no_therapy_date = 0;    ///< the drug has no such date
    std::int64_t partial = 0;            ///< one of the two is known to the month or year only
    std::int64_t negative = 0;           ///< the event comes before the clock begins
    std::int64_t beyond = 0;             ///< the event lies after the end of the data: one of the dates is wrong
    std::optional<WeibullFit> fit;       ///< the same day taken as half a day
    std::optional<WeibullFit> truncated; ///< with the end of the data taken into account
};

struct Onset
{
    FaersDate data_end; ///< the last first receipt of the reports asked about: the bound of what could be seen
    std::int64_t reports = 0;
    OnsetClock first_dose; ///< from the earliest start of the drug
    OnsetClock last_dose;  ///< from the latest end of the drug that is not after the event
};

/// Of the reports with drug and event.
Onset time_to_onset(const FaersStore& store, const FaersQuestion& question);

/// The value at p (0 to 1) of ascending ones, between neighbours by proportion; 0 for none.
double quantile_of(const std::vector<double>& ascending, double p);

} // namespace casebook

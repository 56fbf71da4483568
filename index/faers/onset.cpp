// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/onset.hpp"

#include "index/faers/report.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace casebook {

namespace {

bool is_whole(FaersDate date) { return date.day() != 0; }

double day_number(FaersDate date)
{
    const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(date.year())),
                                          std::chrono::month(date.month()), std::chrono::day(date.day())};
    return static_cast<double>(std::chrono::sys_days(day).time_since_epoch().count());
}

/// The dates of the drug's therapies in a report.
struct TherapyDates
{
    std::vector<FaersDate> starts;
    std::vector<FaersDate> ends;
};

TherapyDates dates_of(const FaersReport& report, const std::vector<std::uint32_t>& drugs,
                      const std::vector<FaersRole>& roles)
{
    TherapyDates out;
    for (const FaersGiven& row : report.drugs)
        if (is_asked(row, drugs, roles))
            for (const auto& [start, end] : row.therapies) {
                if (start)
                    out.starts.push_back(start);
                if (end)
                    out.ends.push_back(end);
            }
    return out;
}

/// A clock while it is being read.
struct Reading
{
    OnsetClock clock;
    std::vector<OnsetTime> times;
    double end = 0; ///< of the data, a day number

    void read(FaersDate event, FaersDate begin)
    {
        if (!event)
            ++clock.no_event_date;
        else if (!begin)
            ++clock.no_therapy_date;
        else if (!is_whole(event) || !is_whole(begin))
            ++clock.partial;
        else
            read_days(day_number(event) - day_number(begin), end - day_number(begin));
    }

    void read_days(double days, double bound)
    {
        if (days < 0) {
            ++clock.negative;
        } else if (days > bound) {
            ++clock.beyond;
        } else {
            clock.days.push_back(days);
            times.push_back({std::max(days, 0.5), std::max(bound, 0.5)});
        }
    }

    OnsetClock finished()
    {
        std::ranges::sort(clock.days);
        clock.truncated = fit_weibull(times);
        for (OnsetTime& time : times)
            time.bound = std::numeric_limits<double>::infinity();
        clock.fit = fit_weibull(times);
        return clock;
    }
};

FaersDate earliest(const std::vector<FaersDate>& dates)
{
    return dates.empty() ? FaersDate{} : *std::ranges::min_element(dates);
}

/// The latest end not after the event; when all are after it, none.
FaersDate last_before(const std::vector<FaersDate>& ends, FaersDate event)
{
    FaersDate out;
    for (const FaersDate end : ends)
        if (end <= event && end > out)
            out = end;
    return out;
}

FaersDate last_receipt(const FaersStore& store, const FaersScope& scope)
{
    std::uint32_t last = 0;
    scope.each([&](std::uint32_t number) { last = std::max(last, store.counting().first_receipt[number]); });
    return {last};
}

} // namespace

Onset time_to_onset(const FaersStore& store, const FaersQuestion& question)
{
    const FaersReports report_of(store);
    const std::vector<std::uint32_t> drugs = drug_keys(store.counting(), question.drugs);
    const FaersCounts counts = count(store, question);
    Onset out;
    out.reports = counts.table.a;
    out.data_end =
        last_receipt(store, FaersScope(store.counting(), question.level, question.from, question.to, question.people));
    Reading first;
    Reading last;
    first.end = last.end = is_whole(out.data_end) ? day_number(out.data_end) : std::numeric_limits<double>::max();
    for (const std::uint32_t number : counts.reports) {
        const FaersReport report = report_of(number);
        const TherapyDates dates = dates_of(report, drugs, question.roles);
        first.read(report.event_date, earliest(dates.starts));
        last.read(report.event_date, last_before(dates.ends, report.event_date));
    }
    out.first_dose = first.finished();
    out.last_dose = last.finished();
    return out;
}

double quantile_of(const std::vector<double>& ascending, double p)
{
    if (ascending.empty())
        return 0;
    const double at = p * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, ascending.size() - 1);
    return ascending[below] + (at - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

} // namespace casebook

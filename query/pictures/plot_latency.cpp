// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/axis.hpp"
#include "query/pictures/plot_parts.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "index/faers/onset.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace casebook {

namespace {

constexpr double row_height = 74;
constexpr double low_row = 48;       ///< where no box is drawn
constexpr double points_floor = 40;  ///< from the row's top: the lowest points stand there
constexpr double points_room = 34;   ///< for what is stacked on it
constexpr double spread_middle = 55; ///< of the box with median and quartiles
constexpr double left_of_days = 196;
constexpr double right_of_days = sheet_width - sheet_margin - 14;
constexpr std::size_t least_for_box = 5;
constexpr std::size_t most_points = 120; ///< more are drawn as bars

struct AnchorMark
{
    Anchor anchor;
    std::string_view heading;
};
constexpr std::array<AnchorMark, 6> clocks = {{{Anchor::first_dose, "From the first dose"},
                                               {Anchor::last_dose, "From the last dose"},
                                               {Anchor::dose_change, "From a change of dose"},
                                               {Anchor::transplant, "From the transplant"},
                                               {Anchor::other, "From something else"},
                                               {Anchor::unknown, "It is not said from what"}}};

/// One source on one clock.
struct Onsets
{
    std::string source;
    std::string of; ///< "of 14 patients"
    Shape shape = Shape::disc;
    std::string_view area = solid;
    std::vector<std::pair<std::string, Range>> days; ///< by whom, shortest first
};

double middle_of(const Range& days) { return (days.min + days.max) / 2; }

std::vector<double> middles_of(const Onsets& onsets)
{
    std::vector<double> out;
    for (const auto& [id, days] : onsets.days)
        out.push_back(middle_of(days));
    return out;
}

Onsets of_literature(const Ledger& ledger, Anchor anchor)
{
    Onsets out{"Literature", format("of {}", counted(patient_count(ledger), "patient")), Shape::disc, solid, {}};
    for (const Report& report : ledger.reports)
        for (const Case& c : report.patients)
            for (const Stated<Latency>& latency : c.latencies)
                if (latency && latency.value->anchor == anchor) {
                    out.days.emplace_back(case_id(report.article.id, c.number), latency.value->days);
                    break; // a patient stands once on a clock
                }
    std::ranges::stable_sort(out.days, {}, [](const auto& one) { return middle_of(one.second); });
    return out;
}

Onsets of_faers(const Onset& onset, const OnsetClock& clock)
{
    Onsets out{"FAERS",
               format("of {}", counted(static_cast<std::uint64_t>(onset.reports), "report")),
               Shape::square,
               hatched,
               {}};
    for (const double days : clock.days)
        out.days.emplace_back("", Range{days, days});
    return out;
}

std::string spread_text(const Onsets& onsets)
{
    const auto one = [](double days) { return days < 1 ? std::string("<1 d") : days_text({days, days}); };
    const std::optional<Spread> s = spread(middles_of(onsets));
    if (!s)
        return "none known";
    if (s->n == 1)
        return one(s->min);
    if (s->n < least_for_box)
        return format("{} to {}", one(s->min), one(s->max));
    return format("median {} ({} to {})", one(s->median), one(s->q1), one(s->q3));
}

/// On which line each stands so that none covers another or its range: the lowest that is free.
std::vector<std::size_t> levels_of(const Onsets& onsets, const Axis& axis)
{
    constexpr double half_a_point = 3.6;
    std::vector<double> taken; // of each line, how far
    std::vector<std::size_t> out;
    for (const auto& [id, days] : onsets.days) {
        const double from = place_on(axis, days.min) - half_a_point;
        const auto free = std::ranges::find_if(taken, [&](double end) { return end < from; });
        out.push_back(static_cast<std::size_t>(free - taken.begin()));
        if (free == taken.end())
            taken.push_back(0);
        taken[out.back()] = place_on(axis, days.max) + half_a_point;
    }
    return out;
}

/// Points of one place are stacked, closer where they are many.
void add_points(std::string& body, const Onsets& onsets, const Axis& axis, double top)
{
    constexpr double apart = 7;
    const std::vector<std::size_t> levels = levels_of(onsets, axis);
    const double up = std::min(apart, points_room / static_cast<double>(std::ranges::max(levels) + 1));
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const Range& days = onsets.days[i].second;
        const double y = top + points_floor - up * static_cast<double>(levels[i]) - 3;
        if (days.max > days.min)
            add_line(body, {place_on(axis, days.min), y}, {place_on(axis, days.max), y});
        add_shape(body, onsets.shape, {place_on(axis, middle_of(days)), y});
    }
}

/// Bars of equal width on the axis; the tallest fills the room.
void add_bars(std::string& body, const Onsets& onsets, const Axis& axis, double top)
{
    constexpr double bar = 9;
    std::map<int, int> heights;
    int most = 1;
    for (const auto& [id, days] : onsets.days)
        most = std::max(most, ++heights[static_cast<int>((place_on(axis, middle_of(days)) - axis.begin) / bar)]);
    for (const auto& [stretch, count] : heights) {
        const double height = points_room * count / most;
        add_box(body, {axis.begin + stretch * bar, top + points_floor - height}, bar, height, onsets.area);
    }
    add_text(body, {axis.end, top + 14}, format("tallest bar: {}", most), {9, Anchored::end});
}

/// Quartiles as a box, the median as a stroke across, a line from the least to the most.
void add_spread(std::string& body, const Onsets& onsets, const Axis& axis, double top)
{
    const std::optional<Spread> s = spread(middles_of(onsets));
    if (!s || s->n < least_for_box)
        return;
    const double y = top + spread_middle;
    const auto x = [&](double days) { return place_on(axis, days); };
    add_line(body, {x(s->min), y}, {x(s->max), y});
    add_box(body, {x(s->q1), y - 6}, x(s->q3) - x(s->q1), 12, onsets.area);
    add_box(body, {x(s->median) - 2, y - 9}, 4, 18, hollow);
}

void add_onsets(Sheet& sheet, const Onsets& onsets, const Axis& axis, double height)
{
    const double top = sheet.y;
    double y = top + 14;
    add_text(sheet.body, {sheet_margin, y}, onsets.source, {11, Anchored::start, true});
    for (const std::string& line : {format("n = {} {}", onsets.days.size(), onsets.of), spread_text(onsets)})
        add_text(sheet.body, {sheet_margin, y += 14}, line, {10});
    if (onsets.days.empty())
        add_text(sheet.body, {(axis.begin + axis.end) / 2, top + low_row / 2 + 4}, "no time to onset is known",
                 {10, Anchored::middle});
    else if (onsets.days.size() > most_points)
        add_bars(sheet.body, onsets, axis, top);
    else
        add_points(sheet.body, onsets, axis, top);
    add_spread(sheet.body, onsets, axis, top);
    sheet.y += height;
}

struct LatencyPart
{
    const AnchorMark* clock;
    std::vector<Onsets> rows;
};

std::vector<LatencyPart> parts_of(const PlotSource& source, const std::optional<Onset>& onset)
{
    std::vector<LatencyPart> out;
    for (const AnchorMark& clock : clocks) {
        LatencyPart part{&clock, {of_literature(source.ledger, clock.anchor)}};
        if (onset && clock.anchor == Anchor::first_dose)
            part.rows.push_back(of_faers(*onset, onset->first_dose));
        if (onset && clock.anchor == Anchor::last_dose)
            part.rows.push_back(of_faers(*onset, onset->last_dose));
        if (std::ranges::any_of(part.rows, [](const Onsets& row) { return !row.days.empty(); }))
            out.push_back(std::move(part));
    }
    return out;
}

Axis axis_for(const std::vector<LatencyPart>& parts)
{
    double least = 1e9;
    double most = 1;
    bool under_a_day = false;
    for (const LatencyPart& part : parts)
        for (const Onsets& row : part.rows)
            for (const auto& [id, days] : row.days) {
                least = std::min(least, std::max(days.min, 1.0));
                most = std::max(most, days.max);
                under_a_day = under_a_day || days.min < 1;
            }
    return days_axis(std::min(least, most), most, under_a_day ? "<1 d" : "", left_of_days, right_of_days);
}

/// How many are not on the plot, and why.
std::vector<std::string> not_shown(const PlotSource& source, const std::optional<Onset>& onset)
{
    std::size_t unknown = 0;
    std::size_t both = 0;
    for (const Report& report : source.ledger.reports)
        for (const Case& c : report.patients) {
            unknown += c.latencies.empty() ? 1U : 0U;
            both += c.latencies.size() > 1 ? 1U : 0U;
        }
    std::vector<std::string> out = {
        format("Time to onset is not known for {} of {} of the literature{}. A line through a point is the range that "
               "the text gives; n counts it by its middle.",
               unknown, counted(patient_count(source.ledger), "patient"),
               both == 0 ? "" : format("; {} of the others on more than one clock", both))};
    const auto add = [&](std::string_view clock, const OnsetClock& c) {
        out.push_back(
            format("FAERS, from the {} dose: not readable in {} of {} (no date of the event {}, no date of "
                   "therapy {}, a date without its day {}, the event before it {}, after the end of the data {}).",
                   clock, onset->reports - static_cast<std::int64_t>(c.days.size()),
                   counted(static_cast<std::uint64_t>(onset->reports), "report"), c.no_event_date, c.no_therapy_date,
                   c.partial, c.negative, c.beyond));
    };
    if (onset) {
        add("first", onset->first_dose);
        add("last", onset->last_dose);
    }
    return out;
}

Table numbers_of(const PlotSource& source, const std::vector<LatencyPart>& parts, const std::optional<Onset>& onset)
{
    Table out;
    out.title = "Time to onset in literature and FAERS: " + pair_of(source);
    out.about = {
        format("Days on a logarithmic axis. Box: quartiles, white stroke: median, line: least to most, drawn from "
               "{} values on.",
               least_for_box)};
    for (const auto& lines : {not_shown(source, onset), about_literature(source), about_faers(source)})
        out.about.insert(out.about.end(), lines.begin(), lines.end());
    out.columns = {{"clock", "clock"},
                   {"source", "source"},
                   {"case", "case"},
                   {"days_min", "days at least"},
                   {"days_max", "days at most"}};
    for (const LatencyPart& part : parts)
        for (const Onsets& row : part.rows)
            for (const auto& [id, days] : row.days)
                add_row(out, {std::string(name_of(part.clock->anchor)), row.source, id, plain_number(days.min),
                              plain_number(days.max)});
    return out;
}

/// Of what is drawn.
std::vector<LegendSign> signs_of(const std::vector<LatencyPart>& parts)
{
    std::vector<LegendSign> out;
    for (const LatencyPart& part : parts)
        for (const Onsets& row : part.rows) {
            const bool bars = row.days.size() > most_points;
            const LegendSign sign = {row.shape == Shape::disc
                                         ? (bars ? "patients of the literature" : "a patient of the literature")
                                         : (bars ? "FAERS reports" : "a FAERS report"),
                                     row.shape, bars ? row.area : ""};
            if (!row.days.empty() && std::ranges::find(out, sign.meaning, &LegendSign::meaning) == out.end())
                out.push_back(sign);
        }
    return out;
}

} // namespace

Plot latency_plot(const PlotSource& source)
{
    const std::optional<Onset> onset =
        source.faers ? std::optional(time_to_onset(source.faers->store, source.faers->question)) : std::nullopt;
    const std::vector<LatencyPart> parts = parts_of(source, onset);
    Table numbers = numbers_of(source, parts, onset);
    Sheet sheet = begun_sheet(numbers.title);
    std::vector<std::string> says;
    if (parts.empty())
        add_nothing(sheet, sheet_margin, sheet_width - sheet_margin, 120, "No time to onset is known.");
    const Axis axis = axis_for(parts);
    char letter = 'A';
    for (const LatencyPart& part : parts) {
        add_heading(sheet, format("{}. {}", letter++, part.clock->heading));
        const bool any_box =
            std::ranges::any_of(part.rows, [](const Onsets& row) { return row.days.size() >= least_for_box; });
        const double height = any_box ? row_height : low_row;
        add_grid(sheet.body, axis, sheet.y, sheet.y + height * static_cast<double>(part.rows.size()));
        for (const Onsets& row : part.rows) {
            add_onsets(sheet, row, axis, height);
            says.push_back(format("{}, {}: n = {} {}, {}.", part.clock->heading, row.source, row.days.size(), row.of,
                                  spread_text(row)));
        }
        add_axis(sheet.body, axis, sheet.y);
        sheet.y += 20;
    }
    add_signs(sheet, signs_of(parts));
    return finished(std::move(sheet), "latency", says, std::move(numbers));
}

} // namespace casebook

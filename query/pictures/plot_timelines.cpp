// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/axis.hpp"
#include "query/pictures/plot_parts.hpp"
#include "query/tables/case_cells.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr double patient_line = 17;
constexpr double patient_letters = 10;
constexpr double left_of_person = 156;
constexpr double left_of_line = 236;
constexpr double right_of_line = 452;

struct FollowingColumn
{
    std::string_view field;
    std::string_view heading;
    double x;
};
constexpr std::array<FollowingColumn, 3> following = {
    {{"dechallenge", "dechallenge", 468}, {"rechallenge", "rechallenge", 546}, {"outcome", "outcome", 620}}};

struct ClockHeading
{
    Anchor anchor;
    std::string_view heading;
};
constexpr std::array<ClockHeading, 6> clock_headings = {{{Anchor::first_dose, "from the first dose"},
                                                         {Anchor::last_dose, "from the last dose"},
                                                         {Anchor::dose_change, "from a change of dose"},
                                                         {Anchor::transplant, "from the transplant"},
                                                         {Anchor::other, "from something else"},
                                                         {Anchor::unknown, "it is not said from what"}}};

/// A patient as the plot has it.
struct PatientLine
{
    std::string id;
    std::string reference; ///< "Wang 2024 #2"
    std::string person;    ///< "34 y F"
    std::optional<Latency> onset;
    std::optional<double> last_dose; ///< days from the first dose, where both clocks are known
    std::array<std::string, following.size()> then;
};

std::string age_in_words(const Patient& patient)
{
    if (!patient.age_years)
        return "age ?";
    const double years = *patient.age_years.value;
    return years < 3 ? format("{:.0f} mo", years * 12) : plain_number(years) + " y";
}

std::string person_text(const Patient& patient)
{
    const bool known = patient.sex && *patient.sex.value != Sex::unknown;
    return age_in_words(patient) + (!known ? ", sex ?" : *patient.sex.value == Sex::female ? " F" : " M");
}

double onset_days(const Latency& onset) { return (onset.days.min + onset.days.max) / 2; }

/// The time from the first dose to the last, by the clocks that begin at them.
std::optional<double> last_dose_of(const Case& c)
{
    if (c.latencies.empty() || c.latencies.front().value->anchor != Anchor::first_dose)
        return std::nullopt;
    for (const Stated<Latency>& latency : c.latencies)
        if (latency.value->anchor == Anchor::last_dose)
            return std::max(0.0, onset_days(*c.latencies.front().value) - onset_days(*latency.value));
    return std::nullopt;
}

PatientLine line_of(const Report& report, const Case& c)
{
    PatientLine out{case_id(report.article.id, c.number),
                    short_reference(report.article),
                    person_text(c.patient),
                    std::nullopt,
                    last_dose_of(c),
                    {}};
    if (report.patients.size() > 1)
        out.reference += format(" #{}", c.number);
    if (!c.latencies.empty())
        out.onset = c.latencies.front().value;
    for (std::size_t i = 0; i < following.size(); ++i) {
        const std::string value = field_text(*find_field(following[i].field), c);
        out.then[i] = value.empty() || value == "unknown" ? "not reported" : spoken(value);
    }
    return out;
}

/// In order of publication; the latest where there are more than `most`.
std::vector<PatientLine> lines_of(const Ledger& ledger, std::size_t most)
{
    std::vector<PatientLine> out;
    for (const Report& report : ledger.reports)
        for (const Case& c : report.patients)
            out.push_back(line_of(report, c));
    if (out.size() > most)
        out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(most));
    return out;
}

struct LinesOfClock
{
    std::string heading;
    std::vector<PatientLine> lines; ///< the soonest first
};

/// By the clock that counts; those without one are last.
std::vector<LinesOfClock> by_clock(const std::vector<PatientLine>& lines)
{
    std::vector<LinesOfClock> out;
    for (const ClockHeading& clock : clock_headings) {
        LinesOfClock part{"Onset, " + std::string(clock.heading), {}};
        for (const PatientLine& line : lines)
            if (line.onset && line.onset->anchor == clock.anchor)
                part.lines.push_back(line);
        std::ranges::stable_sort(part.lines, {}, [](const PatientLine& line) { return onset_days(*line.onset); });
        if (!part.lines.empty())
            out.push_back(std::move(part));
    }
    LinesOfClock unknown{"Time to onset not reported", {}};
    for (const PatientLine& line : lines)
        if (!line.onset)
            unknown.lines.push_back(line);
    if (!unknown.lines.empty())
        out.push_back(std::move(unknown));
    return out;
}

Axis axis_of(const std::vector<PatientLine>& lines)
{
    double least = 30;
    double most = 30;
    for (const PatientLine& line : lines)
        if (line.onset) {
            least = std::min(least, std::max(line.onset->days.min, 1.0));
            most = std::max(most, line.onset->days.max);
        }
    return days_axis(least, most, "start", left_of_line, right_of_line);
}

/// As many letters as fit, else the rest is an ellipsis.
std::string fitting(std::string text, double width, double size)
{
    if (text_width(text) * size <= width)
        return text;
    while (!text.empty() && text_width(text + "…") * size > width) {
        text.pop_back();
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
            text.pop_back();
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) // its bytes behind it are gone
            text.pop_back();
    }
    return text + "…";
}

/// From the beginning of the clock to the onset; the time of the doses is a bar where its end is known.
void add_course(std::string& body, const PatientLine& line, const Axis& axis, double y)
{
    if (!line.onset) {
        add_line(body, {axis.begin, y}, {axis.end, y}, dashed);
        add_shape(body, Shape::triangle, {axis.begin, y}, 4);
        add_box(body, {(axis.begin + axis.end) / 2 - 6, y - 6}, 12, 12, R"(fill="#fff")");
        add_text(body, {(axis.begin + axis.end) / 2, y + 4}, "?", {11, Anchored::middle, true});
        return;
    }
    const double onset = place_on(axis, onset_days(*line.onset));
    if (line.last_dose)
        add_box(body, {axis.begin, y - 3}, place_on(axis, *line.last_dose) - axis.begin, 6, hatched);
    add_line(body, {axis.begin, y}, {onset, y});
    add_shape(body, Shape::triangle, {axis.begin, y}, 4);
    const Range& days = line.onset->days;
    for (const double end : {days.min, days.max})
        if (days.max > days.min)
            add_line(body, {place_on(axis, end), y - 4}, {place_on(axis, end), y + 4});
    add_line(body, {place_on(axis, days.min), y}, {place_on(axis, days.max), y});
    add_shape(body, Shape::disc, {onset, y}, 3.6);
}

void add_patient(Sheet& sheet, const PatientLine& line, const Axis& axis)
{
    const double y = sheet.y + patient_line / 2;
    const Lettering small = {patient_letters};
    add_text(sheet.body, {sheet_margin, y + 3.5},
             fitting(line.reference, left_of_person - sheet_margin - 6, patient_letters), small);
    add_text(sheet.body, {left_of_person, y + 3.5}, line.person, small);
    add_course(sheet.body, line, axis, y);
    for (std::size_t i = 0; i < following.size(); ++i)
        add_text(sheet.body, {following[i].x, y + 3.5}, line.then[i], small);
    sheet.y += patient_line;
}

void add_lines(Sheet& sheet, const std::vector<LinesOfClock>& parts, const Axis& axis)
{
    const Lettering head = {patient_letters, Anchored::start, true};
    sheet.y += 10;
    add_text(sheet.body, {left_of_line, sheet.y}, "time to onset, logarithmic", head);
    for (const FollowingColumn& column : following)
        add_text(sheet.body, {column.x, sheet.y}, column.heading, head);
    for (const LinesOfClock& part : parts) {
        add_heading(sheet, part.heading);
        const bool on_axis = part.lines.front().onset.has_value();
        if (on_axis)
            add_grid(sheet.body, axis, sheet.y, sheet.y + patient_line * static_cast<double>(part.lines.size()));
        for (const PatientLine& line : part.lines)
            add_patient(sheet, line, axis);
        if (on_axis)
            add_axis(sheet.body, axis, sheet.y);
        sheet.y += on_axis ? 18 : 4;
    }
}

Table timeline_numbers(const PlotSource& source, const std::vector<LinesOfClock>& parts, std::size_t drawn)
{
    const std::size_t all = patient_count(source.ledger);
    Table out;
    out.title = "Patients of the literature, from dose to outcome: " + pair_of(source);
    if (drawn < all)
        out.about.push_back(format("Drawn are {} of {} patients, those published last.", drawn, all));
    out.about.emplace_back("How long after the onset dechallenge, rechallenge and outcome came is not read from the "
                           "texts: they stand beside the line, not on it.");
    const std::vector<std::string> about = about_literature(source);
    out.about.insert(out.about.end(), about.begin(), about.end());
    out.columns = {{"case", "case"},
                   {"reference", "reference"},
                   {"person", "person"},
                   {"clock", "clock"},
                   {"days_min", "days at least"},
                   {"days_max", "days at most"},
                   {"last_dose", "days to last dose"}};
    for (const FollowingColumn& column : following)
        out.columns.push_back({std::string(column.field), std::string(column.heading)});
    for (const LinesOfClock& part : parts)
        for (const PatientLine& line : part.lines)
            add_row(out,
                    {line.id, line.reference, line.person, line.onset ? std::string(name_of(line.onset->anchor)) : "NR",
                     line.onset ? plain_number(line.onset->days.min) : "NR",
                     line.onset ? plain_number(line.onset->days.max) : "NR",
                     line.last_dose ? plain_number(*line.last_dose) : "NR", line.then[0], line.then[1], line.then[2]});
    return out;
}

std::vector<std::string> lines_in_words(const std::vector<LinesOfClock>& parts)
{
    std::vector<std::string> out;
    for (const LinesOfClock& part : parts)
        for (const PatientLine& line : part.lines)
            out.push_back(format("{}, {}: {}{}; dechallenge {}, rechallenge {}, outcome {}.", line.reference,
                                 line.person, part.heading, line.onset ? " after " + days_text(line.onset->days) : "",
                                 line.then[0], line.then[1], line.then[2]));
    return out;
}

} // namespace

Plot timelines_plot(const PlotSource& source, std::size_t most)
{
    const std::vector<PatientLine> lines = lines_of(source.ledger, most);
    const std::vector<LinesOfClock> parts = by_clock(lines);
    Table numbers = timeline_numbers(source, parts, lines.size());
    Sheet sheet = begun_sheet(numbers.title);
    if (lines.empty())
        add_nothing(sheet, sheet_margin, sheet_width - sheet_margin, 120, "No patient is counted.");
    else {
        add_lines(sheet, parts, axis_of(lines));
        add_signs(sheet, {{"the clock begins", Shape::triangle},
                          {"onset; strokes beside it: at least, at most", Shape::disc},
                          {"first to last dose, where both are known", Shape::disc, hatched},
                          {"onset at an unknown time", Shape::disc, {}, dashed}});
    }
    return finished(std::move(sheet), "timelines", lines_in_words(parts), std::move(numbers));
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/axis.hpp"
#include "query/pictures/plot_parts.hpp"

#include "corpus/format.hpp"
#include "index/faers/received.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <map>

namespace casebook {

namespace {

constexpr double bars_height = 130;
constexpr double left_of_years = 56;
constexpr double right_of_years = sheet_width - sheet_margin;

struct PublishedYear
{
    std::size_t articles = 0;
    std::size_t patients = 0;
};

struct ReceivedYear
{
    TwoByTwo table;
    std::int64_t quarters = 0; ///< held, of four
    bool cut = false;          ///< the period asked about begins or ends within it
    bool whole() const { return quarters == 4 && !cut; }
    std::int64_t drug() const { return table.a + table.b; }
};

struct Years
{
    std::map<int, PublishedYear> published; ///< 0: the year is not known
    std::map<int, ReceivedYear> received;
    int first = 0;
    int last = 0;
};

/// A period from or to a whole year cuts none.
bool begins_within(FaersDate from, int year)
{
    return static_cast<int>(from.year()) == year && (from.month() > 1 || from.day() > 1);
}
bool ends_within(FaersDate to, int year)
{
    const bool december = to.month() == 12 && (to.day() == 0 || to.day() == 31);
    return static_cast<int>(to.year()) == year && to.month() != 0 && !december;
}

std::map<int, ReceivedYear> received_years(const Asked& asked)
{
    std::map<int, ReceivedYear> out;
    for (const ReceivedCounts& row : by_receipt(asked.store, asked.question, Calendar::year))
        out[static_cast<int>(row.year)].table = row.table;
    for (auto& [year, counts] : out)
        counts.cut = begins_within(asked.question.from, year) || ends_within(asked.question.to, year);
    for (const HeldQuarter& held : asked.store.quarters())
        if (const auto found = out.find(held.quarter.year); found != out.end())
            ++found->second.quarters;
    return out;
}

Years years_of(const PlotSource& source)
{
    Years out;
    for (const Report& report : source.ledger.reports) {
        PublishedYear& year = out.published[year_of(report.article)];
        ++year.articles;
        year.patients += report.patients.size();
    }
    if (source.faers)
        out.received = received_years(*source.faers);
    const auto widen = [&](int year) {
        out.first = out.first == 0 ? year : std::min(out.first, year);
        out.last = std::max(out.last, year);
    };
    for (const auto& [year, counts] : out.published)
        if (year != 0)
            widen(year);
    for (const auto& [year, counts] : out.received)
        if (year != 0 && (counts.table.a > 0 || counts.whole()))
            widen(year);
    return out;
}

/// A part of the sheet: its axes, and the room between them.
struct BarRoom
{
    const Axis& years;
    Axis counts;
    double bottom = 0;
};

BarRoom bar_room(Sheet& sheet, const Axis& years, std::string_view unit, double most)
{
    sheet.y += 12;
    add_text(sheet.body, {sheet_margin, sheet.y}, unit, {10});
    sheet.y += 6;
    const double bottom = sheet.y + bars_height;
    BarRoom out{years, count_axis(most, bottom, sheet.y + 4), bottom};
    for (const Tick& tick : out.counts.ticks)
        add_line(sheet.body, {years.begin, place_on(out.counts, tick.value)},
                 {years.end, place_on(out.counts, tick.value)}, faint);
    add_upright_axis(sheet.body, out.counts, years.begin);
    sheet.y = bottom;
    return out;
}

/// The bar of a year, or one of two side by side.
void add_bar(std::string& body, const BarRoom& room, int year, double count, int part, int parts,
             std::string_view style)
{
    if (count <= 0)
        return;
    const double whole = place_on(room.years, year + 1) - place_on(room.years, year);
    const double width = whole * 0.84 / parts;
    const double x = place_on(room.years, year) + whole * 0.08 + part * width;
    const double top = place_on(room.counts, count);
    add_box(body, {x, top}, width, room.bottom - top, style);
}

void add_published(Sheet& sheet, const Years& years, const Axis& axis)
{
    add_heading(sheet, "A. Literature: included articles and their patients, by year of publication");
    if (years.published.empty() || years.published.rbegin()->first == 0)
        return add_nothing(sheet, axis.begin, axis.end, 60, "No included article has a year.");
    std::size_t most = 1;
    for (const auto& [year, counts] : years.published)
        most = year == 0 ? most : std::max({most, counts.articles, counts.patients});
    const BarRoom room = bar_room(sheet, axis, "number", static_cast<double>(most));
    for (const auto& [year, counts] : years.published) {
        if (year == 0)
            continue;
        add_bar(sheet.body, room, year, static_cast<double>(counts.articles), 0, 2, solid);
        add_bar(sheet.body, room, year, static_cast<double>(counts.patients), 1, 2, hatched);
    }
    add_axis(sheet.body, axis, sheet.y);
    sheet.y += 16;
    add_signs(sheet, {{"articles", Shape::disc, solid}, {"patients", Shape::disc, hatched}});
}

void add_received(Sheet& sheet, const Years& years, const Axis& axis)
{
    add_heading(sheet, "B. FAERS: reports with drug and event, by year of first receipt");
    std::int64_t most = 0;
    for (const auto& [year, counts] : years.received)
        most = std::max(most, counts.table.a);
    if (most == 0)
        return add_nothing(sheet, axis.begin, axis.end, 60, "No report of the pair is held.");
    const BarRoom room = bar_room(sheet, axis, "reports", static_cast<double>(most));
    for (const auto& [year, counts] : years.received)
        if (year != 0)
            add_bar(sheet.body, room, year, static_cast<double>(counts.table.a), 0, 1, counts.whole() ? solid : dotted);
    add_axis(sheet.body, axis, sheet.y);
    sheet.y += 16;
    add_signs(sheet, {{"a whole year: its four quarters are held", Shape::disc, solid},
                      {"a part of a year: fewer quarters, or the period cuts it", Shape::disc, dotted}});
}

double per_1000(const ReceivedYear& year)
{
    return year.drug() == 0 ? 0 : 1e3 * static_cast<double>(year.table.a) / static_cast<double>(year.drug());
}

/// Years with reports of the drug; those next to each other are joined.
void add_shares(Sheet& sheet, const Years& years, const Axis& axis)
{
    add_heading(sheet, "C. FAERS: of 1,000 reports with the drug, those with the event, too");
    double most = 0;
    for (const auto& [year, counts] : years.received)
        most = std::max(most, per_1000(counts));
    if (most <= 0)
        return add_nothing(sheet, axis.begin, axis.end, 60, "No report of the pair is held.");
    const BarRoom room = bar_room(sheet, axis, "per 1,000", most);
    const auto at = [&](int year) {
        return Point{place_on(axis, year + 0.5), place_on(room.counts, per_1000(years.received.at(year)))};
    };
    for (const auto& [year, counts] : years.received)
        if (const auto next = years.received.find(year + 1);
            year != 0 && counts.drug() > 0 && next != years.received.end() && next->second.drug() > 0)
            add_line(sheet.body, at(year), at(year + 1), dashed);
    for (const auto& [year, counts] : years.received)
        if (year != 0 && counts.drug() > 0)
            add_shape(sheet.body, counts.whole() ? Shape::disc : Shape::ring, at(year));
    add_axis(sheet.body, axis, sheet.y);
    sheet.y += 16;
    add_signs(sheet, {{"whole year", Shape::disc},
                      {"a part of a year", Shape::ring},
                      {"joins years that follow each other", Shape::disc, {}, dashed}});
}

Table year_numbers(const PlotSource& source, const Years& years)
{
    Table out;
    out.title = "Reports a year in literature and FAERS: " + pair_of(source);
    if (const auto found = years.published.find(0); found != years.published.end())
        out.about.push_back(format("Without a year and not drawn: {} with {}.",
                                   counted(found->second.articles, "article"),
                                   counted(found->second.patients, "patient")));
    if (const auto found = years.received.find(0); found != years.received.end() && found->second.table.a > 0)
        out.about.push_back(format("FAERS reports of the pair without a date, not drawn: {}.", found->second.table.a));
    for (const auto& lines : {about_literature(source), about_faers(source)})
        out.about.insert(out.about.end(), lines.begin(), lines.end());
    out.columns = {{"year", "year"},
                   {"articles", "included articles"},
                   {"patients", "patients"},
                   {"a", "FAERS reports with drug and event"},
                   {"drug", "with the drug"},
                   {"n", "all reports"},
                   {"quarters_held", "quarters held"}};
    for (int year = years.first; year != 0 && year <= years.last; ++year) {
        const auto published = years.published.find(year);
        const PublishedYear p = published == years.published.end() ? PublishedYear{} : published->second;
        const auto received = years.received.find(year);
        const bool held = received != years.received.end();
        const auto number = [&](std::int64_t count) { return held ? std::to_string(count) : "NA"; };
        const ReceivedYear r = held ? received->second : ReceivedYear{};
        add_row(out, {std::to_string(year), std::to_string(p.articles), std::to_string(p.patients), number(r.table.a),
                      number(r.drug()), number(r.table.n()), std::to_string(r.quarters)});
    }
    return out;
}

std::vector<std::string> years_in_words(const Table& numbers)
{
    std::vector<std::string> out;
    for (const Row& row : numbers.rows)
        if (const auto& c = row.cells; c[1].text != "0" || c[3].number.value_or(0) > 0)
            out.push_back(
                format("{}: articles {}, patients {}{}.", c[0].text, c[1].text, c[2].text,
                       c[3].number ? format(", FAERS reports {} of {} with the drug", c[3].text, c[4].text) : ""));
    return out;
}

} // namespace

Plot years_plot(const PlotSource& source)
{
    const Years years = years_of(source);
    Table numbers = year_numbers(source, years);
    Sheet sheet = begun_sheet(numbers.title);
    if (years.first == 0)
        add_nothing(sheet, sheet_margin, sheet_width - sheet_margin, 120,
                    "No included article and no FAERS report of the pair has a year.");
    else {
        constexpr int least_years = 10; // fewer would be drawn as broad walls
        const Axis axis =
            year_axis(std::min(years.first, years.last - least_years + 1), years.last, left_of_years, right_of_years);
        add_published(sheet, years, axis);
        if (source.faers) {
            add_received(sheet, years, axis);
            add_shares(sheet, years, axis);
        }
    }
    const std::vector<std::string> says = years_in_words(numbers);
    return finished(std::move(sheet), "years", says, std::move(numbers));
}

} // namespace casebook

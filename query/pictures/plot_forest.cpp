// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/axis.hpp"
#include "query/pictures/plot_parts.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <tuple>

namespace casebook {

namespace {

constexpr double forest_line = 19;
constexpr double left_of_ratios = 300;
constexpr double right_of_ratios = 560;
constexpr double end_of_counts = 286;
constexpr std::size_t most_strata = 10; ///< rows of countries
constexpr std::int64_t few_reports = 3; ///< fewer with drug and event are drawn hollow

struct ForestRow
{
    std::string name;
    TwoByTwo table;
    std::optional<Estimate> ror;
    bool pooled = false; ///< over the strata above it
};

struct ForestGroup
{
    std::string heading;
    std::vector<ForestRow> rows;
};

std::string heading_of(StratumKind kind)
{
    constexpr std::array<std::string_view, 6> headings = {
        "Sex", "Age in years", "Year of first receipt", "Five years of first receipt", "Country", "Reporter"};
    return std::string(headings.at(static_cast<std::size_t>(kind)));
}

TwoByTwo sum_of(const TwoByTwo& x, const TwoByTwo& y) { return {x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d}; }

/// Countries by their reports of the pair; behind the first of them all others as one.
void put_together(std::vector<FaersStratumCounts>& strata)
{
    std::ranges::stable_sort(strata, std::greater(), [](const FaersStratumCounts& one) { return one.table.a; });
    const auto some = std::ranges::find_if(strata, [](const FaersStratumCounts& one) { return one.table.a == 0; });
    const auto kept = std::min<std::size_t>(most_strata - 1, static_cast<std::size_t>(some - strata.begin()));
    if (strata.size() <= kept + 1)
        return;
    FaersStratumCounts rest{{format("{} others together", strata.size() - kept)}, {}};
    for (std::size_t i = kept; i < strata.size(); ++i)
        rest.table = sum_of(rest.table, strata[i].table);
    strata.resize(kept);
    strata.push_back(std::move(rest));
}

/// "up to 18", "not said"
std::string stratum_name(const std::string& value)
{
    return value == "unknown" ? "not said" : replaced(replaced(value, "<=", "up to "), ">", "over ");
}

ForestGroup group_of(const Asked& asked, StratumKind kind)
{
    std::vector<FaersStratumCounts> strata = by_strata(asked.store, asked.question, {kind});
    std::vector<TwoByTwo> tables;
    TwoByTwo all;
    for (const FaersStratumCounts& one : strata) {
        tables.push_back(one.table);
        all = sum_of(all, one.table);
    }
    if (kind == StratumKind::country)
        put_together(strata);
    ForestGroup out{heading_of(kind), {}};
    for (const FaersStratumCounts& one : strata)
        if (one.table.a + one.table.b + one.table.c > 0)
            out.rows.push_back({stratum_name(one.values.front()), one.table, measure(one.table).ror});
    if (const auto pooled = mantel_haenszel(tables))
        out.rows.push_back({"pooled (Mantel-Haenszel)", all, pooled, true});
    return out;
}

std::vector<ForestGroup> groups_of(const Asked& asked, const std::vector<StratumKind>& kinds)
{
    const TwoByTwo whole = count(asked.store, asked.question).table;
    std::vector<ForestGroup> out = {{"All reports", {{"not stratified", whole, measure(whole).ror}}}};
    for (const StratumKind kind : kinds)
        out.push_back(group_of(asked, kind));
    return out;
}

Axis axis_for(const std::vector<ForestGroup>& groups)
{
    double least = 0.5;
    double most = 2;
    for (const ForestGroup& group : groups)
        for (const ForestRow& row : group.rows)
            if (row.ror) {
                least = std::min(least, row.ror->low);
                most = std::max(most, row.ror->high);
            }
    return ratio_axis(least, most, left_of_ratios, right_of_ratios);
}

std::string ror_text(const ForestRow& row)
{
    if (row.ror)
        return format("{:.2f} ({:.2f} to {:.2f})", row.ror->value, row.ror->low, row.ror->high);
    return row.table.a == 0                 ? "no report of both"
           : row.table.a + row.table.b == 0 ? "no report of the drug"
                                            : "not computable";
}

/// An arrow where the interval goes on beyond the axis.
void add_interval(std::string& body, const Axis& axis, const Estimate& ror, double y)
{
    const double low = place_on(axis, ror.low);
    const double high = place_on(axis, ror.high);
    add_line(body, {low, y}, {high, y});
    for (const auto& [x, beyond, way] :
         {std::tuple{low, ror.low < axis.least, 1.0}, std::tuple{high, ror.high > axis.most, -1.0}})
        if (beyond) {
            add_line(body, {x, y}, {x + way * 5, y - 3});
            add_line(body, {x, y}, {x + way * 5, y + 3});
        } else
            add_line(body, {x, y - 3}, {x, y + 3});
}

/// The bigger, the narrower the interval: its area goes with the weight of the stratum.
double size_of(const Estimate& ror)
{
    const double width = std::log(ror.high / ror.low);
    return std::clamp(10 / width, 3.0, 7.0);
}

void add_estimate(std::string& body, const Axis& axis, const ForestRow& row, double y)
{
    if (!row.ror)
        return;
    add_interval(body, axis, *row.ror, y);
    const Point at = {place_on(axis, row.ror->value), y};
    const double size = size_of(*row.ror);
    if (row.pooled)
        add_shape(body, Shape::diamond, at, 6);
    else
        add_box(body, {at.x - size, y - size}, 2 * size, 2 * size, row.table.a < few_reports ? hollow : solid);
}

void add_forest_row(Sheet& sheet, const Axis& axis, const ForestRow& row)
{
    const double y = sheet.y + forest_line / 2;
    const Lettering plain = {10.5, Anchored::start, row.pooled};
    add_text(sheet.body, {sheet_margin + 14, y + 3.5}, row.name, plain);
    add_text(sheet.body, {end_of_counts, y + 3.5}, format("{} / {}", row.table.a, row.table.a + row.table.b),
             {10.5, Anchored::end, row.pooled});
    add_estimate(sheet.body, axis, row, y);
    add_text(sheet.body, {right_of_ratios + 16, y + 3.5}, ror_text(row), plain);
    sheet.y += forest_line;
}

void add_groups(Sheet& sheet, const std::vector<ForestGroup>& groups, const Axis& axis)
{
    const Lettering head = {10, Anchored::start, true};
    sheet.y += 12;
    add_text(sheet.body, {sheet_margin, sheet.y}, "Stratum", head);
    add_text(sheet.body, {end_of_counts, sheet.y}, "both / with the drug", {10, Anchored::end, true});
    add_text(sheet.body, {(axis.begin + axis.end) / 2, sheet.y}, "ROR, logarithmic", {10, Anchored::middle, true});
    add_text(sheet.body, {right_of_ratios + 16, sheet.y}, "ROR (95 % interval)", head);
    sheet.y += 8;
    double lines = 0;
    for (const ForestGroup& group : groups)
        lines += 1.15 + static_cast<double>(group.rows.size());
    add_grid(sheet.body, axis, sheet.y, sheet.y + lines * forest_line);
    add_line(sheet.body, {place_on(axis, 1), sheet.y}, {place_on(axis, 1), sheet.y + lines * forest_line});
    if (const auto& whole = groups.front().rows.front().ror)
        add_line(sheet.body, {place_on(axis, whole->value), sheet.y},
                 {place_on(axis, whole->value), sheet.y + lines * forest_line}, dashed);
    for (const ForestGroup& group : groups) {
        add_text(sheet.body, {sheet_margin, sheet.y + forest_line * 0.9}, group.heading, {11, Anchored::start, true});
        sheet.y += forest_line * 1.15;
        for (const ForestRow& row : group.rows)
            add_forest_row(sheet, axis, row);
    }
    add_axis(sheet.body, axis, sheet.y);
    sheet.y += 16;
}

Table forest_numbers(const PlotSource& source, const std::vector<ForestGroup>& groups)
{
    Table out;
    out.title = "Reporting odds ratio by stratum in FAERS: " + pair_of(source);
    out.about = {
        format("ROR with its 95 % interval; it cannot be computed with an empty cell. A square is the bigger, the "
               "narrower its interval; a hollow one rests on fewer than {} reports. Strata may differ by "
               "chance, and more so the more of them are looked at.",
               few_reports)};
    const std::vector<std::string> about = about_faers(source);
    out.about.insert(out.about.end(), about.begin(), about.end());
    out.columns = {{"by", "by"},   {"stratum", "stratum"}, {"a", "drug and event"},
                   {"b", "drug"},  {"c", "event"},         {"d", "neither"},
                   {"ror", "ROR"}, {"low", "95 % from"},   {"high", "95 % to"}};
    for (const ForestGroup& group : groups)
        for (const ForestRow& row : group.rows) {
            const auto number = [&](double Estimate::*member) {
                return row.ror ? format("{:.4g}", (*row.ror).*member) : std::string("NA");
            };
            add_row(out, {group.heading, row.name, std::to_string(row.table.a), std::to_string(row.table.b),
                          std::to_string(row.table.c), std::to_string(row.table.d), number(&Estimate::value),
                          number(&Estimate::low), number(&Estimate::high)});
        }
    return out;
}

} // namespace

Plot forest_plot(const PlotSource& source, const std::vector<StratumKind>& kinds)
{
    const std::vector<ForestGroup> groups = groups_of(*source.faers, kinds);
    Table numbers = forest_numbers(source, groups);
    Sheet sheet = begun_sheet(numbers.title);
    std::vector<std::string> says;
    for (const ForestGroup& group : groups)
        for (const ForestRow& row : group.rows)
            says.push_back(format("{}, {}: {} of {} reports with the drug, ROR {}.", group.heading, row.name,
                                  row.table.a, row.table.a + row.table.b, ror_text(row)));
    if (groups.front().rows.front().table.a == 0)
        add_nothing(sheet, sheet_margin, sheet_width - sheet_margin, 120,
                    "No report has drug and event: there is no odds ratio to draw.");
    else {
        add_groups(sheet, groups, axis_for(groups));
        add_signs(sheet, {{"a stratum", Shape::block},
                          {format("fewer than {} reports", few_reports), Shape::square},
                          {"pooled over the strata", Shape::diamond},
                          {"not stratified", Shape::disc, {}, dashed},
                          {"no disproportion (1)", Shape::disc, {}, ink}});
    }
    return finished(std::move(sheet), "forest", says, std::move(numbers));
}

} // namespace casebook

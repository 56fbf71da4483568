// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of a pair over time, beside all that came then: a rising number of a growing archive is no finding by itself.
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/received.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/faers/answer.hpp"
#include "query/json_values.hpp"
#include "query/tables/exporters.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct OverTime
{
    Calendar calendar;
    std::vector<ReceivedCounts> rows;
};

Calendar read_calendar(const Request& request)
{
    const std::string word = request.has("--by") ? request.text("--by") : "year";
    if (word == "year")
        return Calendar::year;
    if (word == "quarter")
        return Calendar::quarter;
    throw UsageError(format("--by {}: expected year or quarter.", word));
}

std::int64_t with_drug(const ReceivedCounts& row) { return row.table.a + row.table.b; }

/// Of 10,000; empty when there is nothing to be a share of.
std::optional<double> per_10000(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? std::nullopt : std::optional(1e4 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string per_10000_text(std::int64_t part, std::int64_t whole)
{
    const std::optional<double> share = per_10000(part, whole);
    return share ? format("{:.2f}", *share) : "NA";
}

/// How many quarters of that time are held, of four or of one: what came late in a year lies in the next one's.
std::int64_t quarters_held(const FaersStore& store, const ReceivedCounts& row)
{
    const auto year = static_cast<int>(row.year);
    const auto quarter = static_cast<int>(row.quarter);
    return std::ranges::count_if(store.quarters(), [&](const HeldQuarter& held) {
        return held.quarter.year == year && (quarter == 0 || held.quarter.quarter == quarter);
    });
}

/// The first and the last time in which reports of the pair came, if there are two.
std::optional<std::pair<ReceivedCounts, ReceivedCounts>> ends_of(const OverTime& found)
{
    std::vector<ReceivedCounts> with;
    for (const ReceivedCounts& row : found.rows)
        if (row.year != 0 && row.table.a > 0)
            with.push_back(row);
    return with.size() < 2 ? std::nullopt : std::optional(std::pair(with.front(), with.back()));
}

double times(std::int64_t first, std::int64_t last) { return static_cast<double>(last) / static_cast<double>(first); }

Json growth_json(const OverTime& found)
{
    const auto ends = ends_of(found);
    if (!ends)
        return nullptr;
    const auto& [first, last] = *ends;
    return {{"from", to_text(first, found.calendar)},
            {"to", to_text(last, found.calendar)},
            {"pair", times(first.table.a, last.table.a)},
            {"with_drug", times(with_drug(first), with_drug(last))},
            {"all", times(first.table.n(), last.table.n())}};
}

Json years_json(const Asked& asked, const OverTime& found)
{
    Json out = head_json(asked);
    out["level"] = name_of(asked.question.level);
    out["period"] = period_json(asked.question);
    out["narrowed"] = narrowed_json(asked.question);
    out["quarters"] = quarters_json(asked.store);
    out["by"] = found.calendar == Calendar::year ? "year" : "quarter";
    out["rows"] = Json::array();
    for (const ReceivedCounts& row : found.rows) {
        Json json = {{"received", to_text(row, found.calendar)}};
        json.update(table_json(row.table));
        json["per_10000"] = or_null(per_10000(row.table.a, row.table.n()));
        json["per_10000_of_drug"] = or_null(per_10000(row.table.a, with_drug(row)));
        json["drug_per_10000"] = or_null(per_10000(with_drug(row), row.table.n()));
        json["quarters_held"] = quarters_held(asked.store, row);
        out["rows"].push_back(std::move(json));
    }
    out["growth"] = growth_json(found);
    return out;
}

std::string growth_text(const Asked& asked, const OverTime& found)
{
    const auto ends = ends_of(found);
    if (!ends)
        return "";
    const auto& [first, last] = *ends;
    const std::int64_t held_first = quarters_held(asked.store, first);
    const std::int64_t held_last = quarters_held(asked.store, last);
    return format("From {} to {}: reports of the pair x {:.2f}, all with the drug x {:.2f}, the archive x {:.2f}.{}",
                  to_text(first, found.calendar), to_text(last, found.calendar), times(first.table.a, last.table.a),
                  times(with_drug(first), with_drug(last)), times(first.table.n(), last.table.n()),
                  held_first == held_last ? ""
                                          : format(" Of the one {} and of the other {} quarters are held: compare "
                                                   "shares, not numbers.",
                                                   held_first, held_last));
}

std::vector<std::string> about_years(const Asked& asked)
{
    std::string scope = scope_text(asked.store, asked.question);
    scope.front() = 'L';
    std::vector<std::string> out = {scope + (asked.question.level == FaersLevel::rows
                                                 ? "; each row at its case's first receipt."
                                                 : "; each report once, at its first receipt.")};
    if (const auto narrowed = narrowings(asked.question); !narrowed.empty())
        out.push_back("Narrowed to: " + join(narrowed, ", ") + ".");
    if (const std::string made_up = made_up_text(asked.store); !made_up.empty())
        out.push_back(made_up);
    return out;
}

Table years_table(const Asked& asked, const OverTime& found)
{
    Table table;
    table.title = format("FAERS reports of {} with {} by {} of first receipt", join(asked.question.drugs, ", "),
                         join(asked.question.events, ", "), found.calendar == Calendar::year ? "year" : "quarter");
    table.about = about_years(asked);
    table.columns = {{"received", "received"},
                     {"a", "drug and event"},
                     {"drug", "drug"},
                     {"event", "event"},
                     {"n", "all reports"},
                     {"per_10000", "drug and event per 10,000 of all"},
                     {"per_10000_of_drug", "drug and event per 10,000 of the drug's"},
                     {"drug_per_10000", "drug per 10,000 of all"},
                     {"quarters_held", "quarters held"}};
    for (const ReceivedCounts& row : found.rows) {
        const TwoByTwo& t = row.table;
        Row& out = table.rows.emplace_back();
        out.id = out.group = to_text(row, found.calendar);
        for (const std::string& text :
             {out.id, format("{}", t.a), format("{}", t.a + t.b), format("{}", t.a + t.c), format("{}", t.n()),
              per_10000_text(t.a, t.n()), per_10000_text(t.a, t.a + t.b), per_10000_text(t.a + t.b, t.n()),
              format("{}", quarters_held(asked.store, row))})
            out.cells.push_back(plain_cell(text));
    }
    if (const std::string growth = growth_text(asked, found); !growth.empty())
        table.summary.push_back(growth);
    table.footnotes = {"Reports are not patients; how many people took the drug in a year is not known, so this is no "
                       "incidence. These are shares of what was reported."};
    return table;
}

void write_years(std::ostream& out, const Table& table)
{
    out << table.title << "\n";
    for (const std::string& line : table.about)
        out << line << "\n";
    out << format("\n  {:<20}{:>9}{:>9}{:>9}{:>11}{:>12}{:>12}{:>12}{:>10}\n  {:<20}{:>9}{:>9}{:>9}{:>11}{:>12}{:>12}"
                  "{:>12}{:>10}\n",
                  "", "drug and", "", "", "", "both per", "both per", "drug per", "quarters", "received", "event",
                  "drug", "event", "all", "10,000 all", "10,000 drug", "10,000 all", "held");
    for (const Row& row : table.rows) {
        const auto& c = row.cells;
        out << format("  {:<20}{:>9}{:>9}{:>9}{:>11}{:>12}{:>12}{:>12}{:>10}\n", c[0].text, c[1].text, c[2].text,
                      c[3].text, c[4].text, c[5].text, c[6].text, c[7].text, c[8].text);
    }
    out << "\n";
    for (const std::vector<std::string>* lines : {&table.summary, &table.footnotes})
        for (const std::string& line : *lines)
            out << line << "\n";
}

/// The word of --format, else what the file's name says, else text.
std::string form_of(const Request& request)
{
    if (request.has("--format"))
        return request.text("--format");
    const std::string suffix = lower_ascii(std::filesystem::path(request.text("-o")).extension().string());
    return !request.has("-o") ? "text" : suffix == ".json" || suffix == ".jsonl" ? suffix.substr(1) : "";
}

} // namespace

int run_faers_years(const Request& request, const Console& console)
{
    const Calendar calendar = read_calendar(request);
    const std::string form = form_of(request);
    const Asked asked = ask(request, console, Talk::by_command);
    const OverTime found = {calendar, by_receipt(asked.store, asked.question, calendar)};
    if (form == "json" || form == "jsonl")
        deliver(request, console,
                [&](std::ostream& out) { out << years_json(asked, found).dump(form == "jsonl" ? -1 : 1) << "\n"; });
    else if (form == "text")
        deliver(request, console, [&](std::ostream& out) { write_years(out, years_table(asked, found)); });
    else
        export_table(request, console, years_table(asked, found));
    if (form != "text") // there it stands above the rows
        say_made_up(asked.store, console.err);
    return 0;
}

} // namespace casebook

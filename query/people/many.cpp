// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/many.hpp"

#include "corpus/archive.hpp"
#include "corpus/csv.hpp"
#include "corpus/day.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/json_depth.hpp"
#include "corpus/text.hpp"
#include "corpus/view.hpp"
#include "query/people/bad_rows.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <utility>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

struct ColumnNames
{
    std::string_view ours;
    std::array<std::string_view, 9> others;
};
constexpr std::array<ColumnNames, 14> column_names = {{
    {"article", {"id", "record", "record_id", "pmid", "doi"}},
    {"verdict",
     {"decision", "casebook_verdict", "included", "include", "label", "label_included", "included_label", "final"}},
    {"reason", {"exclusion_reason", "casebook_reason", "why"}},
    {"by", {"who", "reviewer", "screener", "decided_by", "casebook_by"}},
    {"at", {"time", "date", "when", "casebook_at"}},
    {"note", {"notes", "comment", "comments", "remark", "casebook_note"}},
    {"source", {"casebook_source"}},
    {"stage", {"casebook_stage"}},
    {"adjudicated", {"casebook_adjudicated"}},
    {"withdrawn", {"taken_back"}},
    {"case", {"case_id"}},
    {"field", {"column"}},
    {"value", {"new_value", "corrected"}},
    {"current", {}},
}};

/// Our name for a heading; "" for a column that says nothing here.
std::string_view our_name(std::string_view heading)
{
    const std::string word = lower_ascii(trim(heading));
    for (const ColumnNames& row : column_names)
        if (row.ours == word || (!word.empty() && std::ranges::find(row.others, word) != row.others.end()))
            return row.ours;
    return "";
}

/// An empty cell of a column does not hide a filled one of another name: id before pmid before doi.
void take_cell(SaidRow& row, std::string_view heading, std::string text)
{
    const std::string name(our_name(heading));
    std::string value(trim(text));
    if (name.empty())
        return;
    const bool own = lower_ascii(trim(heading)) == name;
    const auto [place, fresh] = row.cells.try_emplace(name, value);
    if (!fresh && !value.empty() && (own || place->second.empty()))
        place->second = std::move(value);
}

class LineCounter
{
public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    /// Of positions that grow.
    std::size_t line_of(std::size_t position)
    {
        lines_ += static_cast<std::size_t>(
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                       text_.begin() + static_cast<std::ptrdiff_t>(std::min(position, text_.size())), '\n'));
        at_ = position;
        return lines_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t lines_ = 1;
};

/// Below the rows of our own CSV stand notes.
bool is_footnote(const CsvRow& row) { return trim(row.cells.front()) == "note"; }

std::vector<SaidRow> csv_rows(std::string_view text, const std::string& where)
{
    const Parsed<CsvTable> table = parse_csv(text, Surplus::kept);
    if (!table)
        throw Error(format("{}: byte {}: {}. Save it as CSV (UTF-8) again; nothing of it went in.", where,
                           table.error().position, table.error().what));
    std::vector<SaidRow> out;
    LineCounter lines(text);
    for (const CsvRow& read : table->rows) {
        if (is_footnote(read))
            continue;
        SaidRow row;
        row.position = read.position;
        row.line = lines.line_of(read.position);
        row.bytes = text.substr(read.position, read.length);
        if (read.cells.size() > table->headings.size())
            row.trouble =
                format("it has {} cells and there are {} headings", read.cells.size(), table->headings.size());
        for (std::size_t cell = 0; cell < table->headings.size() && row.trouble.empty(); ++cell)
            take_cell(row, table->headings[cell], without_guard(read.cells[cell]));
        out.push_back(std::move(row));
    }
    return out;
}

std::string text_of_json(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// `begin` is the byte of the file at which the text begins.
std::vector<SaidRow> json_rows(std::string_view text, std::size_t begin)
{
    std::vector<SaidRow> out;
    std::size_t number = 0, position = begin;
    for (const std::string& line : split(text, '\n')) {
        SaidRow row;
        row.line = ++number;
        row.position = position;
        row.bytes = line;
        position += line.size() + 1;
        if (trim(line).empty())
            continue;
        const bool deep = nests_deeper(line, deepest_word);
        const Json json = deep ? Json() : Json::parse(repaired_utf8(line), nullptr, false);
        if (deep)
            row.trouble = "lists and objects stand in each other too deep; write words and numbers";
        else if (!json.is_object())
            row.trouble = "it is no JSON object";
        else
            for (const auto& [key, value] : json.items())
                take_cell(row, key, text_of_json(value));
        out.push_back(std::move(row));
    }
    return out;
}

struct ManyReport
{
    std::size_t rows = 0;
    std::array<std::size_t, 3> taken{};                   ///< in the order of Taken, none put off
    std::vector<std::pair<std::size_t, std::string>> bad; ///< line, what
    std::optional<BadRows> kept;                          ///< once it is asked for
    BadRows bad_now;
};

/// Kept once, wherever the row stands when the file is read again.
void reject(Casebook& casebook, const Origin& file, const SaidRow& row, const std::string& what, ManyReport& report)
{
    if (!report.kept)
        report.kept = bad_rows_kept(casebook.store, file.name);
    if (report.kept->emplace(row.bytes, what).second)
        casebook.store.quarantine(row.bytes, {file.name, row.position, "", row.line}, what);
    report.bad.emplace_back(row.line, what);
    report.bad_now.emplace(row.bytes, what);
}

void print_many(const Request& request, const ManyReport& report, const Console& console)
{
    const std::string file = repaired_utf8(request.text("--from"));
    const bool dry = request.has("--dry-run");
    for (const auto& [line, what] : report.bad)
        console.err << format("{}:{}: {}{}\n", file, line, what,
                              dry ? "" : " The row is kept for inspection (`casebook status`); the rest went in.");
    if (format_of(request) == Format::text) {
        console.out << format("{}: {}: {} {}, {} known already", file, counted(report.rows, "row"), report.taken[0],
                              dry ? "would be new" : "new", report.taken[1]);
        if (report.taken[2] > 0)
            console.out << format(", {} left out (the rules' own, or nobody's)", report.taken[2]);
        console.out << (report.bad.empty() ? "\n" : format(", {} bad\n", report.bad.size()));
        return;
    }
    Json bad = Json::array();
    for (const auto& [line, what] : report.bad)
        bad.push_back({{"line", line}, {"what", what}});
    console.out << Json{{"version", 1},
                        {"file", file},
                        {"dry_run", dry},
                        {"rows", report.rows},
                        {"added", report.taken[0]},
                        {"known", report.taken[1]},
                        {"left_out", report.taken[2]},
                        {"bad", bad}}
                       .dump()
                << "\n";
}

} // namespace

std::vector<SaidRow> said_rows(std::string_view text, const std::string& where, const std::vector<std::string>& needed)
{
    const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const bool json = trim(text.substr(mark)).starts_with('{');
    std::vector<SaidRow> out = json ? json_rows(text.substr(mark), mark) : csv_rows(text, where);
    if (out.empty())
        throw Error(format("{}: a table without a row below its headings; there is nothing to take. Write a row for "
                           "each word, or save the table again.",
                           where));
    const auto lacks = [&](const std::string& name) {
        return std::ranges::none_of(out, [&](const SaidRow& row) { return row.has(name); });
    };
    const bool readable = std::ranges::any_of(out, [](const SaidRow& row) { return row.trouble.empty(); });
    const auto missing = readable ? std::ranges::find_if(needed, lacks) : needed.end(); // else each row says its own
    if (missing != needed.end())
        throw Error(
            format("{}: no row says which {} it speaks of. Give it the columns {} (CSV with headings, or a JSON "
                   "object a line).",
                   where, *missing, join(needed, ", ")));
    return out;
}

std::vector<SaidRow> read_said_rows(const std::filesystem::path& file, const std::vector<std::string>& needed)
{
    return said_rows(read_file(file), file.string(), needed);
}

int take_many(const Request& request, const Console& console, const std::vector<std::string>& needed,
              const std::function<std::function<Taken(const SaidRow&)>(Casebook&, const std::vector<SaidRow>&)>& taker)
{
    const Origin file{repaired_utf8(request.text("--from"))};
    const std::vector<SaidRow> rows = read_said_rows(request.text("--from"), needed);
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    const auto take = taker(casebook, rows);
    ManyReport report;
    report.rows = rows.size();
    std::vector<const SaidRow*> put_off;
    const auto take_row = [&](const SaidRow& row) {
        try {
            if (!row.trouble.empty())
                return reject(casebook, file, row, row.trouble + ".", report);
            const Taken taken = take(row);
            if (taken == Taken::put_off)
                put_off.push_back(&row);
            else
                ++report.taken[static_cast<std::size_t>(taken)];
        } catch (const Error& e) {
            reject(casebook, file, row, e.what(), report);
        }
    };
    std::ranges::for_each(rows, take_row);
    for (const SaidRow* row : std::exchange(put_off, {}))
        take_row(*row);
    std::ranges::stable_sort(report.bad, {}, &std::pair<std::size_t, std::string>::first);
    keep_bad_rows(casebook.store, file.name, report.bad_now);
    if (!request.has("--dry-run"))
        transaction.commit();
    print_many(request, report, console);
    return report.bad.empty() ? 0 : 1;
}

bool ToldWords::is_known(const std::string& place, const std::string& word, std::size_t held)
{
    const auto [last, first] = last_.try_emplace(place, word);
    if (!first && last->second == word)
        return true;
    last->second = word;
    return told_[{place, word}]++ < held;
}

std::set<std::size_t> last_lines(const std::vector<SaidRow>& rows,
                                 const std::function<std::string(const SaidRow&)>& place_of)
{
    std::map<std::string, std::size_t> last;
    for (const SaidRow& row : rows) {
        try {
            if (row.trouble.empty())
                last[place_of(row)] = row.line;
        } catch (const Error&) { // told when the row is taken
        }
    }
    std::set<std::size_t> out;
    for (const auto& [place, line] : last)
        out.insert(line);
    return out;
}

std::string time_said(const std::string& text)
{
    const std::string whole = is_day(text) ? text + "T00:00:00Z" : text;
    if (whole.empty())
        return "";
    if (!is_time(whole))
        throw Error(format("{}: is no time; write 2026-01-31T12:00:00Z (UTC) or 2026-01-31.", text));
    if (whole > utc_now())
        throw Error(format("{}: has not come yet; no later word could count before it.", text));
    return whole;
}

std::string speaker_of(const SaidRow& row, const std::string& otherwise)
{
    const std::string who = collapse(row.cell("by"));
    if (who.empty() && otherwise.empty())
        throw Error("nobody says it: give the file a column `by`, or say --by.");
    if (!is_persons_name(who))
        throw Error(format("by {}: that is no person's name.", who));
    return who.empty() ? otherwise : who;
}

} // namespace casebook

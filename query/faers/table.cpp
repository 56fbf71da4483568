// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/table.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/links.hpp"
#include "index/faers/strata.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace casebook {

namespace {

/// "12.5 %", or NA where there is nothing to be a share of.
std::string percent_of(std::int64_t part, std::int64_t whole)
{
    return whole <= 0 ? "NA" : percent_text(part, whole) + " %";
}

/// "3 (12.5 %)"; of nothing just the number.
std::string share_text(std::int64_t part, std::int64_t whole)
{
    return format("{}{}", part, whole <= 0 ? "" : " (" + percent_of(part, whole) + ")");
}

/// Builds rows; one cell a column of the table.
class Rows
{
public:
    Rows(const DescribedPair& found, Table& table) : found_(found), table_(table) {}

    using Number = std::function<std::int64_t(const TableColumn&)>;
    using Text = std::function<std::string(const TableColumn&)>;

    /// A count with its share of the column's reports.
    void count(const std::string& part, const std::string& name, const Number& number)
    {
        add(part, name, [&](const TableColumn& column) {
            const std::int64_t n = number(column);
            return numbered(share_text(n, column.profile.total), static_cast<double>(n));
        });
    }
    void number(const std::string& part, const std::string& name, const Number& value)
    {
        add(part, name, [&](const TableColumn& column) {
            const std::int64_t n = value(column);
            return numbered(format("{}", n), static_cast<double>(n));
        });
    }
    void text(const std::string& part, const std::string& name, const Text& value)
    {
        add(part, name, [&](const TableColumn& column) { return plain_cell(value(column)); });
    }

private:
    static Cell numbered(std::string text, double number)
    {
        Cell cell = plain_cell(std::move(text));
        cell.number = number;
        return cell;
    }

    void add(const std::string& part, const std::string& name, const std::function<Cell(const TableColumn&)>& cell)
    {
        Row row{part == "total" ? "total reports" : part + ": " + name, part, false, {}};
        row.cells.push_back(plain_cell(part));
        row.cells.push_back(plain_cell(name));
        for (const TableColumn& column : found_.columns)
            row.cells.push_back(cell(column));
        table_.rows.push_back(std::move(row));
    }

    const DescribedPair& found_;
    Table& table_;
};

void add_reports(Rows& rows)
{
    rows.number("total", "reports with drug and event", [](auto& c) { return c.answer.counts.table.a; });
    rows.number("denominator", "all reports with the drug",
                [](auto& c) { return c.answer.counts.table.a + c.answer.counts.table.b; });
    rows.text("denominator", "share of them with the event", [](auto& c) {
        const TwoByTwo& t = c.answer.counts.table;
        return percent_of(t.a, t.a + t.b);
    });
    rows.text("denominator", "share of all other reports with the event", [](auto& c) {
        const TwoByTwo& t = c.answer.counts.table;
        return percent_of(t.c, t.c + t.d);
    });
}

void add_people(Rows& rows)
{
    rows.text("age", "mean (SD), years", [](auto& c) {
        const Descriptives s = descriptives_of(c.profile.ages);
        return c.profile.ages.empty() ? std::string("NA")
                                      : format("{:.1f} ({:.2f}), n = {}", s.mean, s.deviation, c.profile.ages.size());
    });
    rows.text("age", "median, years", [](auto& c) {
        return c.profile.ages.empty() ? std::string("NA") : format("{:.1f}", descriptives_of(c.profile.ages).median);
    });
    for (std::size_t i = 0; i < age_band_names.size(); ++i)
        rows.count("age", i == 4 ? "not specified" : std::string(age_band_names.at(i)),
                   [i](auto& c) { return c.profile.age_bands.at(i); });
    constexpr std::array<const char*, 3> sexes = {"female", "male", "not specified"};
    for (std::size_t i = 0; i < sexes.size(); ++i)
        rows.count("sex", sexes.at(i), [i](auto& c) { return c.profile.sexes.at(i); });
}

/// The most frequent co-medications of each column, in all columns: what is in one only is seen in the other too.
std::vector<std::string> top_drugs(const DescribedPair& found, std::size_t top)
{
    std::vector<std::string> out;
    for (const TableColumn& column : found.columns) {
        std::vector<std::pair<std::int64_t, std::string>> order;
        for (const auto& [drug, n] : column.profile.beside)
            order.emplace_back(-n, drug);
        std::ranges::sort(order);
        for (std::size_t i = 0; i < std::min(top, order.size()); ++i)
            if (std::ranges::find(out, order[i].second) == out.end())
                out.push_back(order[i].second);
    }
    return out;
}

void add_co_medication(Rows& rows, const DescribedPair& found, std::size_t top)
{
    rows.count("co-medication", "none", [](auto& c) { return c.profile.alone; });
    rows.count("co-medication", "any", [](auto& c) { return c.profile.total - c.profile.alone; });
    for (const std::string& drug : top_drugs(found, top))
        rows.count("co-medication", lower_ascii(drug), [&](auto& c) {
            const auto n = c.profile.beside.find(drug);
            return n == c.profile.beside.end() ? 0 : n->second;
        });
}

/// Five-year bins that hold a report of a column or lie between such, with the share of all reports of the bin.
void add_dates(Rows& rows, const DescribedPair& found)
{
    std::set<std::string> periods;
    for (const TableColumn& column : found.columns)
        for (const auto& [year, n] : column.profile.received)
            periods.insert(period_name(year));
    const auto in = [](const std::map<std::uint32_t, std::int64_t>& years, const std::string& period) {
        std::int64_t out = 0;
        for (const auto& [year, n] : years)
            out += period_name(year) == period ? n : 0;
        return out;
    };
    for (const std::string& period : periods) {
        rows.count("date", period, [&](auto& c) { return in(c.profile.received, period); });
        rows.text("date", period + ", per 100,000 reports received then", [&](auto& c) {
            const std::int64_t all = in(found.received, period);
            return all == 0
                       ? std::string("NA")
                       : format("{:.1f} of {}",
                                1e5 * static_cast<double>(in(c.profile.received, period)) / static_cast<double>(all),
                                all);
        });
    }
}

void add_outcomes(Rows& rows)
{
    rows.count("severity", "serious", [](auto& c) { return c.profile.serious; });
    rows.count("severity", "not serious", [](auto& c) { return c.profile.total - c.profile.serious; });
    constexpr std::array<const char*, 8> outcomes = {"death",      "life-threatening",   "hospitalisation",
                                                     "disability", "congenital anomaly", "intervention required",
                                                     "other",      "another code"};
    for (std::size_t i = 0; i < 7; ++i)
        rows.count("outcome", outcomes.at(i), [i](auto& c) { return c.profile.outcomes.at(i); });
    constexpr std::array<const char*, 4> reporters = {"consumer", "professional", "lawyer", "not specified"};
    for (std::size_t i = 0; i < reporters.size(); ++i)
        rows.count("source", reporters.at(i), [i](auto& c) { return c.profile.reporters.at(i); });
}

void add_exposure(Rows& rows)
{
    for (std::size_t i = 0; i < faers_role_codes.size(); ++i)
        rows.count("role", std::string(faers_role_codes.at(i)), [i](auto& c) { return c.profile.roles.at(i); });
    for (std::size_t i = 0; i < exposure_class_names.size(); ++i)
        rows.count("given as", std::string(exposure_class_names.at(i)),
                   [i](auto& c) { return c.profile.classes.at(i); });
}

Answer with_short_lists(const Asked& asked, const TableColumn& column)
{
    FaersQuestion question = column.question;
    question.people.most_drugs =
        question.people.most_drugs == 0 ? long_list : std::min(question.people.most_drugs, long_list);
    return answer(asked, question);
}

/// Reports with the first drug against those with a comparator; reports with both are in neither.
TwoByTwo head_to_head(const Asked& asked, const TableColumn& first, const TableColumn& other)
{
    const FaersMatches one = matches(asked.store, first.question);
    const FaersMatches two = matches(asked.store, other.question);
    const auto without = [](const ReportList& a, const ReportList& b) {
        ReportList out;
        std::ranges::set_difference(a, b, std::back_inserter(out));
        return out;
    };
    const auto split = [&](const ReportList& drug) {
        ReportList both;
        std::ranges::set_intersection(drug, one.event, std::back_inserter(both));
        return std::pair(static_cast<std::int64_t>(both.size()), static_cast<std::int64_t>(drug.size() - both.size()));
    };
    const auto [a, b] = split(without(one.drug, two.drug));
    const auto [c, d] = split(without(two.drug, one.drug));
    return {a, b, c, d};
}

void add_measures(Rows& rows, const Asked& asked, const DescribedPair& found)
{
    rows.text("measure", "ROR (95 % CI), against all other reports",
              [](auto& c) { return estimate_text(c.answer.measures.ror); });
    rows.text("measure", "PRR (95 % CI)", [](auto& c) { return estimate_text(c.answer.measures.prr); });
    rows.text("measure", "IC (95 % CI)", [](auto& c) { return estimate_text(ic_of(c.answer)); });
    if (const std::optional<UsedPrior>& prior = found.columns.front().answer.prior)
        rows.text("measure", prior->fit ? "EBGM (90 %), under the prior fitted" : "EBGM (90 %), under the prior given",
                  [](auto& c) { return estimate_text(c.answer.measures.ebgm); });
    const TableColumn& first = found.columns.front();
    for (std::size_t i = 1; i < found.columns.size(); ++i)
        rows.text("measure", format("ROR against {}, without reports of both", found.columns[i].title), [&](auto& c) {
            return &c == &first ? estimate_text(measure(head_to_head(asked, c, found.columns[i])).ror)
                                : std::string("");
        });
    rows.text("long drug lists", format("reports with more than {} ingredients", long_list), [](auto& c) {
        const auto from = std::ranges::upper_bound(c.profile.lists, long_list);
        const auto n = c.profile.lists.end() - from;
        return share_text(n, c.profile.total);
    });
    rows.text("long drug lists", "median and most ingredients", [](auto& c) {
        return c.profile.lists.empty()
                   ? std::string("NA")
                   : format("{}, {}", c.profile.lists[c.profile.lists.size() / 2], c.profile.lists.back());
    });
    rows.text("long drug lists", "ROR without such reports, in all four cells",
              [&](auto& c) { return estimate_text(with_short_lists(asked, c).measures.ror); });
}

void add_levels(Rows& rows, const Asked& asked)
{
    for (std::size_t i = 0; i < faers_level_names.size(); ++i)
        rows.number("level", std::string(faers_level_names.at(i)), [&](auto& c) {
            FaersQuestion question = c.question;
            question.level = static_cast<FaersLevel>(i);
            return answer(asked, question).counts.table.a;
        });
    rows.number("probable duplicates", "left if each linked group is one patient", [&](auto& c) {
        return links_json(asked, c.answer.counts).at("distinct").template get<std::int64_t>();
    });
    rows.count("literature", "cite a paper", [](auto& c) { return c.profile.with_reference; });
}

void add_overlap(Rows& rows, const DescribedPair& found)
{
    const auto shared = [](const TableColumn& a, const TableColumn& b) {
        ReportList both;
        std::ranges::set_intersection(a.answer.counts.reports, b.answer.counts.reports, std::back_inserter(both));
        return static_cast<std::int64_t>(both.size());
    };
    if (found.columns.size() < 2)
        return;
    for (const TableColumn& other : found.columns)
        rows.count("overlap", "also in the column " + other.title, [&](auto& c) { return shared(c, other); });
}

} // namespace

std::string percent_text(std::int64_t part, std::int64_t whole)
{
    if (whole <= 0)
        return "NA";
    const std::int64_t tenths = (2000 * part + whole) / (2 * whole); // half up
    return format("{}.{}", tenths / 10, tenths % 10);
}

DescribedPair describe(const Asked& asked, const std::vector<std::string>& comparators)
{
    DescribedPair out;
    const auto add = [&](const std::vector<std::string>& drugs) {
        TableColumn column;
        column.title = join(drugs, ", ");
        column.id = lower_ascii(column.title);
        column.question = asked.question;
        column.question.drugs = drugs;
        column.answer = answer(asked, column.question);
        column.profile = profile_of(asked.store, column.question, column.answer.counts.reports);
        out.columns.push_back(std::move(column));
    };
    add(asked.question.drugs);
    for (const std::string& drug : comparators)
        add({drug});
    out.received = received_by_year(asked.store, asked.question);
    return out;
}

Table table_of(const Asked& asked, const DescribedPair& found, std::size_t top)
{
    Table table;
    std::vector<std::string> titles;
    for (const TableColumn& column : found.columns)
        titles.push_back(column.title);
    table.title = format("FAERS reports of {} with {}", join(asked.question.events, ", "), join(titles, " / "));
    table.columns = {{"part", "", true}, {"row", "", true}};
    for (const TableColumn& column : found.columns)
        table.columns.push_back({column.id, column.title, true});
    Rows rows(found, table);
    add_reports(rows);
    add_people(rows);
    add_co_medication(rows, found, top);
    add_dates(rows, found);
    add_outcomes(rows);
    add_exposure(rows);
    add_measures(rows, asked, found);
    add_levels(rows, asked);
    add_overlap(rows, found);
    std::string scope = scope_text(asked.store, asked.question);
    scope.front() = 'L';
    table.about = {scope + "; each count is of reports, once per drug and event."};
    if (const std::string made_up = made_up_text(asked.store); !made_up.empty())
        table.about.push_back(made_up);
    if (const auto narrowed = narrowings(asked.question); !narrowed.empty())
        table.about.push_back("Narrowed to: " + join(narrowed, ", ") + ".");
    return table;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/patient_tables.hpp"

#include "corpus/pattern.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/quantity_readers.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace casebook {

namespace {

enum class Column {
    other,
    age,
    sex,
    age_and_sex,
    drug,
    dose,
    route,
    indication,
    event,
    latency,
    outcome,
    action,
    rechallenge,
    treatment
};

struct ColumnName
{
    Column column;
    Pattern header; ///< over the folded header
};

/// The first row that fits says what a column holds.
const std::vector<ColumnName>& column_names()
{
    static const std::vector<ColumnName> all = [] {
        std::vector<ColumnName> out;
        const auto add = [&](Column column, std::string_view pattern) { out.push_back({column, Pattern(pattern)}); };
        add(Column::age_and_sex, R"(\bage\b.{0,20}\b(?:sex|gender)\b|\b(?:sex|gender)\b.{0,10}\bage\b)");
        add(Column::age, R"(^(?:patient'?s? )?age\b)");
        add(Column::sex, R"(^(?:sex|gender)\b)");
        add(Column::latency,
            R"(\b(?:latency|time to (?:onset|event|reaction)|onset (?:time|after|interval|latency|\()|time (?:of|until|till) onset|interval (?:to|until|between|from)|(?:duration|length|time) of (?:\w+ ){0,4}(?:before|until|prior|to onset)|(?:time|interval) (?:from|after|since) (?:\w+ ){0,3}(?:dose|infusion|injection|start\w*|initiation|treatment|therapy|exposure|drug|vaccination)\b)|^onset$)");
        add(Column::rechallenge, R"(\brechallenge|\breexposure|\bre-exposure)");
        add(Column::action,
            R"(^(?:dechallenge|action taken|(?:drug|treatment|therapy) (?:stopped|withdrawn|discontinued|withdrawal|discontinuation)|withdrawal|discontinuation|discontinued)\b)");
        add(Column::treatment, R"(^(?:treatments?|therapy|management|interventions?)(?: (?:of|for) .*| given)?$)");
        add(Column::outcome, R"(^(?:outcome|result|course|evolution|recovery|resolution|prognosis)\b)");
        add(Column::dose, R"(\bdos(?:e|age)\b)");
        add(Column::route, R"(^route\b)");
        add(Column::indication,
            R"(^(?:indication|underlying (?:disease|condition|disorder)|primary (?:disease|diagnosis)|disease treated)\b)");
        add(Column::drug,
            R"(^(?:suspect(?:ed)? |culprit |causative |offending )?(?:drug|agent|medication|medicine)s?\b)");
        add(Column::event, R"(^(?:adverse (?:event|reaction|effect)|reaction|adr|event|type of \w+)\b)");
        return out;
    }();
    return all;
}

Column column_of(std::string_view header)
{
    for (const ColumnName& name : column_names())
        if (name.header.found_in(header))
            return name.column;
    return Column::other;
}

/// A cell of a row: its folded header and the tokens of its value.
struct Cell
{
    Column column = Column::other;
    std::string header;
    std::span<const Token> value;
};

/// A row as the passages of full texts have it: "HEADER: value; HEADER: value".
struct TableRow
{
    const Passage* passage = nullptr;
    int number = 0; ///< of the passage
    std::vector<Token> tokens;
    std::vector<Cell> cells;

    Evidence words(std::span<const Token> of) const
    {
        const std::uint32_t begin = of.front().begin, end = of.back().end;
        return {number, begin, end, passage->text.substr(begin, end - begin)};
    }
};

std::span<const Token> between(const std::vector<Token>& tokens, std::size_t begin, std::size_t end)
{
    const auto first = std::ranges::find_if(tokens, [&](const Token& t) { return t.begin >= begin; });
    const auto last = std::find_if(first, tokens.end(), [&](const Token& t) { return t.end > end; });
    return {first, last};
}

/// A piece without a header belongs to the cell before it: values may hold semicolons.
TableRow read_row(const Passage& passage, int number)
{
    TableRow row{&passage, number, tokenize(passage.text), {}};
    const std::string& text = passage.text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("; ", at), text.size());
        const std::size_t colon = text.find(": ", at);
        if (colon < end) {
            const std::string header = fold(std::string_view(text).substr(at, colon - at));
            row.cells.push_back({column_of(header), header, between(row.tokens, colon + 2, end)});
        }
        at = end + 2;
    }
    std::erase_if(row.cells, [](const Cell& cell) { return cell.value.empty(); });
    return row;
}

Stated<double> age_in(const TableRow& row, const Cell& cell)
{
    for (std::size_t i = 0; i < cell.value.size(); ++i)
        if (const auto number = read_number(cell.value, i)) {
            const bool months = cell.header.find("month") != std::string::npos ||
                                (number->last < cell.value.size() && cell.value[number->last].text.starts_with("mo"));
            const double years = months ? number->value / 12 : number->value;
            if (years <= 0 || years > 120)
                return {};
            return {years, row.words(cell.value.subspan(i, number->last - i)), ""};
        }
    return {};
}

Stated<Sex> sex_in(const TableRow& row, const Cell& cell)
{
    constexpr std::array<std::string_view, 5> female = {"f", "female", "woman", "girl", "w"};
    constexpr std::array<std::string_view, 4> male = {"m", "male", "man", "boy"};
    for (std::size_t i = 0; i < cell.value.size(); ++i) {
        if (is_one_of(cell.value, i, female))
            return {Sex::female, row.words(cell.value.subspan(i, 1)), ""};
        if (is_one_of(cell.value, i, male))
            return {Sex::male, row.words(cell.value.subspan(i, 1)), ""};
    }
    return {};
}

/// "3 weeks", or "3" under "Onset (weeks)".
Stated<Latency> latency_in(const TableRow& row, const Cell& cell)
{
    for (const Quantity& quantity : find_quantities(cell.value))
        if (quantity.kind == QuantityKind::duration && !quantity.vague)
            return {Latency{quantity.days, Anchor::first_dose},
                    row.words(cell.value.subspan(quantity.first, quantity.last - quantity.first)), ""};
    double unit = 0;
    for (const Token& token : tokenize(cell.header))
        unit = std::max(unit, unit_days(token.text));
    if (unit == 0)
        return {};
    for (std::size_t i = 0; i < cell.value.size(); ++i)
        if (const auto range = read_number_range(cell.value, i))
            return {Latency{{range->range.min * unit, range->range.max * unit}, Anchor::first_dose},
                    row.words(cell.value.subspan(i, range->last - i)), ""};
    return {};
}

std::string folded(const Cell& cell)
{
    std::string out;
    for (const Token& token : cell.value)
        out += (out.empty() ? "" : " ") + token.text;
    return out;
}

/// "NR", "–", "unknown": nothing is told.
bool is_told(const Cell& cell)
{
    static const Pattern nothing(
        R"(^(?:nr|na|n / a|n\.? ?d\.?|nd|ns|not (?:reported|available|known|stated|specified)|unknown|[-–—?]+)$)");
    return !nothing.found_in(folded(cell));
}

Stated<Outcome> outcome_in(const TableRow& row, const Cell& cell)
{
    static const std::array<std::pair<Outcome, Pattern>, 4> all = {{
        {Outcome::fatal, Pattern(R"(\b(?:died|death|dead|deceased|fatal)\b)")},
        {Outcome::not_recovered,
         Pattern(
             R"(\b(?:no|not|without|non) (?:\w+ )?(?:recover\w*|improve\w*|resol\w+|re ?growth|regrew|change|response)|\b(?:persist\w*|unchanged|ongoing|worsen\w*|permanent)\b)")},
        {Outcome::recovering, Pattern(R"(\b(?:partial\w*|improv\w+|recovering|resolving|incomplete)\b)")},
        {Outcome::recovered,
         Pattern(
             R"(\b(?:recover(?:ed|y)|resol(?:ved|ution)|regrowth|regrew|remission|cured?|complete\w*|cleared|normali[sz]\w+)\b)")},
    }};
    const std::string text = folded(cell);
    for (const auto& [outcome, pattern] : all)
        if (pattern.found_in(text))
            return {outcome, row.words(cell.value), ""};
    return {};
}

Stated<Rechallenge> rechallenge_in(const TableRow& row, const Cell& cell)
{
    static const Pattern negative(R"(^negative|\bno recurrence|\bwithout recurrence|\btolerated)");
    static const Pattern positive(R"(^(?:positive|\+|yes)|\brecur\w*|\breappear\w*)");
    static const Pattern not_done(R"(^(?:no|none|not (?:done|performed|attempted))$)");
    const std::string text = folded(cell);
    const auto say = [&](Rechallenge value) { return Stated<Rechallenge>{value, row.words(cell.value), ""}; };
    return negative.found_in(text)   ? say(Rechallenge::negative)
           : positive.found_in(text) ? say(Rechallenge::positive)
           : not_done.found_in(text) ? say(Rechallenge::not_done)
                                     : Stated<Rechallenge>{};
}

/// Stopped or not; whether it got better is told by the outcome, or by the cell itself.
Stated<Dechallenge> dechallenge_in(const TableRow& row, const Cell& cell, const Stated<Outcome>& outcome)
{
    static const Pattern kept(R"(^(?:no|none|not (?:done|stopped|withdrawn)|continued|maintained|dose unchanged)\b)");
    static const Pattern positive(R"(^(?:positive|\+))");
    static const Pattern negative(R"(^negative)");
    static const Pattern stopped(R"(^(?:yes|stopped|withdrawn|discontinued|ceased|dose reduced|switched|drug )\b)");
    const std::string text = folded(cell);
    const auto say = [&](Dechallenge value) { return Stated<Dechallenge>{value, row.words(cell.value), ""}; };
    if (positive.found_in(text) || negative.found_in(text))
        return say(positive.found_in(text) ? Dechallenge::positive : Dechallenge::negative);
    if (kept.found_in(text))
        return say(Dechallenge::not_done);
    if (!stopped.found_in(text) || !outcome)
        return {};
    switch (*outcome.value) {
    case Outcome::recovered:
    case Outcome::recovering:
    case Outcome::recovered_with_sequelae: return say(Dechallenge::positive);
    case Outcome::not_recovered:
    case Outcome::fatal: return say(Dechallenge::negative);
    default: return {};
    }
}

/// "Prednisone, levothyroxine": each is one.
std::vector<Stated<std::string>> treatments_in(const TableRow& row, const Cell& cell)
{
    static const Pattern none(R"(^(?:none|no(?: treatment)?|observation|withdrawal(?: only)?)$)");
    std::vector<Stated<std::string>> out;
    if (none.found_in(folded(cell)))
        return out;
    for (std::size_t begin = 0; begin < cell.value.size();) {
        const auto ends = [](const Token& t) {
            return t.text == "," || t.text == "and" || t.text == "+" || t.text == ";";
        };
        const auto end = std::find_if(cell.value.begin() + static_cast<std::ptrdiff_t>(begin), cell.value.end(), ends);
        const auto last = static_cast<std::size_t>(end - cell.value.begin());
        if (last > begin) {
            const Evidence words = row.words(cell.value.subspan(begin, last - begin));
            out.push_back({words.quote, words, ""});
        }
        begin = last + 1;
    }
    return out;
}

void take(const TableRow& row, const Cell& cell, Case& c)
{
    const auto words = [&] { return Stated<std::string>{row.words(cell.value).quote, row.words(cell.value), ""}; };
    switch (cell.column) {
    case Column::age: c.patient.age_years = age_in(row, cell); break;
    case Column::sex: c.patient.sex = sex_in(row, cell); break;
    case Column::age_and_sex:
        c.patient.age_years = age_in(row, cell);
        c.patient.sex = sex_in(row, cell);
        break;
    case Column::dose: c.drugs.front().dose_text = words(); break;
    case Column::route: c.drugs.front().route = words(); break;
    case Column::indication: c.drugs.front().indication = words(); break;
    case Column::latency:
        if (auto latency = latency_in(row, cell))
            c.latencies.push_back(std::move(latency));
        break;
    case Column::outcome: c.reaction.outcome = outcome_in(row, cell); break;
    case Column::rechallenge: c.rechallenge = rechallenge_in(row, cell); break;
    case Column::treatment: c.reaction.treatments = treatments_in(row, cell); break;
    case Column::action: // when the outcome is known
    case Column::drug:
    case Column::event:
    case Column::other: break;
    }
}

/// Whether a cell for the drug or the event names that of the protocol.
bool names(const Reading& reading, const TableRow& row, const Cell& cell, MentionKind kind)
{
    for (const Sentence& sentence : reading.sentences)
        if (sentence.passage == row.number)
            for (const Mention& mention : sentence.mentions)
                if (mention.kind == kind && !mention.negated &&
                    sentence.tokens[mention.first].begin >= cell.value.front().begin &&
                    sentence.tokens[mention.first].begin < cell.value.back().end)
                    return true;
    return false;
}

bool is_ours(const Reading& reading, const TableRow& row)
{
    return std::ranges::all_of(row.cells, [&](const Cell& cell) {
        return (cell.column != Column::drug || names(reading, row, cell, MentionKind::drug)) &&
               (cell.column != Column::event || names(reading, row, cell, MentionKind::event));
    });
}

Case read_patient_row(const TableRow& row, const Case& shared)
{
    Case out = shared;
    for (const Cell& cell : row.cells)
        if (is_told(cell))
            take(row, cell, out);
    for (const Cell& cell : row.cells)
        if (cell.column == Column::action && is_told(cell))
            out.dechallenge = dechallenge_in(row, cell, out.reaction.outcome);
    if (out.patient.age_years)
        out.patient.age_at = {AgeAt::presentation, out.patient.age_years.evidence, ""};
    return out;
}

/// "Table 2" of "Table 2, row 3"; "" for what is no row.
std::string table_of(const Passage& passage)
{
    const std::size_t comma = passage.label.rfind(", row ");
    return comma == std::string::npos ? "" : passage.label.substr(0, comma);
}

} // namespace

std::vector<Case> read_patient_tables(const Reading& reading, const Case& shared)
{
    std::map<int, std::string> rows; // by passage, of those that the reading tells of
    for (const Sentence& sentence : reading.sentences)
        if (const auto table = table_of(reading.passages[static_cast<std::size_t>(sentence.passage)]); !table.empty())
            rows[sentence.passage] = table;
    std::map<std::string, std::vector<Case>> tables;
    std::vector<std::string> order;
    for (const auto& [number, table] : rows) {
        const TableRow row = read_row(reading.passages[static_cast<std::size_t>(number)], number);
        Case found = read_patient_row(row, shared);
        if (!found.patient.age_years || !is_ours(reading, row))
            continue;
        if (tables[table].empty())
            order.push_back(table);
        tables[table].push_back(std::move(found));
    }
    std::vector<Case> out;
    for (const std::string& table : order)
        if (tables[table].size() > 1 && out.empty()) // a second table tells more of the same patients
            out = std::move(tables[table]);
    return out;
}

} // namespace casebook

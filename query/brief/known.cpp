// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the counted patients: a sentence a field, the numbers from the ledger, the words from each patient.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/brief/wording.hpp"
#include "query/tables/case_cells.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <functional>

namespace casebook {

namespace {

using CasePick = std::function<bool(const Case&)>;

/// The words behind a field of the patients that are meant.
std::vector<Source> words_behind(const BriefBasis& basis, std::string_view field, const CasePick& meant)
{
    std::vector<Source> out;
    for (std::size_t i = 0; i < basis.ledger.reports.size(); ++i)
        for (const Case& c : basis.ledger.reports[i].patients)
            if (meant(c)) {
                const std::vector<Source> found = sources_of(basis.reports[i], c, *find_field(field));
                out.insert(out.end(), found.begin(), found.end());
            }
    return out;
}

/// A value of a field as a sentence says it; {in} is where the number stands: "recovered (4)", "it went away in 4".
struct ValueWords
{
    std::string_view field;
    std::string_view value;
    std::string_view clinicians;
    std::string_view patients;
};
constexpr ValueWords value_words[] = {
    {"role", "suspect", "suspect{in}", "the medicine may have been the cause{in}"},
    {"role", "interacting", "suspected of an interaction{in}",
     "the medicine may have been the cause together with another{in}"},
    {"dechallenge", "positive", "improved on stopping, switching or lowering the drug{in}",
     "it got better{in} when the medicine was stopped, changed or lowered"},
    {"dechallenge", "negative", "not improved on stopping, switching or lowering the drug{in}",
     "it did not get better{in} when the medicine was stopped, changed or lowered"},
    {"dechallenge", "not_done", "drug continued unchanged{in}", "the medicine was taken on as before{in}"},
    {"dechallenge", "not_applicable", "not assessable{in}", "it cannot be told{in}"},
    {"rechallenge", "positive", "the event came back when the drug was given again{in}",
     "it came back{in} when the medicine was taken again"},
    {"rechallenge", "negative", "no return or worsening when the drug was given again{in}",
     "it did not come back or get worse{in} when the medicine was taken again"},
    {"rechallenge", "not_done", "the drug was not given again{in}", "the medicine was not taken again{in}"},
    {"outcome", "recovered", "recovered{in}", "it went away{in}"},
    {"outcome", "recovered_with_sequelae", "recovered with sequelae{in}", "it went away{in} but left a trace"},
    {"outcome", "recovering", "recovering{in}", "it was getting better{in}"},
    {"outcome", "not_recovered", "not recovered{in}", "it had not got better{in}"},
    {"outcome", "fatal", "fatal{in}", "the person died{in}"},
};

std::string worded(const BriefBasis& basis, std::string_view field, const std::string& value)
{
    for (const ValueWords& row : value_words)
        if (row.field == field && row.value == value)
            return std::string(basis.audience == Audience::patients ? row.patients : row.clinicians);
    return spoken(value) + "{in}";
}

/// How a field's sentence begins; {drug} and, as in {known for}, of how many people it speaks are put in.
struct FieldSentence
{
    std::string_view field;
    std::string_view clinicians;
    std::string_view patients;
};
constexpr FieldSentence sex_sentence = {"sex", "Sex{known for}", "Women and men{known for}"};
constexpr FieldSentence role_sentence = {"role", "Role of {drug}{read for}",
                                         "The part of {drug}, as the reports see it{read for}"};
constexpr FieldSentence term_sentence = {"event_term", "Kind of event{read for}", "What doctors called it{read for}"};
constexpr FieldSentence course_sentences[] = {
    {"dechallenge", "Dechallenge (whatever else was given){told of}",
     "What happened when the medicine was stopped or taken on{told of}"},
    {"rechallenge", "Rechallenge{told of}", "What happened when the medicine was taken again{told of}"},
    {"outcome", "Outcome at last mention{told of}", "How it was when last seen{told of}"},
};

/// The values and their numbers, those who have none left out.
Counts known_values(const Ledger& ledger, std::string_view field)
{
    Counts out = tally_of(ledger, field);
    if (!out.empty() && out.back().first == "unknown")
        out.pop_back();
    return out;
}

std::size_t sum_of(const Counts& counts)
{
    std::size_t out = 0;
    for (const auto& [value, count] : counts)
        out += count;
    return out;
}

/// "recovered (4) and not recovered (1)"; the value alone where it is of all who are known.
std::string values_text(const BriefBasis& basis, std::string_view field, const Counts& counts)
{
    const std::string_view form = basis.audience == Audience::patients && field != "event_term" ? " in {}" : " ({})";
    std::vector<std::string> parts;
    for (const auto& [value, count] : counts) {
        const std::string number = counts.size() == 1 ? "" : replaced(std::string(form), "{}", std::to_string(count));
        parts.push_back(counts.size() > 1 && field == "sex" ? format("{} {}", count, value)
                                                            : replaced(worded(basis, field, value), "{in}", number));
    }
    return listed(parts);
}

bool has_value(const Case& c, std::string_view field) { return !field_text(*find_field(field), c).empty(); }

/// ", known for 2 of 7 patients"; nothing where there is but one.
std::string of_whom(const BriefBasis& basis, std::string_view how, std::size_t number)
{
    const std::size_t all = patient_count(basis.ledger);
    return all == 1 ? "" : format(", {} {}", how, people_of(words_for(basis), number, all));
}

std::optional<Statement> tally_statement(const BriefBasis& basis, const FieldSentence& row)
{
    Counts counts = known_values(basis.ledger, row.field);
    const BriefWords words = words_for(basis);
    std::string text(basis.audience == Audience::patients ? row.patients : row.clinicians);
    text = replaced(std::move(text), "{drug}", words.drug);
    for (const std::string_view how : {"known for", "read for", "told of"})
        text = replaced(std::move(text), format("{{{}}}", how), of_whom(basis, how, sum_of(counts)));
    text += ": " + values_text(basis, row.field, counts) + ".";
    return statement_of(std::string(row.field), std::move(text),
                        words_behind(basis, row.field, [&](const Case& c) { return has_value(c, row.field); }),
                        std::move(counts));
}

/// "34 years", "26 years and 37 years", "9 months in both", "median 30 years, from 29 months to 46 years"
std::string spread_text(Audience audience, const Spread& s, const std::vector<std::string>& values,
                        const std::function<std::string(double)>& unit)
{
    if (s.n == 1)
        return values.front();
    if (std::ranges::count(values, values.front()) == std::ssize(values))
        return format("{} in {}", values.front(), s.n == 2 ? "both" : "all");
    if (s.n == 2)
        return listed(values);
    return audience == Audience::patients
               ? format("from {} to {}, the middle one {}", unit(s.min), unit(s.max), unit(s.median))
               : format("median {}, from {} to {}", unit(s.median), unit(s.min), unit(s.max));
}

std::optional<Statement> age_statement(const BriefBasis& basis)
{
    const std::optional<Spread> ages = age_spread(basis.ledger);
    if (!ages)
        return std::nullopt;
    std::vector<std::string> values;
    for (const Report& report : basis.ledger.reports)
        for (const Case& c : report.patients)
            if (c.patient.age_years)
                values.push_back(age_in_words(*c.patient.age_years.value));
    std::string text = format("Age{}: {} ({}).", of_whom(basis, "known for", ages->n),
                              spread_text(basis.audience, *ages, values, age_in_words), ages_at_text(basis.ledger));
    return statement_of("age_years", std::move(text),
                        words_behind(basis, "age_years", [](const Case& c) { return has_value(c, "age_years"); }),
                        {{"known", ages->n}});
}

std::optional<Statement> latency_statement(const BriefBasis& basis, Anchor anchor)
{
    const std::optional<Spread> days = latency_spread(basis.ledger, anchor);
    if (!days)
        return std::nullopt;
    const auto counted_so = [&](const Case& c) {
        return !c.latencies.empty() && c.latencies.front().value->anchor == anchor;
    };
    std::vector<std::string> values;
    for (const Report& report : basis.ledger.reports)
        for (const Case& c : report.patients)
            if (counted_so(c))
                values.push_back(days_in_words(c.latencies.front().value->days));
    std::string text =
        format("{}, counted from {}{}: {}.",
               basis.audience == Audience::patients ? "How long it took to begin" : "Time to onset", clock_text(anchor),
               of_whom(basis, "known for", days->n), spread_text(basis.audience, *days, values, [](double value) {
                   return days_in_words({value, value});
               }));
    return statement_of("latency_" + std::string(name_of(anchor)), std::move(text),
                        words_behind(basis, "latency", counted_so), {{"known", days->n}});
}

Statement patients_statement(const BriefBasis& basis, Sources sources)
{
    const BriefWords words = words_for(basis);
    const std::size_t patients = patient_count(basis.ledger);
    const std::vector<const Report*> reports = telling_reports(basis.ledger);
    const std::string years = years_text(reports);
    return {"patients",
            format("{} after {}: {} in {}{}.", capitalised(words.event), words.drug, people_text(words, patients),
                   counted(reports.size(), words.report), years.empty() ? "" : " published " + years),
            std::move(sources),
            {{"patients", patients}, {"reports", reports.size()}}};
}

} // namespace

std::vector<Source> words_of_patients(const BriefBasis& basis)
{
    return words_behind(basis, "event", [](const Case&) { return true; });
}

std::vector<Source> words_of_field(const BriefBasis& basis, std::string_view field)
{
    return words_behind(basis, field, [&](const Case& c) { return has_value(c, field); });
}

std::vector<Statement> what_is_known(const BriefBasis& basis)
{
    std::optional<Sources> patients = Sources::of(words_of_patients(basis));
    if (!patients)
        return {};
    std::vector<Statement> out = {patients_statement(basis, std::move(*patients))};
    const auto add = [&](std::optional<Statement> statement) {
        if (statement)
            out.push_back(std::move(*statement));
    };
    add(tally_statement(basis, sex_sentence));
    add(age_statement(basis));
    add(tally_statement(basis, role_sentence));
    add(tally_statement(basis, term_sentence));
    for (const Anchor anchor : {Anchor::first_dose, Anchor::last_dose, Anchor::dose_change, Anchor::transplant,
                                Anchor::other, Anchor::unknown})
        add(latency_statement(basis, anchor));
    for (const FieldSentence& row : course_sentences)
        add(tally_statement(basis, row));
    return out;
}

} // namespace casebook

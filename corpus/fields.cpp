// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/fields.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "corpus/written.hpp"

#include <algorithm>
#include <cmath>

namespace casebook {

namespace {

using Values = std::vector<FieldValue>;

template <class T> Values one(const Stated<T>& stated, std::string text, std::optional<Range> number = std::nullopt)
{
    if (!stated)
        return {};
    return {{std::move(text), number, stated.evidence, stated.by}};
}

Values one(const Stated<std::string>& stated) { return one(stated, stated.value.value_or("")); }

template <class E>
requires std::is_enum_v<E> Values one(const Stated<E>& stated)
{
    return one(stated, std::string(name_of(stated.value.value_or(E{}))));
}

Values many(const std::vector<Stated<std::string>>& list)
{
    Values out;
    for (const Stated<std::string>& item : list)
        out.push_back({*item.value, std::nullopt, item.evidence, item.by});
    return out;
}

std::string range_text(const Range& range)
{
    return range.min == range.max ? plain_number(range.min) : plain_number(range.min) + "–" + plain_number(range.max);
}

/// Sets what a person's text was read as; empty text clears, text that is no value leaves everything as it was.
template <class T> bool set_read(Stated<T>& to, const std::string& text, std::optional<T> value, const std::string& by)
{
    if (!text.empty() && !value)
        return false;
    to = {std::move(value), {}, by};
    return true;
}

bool set_text(Stated<std::string>& to, const std::string& value, const std::string& by)
{
    return set_read(to, value, value.empty() ? std::nullopt : std::optional(value), by);
}

template <class E> bool set_name(Stated<E>& to, const std::string& value, const std::string& by)
{
    const std::optional<E> found = written_name<E>(value);
    if (found == E{}) // "unknown"
        return set_name(to, "", by);
    return set_read(to, value, found, by);
}

struct Unit
{
    double days;
    std::string_view name;
};
constexpr Unit units[] = {{days_a_year, "y"}, {days_a_month, "mo"}, {7, "wk"}, {1, "d"}};

bool set_list(std::vector<Stated<std::string>>& to, const std::string& value, const std::string& by)
{
    to.clear();
    for (const std::string& item : split(value, ';'))
        if (!trim(item).empty())
            to.push_back({std::string(trim(item)), {}, by});
    return true;
}

Values concomitants(const Case& c)
{
    Values out;
    for (std::size_t i = 1; i < c.drugs.size(); ++i) // the first is the case's own, whatever its role
        if (const Drug& drug = c.drugs[i]; drug.role.value == Role::concomitant)
            out.push_back({drug.name, std::nullopt, drug.as_reported.evidence, drug.as_reported.by});
    return out;
}

bool set_concomitants(Case& c, const std::string& value, const std::string& by)
{
    const auto taken_beside = [](const Drug& drug) { return drug.role.value == Role::concomitant; };
    const auto others = c.drugs.begin() + std::min<std::ptrdiff_t>(1, std::ssize(c.drugs)); // a case keeps its own drug
    c.drugs.erase(std::remove_if(others, c.drugs.end(), taken_beside), c.drugs.end());
    std::vector<Stated<std::string>> names;
    set_list(names, value, by);
    for (const Stated<std::string>& name : names)
        c.drugs.push_back({*name.value, name, {Role::concomitant, {}, by}, {}, {}, {}, {}});
    return true;
}

/// A clock has one place for its words: they are the machine's, of the days or of what they are counted from.
Values said_of_clock(const Case& c, const std::string& text, std::optional<Range> number, const std::string& by)
{
    return {{text, number, by.empty() ? c.latencies.front().evidence : Evidence{}, by}};
}

Values latency(const Case& c)
{
    if (c.latencies.empty())
        return {};
    const Range& days = c.latencies.front().value->days;
    return said_of_clock(c, days_text(days), days, c.latencies.front().by);
}

/// Other days leave the clock as it was read: who says how many has not said from when.
bool set_latency(Case& c, const std::string& value, const std::string& by)
{
    const auto days = written_days(value);
    if (!days && !value.empty())
        return false;
    if (!days) {
        c.latencies.clear();
        return true;
    }
    if (c.latencies.empty())
        c.latencies.push_back({Latency{}, {}, by});
    c.latencies.front().value->days = *days; // the one that counts; other clocks stay as they were read
    c.latencies.front().by = by;
    return true;
}

Values anchor(const Case& c)
{
    if (c.latencies.empty() || c.latencies.front().value->anchor == Anchor::unknown)
        return {};
    const Latency& first = *c.latencies.front().value;
    return said_of_clock(c, std::string(name_of(first.anchor)), std::nullopt, first.anchor_by);
}

bool set_anchor(Case& c, const std::string& value, const std::string& by)
{
    const auto found = value.empty() ? Anchor::unknown : written_name<Anchor>(value);
    if (!found || c.latencies.empty())
        return value.empty();
    c.latencies.front().value->anchor = *found;
    c.latencies.front().value->anchor_by = by;
    return true;
}

Values causality(const Case& c)
{
    Values out;
    for (const Stated<Causality>& said : c.causality)
        out.push_back({causality_text(*said.value), std::nullopt, said.evidence, said.by});
    return out;
}

/// The authors' conclusions as the report tells them, one after each `;`.
bool set_causality(Case& c, const std::string& value, const std::string& by)
{
    std::vector<Stated<Causality>> read;
    for (const std::string& item : split(value, ';')) {
        if (trim(item).empty())
            continue;
        const std::optional<Causality> said = causality_from_text(item);
        if (!said)
            return false;
        read.push_back({said, {}, by});
    }
    c.causality = std::move(read);
    return true;
}

Values age(const Case& c)
{
    const auto& stated = c.patient.age_years;
    const double years = stated.value.value_or(0);
    return one(stated, plain_number(years), Range{years, years});
}

/// Another age is of another moment, which the person has yet to name.
bool set_age(Patient& patient, const std::string& value, const std::string& by)
{
    const std::optional<double> before = patient.age_years.value;
    if (!set_read(patient.age_years, value, written_years(value), by))
        return false;
    if (patient.age_years.value != before && patient.age_at.by.empty())
        patient.age_at = {};
    return true;
}

Values event_term(const Case& c)
{
    if (c.reaction.term.empty())
        return {};
    return {{c.reaction.term, std::nullopt, c.reaction.as_reported.evidence, c.reaction.term_by}};
}

Drug& drug_of(Case& c) { return c.drugs.front(); }

bool set_drug(Drug& drug, const std::string& name, const std::string& by)
{
    if (name.empty()) // a case is about a drug
        return false;
    drug.name = name;
    drug.as_reported.by = by;
    return true;
}

// clang-format off
constexpr Field table[] = {
    {"drug", "Drug", FieldKind::keyword, "XDRUG:", 0, true, "the protocol's drug, by ingredient",
     [](const Case& c) { return Values{{subject_drug(c).name, std::nullopt, subject_drug(c).as_reported.evidence, subject_drug(c).as_reported.by}}; },
     [](Case& c, const std::string& v, const std::string& by) { return set_drug(drug_of(c), v, by); }},
    {"role", "Role", FieldKind::keyword, "XROLE:", 1, true, "suspect, interacting, concomitant, treatment_of_event, comparator or past",
     [](const Case& c) { return one(subject_drug(c).role); },
     [](Case& c, const std::string& v, const std::string& by) { return set_name(drug_of(c).role, v, by); }},
    {"age_years", "Age (y)", FieldKind::number, "", 2, false, "age at onset if the text gives it, else the age given, in years",
     age,
     [](Case& c, const std::string& v, const std::string& by) { return set_age(c.patient, v, by); }},
    {"age_at", "Age at", FieldKind::keyword, "", -1, false, "the moment the age refers to: onset, diagnosis or presentation",
     [](const Case& c) { return one(c.patient.age_at); },
     [](Case& c, const std::string& v, const std::string& by) { return set_name(c.patient.age_at, v, by); }},
    {"sex", "Sex", FieldKind::keyword, "XSEX:", 3, true, "male or female",
     [](const Case& c) { return one(c.patient.sex); },
     [](Case& c, const std::string& v, const std::string& by) { return set_name(c.patient.sex, v, by); }},
    {"indication", "Indication", FieldKind::text, "XIND", -1, false, "what the drug was given for, in the report's words",
     [](const Case& c) { return one(subject_drug(c).indication); },
     [](Case& c, const std::string& v, const std::string& by) { return set_text(drug_of(c).indication, v, by); }},
    {"dose_text", "Dose", FieldKind::text, "", -1, false, "the dose in force at onset, in the report's words",
     [](const Case& c) { return one(subject_drug(c).dose_text); },
     [](Case& c, const std::string& v, const std::string& by) { return set_text(drug_of(c).dose_text, v, by); }},
    {"dose_mg_per_kg_day", "mg/kg/day", FieldKind::number, "", 4, false, "only where the report gives mg per kg and day",
     [](const Case& c) { const auto& dose = subject_drug(c).dose_mg_per_kg_day; return one(dose, range_text(dose.value.value_or(Range{})), dose.value); },
     [](Case& c, const std::string& v, const std::string& by) { return set_read(drug_of(c).dose_mg_per_kg_day, v, written_range(v), by); }},
    {"route", "Route", FieldKind::keyword, "XROUTE:", -1, false, "only where stated",
     [](const Case& c) { return one(subject_drug(c).route); },
     [](Case& c, const std::string& v, const std::string& by) { return set_text(drug_of(c).route, v, by); }},
    {"latency", "Time to onset", FieldKind::number, "", 5, false, "days from the anchor to the onset of the event, or with a unit: 30, 30..60, 14 days, 2-3 weeks, 5 months, 3 y; latency_anchor says from when",
     latency, [](Case& c, const std::string& v, const std::string& by) { return set_latency(c, v, by); }},
    {"latency_anchor", "Counted from", FieldKind::keyword, "XANCHOR:", -1, false, "first_dose, last_dose, dose_change, transplant or other",
     anchor, [](Case& c, const std::string& v, const std::string& by) { return set_anchor(c, v, by); }},
    {"event", "Event", FieldKind::text, "XEVW", -1, false, "the event in the report's words",
     [](const Case& c) { return one(c.reaction.as_reported); },
     [](Case& c, const std::string& v, const std::string& by) { return set_text(c.reaction.as_reported, v, by); }},
    {"event_term", "Event term", FieldKind::keyword, "XEVENT:", 6, true, "the protocol's term for the event",
     event_term,
     [](Case& c, const std::string& v, const std::string& by) { c.reaction.term = v; c.reaction.term_by = by; return true; }},
    {"dechallenge", "Dechallenge", FieldKind::keyword, "XDECH:", 7, true, "positive, negative, not_done or not_applicable; of the suspect drug only",
     [](const Case& c) { return one(c.dechallenge); },
     [](Case& c, const std::string& v, const std::string& by) { return set_name(c.dechallenge, v, by); }},
    {"rechallenge", "Rechallenge", FieldKind::keyword, "XRECH:", 8, true, "positive, negative or not_done",
     [](const Case& c) { return one(c.rechallenge); },
     [](Case& c, const std::string& v, const std::string& by) { return set_name(c.rechallenge, v, by); }},
    {"event_treatment", "Treatment of event", FieldKind::text, "XTREAT", -1, false, "what was given for the event; several are separated by ;",
     [](const Case& c) { return many(c.reaction.treatments); },
     [](Case& c, const std::string& v, const std::string& by) { return set_list(c.reaction.treatments, v, by); }},
    {"outcome", "Outcome", FieldKind::keyword, "XOUT:", 9, true, "recovered, recovered_with_sequelae, recovering, not_recovered or fatal",
     [](const Case& c) { return one(c.reaction.outcome); },
     [](Case& c, const std::string& v, const std::string& by) { return set_name(c.reaction.outcome, v, by); }},
    {"concomitants", "Concomitant drugs", FieldKind::text, "XCONC", -1, false, "taken at onset; several are separated by ;",
     concomitants, set_concomitants},
    {"causality", "Authors' causality", FieldKind::text, "XCAUS", -1, false, "what the authors concluded on cause: method, score, category; \"Naranjo 6, probable\", several separated by ;",
     causality, set_causality},
};
// clang-format on

} // namespace

std::span<const Field> fields() { return table; }

const Field* find_field(std::string_view id)
{
    const auto* found = std::ranges::find(table, id, &Field::id);
    return found == std::end(table) ? nullptr : found;
}

std::string field_text(const Field& field, const Case& c)
{
    std::vector<std::string> texts;
    for (FieldValue& value : field.get(c))
        texts.push_back(std::move(value.text));
    return join(texts, "; ");
}

std::string plain_number(double value)
{
    std::string text = format("{:.2f}", value);
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

std::string days_text(const Range& days)
{
    const auto in = [&](const Unit& unit) {
        const auto count = [&](double value) { return format("{:.3g}", std::round(value / unit.days * 10) / 10); };
        const std::string low = count(days.min);
        const std::string high = count(days.max);
        return (low == high ? low : low + "–" + high) + " " + std::string(unit.name);
    };
    const double size = days.max;
    return in(size >= days_a_year * 1.9    ? units[0]
              : size >= days_a_month * 2.9 ? units[1]
              : size >= 14                 ? units[2]
                                           : units[3]);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/nearest.hpp"
#include "corpus/text.hpp"
#include "query/commands.hpp"
#include "query/people.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

const Field& field_of(const Request& request)
{
    const std::string id = request.text("FIELD");
    if (const Field* field = find_field(id))
        return *field;
    std::vector<std::string> known;
    for (const Field& field : fields())
        known.emplace_back(field.id);
    throw UsageError(
        format("{}: there is no such field; there are: {}.{}", id, join(known, ", "), did_you_mean(id, known)));
}

/// The protocol's term for the event that a word means: the term itself or one of its synonyms, capitals or not.
std::string protocol_term(const std::string& word, const EventNames& event)
{
    std::vector<std::string> known;
    for (const EventTerm& term : event.terms) {
        const auto same = [&](const std::string& name) { return equal_ignoring_case(name, word); };
        if (word.empty() || same(term.term) || std::ranges::any_of(term.synonyms, same))
            return word.empty() ? "" : term.term;
        known.push_back(term.term);
    }
    throw UsageError(format("\"{}\" is no term of the protocol's event; there are: {}.{} A new term goes into "
                            "protocol.json first (event.terms).",
                            word, join(known, ", "), did_you_mean(word, known)));
}

/// The value as it is kept: a synonym of the protocol's drug by its ingredient, the event by the protocol's term, all
/// else as it was given.
std::string value_of(const Request& request, const Field& field, const Protocol& protocol)
{
    std::string value = words_of(request, "VALUE");
    const DrugNames& drug = protocol.drug;
    const auto same = [&](const std::string& name) { return equal_ignoring_case(name, value); };
    if (field.id == "drug" &&
        (same(drug.name) || std::ranges::any_of(drug.synonyms, same) || std::ranges::any_of(drug.brands, same)))
        value = drug.name;
    return field.id == "event_term" ? protocol_term(value, protocol.event) : value;
}

/// What no patient can have: a slip of the keys or of the unit.
struct Bounds
{
    std::string_view field;
    double most;
    double unusual; ///< possible, but worth a second look
    std::string_view unit;
};
constexpr Bounds bounds[] = {{"age_years", 125, 105, "years"},
                             {"dose_mg_per_kg_day", 2000, 100, "mg per kg and day"},
                             {"latency", 125 * 365.25, 40 * 365.25, "days"}};

void check_bounds(const Case& c, const Field& field, const Console& console)
{
    const auto* limits = std::ranges::find(bounds, field.id, &Bounds::field);
    const std::vector<FieldValue> values = field.get(c);
    if (limits == std::end(bounds) || values.empty() || !values.front().number)
        return;
    const double value = values.front().number->max;
    if (value > limits->most)
        throw UsageError(format("{} {} {} cannot be; the most is {}. Check the number and its unit.", field.id,
                                plain_number(value), limits->unit, plain_number(limits->most)));
    if (value > limits->unusual)
        console.err << format("{} {} {} is unusual. Check the number and its unit; correct it again if it is wrong.\n",
                              field.label, plain_number(value), limits->unit);
}

/// The case as it would stand with the correction. Throws UsageError when the field has no such value.
Case corrected(Case c, const Field& field, const Correction& correction)
{
    if (!field.set(c, correction.value, correction.by))
        throw UsageError(format("\"{}\" is no value of {}: {}.{}", correction.value, field.id, field.help,
                                field.id == "latency" ? " Write days (30, or a range as 30..60), or 5 wk, 7 mo, 3 y."
                                : field.kind == FieldKind::number ? " Write a number, or a range as 30..60."
                                                                  : ""));
    return c;
}

std::string shown(const std::string& text) { return text.empty() ? "not reported" : text; }

std::string machine_text(const Store& store, const CaseName& name, const Field& field)
{
    const auto extraction = store.extraction(name.article);
    if (!extraction)
        return "";
    const auto found = std::ranges::find(extraction->cases, name.number, &Case::number);
    return found == extraction->cases.end() ? "" : field_text(field, *found);
}

Case case_of(const Store& store, const CaseName& name)
{
    const std::vector<Case> cases = current_cases(store, name.article);
    return *std::ranges::find(cases, name.number, &Case::number);
}

/// Adds the case first when the user asked for a new one; its first correction must name the drug.
Case case_to_correct(const Store& store, CaseName& name, const Field& field, const Correction& correction)
{
    if (name.number != 0)
        return case_of(store, name);
    if (field.id != "drug" || correction.value.empty())
        throw UsageError("a new case begins with its drug: `casebook correct ARTICLE#new drug NAME --by WHO`.");
    name.number = next_added_case(store, name.article);
    return added_case(name.number, correction);
}

} // namespace

int run_correct(const Request& request, const Console& console)
{
    const Field& field = field_of(request);
    const std::string who = speaker(request);
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    CaseName name = find_case(casebook.store, request.text("CASE"));
    const bool is_new = name.number == 0;
    Correction said{name.article, 0,  std::string(field.id),      value_of(request, field, casebook.protocol),
                    who,          "", words_of(request, "--note")};
    const Case before = case_to_correct(casebook.store, name, field, said);
    said.case_number = name.number;
    check_bounds(corrected(before, field, said), field, console);
    casebook.store.add(said);
    transaction.commit();
    const std::string was = is_new ? "" : field_text(field, before);
    const std::string now = field_text(field, case_of(casebook.store, name));
    const std::string machine = machine_text(casebook.store, name, field);
    if (format_of(request) == Format::text)
        console.out << format("{}{} {}: {} → {} by {}; the machine read {}\n", case_id(name.article, name.number),
                              is_new ? " added," : "", field.label, shown(was), shown(now), who,
                              machine.empty() ? "nothing" : machine);
    else
        console.out << Json{{"version", 1},       {"case", case_id(name.article, name.number)},
                            {"added", is_new},    {"field", field.id},
                            {"before", was},      {"now", now},
                            {"machine", machine}, {"by", who}}
                           .dump()
                    << "\n";
    return 0;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
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
    throw UsageError(format("{}: there is no such field; there are: {}.", id, join(known, ", ")));
}

/// The value as it is kept: a synonym of the protocol's drug by its ingredient, all else as it was given.
std::string value_of(const Request& request, const Field& field, const DrugNames& drug)
{
    std::string value = words_of(request, "VALUE");
    const auto same = [&](const std::string& name) { return equal_ignoring_case(name, value); };
    if (field.id == "drug" &&
        (same(drug.name) || std::ranges::any_of(drug.synonyms, same) || std::ranges::any_of(drug.brands, same)))
        value = drug.name;
    return value;
}

/// The case as it would stand with the correction. Throws UsageError when the field has no such value.
Case corrected(Case c, const Field& field, const Correction& correction)
{
    if (!field.set(c, correction.value, correction.by))
        throw UsageError(format("\"{}\" is no value of {}: {}.{}", correction.value, field.id, field.help,
                                field.kind == FieldKind::number ? " Write a number, or a range as 30..60." : ""));
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
    Correction said{name.article, 0,  std::string(field.id),      value_of(request, field, casebook.protocol.drug),
                    who,          "", words_of(request, "--note")};
    const Case before = case_to_correct(casebook.store, name, field, said);
    said.case_number = name.number;
    corrected(before, field, said);
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

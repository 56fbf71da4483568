// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/correcting.hpp"

#include "corpus/added_cases.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/nearest.hpp"
#include "corpus/text.hpp"
#include "query/people/protocol_versions.hpp"
#include "query/people/settling.hpp"
#include "query/wording.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace casebook {

namespace {

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

/// What is odd about it, in a sentence; throws UsageError where it is more than odd.
std::string warning_of(const Case& c, const Field& field)
{
    const auto* limits = std::ranges::find(bounds, field.id, &Bounds::field);
    const std::vector<FieldValue> values = field.get(c);
    if (limits == std::end(bounds) || values.empty() || !values.front().number)
        return "";
    const double value = values.front().number->max;
    if (value > limits->most)
        throw UsageError(format("{} {} {} cannot be; the most is {}. Check the number and its unit.", field.id,
                                plain_number(value), limits->unit, plain_number(limits->most)));
    return value <= limits->unusual
               ? ""
               : format("{} {} {} is unusual. Check the number and its unit; correct it again if it is wrong.\n",
                        field.label, plain_number(value), limits->unit);
}

/// The case as it would stand with the correction. Throws UsageError when the field has no such value.
Case corrected(Case c, const Field& field, const Correction& correction)
{
    if (!field.set(c, correction.value, correction.by))
        throw UsageError(format("\"{}\" is no value of {}: {}.{}", correction.value, field.id, field.help,
                                field.id == "age_years" ? " Write years (34, 2.5), or 18 months, 3 weeks."
                                : field.id == "latency" ? " Write days (30, or a range as 30..60), or 5 wk, 7 mo, 3 y."
                                : field.kind == FieldKind::number ? " Write a number, or a range as 30..60."
                                                                  : ""));
    return c;
}

std::string machine_text(const Store& store, const CaseName& name, const Field& field)
{
    const auto extraction = store.extraction(name.article);
    if (!extraction)
        return "";
    const auto found = std::ranges::find(extraction->cases, name.number, &Case::number);
    return found == extraction->cases.end() ? "" : field_text(field, *found);
}

std::optional<Case> case_if(const Store& store, const CaseName& name)
{
    const std::vector<Case> cases = current_cases(store, name.article);
    const auto found = std::ranges::find(cases, patient_of(store, name), &Case::number);
    return found == cases.end() ? std::nullopt : std::optional(*found);
}

Case case_of(const Store& store, const CaseName& name)
{
    if (auto found = case_if(store, name))
        return *found;
    throw Error(format("{}: the article has no such case any more. Look at it with `casebook show`.",
                       case_id(name.article, name.number)));
}

std::vector<Correction> said_of(const Store& store, const CaseName& name, const Field& field)
{
    return words_on_field(store, name.article, name.number, field.id);
}

std::string field_of(const CaseName& name, const Field& field)
{
    return format("{} of {}", field.id, case_id(name.article, name.number));
}

std::string text_with(Case c, const Field& field, const Correction& correction)
{
    field.set(c, correction.value, correction.by);
    return field_text(field, c);
}

/// Throws Error where there is nothing to settle: fewer than two spoke, or all say just that.
void check_settles(const Case& c, const CaseName& name, const Field& field, const Correction& settling,
                   const std::vector<Correction>& said)
{
    const std::string now = text_with(c, field, settling);
    const auto same = [&](const Correction& old) { return text_with(c, field, old) == now; };
    check_differs(said, same, "corrected", field_of(name, field), now.empty() ? "not reported" : now);
}

/// Where the word was settled before, that it does not count.
std::string settled_warning(const CaseName& name, const Field& field, const Correction& kept,
                            const std::vector<Correction>& said)
{
    const auto settled = settled_before(kept, said);
    const std::string command = format("correct {} {}", case_id(name.article, name.number), field.id);
    return settled ? settled_text(field_of(name, field), settled->by, settled->at, command + " …",
                                  command + " --withdraw") +
                         "\n"
                   : "";
}

/// Another age is of another moment, which nobody has named yet.
std::string age_warning(const Case& before, const Case& now)
{
    if (!before.patient.age_at || now.patient.age_at || !now.patient.age_years)
        return "";
    return format("The age that was read was at {}; of what moment the corrected one is, is open: `correct … age_at "
                  "onset|diagnosis|presentation` says it.\n",
                  name_of(*before.patient.age_at.value));
}

/// The decision on the record rests on its text or on people's words, and does not follow a role that was corrected.
std::string decision_warning(const Store& store, const std::string& article, const Case& before, const Case& now)
{
    const std::optional<Decision> decision = store.current_decision(article);
    if (!decision || is_suspected(before) == is_suspected(now))
        return "";
    const std::vector<Case> cases = current_cases(store, article);
    if (decision->verdict == Verdict::exclude && is_suspected(now))
        return format("{} stays out, {} by {}: its patients count when somebody includes it (`casebook decide {} "
                      "include`).\n",
                      article, verdict_text(*decision), decision->by, article);
    if (decision->verdict == Verdict::include && std::ranges::none_of(cases, is_suspected))
        return format("{} stays included by {} with no patient left in whom the drug is suspected; `casebook decide {} "
                      "exclude` takes it out.\n",
                      article, decision->by, article);
    return "";
}

/// Fields with a closed list of values.
constexpr std::string_view coded_fields[] = {"role",        "age_at",      "sex",    "latency_anchor",
                                             "dechallenge", "rechallenge", "outcome"};

/// The name of the value that a person's text means; the text itself where it means none.
std::string coded_value(const std::string& value, const Field& field)
{
    Case any;
    any.drugs.emplace_back();
    any.latencies.push_back({Latency{}, {}, ""});
    const std::string name = field.set(any, value, "") ? field_text(field, any) : "";
    return name.empty() ? value : name;
}

std::vector<std::string> words_in(std::string_view text)
{
    std::string plain = lower_ascii(text);
    std::ranges::replace_if(
        plain, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, ' ');
    std::vector<std::string> out;
    for (std::string& word : split(plain, ' '))
        if (!word.empty())
            out.push_back(std::move(word));
    return out;
}

/// " Did you mean age_years or age_at?": fields in whose id or label the word stands, else the nearest id.
std::string meant_fields(const std::string& word, const std::vector<std::string>& known)
{
    std::vector<std::string> found;
    const std::vector<std::string> asked = words_in(word);
    for (const Field& field : fields()) {
        const std::vector<std::string> has = words_in(format("{} {}", field.id, field.label));
        const auto stands = [&](const std::string& one) { return std::ranges::find(has, one) != has.end(); };
        if (!asked.empty() && std::ranges::all_of(asked, stands))
            found.emplace_back(field.id);
    }
    return found.empty() ? did_you_mean(word, known) : format(" Did you mean {}?", join(found, " or "));
}

/// The protocol's drug by any of its names, or of those that the vocabularies have for it.
bool is_drug_of(const Protocol& protocol, const std::string& name)
{
    const auto is_meant = [&](const std::string& other) { return equal_ignoring_case(name, other); };
    const std::string ingredient = drug_lexicon().concept_of(protocol.drug.name);
    return is_meant(protocol.drug.name) || std::ranges::any_of(protocol.drug.synonyms, is_meant) ||
           std::ranges::any_of(protocol.drug.brands, is_meant) ||
           (!ingredient.empty() && drug_lexicon().concept_of(name) == ingredient);
}

/// Adds the case first when the user asked for a new one; its first correction must name the drug.
Case case_to_correct(const Store& store, CaseName& name, const Field& field, const Correction& correction,
                     const Protocol& protocol)
{
    if (name.number != 0)
        return case_of(store, name);
    if (field.id != "drug" || correction.value.empty())
        throw UsageError("a new case begins with its drug: `casebook correct ARTICLE#new drug NAME --by WHO`.");
    if (!is_drug_of(protocol, correction.value))
        throw UsageError(format("{}: the cases of this review are of {}; what else the patient took goes into "
                                "concomitants.",
                                correction.value, protocol.drug.name));
    name.number = next_added_case(store, name.article);
    return added_case(name.number, correction);
}

} // namespace

const Field& known_field(const std::string& id)
{
    const std::vector<std::string> asked = words_in(id);
    std::vector<std::string> known;
    for (const Field& field : fields()) {
        if (id == field.id || (!asked.empty() && (asked == words_in(field.id) || asked == words_in(field.label))))
            return field;
        known.emplace_back(field.id);
    }
    throw UsageError(format("{}: there is no such field; there are: {} (`casebook fields` tells what each is).{}", id,
                            join(known, ", "), meant_fields(id, known)));
}

std::string kept_value(std::string value, const Field& field, const Protocol& protocol)
{
    const DrugNames& drug = protocol.drug;
    const auto same = [&](const std::string& name) { return equal_ignoring_case(name, value); };
    if (field.id == "drug" &&
        (same(drug.name) || std::ranges::any_of(drug.synonyms, same) || std::ranges::any_of(drug.brands, same)))
        value = drug.name;
    if (std::ranges::find(coded_fields, field.id) != std::end(coded_fields))
        return coded_value(value, field);
    return field.id == "event_term" ? protocol_term(value, protocol.event) : value;
}

Correcting correct_field(Casebook& casebook, CaseName name, const Field& field, const CorrectionSaid& said)
{
    Correcting out;
    out.is_new = name.number == 0;
    Correction kept{
        name.article, 0,        std::string(field.id), kept_value(said.value, field, casebook.protocol), said.by,
        said.at,      said.note};
    kept.withdrawn = said.withdrawn;
    const std::vector<Correction> people = said_of(casebook.store, name, field);
    std::optional<Correction> taken;
    if (said.withdrawn)
        taken = word_to_take_back(people, said.by, field_of(name, field));
    kept.adjudicated = taken ? taken->adjudicated : said.adjudicated;
    if (said.adjudicated)
        check_two_spoke(people, "corrected", field_of(name, field));
    const Case before = case_to_correct(casebook.store, name, field, kept, casebook.protocol);
    if (out.is_new)
        keep_version(casebook); // that says whether who adds it was blind to what others add
    kept.case_number = taken ? taken->case_number : name.number;
    out.name = name;
    if (!said.withdrawn)
        out.warning = warning_of(corrected(before, field, kept), field);
    if (said.adjudicated)
        check_settles(before, name, field, kept, people);
    out.warning += settled_warning(name, field, kept, people);
    casebook.store.add(kept);
    const std::optional<Case> now = case_if(casebook.store, name); // one that a person added goes with its drug
    if (now && !out.is_new) {
        out.warning += field.id == "age_years" ? age_warning(before, *now) : "";
        out.warning += decision_warning(casebook.store, name.article, before, *now);
    }
    out.before = out.is_new ? "" : field_text(field, before);
    out.now = now ? field_text(field, *now) : "";
    out.machine = machine_text(casebook.store, name, field);
    return out;
}

} // namespace casebook

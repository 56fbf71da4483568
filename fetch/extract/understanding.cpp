// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/understanding.hpp"

#include "corpus/text.hpp"
#include "fetch/extract/causality.hpp"
#include "fetch/extract/claims.hpp"
#include "fetch/extract/contradictions.hpp"
#include "fetch/extract/patient_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace casebook {

namespace {

/// What a part of a full text is about, by the titles of its sections, or for a table by its caption.
enum class About { own_cases, others, anything };

About about(const std::string& label)
{
    static const Pattern own(
        R"(\b(?:case|cases|patients?|clinical (?:history|course|presentation|summary|findings)|history|anamnesis|observations?|vignette)\b)");
    static const Pattern others(
        R"(\b(?:introduction|background|discussions?|comments?|conclusions?|conclusion|review|literature|references?|acknowledge?ments?|abbreviations?|methods?|search strategy|previous(?:ly)?|published|reported|limitations?|funding|ethics|consent|supplement|appendix|mechanisms?|pathogenesis|epidemiology)\b)");
    const std::string words = fold(label);
    return others.found_in(words) ? About::others : own.found_in(words) ? About::own_cases : About::anything;
}

/// "Table 2" of "Table 2, row 3", "Figure 1"; "" for text.
std::string float_of(const std::string& label)
{
    static const Pattern number(R"(^(?:supplementary |online )?(?:table|figure|fig|chart|image)\b\.? ?[a-z]?\d*)");
    const auto match = number.find(fold(label));
    return match ? fold(label).substr(0, match->front().end) : "";
}

/// Which passages of the full text tell of the authors' own patients. Where sections about cases are there by name, the
/// other sections do not count; tables and figures count unless their caption speaks of others' cases.
std::set<int> own_passages(const Article& article)
{
    const std::vector<Passage> all = passages(article);
    const std::size_t first = record_passages(article);
    bool named = false;
    std::set<std::string> of_others;
    for (std::size_t i = first; i < all.size(); ++i) {
        const std::string name = float_of(all[i].label);
        named |= name.empty() && about(all[i].label) == About::own_cases;
        if (!name.empty() && all[i].label.find(", ") == std::string::npos && about(all[i].text) == About::others)
            of_others.insert(name);
    }
    std::set<int> out;
    for (std::size_t i = first; i < all.size(); ++i) {
        const std::string name = float_of(all[i].label);
        const About subject = about(all[i].label);
        const bool own = name.empty() ? subject == About::own_cases || (!named && subject == About::anything)
                                      : !of_others.contains(name);
        if (own)
            out.insert(static_cast<int>(i));
    }
    return out;
}

Reading narrowed(const Reading& whole, std::size_t record, const std::set<int>& own)
{
    Reading out{whole.passages, {}, whole.headings};
    std::ranges::copy_if(whole.sentences, std::back_inserter(out.sentences), [&](const Sentence& s) {
        return static_cast<std::size_t>(s.passage) < record || own.contains(s.passage);
    });
    return out;
}

bool is_settled(const RoleAssessment& role)
{
    return role.names_drug && role.names_event && relation_of(role) != Relation::unclear;
}

template <class T> void fill(Stated<T>& value, const Stated<T>& from)
{
    if (!value)
        value = from;
}

/// "Not done" is what a record that does not go into it sounds like: a text that tells of it knows better.
template <class T> void fill_course(Stated<T>& value, const Stated<T>& from)
{
    const bool vague = value && *value.value == T::not_done;
    if (!value || (vague && from && *from.value != T::unknown))
        value = from;
}

Drug filled(Drug drug, const Drug& from)
{
    fill(drug.as_reported, from.as_reported);
    if (!drug.role)
        drug.role_cue = from.role_cue;
    fill(drug.role, from.role);
    if (!drug.dose_text) { // one dose: its parts are not mixed
        drug.dose_text = from.dose_text;
        drug.dose_mg_per_kg_day = from.dose_mg_per_kg_day;
    }
    fill(drug.route, from.route);
    fill(drug.indication, from.indication);
    return drug;
}

Patient filled(Patient patient, const Patient& from)
{
    if (!patient.age_years) {
        patient.age_years = from.age_years;
        patient.age_at = from.age_at;
    }
    fill(patient.age_at_onset_years, from.age_at_onset_years);
    fill(patient.sex, from.sex);
    return patient;
}

/// The first word of each kind stays.
void add_signs(std::vector<Sign>& to, const std::vector<Sign>& more)
{
    for (const Sign& sign : more)
        if (std::ranges::find(to, sign.kind, &Sign::kind) == to.end())
            to.push_back(sign);
    std::ranges::sort(to, {}, &Sign::kind);
}

void add_causality(std::vector<Stated<Causality>>& to, const std::vector<Stated<Causality>>& more)
{
    for (const Stated<Causality>& said : more)
        if (std::ranges::none_of(to, [&](const auto& known) { return known.value->method == said.value->method; }))
            to.push_back(said);
}

/// What stands in the discussion is of the article's one patient.
void add_discussed(std::vector<Case>& cases, const Reading& whole)
{
    if (cases.size() != 1 || !is_suspected(cases.front()))
        return;
    add_causality(cases.front().causality, read_causality(whole_story(whole)));
    add_signs(cases.front().signs, read_discussed_signs(whole));
}

/// The record's words count; what it does not say is taken from the full text.
Case filled(Case c, const Case& from)
{
    c.patient = filled(std::move(c.patient), from.patient);
    if (!c.drugs.empty() && !from.drugs.empty())
        c.drugs.front() = filled(std::move(c.drugs.front()), from.drugs.front());
    if (c.drugs.size() == 1 && from.drugs.size() > 1)
        c.drugs.insert(c.drugs.end(), from.drugs.begin() + 1, from.drugs.end());
    fill(c.reaction.outcome, from.reaction.outcome);
    if (c.reaction.treatments.empty())
        c.reaction.treatments = from.reaction.treatments;
    if (c.latencies.empty())
        c.latencies = from.latencies;
    fill_course(c.dechallenge, from.dechallenge);
    fill_course(c.rechallenge, from.rechallenge);
    add_causality(c.causality, from.causality);
    add_signs(c.signs, from.signs);
    return c;
}

void append(std::vector<Contradiction>& to, const std::vector<Contradiction>& more)
{
    for (const Contradiction& found : more)
        if (std::ranges::find(to, found) == to.end())
            to.push_back(found);
}

bool told_apart(const std::vector<Case>& cases)
{
    return cases.size() == 1 ||
           std::ranges::any_of(cases, [](const Case& c) { return static_cast<bool>(c.patient.age_years); });
}

/// One patient: of the same age, and not of the other sex.
bool same_patient(const Case& a, const Case& b)
{
    const auto &first = a.patient, &second = b.patient;
    return first.age_years && second.age_years && std::abs(*first.age_years.value - *second.age_years.value) < 1 &&
           (!first.sex || !second.sex || *first.sex.value == *second.sex.value);
}

/// Patients whom the text tells and a table lists are one; the table adds those whom the text does not tell. Where the
/// text tells of somebody who is not in the table, they are no list of the same patients, and the text stands.
void add_listed(std::vector<Case>& cases, std::vector<Case> listed)
{
    if (listed.empty())
        return;
    if (!told_apart(cases) || cases.empty() || (cases.size() == 1 && !cases.front().patient.age_years))
        cases.clear();
    std::vector<Case> joined = cases;
    for (Case& c : joined) {
        const auto row = std::ranges::find_if(listed, [&](const Case& other) { return same_patient(c, other); });
        if (row == listed.end())
            return;
        c = filled(std::move(c), *row);
        listed.erase(row);
    }
    std::ranges::move(listed, std::back_inserter(joined));
    for (std::size_t i = 0; i < joined.size(); ++i)
        joined[i].number = static_cast<int>(i) + 1;
    cases = std::move(joined);
}

} // namespace

Understanding understand(const Reader& reader, const Article& article)
{
    Understanding out;
    out.whole = reader.read(article);
    if (article.full_text.passages.empty()) {
        out.role = assess_role(article, out.whole);
        return out;
    }
    Article record = article;
    record.full_text.passages.clear();
    out.parts = {reader.read(record), narrowed(out.whole, record_passages(article), own_passages(article))};
    out.role = assess_role(article, out.record());
    if (is_settled(out.role))
        return out;
    const RoleAssessment role = assess_role(article, out.whole);
    if (is_settled(role)) {
        out.role = role;
        out.from_full_text = true;
    }
    return out;
}

Extraction extract(const Article& article, const Understanding& understanding, const Protocol& protocol)
{
    Extraction out = extract(article, understanding.record(), understanding.role, protocol);
    append(out.contradictions, find_false_percentages(understanding.whole));
    if (article.full_text.passages.empty())
        return out;
    Extraction told = extract(article, understanding.told(), understanding.role, protocol);
    out.claims = read_claims(understanding.whole);
    append(out.contradictions, told.contradictions);
    if (out.cases.size() == told.cases.size())
        for (std::size_t i = 0; i < told.cases.size(); ++i) {
            append(out.contradictions, find_against_body(out.cases[i], told.cases[i]));
            out.cases[i] = filled(std::move(out.cases[i]), told.cases[i]);
        }
    else if (out.cases.empty() || (!told.cases.empty() && !told_apart(out.cases)))
        out.cases = std::move(told.cases);
    if (relation_of(understanding.role) == Relation::exposure_then_event)
        if (const auto shared = shared_by_patients(understanding.record(), understanding.role, protocol))
            add_listed(out.cases, read_patient_tables(understanding.told(), *shared));
    add_discussed(out.cases, understanding.whole);
    return out;
}

} // namespace casebook

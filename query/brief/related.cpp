// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that the page raises and commands answer. Only those are asked of which some patients, not all, are meant.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/brief/wording.hpp"
#include "query/faers/pair.hpp"
#include "query/wording.hpp"

#include <functional>

namespace casebook {

namespace {

struct AskedValue
{
    std::string_view field;
    std::string_view value;
    std::string_view clinicians;
    std::string_view patients;
};
constexpr AskedValue asked_values[] = {
    {"rechallenge", "positive", "In whom did it come back when the drug was given again?",
     "In whom did it come back when the medicine was taken again?"},
    {"dechallenge", "positive", "In whom did it improve after the drug was stopped, switched or lowered?",
     "In whom did it get better after the medicine was stopped, changed or lowered?"},
    {"dechallenge", "not_done", "How did it go on where the drug was continued?",
     "How did it go on where the medicine was taken on?"},
    {"outcome", "not_recovered", "Who had not recovered?", "In whom had it not got better?"},
    {"sex", "female", "What is known of women?", "What is known of women?"},
    {"sex", "male", "What is known of men?", "What is known of men?"},
};

/// The question narrowed further, as the shell takes it.
std::string brief_command(const BriefBasis& basis, const std::string& more)
{
    const std::string query = basis.question.empty() ? more : format("({}) {}", basis.question, more);
    return format("casebook brief '{}'{}", replaced(query, "'", "'\\''"),
                  basis.audience == Audience::patients ? " --for patients" : "");
}

/// Asks for the patients that are meant, unless that is nobody or everybody.
void ask(const BriefBasis& basis, std::string_view question, const std::string& query,
         const std::function<bool(const Case&)>& meant, std::vector<RelatedQuestion>& out)
{
    std::vector<Source> sources;
    std::size_t number = 0;
    for (std::size_t i = 0; i < basis.ledger.reports.size(); ++i)
        for (const Case& c : basis.ledger.reports[i].patients)
            if (meant(c)) {
                sources.push_back(source_of_case(basis.reports[i], c));
                ++number;
            }
    const std::size_t all = patient_count(basis.ledger);
    if (number == 0 || number == all)
        return;
    if (auto one = statement_of("question", format("{} ({})", question, people_of(words_for(basis), number, all)),
                                std::move(sources), {{"patients", number}}))
        out.push_back({std::move(*one), brief_command(basis, query)});
}

constexpr double grown_up = 18;

void ask_of_children(const BriefBasis& basis, std::vector<RelatedQuestion>& out)
{
    ask(
        basis, "What is known of children and adolescents up to 18 years?",
        format("age_years:..{}", plain_number(grown_up)),
        [](const Case& c) { return c.patient.age_years && *c.patient.age_years.value <= grown_up; }, out);
}

void ask_of_commonest_term(const BriefBasis& basis, std::vector<RelatedQuestion>& out)
{
    const auto terms = tally_of(basis.ledger, "event_term");
    if (terms.size() < 2 || terms.front().first.find('"') != std::string::npos)
        return;
    const std::string& term = terms.front().first;
    ask(
        basis, format("What is known of {}?", term), format("event_term:\"{}\"", term),
        [&](const Case& c) { return c.reaction.term == term; }, out);
}

void ask_of_data(const BriefBasis& basis, std::vector<RelatedQuestion>& out)
{
    if (basis.audience == Audience::patients)
        return;
    if (const std::size_t claims = basis.ledger.claims.size(); claims > 0)
        out.push_back({{"question",
                        format("Do the literature's own counts of cases hold? ({} found)", claims),
                        Source::of_data("the ledger: claims of the literature", "casebook count"),
                        {{"claims", claims}}},
                       "casebook count"});
    const auto indexed = open_indexed_pair(basis.casebook);
    if (indexed && indexed->pair.counts.both > 0)
        out.push_back({{"question",
                        format("Is the signal in FAERS the same for women and men? ({} of the pair)",
                               counted(static_cast<std::uint64_t>(indexed->pair.counts.both), "report")),
                        source_of_pair(indexed->pair)},
                       "casebook faers signal --by sex"});
}

} // namespace

std::vector<RelatedQuestion> related_questions(const BriefBasis& basis)
{
    std::vector<RelatedQuestion> out;
    for (const AskedValue& row : asked_values)
        ask(
            basis, basis.audience == Audience::patients ? row.patients : row.clinicians,
            format("{}:{}", row.field, row.value),
            [&](const Case& c) { return field_text(*find_field(row.field), c) == row.value; }, out);
    ask_of_children(basis, out);
    ask_of_commonest_term(basis, out);
    ask_of_data(basis, out);
    return out;
}

} // namespace casebook

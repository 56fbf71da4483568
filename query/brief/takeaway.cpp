// SPDX-License-Identifier: GPL-3.0-or-later
// The one sentence of a page, and of an article.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/notice.hpp"
#include "corpus/text.hpp"
#include "query/brief/wording.hpp"
#include "query/duplicates.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook {

namespace {

void append(std::vector<Source>& to, std::vector<Source> more)
{
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::size_t with_value(const Ledger& ledger, std::string_view field, std::initializer_list<std::string_view> values)
{
    std::size_t out = 0;
    for (const auto& [value, count] : tally_of(ledger, field))
        if (std::ranges::find(values, value) != values.end())
            out += count;
    return out;
}

/// How it went on, of the counted patients.
struct Course
{
    std::size_t improved = 0; ///< positive dechallenge
    std::size_t assessed = 0; ///< … or negative
    std::size_t better = 0;   ///< recovered or recovering
    std::size_t told = 0;     ///< any outcome
};

Course course_of(const Ledger& ledger)
{
    return {with_value(ledger, "dechallenge", {"positive"}),
            with_value(ledger, "dechallenge", {"positive", "negative"}),
            with_value(ledger, "outcome", {"recovered", "recovered_with_sequelae", "recovering"}),
            with_value(ledger, "outcome",
                       {"recovered", "recovered_with_sequelae", "recovering", "not_recovered", "fatal"})};
}

/// "in 1 of the 2 patients", "in both patients"; after a "not": "in the one patient", "in any of the 5 patients"
std::string part_text(const BriefWords& words, std::size_t part, std::size_t whole)
{
    if (whole == 1)
        return format("in the one {}", words.patient);
    if (part == 0)
        return format("in {} of the {} {}", whole == 2 ? "either" : "any", whole, words.patients);
    return part < whole ? format("in {} of the {} {}", part, whole, words.patients)
                        : "in " + people_of(words, part, whole);
}

/// What is said of some, of none, and of whom: of several people or of the one there is.
struct ForSome
{
    std::string_view some;
    std::string_view none;
    std::string_view whom;
    std::string_view if_one;
};
constexpr ForSome stopped[] = {
    {"it improved", "it did not improve", "in whom the drug was stopped, switched or lowered and the effect is told",
     " when the drug was stopped, switched or lowered"},
    {"it got better", "it did not get better", "of whom it is told that the medicine was stopped, changed or lowered",
     " when the medicine was stopped, changed or lowered"}};
constexpr ForSome ended[] = {
    {"it resolved or was resolving", "it did not resolve", "whose outcome is told", ""},
    {"it went away or was getting better", "it did not go away", "of whom it is told how it went on", ""}};

/// "; it improved in 1 of the 2 in whom …"; `alone`: there is but one patient.
std::string part_clause(const BriefWords& people, const ForSome& words, std::size_t part, std::size_t whole, bool alone)
{
    if (whole == 0)
        return "";
    const std::string_view verb = part == 0 ? words.none : words.some;
    return alone ? format("; {}{}", verb, words.if_one)
                 : format("; {} {} {}", verb, part_text(people, part, whole), words.whom);
}

std::string course_text(const BriefBasis& basis, const Course& course)
{
    const std::size_t reader = basis.audience == Audience::patients ? 1 : 0;
    const BriefWords people = words_for(basis);
    const bool alone = patient_count(basis.ledger) == 1;
    return part_clause(people, stopped[reader], course.improved, course.assessed, alone) +
           part_clause(people, ended[reader], course.better, course.told, alone);
}

/// "6 articles, 1996 to 2024, 1 of them retracted"
std::string reports_in_brackets(const BriefWords& words, const std::vector<const Report*>& reports,
                                std::size_t retracted)
{
    const std::string years = years_text(reports);
    const std::string some = reports.size() == 1 ? "" : format("{} of them ", retracted);
    return counted(reports.size(), words.report) + (years.empty() ? "" : ", " + years) +
           (retracted == 0 ? "" : format(", {}retracted", some));
}

Statement no_patient(const BriefBasis& basis)
{
    const BriefWords words = words_for(basis);
    const Ledger& ledger = basis.ledger;
    return {"takeaway",
            format("No {} with {} after {} is counted among {}{}.", words.patient, words.event, words.drug,
                   counted(ledger.records, "record"),
                   basis.question.empty() ? "" : format(" with something that matches “{}”", basis.question)),
            Source::of_data(format("the ledger: {}", counted(ledger.records, "record")),
                            command_of_records(basis.question)),
            {{"patients", 0}, {"records", ledger.records}}};
}

} // namespace

std::vector<Source> sources_of_decision(const CitedArticle& in, const std::optional<Decision>& decision)
{
    std::vector<Source> out;
    if (decision)
        for (const Ground& ground : decision->grounds)
            if (auto words =
                    Source::of_words(in, 0, "ground", ground.evidence, decision->by == by_rules ? "" : decision->by))
                out.push_back(std::move(*words));
    if (decision && is_persons_name(decision->by))
        out.push_back(Source::of_person(in.article.id, 0, "decision", decision->by,
                                        format("{}, {}{}{}", verdict_text(*decision), decision->at.substr(0, 10),
                                               decision->source.empty() ? "" : ", relying on " + decision->source,
                                               decision->note.empty() ? "" : " (" + decision->note + ")")));
    if (out.empty())
        out.push_back(source_of_article(in));
    return out;
}

std::string command_of_records(const std::string& question)
{
    return question.empty() ? "casebook count" : "casebook search --facets '" + replaced(question, "'", "'\\''") + "'";
}

Statement takeaway_of(const BriefBasis& basis)
{
    std::vector<Source> sources = words_of_patients(basis);
    if (sources.empty())
        return no_patient(basis);
    const BriefWords words = words_for(basis);
    const std::vector<const Report*> reports = telling_reports(basis.ledger);
    const std::size_t patients = patient_count(basis.ledger);
    const auto retracted = static_cast<std::size_t>(
        std::ranges::count_if(reports, [](const Report* report) { return is_retracted(report->article); }));
    const Course course = course_of(basis.ledger);
    if (course.assessed > 0)
        append(sources, words_of_field(basis, "dechallenge"));
    append(sources, words_of_field(basis, "outcome"));
    const std::string among = basis.question.empty() ? "" : format("Among the cases that match “{}”, ", basis.question);
    std::string text =
        format("{}{} after {} is reported in {} ({}){}.", among, words.event, words.drug, people_text(words, patients),
               reports_in_brackets(words, reports, retracted), course_text(basis, course));
    return {"takeaway",
            capitalised(std::move(text)),
            *Sources::of(std::move(sources)),
            {{"patients", patients},
             {"reports", reports.size()},
             {"retracted", retracted},
             {"dechallenge_positive", course.improved},
             {"dechallenge_assessed", course.assessed},
             {"better", course.better},
             {"outcome_told", course.told}}};
}

namespace {

/// "Female, 30 years, on cyclosporine (suspect): alopecia areata, onset after 9 months …; recovering"
std::string patient_text(const Case& c)
{
    const auto text = [&](std::string_view id) { return field_text(*find_field(id), c); };
    const auto spoken_value = [&](std::string_view id) { return replaced(text(id), "_", " "); };
    std::vector<std::string> who;
    if (c.patient.sex)
        who.push_back(spoken_value("sex"));
    if (c.patient.age_years)
        who.push_back(age_in_words(*c.patient.age_years.value));
    who.push_back(format("on {} ({})", text("drug"), spoken_value("role")));
    std::string out = join(who, ", ") + ": " + (c.reaction.term.empty() ? text("event") : c.reaction.term);
    if (!c.latencies.empty()) {
        const Latency& first = *c.latencies.front().value;
        out += format(", onset after {}, counted from {}", days_in_words(first.days), clock_text(first.anchor));
    }
    for (const std::string_view id : {"dechallenge", "rechallenge", "outcome"})
        if (const std::string value = spoken_value(id); !value.empty())
            out += format("; {} {}", id, value);
    return capitalised(out);
}

std::vector<Source> words_of_patient(const CitedArticle& in, const Case& c)
{
    std::vector<Source> out;
    for (const std::string_view id :
         {"sex", "age_years", "drug", "role", "event", "latency", "dechallenge", "rechallenge", "outcome"})
        if (!field_text(*find_field(id), c).empty())
            append(out, sources_of(in, c, *find_field(id)));
    return out;
}

std::string reason_meaning(const std::string& id)
{
    const auto found = std::ranges::find(reasons, id, &Reason::id);
    return found == reasons.end() ? id : std::string(found->meaning);
}

std::string decision_sentence(const View& view, const std::optional<Decision>& decision, bool extracted)
{
    if (!decision)
        return view.whose == Whose::person ? format("{} has not judged it yet.", view.who) : "Not screened yet.";
    const std::string by = decision->by == by_rules ? "the rules" : decision->by;
    switch (decision->verdict) {
    case Verdict::include:
        return format("Included by {}; {}.", by,
                      extracted ? "no patient could be read in it" : "its patients have not been looked for yet");
    case Verdict::exclude:
        return format("Excluded by {}{}.", by, decision->reason.empty() ? "" : ": " + reason_meaning(decision->reason));
    case Verdict::unclear:
        return decision->by == by_conflict   ? format("Reviewers disagree whether to include it: {}.", decision->note)
               : decision->by == by_awaiting ? format("Awaiting a second reviewer: {}.", decision->note)
                                             : format("Unclear to {} whether to include it.", by);
    }
    return "";
}

Statement sentence_on(const Casebook& casebook, const Article& article)
{
    const std::string& id = article.id;
    CaseMatches only;
    only[id].insert(0);
    for (const Case& c : current_cases(casebook.store, id))
        only[id].insert(c.number);
    const BriefBasis basis = brief_basis(casebook, Audience::clinicians, "", &only);
    const std::vector<Report>& counted_ones = basis.ledger.reports;
    const bool has_patient = !counted_ones.empty() && !counted_ones.front().patients.empty();
    if (has_patient && counted_ones.front().patients.size() > 1)
        return takeaway_of(basis);
    if (has_patient) {
        const Case& c = counted_ones.front().patients.front();
        return {"takeaway",
                patient_text(c) + ".",
                *Sources::of(words_of_patient(basis.reports.front(), c)),
                {{"patients", 1}}};
    }
    const CitedArticle in = cited_article(casebook.store, article);
    const std::map<std::string, std::string> merged = merged_records(casebook.store);
    if (const auto found = merged.find(id); found != merged.end())
        return {"takeaway", format("A duplicate record of {}; it is not counted.", found->second),
                source_of_article(in)};
    const std::optional<Decision> decision = casebook.store.current_decision(id);
    return {"takeaway", decision_sentence(casebook.store.view(), decision, casebook.store.extraction(id).has_value()),
            *Sources::of(sources_of_decision(in, decision))};
}

} // namespace

Statement takeaway_of_article(const Casebook& casebook, const std::string& id)
{
    const Article article = *casebook.store.article(id);
    Statement out = sentence_on(casebook, article);
    if (const Notice notice = notice_on(article); notice != Notice::none)
        out.text = format("{}. {}", notice_mark(notice), out.text);
    return out;
}

} // namespace casebook

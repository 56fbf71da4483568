// SPDX-License-Identifier: GPL-3.0-or-later
// What the page cannot say: what is not told of counted patients, what is not decided, what was not read.
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "query/brief/wording.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook {

namespace {

struct Wanting
{
    std::string_view field;
    std::string_view clinicians;
    std::string_view patients;
};
constexpr Wanting wanted_fields[] = {
    {"sex", "Sex", "Whether it was a woman or a man"},
    {"age_years", "Age", "The age"},
    {"latency", "Time to onset", "How long it took to begin"},
    {"dechallenge", "Dechallenge", "What happened when the medicine was stopped or taken on"},
    {"rechallenge", "Rechallenge", "What happened when the medicine was taken again"},
    {"outcome", "Outcome", "How it ended"},
};

std::size_t number_unknown(const Ledger& ledger, std::string_view field)
{
    const std::size_t all = patient_count(ledger);
    if (field == "age_years") {
        const auto ages = age_spread(ledger);
        return all - (ages ? ages->n : 0);
    }
    if (field == "latency") {
        const auto days = latency_spread(ledger, std::nullopt);
        return all - (days ? days->n : 0);
    }
    const auto tally = tally_of(ledger, field);
    return tally.empty() || tally.back().first != "unknown" ? 0 : tally.back().second;
}

/// "is not told", "is told of none of the 4 patients", "is not told of 2 of 7 patients"
std::string not_told_text(const BriefBasis& basis, std::size_t unknown)
{
    const BriefWords words = words_for(basis);
    const std::size_t all = patient_count(basis.ledger);
    if (unknown < all)
        return "is not told of " + people_of(words, unknown, all);
    return all == 1   ? "is not told"
           : all == 2 ? format("is told of neither {}", words.patient)
                      : format("is told of none of the {} {}", all, words.patients);
}

std::optional<Statement> not_told(const BriefBasis& basis, const Wanting& row)
{
    std::vector<Source> sources;
    for (std::size_t i = 0; i < basis.ledger.reports.size(); ++i)
        for (const Case& c : basis.ledger.reports[i].patients)
            if (field_text(*find_field(row.field), c).empty())
                sources.push_back(source_of_case(basis.reports[i], c));
    const std::size_t unknown = number_unknown(basis.ledger, row.field);
    const std::string_view what = basis.audience == Audience::patients ? row.patients : row.clinicians;
    return statement_of("missing_" + std::string(row.field), format("{} {}.", what, not_told_text(basis, unknown)),
                        std::move(sources), {{"unknown", unknown}});
}

const CitedArticle* find_cited(const BriefBasis& basis, const std::string& id)
{
    for (const std::vector<CitedArticle>* list : {&basis.reports, &basis.pending})
        for (const CitedArticle& one : *list)
            if (one.article.id == id)
                return &one;
    return nullptr;
}

/// The words of the counted or pending patients of an article; where it has none, of the decision on it.
std::vector<Source> words_of_article(const BriefBasis& basis, const std::string& id)
{
    std::vector<Source> out;
    const CitedArticle* in = find_cited(basis, id);
    if (in == nullptr)
        return out;
    for (const std::vector<Report>* list : {&basis.ledger.reports, &basis.ledger.pending})
        for (const Report& report : *list)
            if (report.article.id == id)
                for (const Case& c : report.patients)
                    out.push_back(source_of_case(*in, c));
    return out.empty() ? sources_of_decision(*in, basis.casebook.store.current_decision(id)) : out;
}

/// Of what would move the count: the article's words, and those of the patient whom it says to be the same.
std::vector<Source> words_of_mover(const BriefBasis& basis, const Mover& mover)
{
    std::vector<Source> out = words_of_article(basis, mover.article);
    for (const Report& report : basis.ledger.reports)
        if (report.article.id != mover.article && mover.why.find(report.article.id + "#") != std::string::npos) {
            const std::vector<Source> other = words_of_article(basis, report.article.id);
            out.insert(out.end(), other.begin(), other.end());
        }
    return out;
}

constexpr std::size_t most_movers = 12; ///< `count` names all

/// "would add 2 patients", "would take 1 patient away"
std::string change_text(const BriefWords& words, int change)
{
    return change < 0 ? format("settled, it may take {} away", people_text(words, static_cast<std::size_t>(-change)))
                      : format("settled, it may add {}", people_text(words, static_cast<std::size_t>(change)));
}

void add_movers(const BriefBasis& basis, std::vector<Statement>& out)
{
    const std::vector<Mover>& movers = basis.ledger.movers;
    const BriefWords words = words_for(basis);
    for (std::size_t i = 0; i < std::min(movers.size(), most_movers); ++i)
        if (auto one = statement_of(
                "would_move",
                format("{}: {}; {}.", movers[i].reference, movers[i].why, change_text(words, movers[i].change)),
                words_of_mover(basis, movers[i]),
                {{movers[i].change < 0 ? "less" : "more", static_cast<std::size_t>(std::abs(movers[i].change))}}))
            out.push_back(std::move(*one));
    if (movers.size() > most_movers)
        out.push_back(
            {"would_move_more",
             format("{} more would move the count of patients.", counted(movers.size() - most_movers, "open matter")),
             Source::of_data("the ledger: what would move the count", "casebook count"),
             {{"movers", movers.size() - most_movers}}});
}

/// In plain words only that the number may change.
void add_open_matters(const BriefBasis& basis, std::vector<Statement>& out)
{
    if (const std::size_t open = basis.ledger.movers.size(); open > 0)
        out.push_back({"would_move",
                       format("The number of people may still change: {} to be settled.",
                              open == 1 ? "1 question is" : format("{} questions are", open)),
                       Source::of_data("the ledger: what would move the count", "casebook count"),
                       {{"movers", open}}});
}

void add_unread(const BriefBasis& basis, std::vector<Statement>& out)
{
    const std::size_t unread = basis.ledger.unread;
    if (unread > 0)
        out.push_back(
            {"unclear",
             format("{} not decided yet; no patient was read in {}.",
                    unread == 1 ? "1 more record is" : format("{} more records are", unread),
                    unread == 1 ? "it" : "them"),
             Source::of_data("the ledger: unclear and not yet screened records", "casebook search decision:unclear"),
             {{"records", unread}}});
}

void add_without_full_text(const BriefBasis& basis, std::vector<Statement>& out)
{
    std::vector<Source> titles;
    for (const CitedArticle& one : basis.reports)
        if (one.article.full_text.passages.empty())
            titles.push_back(source_of_article(one));
    const std::size_t number = titles.size();
    const std::size_t all = basis.reports.size();
    const std::string_view noun = words_for(basis).report;
    const std::string of = number < all ? format("{} of {}s", number, format("{} {}", all, noun))
                           : all == 1   ? format("the one {}", noun)
                           : all == 2   ? format("both {}s", noun)
                                        : format("all {} {}s", all, noun);
    if (auto one =
            statement_of("no_full_text", format("Of {} only title and abstract were read: no full text is held.", of),
                         std::move(titles), {{"articles", number}}))
        out.push_back(std::move(*one));
}

void add_contradictions(const BriefBasis& basis, std::vector<Statement>& out)
{
    for (const CitedArticle& one : basis.reports)
        for (const Contradiction& found : one.machine.contradictions) {
            std::vector<Source> places;
            for (const Evidence& place : {found.first, found.second})
                if (auto words = Source::of_words(one, found.case_number, "contradiction", place))
                    places.push_back(std::move(*words));
            if (auto said = statement_of("contradiction",
                                         format("{} contradicts itself: {}.", short_reference(one.article), found.note),
                                         std::move(places)))
                out.push_back(std::move(*said));
        }
}

} // namespace

std::vector<Statement> what_is_missing(const BriefBasis& basis)
{
    std::vector<Statement> out;
    for (const Wanting& row : wanted_fields)
        if (auto one = not_told(basis, row))
            out.push_back(std::move(*one));
    if (basis.audience == Audience::patients) {
        add_open_matters(basis, out);
    } else {
        add_movers(basis, out);
        add_contradictions(basis, out);
    }
    add_unread(basis, out);
    add_without_full_text(basis, out);
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/brief.hpp"

#include "corpus/format.hpp"
#include "query/brief/wording.hpp"
#include "query/rights.hpp"

#include <algorithm>

namespace casebook {

namespace {

std::vector<CitedArticle> cited(const Store& store, const std::vector<Report>& reports)
{
    std::vector<CitedArticle> out;
    for (const Report& report : reports)
        out.push_back(cited_article(store, report.article));
    return out;
}

std::string newest_change(const BriefBasis& basis)
{
    const Store& store = basis.casebook.store;
    std::string out = last_search(store);
    for (const Run& run : store.runs())
        out = std::max(out, run.finished);
    for (const std::vector<CitedArticle>* list : {&basis.reports, &basis.pending})
        for (const CitedArticle& one : *list) {
            if (const auto decision = store.current_decision(one.article.id))
                out = std::max(out, decision->at);
            for (const Correction& correction : one.corrections)
                out = std::max(out, correction.at);
        }
    return out;
}

constexpr std::string_view caution_for_clinicians =
    "Published cases are not a sample: no frequency follows from them, and that the event followed the drug does not "
    "show that the drug caused it.";
constexpr std::string_view caution_for_patients =
    "This page says what has been published. It is no advice, and it cannot say what holds for one person. That "
    "something came after a medicine does not show that the medicine caused it.";
constexpr std::string_view plain_rule =
    "Each person in an included report who took the medicine, and in whom it may have been the cause, is counted once "
    "for that report.";
constexpr std::string_view how_to_read =
    "How to read the numbers: [2c] is the third stretch of words cited from source 2. The words cited are marked (in "
    "plain text by stars); what is around them is there to be read with them. Machine-read: no person has checked it.";

std::vector<std::string> notes_of(const BriefBasis& basis)
{
    const bool plain = basis.audience == Audience::patients;
    std::vector<std::string> out;
    out.emplace_back(plain ? caution_for_patients : caution_for_clinicians);
    out.push_back(plain ? std::string(plain_rule) : format("Rule: {}. Level: {}.", counting_rule, counting_level));
    if (const std::string alone = machine_alone_text(basis.ledger.machine_alone); !alone.empty())
        out.push_back(alone + ". They count as the machine has them.");
    out.emplace_back(how_to_read);
    if (std::ranges::any_of(basis.reports, [](const CitedArticle& one) { return is_paraphrase(one.article); }))
        out.emplace_back("Words marked (paraphrase) are the Casebook project's, not the authors'.");
    out.emplace_back(rights_notice);
    return out;
}

/// Headings for clinicians and in plain words.
struct SectionRow
{
    std::string_view id;
    std::string_view clinicians;
    std::string_view patients;
    std::vector<Statement> (*make)(const BriefBasis&);
};
constexpr SectionRow section_rows[] = {
    {"known", "What is known", "What is known", what_is_known},
    {"claims", "What the literature counted", "What others counted", what_others_counted},
    {"faers", "FAERS beside it", "Reports to the United States authority (FDA)", what_faers_holds},
    {"missing", "What is missing", "What is not known", what_is_missing},
    {"left_out", "What was found and left out", "What was found and left out", what_is_left_out},
    {"rests_on", "What it rests on", "Where this comes from", what_it_rests_on},
};

} // namespace

BriefBasis brief_basis(const Casebook& casebook, Audience audience, std::string question, const CaseMatches* only)
{
    Ledger ledger = make_ledger(casebook, only);
    std::vector<CitedArticle> reports = cited(casebook.store, ledger.reports);
    std::vector<CitedArticle> pending = cited(casebook.store, ledger.pending);
    return {casebook, audience, std::move(question), only, std::move(ledger), std::move(reports), std::move(pending)};
}

Brief make_brief(const BriefBasis& basis)
{
    Brief out{.title = basis.casebook.protocol.title,
              .question = basis.question,
              .audience = basis.audience,
              .made = utc_now(),
              .last_updated = newest_change(basis),
              .takeaway = takeaway_of(basis),
              .sections = {},
              .related = related_questions(basis),
              .notes = notes_of(basis)};
    for (const SectionRow& row : section_rows)
        if (std::vector<Statement> statements = row.make(basis); !statements.empty())
            out.sections.push_back({std::string(row.id),
                                    std::string(basis.audience == Audience::patients ? row.patients : row.clinicians),
                                    std::move(statements)});
    return out;
}

} // namespace casebook

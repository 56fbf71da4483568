// SPDX-License-Identifier: GPL-3.0-or-later
// The brief: a page on a question, every sentence of it with its sources. Figures of patients are the ledger's, those
// of FAERS what the index carries; nothing is counted here a second time.
#pragma once

#include "query/brief/statement.hpp"
#include "query/casebook.hpp"
#include "query/counting/ledger.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casebook {

enum class Audience { clinicians, patients };

/// What a page is made from.
struct BriefBasis
{
    const Casebook& casebook;
    Audience audience;
    std::string question;    ///< as a search; "" for the whole review
    const CaseMatches* only; ///< what it matches; null for the whole review
    Ledger ledger;
    std::vector<CitedArticle> reports; ///< of the ledger's reports, in their order
    std::vector<CitedArticle> pending; ///< of its pending ones
};

struct BriefSection
{
    std::string id;
    std::string heading;
    std::vector<Statement> statements;
};

/// A command that answers a question which the page raises, and what is known of the answer already.
struct RelatedQuestion
{
    Statement asked;
    std::string command;
};

struct Brief
{
    std::string title;
    std::string question;
    Audience audience = Audience::clinicians;
    std::string made;         ///< UTC
    std::string last_updated; ///< UTC: the newest search, decision or correction; "" when there was none
    Statement takeaway;
    std::vector<BriefSection> sections; ///< none is empty
    std::vector<RelatedQuestion> related;
    std::vector<std::string> notes; ///< how the page is made and how to read it; nothing about the drug
};

/// What a page on the question is made from; `only` are the cases that it matches, or null for all.
BriefBasis brief_basis(const Casebook& casebook, Audience audience, std::string question, const CaseMatches* only);

Brief make_brief(const BriefBasis& basis);

// The parts, each in a file of its own.
Statement takeaway_of(const BriefBasis& basis);                      ///< the page in one sentence
std::vector<Statement> what_is_known(const BriefBasis& basis);       ///< patients, latency, dechallenge, outcome …
std::vector<Statement> what_others_counted(const BriefBasis& basis); ///< the literature's totals that can be judged
std::vector<Statement> what_faers_holds(const BriefBasis& basis);    ///< none where the index carries no FAERS
std::vector<Statement> what_is_missing(const BriefBasis& basis);     ///< not told, not decided, not read
std::vector<Statement> what_is_left_out(const BriefBasis& basis);    ///< of a question: the excluded, by reason
std::vector<Statement> what_it_rests_on(const BriefBasis& basis);    ///< the search, the records
std::vector<RelatedQuestion> related_questions(const BriefBasis& basis);

/// One sentence on an article alone, for clinicians: its patient or patients, or why it is not counted.
Statement takeaway_of_article(const Casebook& casebook, const std::string& id);

} // namespace casebook

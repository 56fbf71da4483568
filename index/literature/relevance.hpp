// SPDX-License-Identifier: GPL-3.0-or-later
// What comes first. The words weigh by BM25; beside them counts what the article holds a drug to be, and for a question
// the words of its likeliest articles. Neither changes what is found, only its order.
#pragma once

#include "index/literature/query_parser.hpp"

#include <string>
#include <xapian.h>

namespace casebook {

/// BM25 (Robertson et al., TREC-3): k1 1.2, k3 1, b 0.75.
Xapian::BM25Weight word_weight();

/// The query with what orders its results: a suspect mention before a passing one. Where the query names a drug,
/// articles that blame it come forward and cases in which it is the suspect more so, else those in which the review's
/// own drug is the suspect; a query that asks for treatment stays as it is.
Xapian::Query with_roles(const UnderstoodQuery& asked, const Xapian::Database& db, const NamesOf& drug_names);

/// The query with words that tell its likeliest articles from all others (Rocchio's idea; terms by Robertson's offer
/// weight).
Xapian::Query with_feedback(const Xapian::Query& query, const Xapian::Database& db);

/// Articles by likeness of their words and headings to those of one, which is left out. Throws Error when it is not in
/// the index.
Xapian::Query like_article(const std::string& article, const Xapian::Database& db);

} // namespace casebook

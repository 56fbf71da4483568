// SPDX-License-Identifier: GPL-3.0-or-later
// One patient told twice: in a letter and then in a series, in two exports of one record, in a republished article. The
// count says which patients are probably the same; only a person takes one out.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/decision.hpp"

#include <string>
#include <vector>

namespace casebook {

/// An article with the patients in whom the drug is suspected.
struct Report
{
    Article article;
    Verdict verdict = Verdict::unclear;
    std::vector<Case> patients;
    /// Where none could be told apart: how many the record speaks of (0: it gives no number), and its words.
    std::size_t told = 0;
    std::string told_words = {};
    bool extracted = true; ///< its patients were looked for
};

struct Echo
{
    std::string first; ///< ids of cases; `second` was published later or came in later
    std::string second;
    std::string why;
};

/// Pairs that are probably one patient: the same patient numbers of two records of one article (same DOI, same title
/// within a year, or a republication that says so), or patients of the same sex and age (within 0.5 y, 0.25 y below 3)
/// in two articles that share an author. `reports` are in order of publication; a patient of a later one has one echo
/// at most, two records of one article before patients alike.
std::vector<Echo> find_echoes(const std::vector<Report>& reports);

} // namespace casebook

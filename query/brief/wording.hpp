// SPDX-License-Identifier: GPL-3.0-or-later
// How the sentences of a brief are worded, for clinicians and in plain words.
#pragma once

#include "index/literature/reports.hpp"
#include "query/brief/brief.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The words that differ between readers.
struct BriefWords
{
    std::string drug;         ///< "cyclosporine"
    std::string event;        ///< "alopecia"; for patients "alopecia (hair loss)"
    std::string_view patient; ///< "patient", "person"
    std::string_view patients;
    std::string_view report; ///< "article", "medical report"
};
BriefWords words_for(const BriefBasis& basis);

/// "1 patient", "7 patients"
std::string people_text(const BriefWords& words, std::size_t number);
/// "the one patient", "both patients", "all 7 patients", "2 of 7 patients"
std::string people_of(const BriefWords& words, std::size_t part, std::size_t whole);
/// "a", "a and b", "a, b and c"
std::string listed(const std::vector<std::string>& parts);
std::string capitalised(std::string text);
/// "1996", "1996 to 2024", "" when no year is known: of the articles cited.
std::string years_text(const std::vector<const Report*>& reports);
/// "29 months" or "2.5 years", "34 years"
std::string age_in_words(double years);
/// "9 months", "3 to 5 days": `days_text` in whole words.
std::string days_in_words(const Range& days);
/// What a decision rests on: the words of its grounds and the person's word; without either, the article's title.
std::vector<Source> sources_of_decision(const CitedArticle& in, const std::optional<Decision>& decision);
/// FAERS as the index carries it, with its rule.
Source source_of_pair(const PairReports& pair);
/// The command that lists the records of a question.
std::string command_of_records(const std::string& question);
/// The words by which each counted patient is known; those behind a field of the patients who have a value of it.
std::vector<Source> words_of_patients(const BriefBasis& basis);
std::vector<Source> words_of_field(const BriefBasis& basis, std::string_view field);
/// From when a time to onset is counted: "the first dose".
std::string_view clock_text(Anchor anchor);
/// The reports in which a patient was read.
std::vector<const Report*> telling_reports(const Ledger& ledger);

} // namespace casebook

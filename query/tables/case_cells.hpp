// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a table of cases: a case as it stands now, the words behind it, and who changed what.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/decision.hpp"
#include "query/tables/table.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct CaseView
{
    const Article& article;
    const Case& now;
    const Extraction& machine;
    const std::vector<Correction>& corrections; ///< of the article, oldest first
};

Cell missing_cell(std::string_view text); ///< "NR", "NA"

/// The values of the fields in one cell, with their words and corrections; NR when there is none.
Cell field_cell(const CaseView& view, std::initializer_list<std::string> fields);

Cell reference_cell(const Article& article); ///< "Wang 2024 (PMID 123), RETRACTED", linked to a PMID
Cell age_cell(const CaseView& view);         ///< "29 mo", "30 y (at diagnosis)"
Cell drug_cell(const CaseView& view);        ///< with its role unless that is suspect
Cell dose_cell(const CaseView& view);
Cell onset_cell(const CaseView& view); ///< every clock: "12 wk from first dose; 5 d from last dose"
Cell event_cell(const CaseView& view);
Cell dechallenge_cell(const CaseView& view);
Cell rechallenge_cell(const CaseView& view); ///< NA where the drug was never stopped

/// "sex by A. Reviewer; outcome by A. Reviewer"
std::string corrections_text(const CaseView& view);

/// "not_done" → "not done"
std::string spoken(std::string_view name);

} // namespace casebook

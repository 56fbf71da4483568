// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence table of a review: one row a patient, the patients of a report together, in order of publication.
#pragma once

#include "query/casebook.hpp"
#include "query/tables/table.hpp"

namespace casebook {

/// The 18 columns that published tables of drug reactions have, or those that the protocol names. What is not said is
/// "NR", what cannot apply "NA"; a column that this program does not read says so in a footnote.
Table evidence_table(const Casebook& casebook);

/// One row a case of any article, counted or not, every field by its id; empty where nothing is said.
Table case_table(const Casebook& casebook);

/// One row a decision, oldest first within an article; an article without one has a row "unclear" by nobody.
Table decision_table(const Casebook& casebook);

/// Explains in `table.abbreviations` what the cells abbreviate, as far as the protocol and the vocabularies know it;
/// the rest goes to `table.unexplained`.
void explain_abbreviations(const Protocol& protocol, Table& table);

} // namespace casebook

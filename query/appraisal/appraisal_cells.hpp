// SPDX-License-Identifier: GPL-3.0-or-later
// An appraised case in the cells of tables, and the table of one instrument's items over all cases.
#pragma once

#include "query/appraisal/appraise.hpp"
#include "query/tables/table.hpp"

namespace casebook {

/// A computed column of corpus/computed_columns.hpp.
Cell computed_cell(const CaseAppraisal& appraisal, std::string_view column);

/// "authors: Naranjo 6, probable; ours: Naranjo 3 to 7 (possible to probable)", with the authors' words.
Cell causality_cell(const CaseAppraisal& appraisal);

struct Casebook;

/// A row a counted case, a column an item: yes, no, ? open, n/a not applicable; a person's answer has its name.
Table appraisal_table(const Casebook& casebook, const Instrument& instrument);

} // namespace casebook

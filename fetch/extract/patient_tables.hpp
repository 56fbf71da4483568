// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of a full text that list a patient a row: "Patient: 3; Age/sex: 34/F; Dose (mg/day): 200; Onset (weeks): 6".
// Which column is which is told by its header; a row without an age is no patient.
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/reading.hpp"

#include <vector>

namespace casebook {

/// The cases of all such tables of the reading, in the order of the rows. `shared` is what the article says of all its
/// patients: the drug and its role, the event. A row that names another drug, or in a column for the event something
/// else, is left out.
std::vector<Case> read_patient_tables(const Reading& reading, const Case& shared);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of which `read_drug` is made. For the sources of this room only.
#pragma once

#include "fetch/extract/exposure.hpp"

namespace casebook {

/// The first item at or after byte `from` of the masked sentence that names the protocol's drug; nullptr for none.
const MaskedItem* drug_item(const Sentence& sentence, std::size_t from = 0);

/// The dose in force when the event began, in the report's words, and per kg and day where it is told so.
void read_drug_dose(const Story& story, Drug& drug);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence as the patterns see it: what is named or measured in it under one word each.
#pragma once

#include "fetch/extract/reading.hpp"

namespace casebook {

/// Writes `masked` and `items` from the tokens, mentions and quantities.
void mask(Sentence& sentence);

} // namespace casebook

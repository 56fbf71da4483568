// SPDX-License-Identifier: GPL-3.0-or-later
// What a sentence names only to deny it.
#pragma once

#include "fetch/extract/reading.hpp"

namespace casebook {

/// Marks mentions that a negation before them covers, up to a turn of the sentence.
void mark_negation(Sentence& sentence);

} // namespace casebook

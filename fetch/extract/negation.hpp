// SPDX-License-Identifier: GPL-3.0-or-later
// What a sentence names only to deny it.
#pragma once

#include "fetch/extract/reading.hpp"

namespace casebook {

/// "her hair did not fall out again": an event of words that stand apart, denied between them.
bool is_denied_within(const Sentence& sentence, const Mention& mention);

/// Marks mentions that a negation before them covers, up to a turn of the sentence.
void mark_negation(Sentence& sentence);

} // namespace casebook

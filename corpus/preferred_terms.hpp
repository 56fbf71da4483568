// SPDX-License-Identifier: GPL-3.0-or-later
// MedDRA preferred terms as FDA's files spell them: those that were seen (lexicon/preferred_terms.tsv). MedDRA itself
// is licensed and does not ship, so that a name without one here may be a preferred term all the same.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// The preferred term that has the words of the name, in any order ("scarring alopecia": "Alopecia scarring"); "" where
/// none is known.
std::string preferred_term_of(std::string_view name);

} // namespace casebook

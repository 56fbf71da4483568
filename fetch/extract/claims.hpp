// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/reading.hpp"

#include <optional>
#include <vector>

namespace casebook {

/// Totals that an article quotes from the literature: "the fourth reported case", "only two cases have been published".
std::vector<Claim> read_claims(const Reading& reading);

/// How many patients the article itself tells of, in a sentence that names the event (else one that names the drug):
/// "hair loss was seen in thirty-five of 120 recipients" is 35. Two at least; a total quoted from the literature is
/// none.
std::optional<Claim> read_told_patients(const Reading& reading);

} // namespace casebook

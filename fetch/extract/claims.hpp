// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/reading.hpp"

#include <vector>

namespace casebook {

/// Totals that an article quotes from the literature: "the fourth reported case", "only two cases have been published".
std::vector<Claim> read_claims(const Reading& reading);

} // namespace casebook

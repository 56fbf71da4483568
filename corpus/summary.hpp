// SPDX-License-Identifier: GPL-3.0-or-later
// One case, one line, for lists of results and reports.
#pragma once

#include "corpus/case.hpp"

#include <string>

namespace casebook {

/// "female, 30 y; cyclosporine (suspect) → alopecia areata after 9 mo from transplant; dechallenge not_done;
/// recovering"
std::string summary_of(const Case& c);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/request.hpp"

namespace casebook {

/// `decide --from FILE`: a decision a row, each by whom it names. What was said before is not said again.
int run_decide_many(const Request& request, const Console& console);

/// `correct --from FILE`: a correction a row.
int run_correct_many(const Request& request, const Console& console);

} // namespace casebook

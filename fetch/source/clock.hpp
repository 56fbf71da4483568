// SPDX-License-Identifier: GPL-3.0-or-later
// Time and chance as values, so that whatever waits can be tested without waiting.
#pragma once

#include <functional>

namespace casebook {

struct Clock
{
    std::function<double()> now;       ///< seconds since the machine started, the same for all its processes
    std::function<void(double)> sleep; ///< seconds
    std::function<double()> random;    ///< at least 0, below 1
};

/// The machine's own.
Clock system_clock();

} // namespace casebook

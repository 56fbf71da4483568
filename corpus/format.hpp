// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to fmt: `format("{} of {}", n, total)`.
#pragma once

#include <fmt/format.h>

namespace casebook {
using fmt::format;
}

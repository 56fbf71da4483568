// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/story.hpp"

#include <optional>

namespace casebook {

/// A level of the drug told with the range in which it should lie, "45 mg/L (therapeutic range 10-20)": toxic above it,
/// else harmless.
std::optional<Sign> measured_level(const Story& story, std::size_t place);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What an article says of some of its patients and not of others.
#pragma once

#include "fetch/extract/story.hpp"

namespace casebook {

/// The words stand in a sentence that several patients share and that tells them apart: "two recovered, the third did
/// not" does not say which of them this one is.
bool tells_apart(const Story& story, const Evidence& words);

} // namespace casebook

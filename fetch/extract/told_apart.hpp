// SPDX-License-Identifier: GPL-3.0-or-later
// What an article says of some of its patients and not of others.
#pragma once

#include "fetch/extract/story.hpp"

namespace casebook {

/// The words stand in a sentence that several patients share and that tells them apart: "two recovered, the third did
/// not" does not say which of them this one is.
bool tells_apart(const Story& story, const Evidence& words);

/// "Of five patients two developed alopecia and one hypertrichosis": how many of a few had the event, here two; 0 where
/// that is not told.
std::size_t number_with_event(const Reading& reading);

} // namespace casebook

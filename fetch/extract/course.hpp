// SPDX-License-Identifier: GPL-3.0-or-later
// How a case went on: when the event began, what stopping and giving again did, what was tried, how it ended.
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/story.hpp"

#include <vector>

namespace casebook {

/// Every clock that the text gives, the one that counts first. From durations, else from dates.
std::vector<Stated<Latency>> read_latencies(const Story& story);

/// Dechallenge and rechallenge are of the protocol's drug only; stopping another drug says nothing of it.
Stated<Dechallenge> read_dechallenge(const Story& story);
Stated<Rechallenge> read_rechallenge(const Story& story);

Stated<Outcome> read_outcome(const Story& story);

/// What was given for the event, in the text's words.
std::vector<Stated<std::string>> read_event_treatments(const Story& story);

} // namespace casebook

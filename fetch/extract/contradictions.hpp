// SPDX-License-Identifier: GPL-3.0-or-later
// Where an article does not agree with itself. Both places are shown; which of them is right is for the reviewer.
#pragma once

#include "corpus/case.hpp"
#include "fetch/extract/reading.hpp"
#include "fetch/extract/story.hpp"

#include <vector>

namespace casebook {

/// "13 of 29 (25%)": a percentage that its own counts do not give, however it was rounded or cut.
std::vector<Contradiction> find_false_percentages(const Reading& reading);

/// A latency or an age of the case that the dates of its story do not allow.
std::vector<Contradiction> find_against_dates(const Story& story, const Case& c);

/// What the record (`summary`) and the full text (`body`) say differently of the same patient: age at one moment, sex,
/// latency by one clock, outcome, dechallenge.
std::vector<Contradiction> find_against_body(const Case& summary, const Case& body);

/// Age at the event where another age and dates give it: "29 months old in May 2019 … lost his hair in May 2022".
Stated<Range> age_at_onset(const Story& story);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's drug as this patient took it, and what was taken beside it.
#pragma once

#include "corpus/case.hpp"
#include "corpus/protocol.hpp"
#include "fetch/extract/story.hpp"

#include <vector>

namespace casebook {

/// Dose, route and indication; the role is the caller's. `which` is the patient's place in a "respectively" list.
Drug read_drug(const Story& story, const Protocol& protocol);

/// Drugs taken at onset, each with its words. Earlier failures and later remedies are not among them.
std::vector<Drug> read_concomitants(const Story& story, const std::vector<Stated<std::string>>& treatments);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// From a reading to cases: who, which drug in which role, what happened when, how it went on.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/protocol.hpp"
#include "fetch/extract/reading.hpp"
#include "fetch/extract/role.hpp"

#include <optional>

namespace casebook {

/// Pure: the same article, reading and protocol give the same cases.
Extraction extract(const Article& article, const Reading& reading, const RoleAssessment& role,
                   const Protocol& protocol);

/// What a text says of all its patients alike: the drug and its role, the event; none where it does not name both.
std::optional<Case> shared_by_patients(const Reading& reading, const RoleAssessment& role, const Protocol& protocol);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// A protocol's criteria applied to an article. Pure: the same article, reading and protocol give the same decision.
#pragma once

#include "corpus/article.hpp"
#include "corpus/decision.hpp"
#include "corpus/protocol.hpp"
#include "fetch/extract/reading.hpp"
#include "fetch/extract/role.hpp"

namespace casebook {

/// What the criteria may look at.
struct Screened
{
    const Article& article;
    const Protocol& protocol;
    const Reading& reading;
    const RoleAssessment& role;
};

/// The first criterion of the protocol's list that applies excludes; when none does, the article is included if the
/// event is seen to follow exposure, else it is unclear and waits for a person.
Decision screen(const Screened& subject);

} // namespace casebook

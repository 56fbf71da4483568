// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of stopping and of giving again share.
#pragma once

#include "fetch/extract/story.hpp"

#include <span>
#include <string_view>

namespace casebook {

/// Another drug is named and the protocol's is not: what happens here is about that one.
bool about_another_drug(const Sentence& sentence);

/// It is advised, supposed or told of others, and did not happen to this patient: "if the drug is stopped",
/// "in most patients the hair regrows", "regrowth is expected".
bool is_supposed(const Story& story, const Sentence& sentence);

/// One pattern of many ways to say the same; they are tried in their order.
Pattern any_of(std::span<const std::string_view> ways);

} // namespace casebook

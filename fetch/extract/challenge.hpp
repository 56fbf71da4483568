// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of stopping and of giving again share.
#pragma once

#include "fetch/extract/story.hpp"

#include <span>
#include <string>
#include <string_view>

namespace casebook {

/// Another drug is named and the protocol's is not: what happens here is about that one.
bool about_another_drug(const Sentence& sentence);

/// "her sister stopped it": told of kin, not of the patient. A mother may have taken it for her child.
bool is_of_kin(const Sentence& sentence);

/// What follows at that byte is told of a condition that the patient had before the event: "her COND improved".
bool tells_of_old_illness(const Story& story, const Sentence& sentence, std::size_t at);

/// Masked words of a sentence, how those conditions went struck out.
std::string without_old_illness(const Story& story, const Sentence& sentence, std::string text);

/// It is advised, supposed or told of others, and did not happen to this patient: "if the drug is stopped",
/// "in most patients the hair regrows", "regrowth is expected".
bool is_supposed(const Story& story, const Sentence& sentence);

/// The masked sentence with every clause struck out (`;` for each of its bytes) that supposes, advises or tells of
/// others: "as the drug might be the cause, it was stopped" is a stop. Bytes keep their places.
Searched told_words(const Story& story, const Sentence& sentence);

/// `;` for every byte: no gap of a pattern reaches over it, and what stands behind keeps its place.
void strike(std::string& text, Span at);

/// A text with every match of a pattern struck out in that way.
std::string struck_out(const Pattern& pattern, std::string_view text);
Searched struck_out(const Pattern& pattern, const Searched& text);

/// One pattern of many ways to say the same; they are tried in their order.
Pattern any_of(std::span<const std::string_view> ways);

} // namespace casebook

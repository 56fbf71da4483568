// SPDX-License-Identifier: GPL-3.0-or-later
// The stretch of a text that shows best why it was found.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <xapian.h>

namespace casebook {

/// The words of a query that texts are marked with, as terms without a field: "hair" itself, "Zhair" by its stem. What
/// it is worth to show each: rare ones more.
using TermWeights = std::map<std::string, double, std::less<>>;
TermWeights term_weights(const Xapian::Query& query, const Xapian::Database& db);

/// Whether those words say all: phrases and wildcards are Xapian's to mark.
bool words_say_all(const Xapian::Query& query);

/// Up to 240 bytes of the text in one line, with the most and the rarest of the words close together; each stands
/// between \x01 and \x02. "…" stands for what is left out before or after. "" when no word is in the text.
std::string best_snippet(std::string_view text, const TermWeights& words, const Xapian::Stem& stemmer);

/// Where nothing of the text matched, its beginning tells what it is about.
std::string text_beginning(const std::string& text);

inline constexpr std::size_t snippet_length = 240;

} // namespace casebook

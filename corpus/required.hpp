// SPDX-License-Identifier: GPL-3.0-or-later
// What a text must hold for a pattern to match anywhere in it: most texts are told from it without running the pattern.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// At least one of these stands in every match.
using Clause = std::vector<std::string>;

/// Clauses that each match of the pattern (RE2's syntax) fulfils, the cheapest to look for first; none where nothing
/// can be said, as of patterns with flags. Literals have three bytes at least.
std::vector<Clause> required_literals(std::string_view pattern);

/// False means that the pattern cannot match.
bool fulfils(std::string_view text, const std::vector<Clause>& clauses);

} // namespace casebook

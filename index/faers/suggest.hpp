// SPDX-License-Identifier: GPL-3.0-or-later
// What someone may have meant.
#pragma once

#include "index/faers/columns.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The distinct runs of three letters of a text, ascending.
std::vector<std::string> triples(std::string_view text);

/// Indices of the names nearest to a folded word, best first: those that hold the word or are held by it, share its
/// words, or share most of its letter triples. None when nothing is near.
std::vector<std::size_t> nearest(const Texts& names, const std::string& word, std::size_t most);

/// 0 (nothing in common) to 1 (the same letter triples).
double likeness(std::string_view a, std::string_view b);

} // namespace casebook

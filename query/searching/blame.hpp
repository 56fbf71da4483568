// SPDX-License-Identifier: GPL-3.0-or-later
// Which drugs an article's own words hold to be the cause of something, whatever drug the review is about: read once
// for each form of a record and kept in the store, for the order of search results and for `blames:`.
#pragma once

#include "query/casebook.hpp"

#include <string>
#include <vector>

namespace casebook {

/// Reads the articles of which that is not known yet, or was read under other rules, vocabularies or another model.
void read_blame(Casebook& casebook, const Console& console);

/// The names of those drugs, by the vocabulary and as first written; empty before `read_blame`.
std::vector<std::string> blamed_drugs(const Store& store, const std::string& article);

} // namespace casebook

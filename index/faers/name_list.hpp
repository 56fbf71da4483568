// SPDX-License-Identifier: GPL-3.0-or-later
// What was taken for a drug: every name as reported, so that a reviewer can look it over and overrule it.
#pragma once

#include "index/faers/store.hpp"

#include <string>
#include <vector>

namespace casebook {

struct CountedName
{
    std::string name;                     ///< as reported, folded
    NameSource source;                    ///< why it is counted so
    std::vector<std::string> ingredients; ///< all it stands for
    std::uint64_t rows = 0;               ///< of DRUG, in all quarters held
};

/// Names that are counted as one of the ingredients, the most frequent first.
std::vector<CountedName> counted_names(const FaersStore& store, const std::vector<std::string>& drugs);

/// Names that look like one of the ingredients (likeness 0.4 or more, or the first four letters) and are counted as
/// something else, the most frequent first: what a look over the shoulder should see.
std::vector<CountedName> names_alike(const FaersStore& store, const std::vector<std::string>& drugs);

} // namespace casebook

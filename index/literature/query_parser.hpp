// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>
#include <xapian.h>

namespace casebook {

struct UnderstoodQuery
{
    Xapian::Query query;
    std::string suggestion; ///< the query with a better spelling, or ""
};

/// Words, "phrases", AND OR NOT, brackets, wild*cards, field:value, field:from..to. Throws UsageError for a field that
/// does not exist. An empty query finds everything.
/// `drug_names` gives all names of the drug that a word means, so that `drug:` finds each.
using DrugNamesOf = std::function<std::vector<std::string>(const std::string&)>;
UnderstoodQuery parse_query(const std::string& text, const Xapian::Database& db, const Xapian::Stem& stemmer,
                            const DrugNamesOf& drug_names = {});

} // namespace casebook

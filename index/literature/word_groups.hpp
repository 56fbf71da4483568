// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a query that belong together since they name one thing, and what else that is called.
#pragma once

#include "index/literature/entry.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

namespace casebook {

/// A word, or a run of words that name a drug or a condition; no word stands in two groups.
struct WordGroup
{
    std::vector<std::string> words;
    /// Of the same drug or condition, lower case, all of whose words the index has; no name that holds another.
    std::vector<std::string> other_names;
    bool is_name = false; ///< the vocabularies know it
};

/// What the words are looked up in.
struct WordSources
{
    const OtherNames& names;
    const Xapian::Database& db;
    const Xapian::Stem& stemmer;
};

/// The index has the word, in some form.
bool is_known(const std::string& word, const WordSources& sources);

/// The words in their order; of names that begin alike the longest.
std::vector<WordGroup> word_groups(const std::vector<std::string>& words, const WordSources& sources);

/// What finds the group by any of its names, the one written weighing most.
Xapian::Query query_of(const WordGroup& group, Xapian::QueryParser& parser);

/// A query with operators, in which each name that stands in no quotes and no field is any of its names: "hair loss NOT
/// areata" → "((hair loss) OR alopecia) NOT areata". `also` is given the names put in. As it was where words must be
/// near each other.
std::string with_other_names(std::string_view prepared, const WordSources& sources,
                             std::map<std::string, std::vector<std::string>>& also);

} // namespace casebook

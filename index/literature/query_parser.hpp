// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "index/literature/entry.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

namespace casebook {

struct UnderstoodQuery
{
    Xapian::Query query;
    std::string suggestion;          ///< the query with a better spelling, or ""
    WordsMode mode = WordsMode::all; ///< of a plain query: what of its words each article must have
    bool widened = false;            ///< nothing has all of the words: what has some of them is found instead
    bool is_question = false;
    std::vector<std::string> words;                       ///< that stand in no field, lower case, in their order
    std::map<std::string, std::vector<std::string>> also; ///< words → other names by which they are found too
    std::vector<std::string> notes;                       ///< what the user should know: a value that no article has
};

/// Words, "phrases", AND OR NOT, brackets, wild*cards, field:value, field:from..to. Throws UsageError for a field that
/// does not exist. An empty query finds everything. Of words without operators an article must have each that tells
/// something; of a question, and where nothing has them all, any ("any" and "all" of `mode` are the user's own word).
/// A drug or a condition is found by its other names too, among free words and after `drug:`; what stands in quotes is
/// found as it stands.
UnderstoodQuery parse_query(const std::string& text, const Xapian::Database& db, const Xapian::Stem& stemmer,
                            const OtherNames& names = {}, WordsMode mode = WordsMode::fitting);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a draft as terms: what Xapian's generator makes with STEM_SOME, some times faster.
#pragma once

#include "index/literature/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>
#include <xapian.h>

namespace casebook {

/// Makes terms of texts: each word with its places, and its stem after a Z without them. Texts of ASCII alone, which
/// are most, are cut here and each word is stemmed once; others are Xapian's.
class WordIndexer
{
public:
    WordIndexer();

    /// The document with all its words. The same draft gives the same document, whatever was indexed before.
    Xapian::Document finish(Draft draft);

private:
    struct Word
    {
        std::string text;
        std::string stem; ///< empty: it is not stemmed
    };
    struct Place
    {
        const Word* word;
        Xapian::termpos position;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    const Word& word_of(std::string_view text);
    void cut(const std::string& text, Xapian::termpos& position);
    void put(Xapian::Document& document, const FieldText& field);
    Xapian::termpos generate(Xapian::Document& document, const FieldText& field, Xapian::termpos position);

    Xapian::TermGenerator generator_;
    Xapian::Stem stemmer_{"en"};
    std::unordered_map<std::string, Word, Hash, std::equal_to<>> known_;
    std::vector<Place> places_; ///< of the text that is being put in
    std::string term_;
};

/// How many documents are to be counted for each word in the list of spellings, or taken off.
using WordCounts = std::unordered_map<std::string, std::int64_t>;

/// Counts the words of a document's text, by its terms. Each counts once a document, so that taking a document out is
/// exact: an index brought up to date suggests what one made anew would.
void count_words(Xapian::TermIterator term, const Xapian::TermIterator& end, std::int64_t by, WordCounts& counts);
/// The same for all documents of an index.
void count_words(const Xapian::Database& all, WordCounts& counts);

} // namespace casebook

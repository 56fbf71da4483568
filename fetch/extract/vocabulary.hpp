// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a reading looks for: a protocol's drug and event, then the shipped vocabularies.
#pragma once

#include "corpus/protocol.hpp"
#include "fetch/extract/matcher.hpp"
#include "fetch/extract/reading.hpp"
#include "fetch/extract/word_table.hpp"

#include <string>
#include <vector>

namespace casebook {

/// What a term means, and under which conditions it counts.
struct VocabularyEntry
{
    MentionKind kind = MentionKind::drug;
    std::string concept_name;
    std::string written;           ///< as the vocabulary writes it
    bool abbreviation = false;     ///< counts only in capitals, as written
    bool needs_definition = false; ///< and only where the text defines it
    bool not_it = false;           ///< a condition that the protocol says is not its event
};

/// A term of the event as a bag of words, for texts that put it otherwise: "QT prolongation" is also "prolongation of
/// the QT interval", "optic neuropathy" is in "optic and peripheral neuropathy".
struct LooseTerm
{
    std::vector<WordTable::Word> stems; ///< all must stand close together
    std::uint32_t label = 0;
};

struct Vocabulary
{
    Matcher matcher;
    std::vector<VocabularyEntry> entries;
    std::vector<LooseTerm> loose;
    WordTable loose_stems;                               ///< of all loose terms
    std::vector<std::vector<std::size_t>> loose_by_stem; ///< of each the places of the terms whose rarest it is
};

/// The part of a word that its plural and its adjective share: thromboses, thrombosis, thrombotic → thrombo.
std::string stem_of(std::string_view word);

/// The same without a copy; `room` keeps a word that is spelled anew.
std::string_view stem_of(std::string_view word, std::string& room);

Vocabulary make_vocabulary(const Protocol& protocol);
/// The shipped vocabularies alone.
Vocabulary make_vocabulary();

/// "AA", "CsA", "FK506": short, with capitals or figures.
bool looks_like_abbreviation(std::string_view term);

} // namespace casebook

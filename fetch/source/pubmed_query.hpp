// SPDX-License-Identifier: GPL-3.0-or-later
// PubMed's query language, evaluated here: AND OR NOT from left to right, brackets, "phrases", truncation*, field tags,
// date and PMID ranges, proximity ("hair loss"[Title:~2]). What a copy of records cannot do as PubMed does it is
// automatic term mapping: a function that is handed in stands for it. Source: "PubMed Help", NLM.
#pragma once

#include "corpus/error.hpp"
#include "fetch/source/pubmed_fields.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// One comparison.
struct PubmedTerm
{
    PubmedField field = PubmedField::words;
    std::string text;               ///< as QueryTranslation prints it, without quotes
    std::vector<std::string> words; ///< of a text field: folded, a trailing * for a beginning of a word
    std::string entry;              ///< of a list field: folded, a trailing * for a beginning
    bool open_ended = false;        ///< of an author: "wang y" finds "wang yx" too
    std::vector<std::string> below; ///< of MeSH: narrower headings that are found too
    long from = 0;                  ///< of numbers and dates (20190401)
    long to = -1;                   ///< before `from`: never matches
    int distance = -1;              ///< other words that may stand between; -1: a phrase
};

/// A tree: a term, or parts joined by an operator. `typed` holds the user's words of an operand, which PubMed reports
/// when nothing has them.
struct PubmedQuery
{
    enum class Kind { term, all_of, any_of, without };
    Kind kind = Kind::term;
    PubmedTerm term;
    std::vector<PubmedQuery> parts;
    std::string typed;
    bool quoted = false;
    bool mapped = false; ///< its parts come from term mapping
};

/// What stands for automatic term mapping. Both may return nothing.
struct TermMapping
{
    /// Other words for words typed without tag and quotes ("hair loss" → "alopecia").
    std::function<std::vector<std::string>(std::string_view)> words_for;
    /// Headings below a MeSH heading.
    std::function<std::vector<std::string>(std::string_view)> below;
};

/// Synonyms of drugs and conditions from the program's vocabularies, abbreviations left out.
TermMapping lexicon_mapping();

struct ParsedQuery
{
    PubmedQuery query;
    std::vector<std::string> unknown_fields; ///< tags PubMed does not have, or that a record does not hold
};

/// The position of an error is a byte of `text`.
Parsed<ParsedQuery> parse_pubmed_query(std::string_view text, const TermMapping& mapping);

bool matches(const PubmedQuery& query, const PubmedDocument& document);

/// The query as it is understood, in the style of QueryTranslation.
std::string translation(const PubmedQuery& query);

/// Visits every operand that a user typed.
void each_operand(const PubmedQuery& query, const std::function<void(const PubmedQuery&)>& visit);

/// Brackets and quotes that do not pair: such a string cannot be combined with a date. The error's position is a byte.
Parsed<void> check_pairs(std::string_view text);

} // namespace casebook

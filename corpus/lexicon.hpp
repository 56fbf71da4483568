// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped vocabularies: which words name which drug or condition. Data files with a source column
// (lexicon/drugs.tsv, lexicon/conditions.tsv); a protocol's own names come before them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

struct LexiconTerm
{
    std::string term;         ///< lower case, as it stands in text
    std::string concept_name; ///< ingredient of a drug, preferred name of a condition
    std::string broader;      ///< a wider idea, for conditions; may be ""
    std::string kind;         ///< ingredient, preferred, synonym, brand, abbreviation, class, procedure
    std::string source;
};

class Lexicon
{
public:
    /// Reads a vocabulary; `drugs.tsv` and `conditions.tsv` differ in the broader column. Throws Error with file and
    /// line.
    static Lexicon open(const std::filesystem::path& file);

    const std::vector<LexiconTerm>& terms() const { return terms_; }

    /// The idea a word stands for, "" when it is not known. Upper and lower case are the same.
    std::string concept_of(std::string_view term) const;
    /// All words for an idea but its own name.
    std::vector<const LexiconTerm*> words_for(std::string_view concept_name) const;
    /// The narrower ideas below one, all the way down.
    std::vector<std::string> narrower(std::string_view concept_name) const;

private:
    std::vector<LexiconTerm> terms_;
    std::unordered_map<std::string, std::size_t> by_term_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_concept_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_broader_;
};

/// "heparin-induced thrombocytopenia" names drug and event: a reader takes such a term apart. Lower case.
bool names_a_drug(std::string_view term);
/// What such a term says happened: "thrombocytopenia"; "" when the term does not say that something was induced.
std::string_view induced_part(std::string_view term);

/// The vocabularies of the program, read once.
const Lexicon& drug_lexicon();
const Lexicon& condition_lexicon();

} // namespace casebook

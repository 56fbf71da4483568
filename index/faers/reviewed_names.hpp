// SPDX-License-Identifier: GPL-3.0-or-later
// Names that no quarter explains: ingredients by whole words, from a reviewed table and the drug vocabulary. Whole
// words alone, because beginnings and likeness mislead: CICLOPHOSPHAMIDE is not ciclosporin.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

/// Words of a folded text: runs of letters and digits, one blank between.
std::string words_of(std::string_view folded);

class ReviewedNames
{
public:
    /// lexicon/faers_names.tsv, and of the drug vocabulary the ingredients, synonyms and brands of four letters or
    /// more; where both know a word, the table counts. Throws Error with file and line.
    static ReviewedNames open(const std::filesystem::path& file);

    /// Ingredients named by the words of a folded name, ascending, each once: from the left, the longest first.
    std::vector<std::string> find(std::string_view folded) const;

private:
    void add(std::string_view phrase, std::vector<std::string> ingredients);

    std::unordered_map<std::string, std::vector<std::string>> by_phrase_;
    std::size_t longest_ = 0; ///< words
};

/// The program's, read once.
const ReviewedNames& reviewed_names();

} // namespace casebook

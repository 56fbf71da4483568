// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the terms of vocabularies in a row of tokens: whole words, longest first, in one pass.
#pragma once

#include "fetch/extract/tokens.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casebook {

/// One spelling for British and American words: haemolysis → hemolysis, oedema → edema, tumour → tumor.
std::string one_spelling(std::string word);

class Matcher
{
public:
    /// `label` comes back with each match; of two labels for one term the first added stays.
    void add(std::string_view term, std::uint32_t label);

    struct Match
    {
        std::size_t first = 0; ///< tokens [first, last)
        std::size_t last = 0;
        std::uint32_t label = 0;
    };

    /// The longest match that begins at `first`; empty when none does.
    Match longest_at(std::span<const Token> tokens, std::size_t first) const;

    /// The longest matches from left to right, none overlapping another.
    std::vector<Match> find(std::span<const Token> tokens) const;

private:
    struct Node
    {
        std::unordered_map<std::uint32_t, std::uint32_t> next;
        std::int64_t label = -1;
    };
    std::int64_t step(std::uint32_t node, const std::string& word) const;

    std::unordered_map<std::string, std::uint32_t> words_;
    std::vector<Node> nodes_ = std::vector<Node>(1);
};

} // namespace casebook

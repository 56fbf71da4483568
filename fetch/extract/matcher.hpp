// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the terms of vocabularies in a row of tokens: whole words, longest first, in one pass.
#pragma once

#include "fetch/extract/tokens.hpp"

#include <cstdint>
#include <optional>
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
    using Word = std::uint32_t;
    using Node = std::uint32_t;
    static constexpr Word no_word = 0xffffffff;
    static constexpr std::int64_t no_label = -1;

    /// A word of a text as the terms know it: as it stands, and as a singular.
    struct Known
    {
        Word word = no_word;
        Word singular = no_word;
    };
    Known known(const std::string& text) const;
    Word id_of(const std::string& text) const;
    std::optional<Node> step(Node node, Known word) const;
    std::optional<Node> edge(Node node, Word word) const;

    /// `word_at(i)` is the known word of token i.
    template <class WordAt> Match longest(std::size_t first, std::size_t count, WordAt&& word_at) const;

    std::unordered_map<std::string, Word> words_;
    std::unordered_map<std::uint64_t, Node> edges_; ///< node << 32 | word → node
    std::vector<std::int64_t> labels_ = {no_label}; ///< of each node
};

} // namespace casebook

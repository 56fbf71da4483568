// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the terms of vocabularies in a row of tokens: whole words, longest first, in one pass.
#pragma once

#include "fetch/extract/tokens.hpp"
#include "fetch/extract/word_table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// One spelling for British and American words: haemolysis → hemolysis, oedema → edema, tumour → tumor.
std::string one_spelling(std::string word);

/// The same without a copy of the many words that are spelled alike; `room` keeps what is spelled anew.
std::string_view one_spelling(std::string_view word, std::string& room);

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
    using Word = WordTable::Word;
    using Node = std::uint32_t; ///< terms that begin alike share their first nodes; 0 is the beginning of all
    static constexpr std::int64_t no_label = -1;

    /// The node after a word, or after its singular; 0 for none.
    Node step(Node node, std::string_view text) const;
    Node edge(Node node, Word word) const;
    void join(Node node, Word word, Node next);

    /// A node and a word, and the node after them; 0 for none.
    struct Edge
    {
        std::uint64_t key = 0;
        Node next = 0;
    };
    /// Where an edge stands, or the free place where it would.
    std::size_t place_of(std::uint64_t key) const;

    WordTable words_;
    std::vector<Node> firsts_; ///< of each word the node after it at the beginning; 0: no term begins so
    std::vector<Edge> edges_ = std::vector<Edge>(64); ///< all others; a power of two, at most a quarter of them taken
    std::size_t joined_ = 0;
    std::vector<std::int64_t> labels_ = {no_label}; ///< of each node
};

} // namespace casebook

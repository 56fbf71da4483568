// SPDX-License-Identifier: GPL-3.0-or-later
// A passage as tokens and sentences. Tokens are words, numbers and single marks of punctuation, folded (lower case,
// no accents); they keep the bytes of the passage they stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct Token
{
    std::string text; ///< folded
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool space_before = false;
    bool capital = false;      ///< begins with a capital letter
    bool all_capitals = false; ///< at least two letters, every letter a capital but perhaps a closing s
};

std::vector<Token> tokenize(std::string_view passage);

/// The tokens of a term of a vocabulary, in the form in which a text has them.
std::vector<std::string> term_tokens(std::string_view term);

/// Index of the first token of each sentence. Knows abbreviations, decimals, initials and "et al.".
std::vector<std::size_t> sentence_starts(const std::vector<Token>& tokens);

} // namespace casebook

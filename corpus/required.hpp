// SPDX-License-Identifier: GPL-3.0-or-later
// What a text must hold for a pattern to match anywhere in it: most texts are told from it without running the pattern.
#pragma once

#include "corpus/grams.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The runs of several pieces, one of which must stand in a text.
using Alternatives = std::vector<std::vector<Gram>>;

/// Pieces of text that each match of a pattern (RE2's syntax) holds, joined by "all of" and "one of". Nothing is said
/// of patterns with flags, nor of pieces shorter than three bytes.
class Required
{
public:
    explicit Required(std::string_view pattern);

    /// Every text may hold a match.
    bool says_nothing() const { return code_.empty(); }
    /// False: the text with these runs holds no match.
    bool allows(const Grams& text) const { return code_.empty() || allows(text, code_.data()); }
    /// Of each of these a matching text holds a piece. It may do so without being allowed.
    std::vector<Alternatives> alternatives() const;
    /// For people: `all( DRUG|one(given|taken))`. A blank stands for what is no letter.
    const std::string& words() const { return words_; }

private:
    /// A node in a row of numbers: kind, how many numbers follow, the runs of a piece or the nodes below.
    using Code = std::vector<std::uint16_t>;
    enum Kind : std::uint16_t { piece, all_of, one_of };
    struct Node;
    class Reader;
    static void write(const Node& node, Code& code, std::string& words);
    static void look_for_rare_runs_first(Code& code);
    static bool allows(const Grams& text, const std::uint16_t* node);
    static std::vector<Alternatives> alternatives(const std::uint16_t* node);

    Code code_;
    std::string words_;
};

} // namespace casebook

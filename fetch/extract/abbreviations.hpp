// SPDX-License-Identifier: GPL-3.0-or-later
// Abbreviations that a text defines itself: "aplastic anaemia (AA)", "AA (alopecia areata)".
#pragma once

#include "fetch/extract/tokens.hpp"

#include <string>
#include <vector>

namespace casebook {

struct Definition
{
    std::string abbreviation;  ///< as written
    std::vector<Token> longer; ///< the words it stands for
};

/// The definitions in one passage; letters of the abbreviation must open words of the longer form, in order
/// (after Schwartz and Hearst, Pac Symp Biocomput 2003;8:451).
std::vector<Definition> find_definitions(std::string_view passage, const std::vector<Token>& tokens);

} // namespace casebook

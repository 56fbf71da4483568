// SPDX-License-Identifier: GPL-3.0-or-later
// The words of PubMed's query language: brackets, operators and operands with their tags.
#pragma once

#include "corpus/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct QueryToken
{
    enum class Kind { open, close, op, operand };
    Kind kind = Kind::operand;
    std::string text; ///< of an operator its name; of an operand its words without quotes
    std::string tag;  ///< between the square brackets; "" without one
    bool quoted = false;
    std::size_t position = 0;
};

/// Cuts the text; a range written as two tagged dates is one operand. The position of an error is a byte.
Parsed<std::vector<QueryToken>> scan_pubmed_query(std::string_view text);

} // namespace casebook

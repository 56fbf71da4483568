// SPDX-License-Identifier: GPL-3.0-or-later
// Text as it stands on a terminal: stretches of one ink, wrapped to columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::review {

enum class Ink { plain, drug, event, against, favour, heading, faint, bar };

struct Inked
{
    std::string text;
    Ink ink = Ink::plain;
    bool operator==(const Inked&) const = default;
};
using Line = std::vector<Inked>;

/// With escape sequences for colours, or with nothing but characters: then words stand between marks.
enum class Look { colour, plain };

/// Columns a text takes: two for East Asian wide characters and pictures, none for combining ones (Unicode 15, UAX 11;
/// ambiguous ones are narrow).
std::size_t columns_of(std::string_view text);

/// What may be written to a terminal: no control characters, so that no record can move the cursor or set a colour.
std::string harmless(std::string_view text);

/// Lines of at most `width` columns, broken at blanks; a longer word is broken where it must. Lines after the first
/// begin with `indent` blanks.
std::vector<Line> wrapped(const Line& paragraph, std::size_t width, std::size_t indent = 0);

/// At most `width` columns of it, with an ellipsis where something is left out.
Line shortened(const Line& line, std::size_t width);

std::size_t columns_of(const Line& line);

/// The mark on each side of a word in this ink where there are no colours: *drug*, _event_, ~against~, +for+.
std::string_view mark_of(Ink ink);

/// As bytes for the terminal, without a line end.
std::string painted(const Line& line, Look look);

} // namespace casebook::review

// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as a value, and the elements it is drawn of. SVG with attributes and no style sheet: word processors read
// it, too. Nothing is told by colour alone: shapes, hatching and dashes stand on paper without colour. Lengths are
// SVG's user units, 96 an inch; texts are escaped here.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct Picture
{
    std::string id;          ///< begins the ids of its parts: "flow"
    std::string title;       ///< what it is, for those who cannot see it and for programs
    std::string description; ///< all that it shows, as running text
    double width = 0;
    double height = 0;
    std::string body; ///< elements, a line each
};

void write_svg(std::ostream& out, const Picture& picture);

inline constexpr int dots_per_inch = 300; ///< what journals ask for

/// The same by librsvg, `dots_per_inch`, which the file says; title and description as the text chunks Title and
/// Description (PNG 3rd edition, 11.3.3.2 and 11.3.3.4). Throws Error when it cannot be drawn.
void write_png(std::ostream& out, const Picture& picture);

/// Width of a text in Arial or, somewhat wider, in the fonts that stand in for it, in units of the letter's size.
double text_width(std::string_view text);

/// Lines broken at blanks to fit `width` in letters of `size`; a line that begins with two blanks is set in, and goes
/// on set in further.
std::vector<std::string> wrapped(const std::vector<std::string>& lines, double width, double size);

struct Point
{
    double x = 0;
    double y = 0;
};

/// How lines are drawn and what areas are filled with; `hatched` and `dotted` need `add_hatches` once in the picture.
inline constexpr std::string_view ink = R"(fill="none" stroke="#000")";
inline constexpr std::string_view faint = R"(fill="none" stroke="#bbb" stroke-width="0.6")";
inline constexpr std::string_view dashed = R"(fill="none" stroke="#000" stroke-dasharray="4 3")";
inline constexpr std::string_view solid = R"(fill="#333" stroke="#000" stroke-width="0.7")";
inline constexpr std::string_view hollow = R"(fill="#fff" stroke="#000")";
inline constexpr std::string_view hatched = R"X(fill="url(#hatched)" stroke="#000" stroke-width="0.7")X";
inline constexpr std::string_view dotted =
    R"X(fill="url(#dotted)" stroke="#000" stroke-width="0.7" stroke-dasharray="2 2")X";

void add_hatches(std::string& body);
void add_line(std::string& body, Point from, Point to, std::string_view style = ink);
void add_box(std::string& body, Point corner, double width, double height, std::string_view style = hollow);

enum class Shape { disc, ring, block, square, triangle, diamond };
/// Drawn around `at`, `size` from there to its edges.
void add_shape(std::string& body, Shape shape, Point at, double size = 3.2);

enum class Anchored { start, middle, end };
struct Lettering
{
    double size = 11;
    Anchored anchored = Anchored::start;
    bool bold = false;
};
void add_text(std::string& body, Point at, std::string_view text, const Lettering& lettering = {});

} // namespace casebook

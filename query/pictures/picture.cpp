// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/pictures/picture.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <array>
#include <ostream>

namespace casebook {

namespace {

constexpr double letters_of_body = 12;

/// Breaks at blanks; a line that is set in goes on set in further.
void wrap_into(std::vector<std::string>& out, const std::string& line, double width)
{
    const std::string_view indent = line.starts_with("  ") ? "  " : "";
    std::string current(indent);
    bool empty = true;
    for (const std::string& word : split(std::string(trim(line)), ' ')) {
        if (!empty && text_width(current + " " + word) > width) {
            out.push_back(current);
            current = std::string(indent) + (indent.empty() ? "" : "  ");
            empty = true;
        }
        current += (empty ? "" : " ") + word;
        empty = false;
    }
    out.push_back(current);
}

/// A closed path through points around `at`, in units of `size`.
std::string path_around(Point at, double size, std::initializer_list<Point> corners)
{
    std::string path;
    for (const Point& corner : corners)
        path += format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", at.x + size * corner.x, at.y + size * corner.y);
    return path + "z";
}

} // namespace

void write_svg(std::ostream& out, const Picture& picture)
{
    out << format(
               R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="{1:.0f}" viewBox="0 0 {0:.0f} {1:.0f}")",
               picture.width, picture.height)
        << format(R"( role="img" aria-labelledby="{0}-title {0}-desc" font-family="Arial, Helvetica, )", picture.id)
        << format("'Liberation Sans', 'DejaVu Sans', sans-serif\" font-size=\"{:.0f}\">\n", letters_of_body)
        << format("<title id=\"{}-title\">{}</title>\n", picture.id, markup_escaped(picture.title))
        << format("<desc id=\"{}-desc\">{}</desc>\n", picture.id, markup_escaped(picture.description))
        << format("<rect width=\"{:.0f}\" height=\"{:.0f}\" fill=\"#fff\"/>\n", picture.width, picture.height)
        << picture.body << "</svg>\n";
}

double text_width(std::string_view text)
{
    double width = 0;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            width += std::string_view("ijlt.,:;'|!()[] -fr").find(c) != std::string_view::npos ? 0.34
                     : std::string_view("mwMW").find(c) != std::string_view::npos              ? 0.9
                     : is_upper(c)                                                             ? 0.72
                                                                                               : 0.58;
    return width;
}

std::vector<std::string> wrapped(const std::vector<std::string>& lines, double width, double size)
{
    std::vector<std::string> out;
    for (const std::string& line : lines)
        wrap_into(out, replaced(line, "(n = ", "(n\u00A0=\u00A0"), width / size);
    return out;
}

void add_hatches(std::string& body)
{
    body += R"(<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" )"
            R"X(patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>)X"
            R"(<path d="M0 0V5" stroke="#000" stroke-width="2"/></pattern>)"
            R"(<pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse">)"
            R"(<rect width="5" height="5" fill="#fff"/><circle cx="2.5" cy="2.5" r="0.9"/></pattern></defs>)"
            "\n";
}

void add_line(std::string& body, Point from, Point to, std::string_view style)
{
    body += format("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" {}/>\n", from.x, from.y, to.x, to.y, style);
}

void add_box(std::string& body, Point corner, double width, double height, std::string_view style)
{
    body += format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n", corner.x, corner.y,
                   width, height, style);
}

void add_shape(std::string& body, Shape shape, Point at, double size)
{
    switch (shape) {
    case Shape::disc:
    case Shape::ring:
        body += format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" {}/>\n", at.x, at.y, size,
                       shape == Shape::disc ? R"(fill="#000")" : hollow);
        return;
    case Shape::block:
    case Shape::square:
        return add_box(body, {at.x - size, at.y - size}, 2 * size, 2 * size, shape == Shape::block ? solid : hollow);
    case Shape::triangle:
        body += format("<path d=\"{}\"/>\n", path_around(at, size, {{-0.8, -1}, {1, 0}, {-0.8, 1}}));
        return;
    case Shape::diamond:
        body += format("<path d=\"{}\" {}/>\n", path_around(at, size, {{-1, 0}, {0, -1}, {1, 0}, {0, 1}}), solid);
    }
}

void add_text(std::string& body, Point at, std::string_view text, const Lettering& lettering)
{
    constexpr std::array<std::string_view, 3> anchors = {"", R"( text-anchor="middle")", R"( text-anchor="end")"};
    body += format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:g}\"{}{}>{}</text>\n", at.x, at.y, lettering.size,
                   anchors[static_cast<std::size_t>(lettering.anchored)],
                   lettering.bold ? R"( font-weight="bold")" : "", markup_escaped(text));
}

} // namespace casebook

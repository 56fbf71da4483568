// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/styled.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace casebook::review {

namespace {

/// A character with what it takes.
struct Glyph
{
    std::string_view bytes;
    std::size_t columns = 1;
    Ink ink = Ink::plain;
};

struct CodeRange
{
    char32_t first;
    char32_t last;
};
constexpr std::array<CodeRange, 10> without_width = {{{0x0300, 0x036F},
                                                      {0x0483, 0x0489},
                                                      {0x0591, 0x05BD},
                                                      {0x064B, 0x065F},
                                                      {0x1AB0, 0x1AFF},
                                                      {0x1DC0, 0x1DFF},
                                                      {0x200B, 0x200F},
                                                      {0x20D0, 0x20FF},
                                                      {0xFE00, 0xFE0F},
                                                      {0xFE20, 0xFE2F}}};
constexpr std::array<CodeRange, 10> wide = {{{0x1100, 0x115F},
                                             {0x2E80, 0x303E},
                                             {0x3041, 0x4DBF},
                                             {0x4E00, 0xA4CF},
                                             {0xAC00, 0xD7A3},
                                             {0xF900, 0xFAFF},
                                             {0xFE30, 0xFE6F},
                                             {0xFF00, 0xFF60},
                                             {0x1F300, 0x1F9FF},
                                             {0x20000, 0x3FFFD}}};

bool within(char32_t code, std::span<const CodeRange> ranges)
{
    return std::ranges::any_of(ranges, [&](const CodeRange& r) { return code >= r.first && code <= r.last; });
}

std::size_t columns_of_code(char32_t code) { return within(code, without_width) ? 0 : within(code, wide) ? 2 : 1; }

/// Calls `visit(bytes, code)` for each character of sound UTF-8.
template <class Visit> void each_character(std::string_view text, Visit visit)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = std::min(text.size() - at, lead < 0xC0   ? std::size_t{1}
                                                              : lead < 0xE0 ? std::size_t{2}
                                                              : lead < 0xF0 ? std::size_t{3}
                                                                            : std::size_t{4});
        char32_t code = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i)
            code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        visit(text.substr(at, length), code);
        at += length;
    }
}

std::vector<Glyph> glyphs_of(const Line& line)
{
    std::vector<Glyph> out;
    for (const Inked& run : line)
        each_character(run.text, [&](std::string_view bytes, char32_t code) {
            out.push_back({bytes, columns_of_code(code), run.ink});
        });
    return out;
}

void append(Line& line, const Glyph& glyph)
{
    if (line.empty() || line.back().ink != glyph.ink)
        line.push_back({"", glyph.ink});
    line.back().text += glyph.bytes;
}

Line line_of(std::span<const Glyph> glyphs, std::size_t indent)
{
    Line out;
    if (indent > 0)
        out.push_back({std::string(indent, ' '), Ink::plain});
    for (const Glyph& glyph : glyphs)
        append(out, glyph);
    return out;
}

/// The glyphs that fit, up to the last blank among them if anything follows.
std::size_t fitting(std::span<const Glyph> glyphs, std::size_t width)
{
    std::size_t columns = 0, count = 0, last_blank = 0;
    for (; count < glyphs.size(); ++count) {
        columns += glyphs[count].columns;
        if (glyphs[count].bytes == " ")
            last_blank = count;
        if (columns > width)
            break;
    }
    if (count == glyphs.size() || last_blank > 0)
        return count == glyphs.size() ? count : last_blank;
    return std::max<std::size_t>(count, 1);
}

struct Paint
{
    std::string_view mark;  ///< without colours
    std::string_view codes; ///< ECMA-48 SGR
};
constexpr std::array<Paint, 8> paints = {
    {{"", ""}, {"*", "1;36"}, {"_", "1;33"}, {"~", "1;35"}, {"+", "32"}, {"", "1"}, {"", "2"}, {"", "7"}}};

const Paint& paint_of(Ink ink) { return paints[static_cast<std::size_t>(ink)]; }

} // namespace

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    each_character(text, [&](std::string_view, char32_t code) { columns += columns_of_code(code); });
    return columns;
}

std::size_t columns_of(const Line& line)
{
    std::size_t columns = 0;
    for (const Inked& run : line)
        columns += columns_of(run.text);
    return columns;
}

std::string harmless(std::string_view text)
{
    const std::string sound = repaired_utf8(text);
    std::string out;
    each_character(sound, [&](std::string_view bytes, char32_t code) {
        const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
                             (code >= 0x2066 && code <= 0x2069);
        if (!control)
            out += bytes;
        else if (code == '\n' || code == '\t' || code == '\r')
            out += ' ';
        else
            out += "\xEF\xBF\xBD";
    });
    return out;
}

std::vector<Line> wrapped(const Line& paragraph, std::size_t width, std::size_t indent)
{
    const std::vector<Glyph> all = glyphs_of(paragraph);
    std::span<const Glyph> rest(all);
    std::vector<Line> out;
    do {
        const std::size_t margin = out.empty() ? 0 : std::min(indent, width / 2);
        const std::size_t count = fitting(rest, std::max<std::size_t>(width - margin, 1));
        out.push_back(line_of(rest.first(count), margin));
        rest = rest.subspan(count);
        while (!rest.empty() && rest.front().bytes == " ")
            rest = rest.subspan(1);
    } while (!rest.empty());
    return out;
}

Line shortened(const Line& line, std::size_t width)
{
    if (columns_of(line) <= width)
        return line;
    Line out;
    std::size_t columns = 1; // of the ellipsis
    for (const std::vector<Glyph> all = glyphs_of(line); const Glyph& glyph : all) {
        columns += glyph.columns;
        if (columns > width)
            break;
        append(out, glyph);
    }
    append(out, {"…", 1, out.empty() ? Ink::plain : out.back().ink});
    return out;
}

std::string_view mark_of(Ink ink) { return paint_of(ink).mark; }

std::string painted(const Line& line, Look look)
{
    std::string out;
    for (const Inked& run : line) {
        const std::string_view codes = look == Look::colour ? paint_of(run.ink).codes : "";
        if (codes.empty())
            out += run.text;
        else
            out.append("\x1b[").append(codes).append("m").append(run.text).append("\x1b[0m");
    }
    return out;
}

} // namespace casebook::review

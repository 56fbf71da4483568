// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace casebook {

namespace {

struct Decoded
{
    char32_t point;
    std::size_t length; // 0: ill-formed
};

/// Decodes one character as RFC 3629 allows it: no overlong forms, no surrogates, nothing above U+10FFFF.
Decoded decode(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto tail = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return {first, 1};
    if (first >= 0xC2 && first < 0xE0 && tail(1))
        return {static_cast<char32_t>((first & 0x1FU) << 6 | (byte(1) & 0x3FU)), 2};
    if (first >= 0xE0 && first < 0xF0 && tail(1) && tail(2)) {
        const auto point = static_cast<char32_t>((first & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU));
        if (point >= 0x800 && (point < 0xD800 || point > 0xDFFF))
            return {point, 3};
    }
    if (first >= 0xF0 && first < 0xF5 && tail(1) && tail(2) && tail(3)) {
        const auto point = static_cast<char32_t>((first & 0x07U) << 18 | (byte(1) & 0x3FU) << 12 |
                                                 (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU));
        if (point >= 0x10000 && point <= 0x10FFFF)
            return {point, 4};
    }
    return {0xFFFD, 0};
}

/// One past the last of the ASCII characters that begin at `at`; many at a time.
std::size_t ascii_end(std::string_view text, std::size_t at)
{
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    for (std::array<std::uint64_t, 8> words{}; at + sizeof words <= text.size(); at += sizeof words) {
        std::memcpy(words.data(), text.data() + at, sizeof words);
        std::uint64_t any = 0;
        for (const std::uint64_t word : words)
            any |= word;
        if ((any & high_bits) != 0)
            break;
    }
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0)
            break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
        ++at;
    return at;
}

// U+00C0 to U+017F, each as its ASCII base letters; '?' where there is none.
constexpr std::array<std::string_view, 192> latin = {
    "a", "a", "a",  "a", "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i", "i", "i",  "i",  "d", "n", "o",  "o",
    "o", "o", "o",  "x", "o", "u", "u",  "u",  "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c",
    "e", "e", "e",  "e", "i", "i", "i",  "i",  "d", "n", "o",  "o",  "o", "o", "o",  "/",  "o", "u", "u",  "u",
    "u", "y", "th", "y", "a", "a", "a",  "a",  "a", "a", "c",  "c",  "c", "c", "c",  "c",  "c", "c", "d",  "d",
    "d", "d", "e",  "e", "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g",  "g", "g", "g",  "g",
    "h", "h", "h",  "h", "i", "i", "i",  "i",  "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j", "j", "k",  "k",
    "k", "l", "l",  "l", "l", "l", "l",  "l",  "l", "l", "l",  "n",  "n", "n", "n",  "n",  "n", "n", "n",  "n",
    "o", "o", "o",  "o", "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r", "r", "s",  "s",  "s", "s", "s",  "s",
    "s", "s", "t",  "t", "t", "t", "t",  "t",  "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u",
    "w", "w", "y",  "y", "y", "z", "z",  "z",  "z", "z", "z",  "s"};

bool is_space_like(char32_t c)
{
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF || (c >= 0x300 && c <= 0x36F);
}

bool is_hyphen_like(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D; }

/// The plain form of a character outside ASCII; an empty view with `kept` set means it stays as it is.
std::string_view plain(char32_t c, bool& kept)
{
    kept = false;
    if (c >= 0xC0 && c <= 0x17F)
        return latin[c - 0xC0];
    if (is_space_like(c))
        return " ";
    if (is_invisible(c))
        return "";
    if (is_hyphen_like(c))
        return "-";
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x2032: return "'";
    case 0x201C:
    case 0x201D: return "\"";
    case 0xB5:
    case 0x3BC: return "u";
    case 0xFB00: return "ff";
    case 0xFB01: return "fi";
    case 0xFB02: return "fl";
    case 0xFB03: return "ffi";
    case 0xFB04: return "ffl";
    case 0x2264: return "<=";
    case 0x2265: return ">=";
    case 0xB1: return "+/-";
    case 0xBD: return ".5";
    default: kept = true; return {};
    }
}

} // namespace

std::size_t invalid_utf8(std::string_view text)
{
    for (std::size_t at = ascii_end(text, 0); at < text.size(); at = ascii_end(text, at)) {
        const std::size_t length = decode(text, at).length;
        if (length == 0)
            return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string repaired_utf8(std::string_view text)
{
    if (invalid_utf8(text) == std::string_view::npos)
        return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = decode(text, at).length;
        out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

std::string collapse(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        if (is_blank(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap)
            out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view trim(std::string_view text)
{
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lower_ascii(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (is_upper(c))
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && lower_ascii(a) == lower_ascii(b);
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (std::size_t from = 0;;) {
        const std::size_t to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos)
            return parts;
        from = to + 1;
    }
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += separator;
        out += parts[i];
    }
    return out;
}

namespace {

/// Small letters and blanks: what ASCII is folded to, byte by byte.
void put_ascii(Folded& out, std::string_view text, std::size_t begin, std::size_t end)
{
    const std::size_t from = out.text.size();
    out.text.append(text.substr(begin, end - begin));
    out.origin.resize(from + end - begin);
    for (std::size_t i = 0; i < end - begin; ++i)
        out.origin[from + i] = static_cast<std::uint32_t>(begin + i);
    for (char* c = out.text.data() + from; c != out.text.data() + out.text.size(); ++c) // branchless: many at once
        *c = static_cast<char>(*c + (is_upper(*c) ? 'a' - 'A' : 0) + (*c >= '\t' && *c <= '\r' ? ' ' - *c : 0));
}

} // namespace

Folded fold_with_origin(std::string_view text)
{
    Folded out;
    out.text.reserve(text.size());
    out.origin.reserve(text.size() + 1);
    const auto put = [&](std::string_view bytes, std::size_t from) {
        out.text += bytes;
        out.origin.insert(out.origin.end(), bytes.size(), static_cast<std::uint32_t>(from));
    };
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = ascii_end(text, at); end > at) {
            put_ascii(out, text, at, end);
            at = end;
            continue;
        }
        const Decoded decoded = decode(text, at);
        const std::size_t length = std::max<std::size_t>(decoded.length, 1);
        bool kept = false;
        const std::string_view replacement = plain(decoded.point, kept);
        put(kept ? text.substr(at, length) : replacement, at);
        at += length;
    }
    out.origin.push_back(static_cast<std::uint32_t>(text.size()));
    return out;
}

std::string fold(std::string_view text) { return fold_with_origin(text).text; }

std::string squeeze(std::string_view text)
{
    std::string out = fold(text);
    std::erase_if(out, [](char c) { return !is_word(c); });
    return out;
}

std::string markup_escaped(std::string_view text)
{
    std::string out;
    for (const char c : text)
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' ||
                c == '\r') // XML knows no other control characters
                out += c;
        }
    return out;
}

} // namespace casebook

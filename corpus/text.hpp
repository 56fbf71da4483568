// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 text as every stage sees it. Offsets are bytes.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace casebook {

/// Offset of the first byte that is not well-formed UTF-8, or `npos`.
std::size_t invalid_utf8(std::string_view text);

/// `text` with every ill-formed byte replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

/// ASCII white space runs become one blank; none at either end.
std::string collapse(std::string_view text);

/// As text of XML or HTML, in an attribute too.
std::string markup_escaped(std::string_view text);

/// Characters, as they stand on a line of a terminal.
std::size_t width_of(std::string_view text);

std::string_view trim(std::string_view text);
std::string lower_ascii(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::vector<std::string> split(std::string_view text, char separator);
/// `text` with `to` wherever `from` stood.
std::string replaced(std::string text, std::string_view from, std::string_view to);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// A text prepared for matching: lower case, accents and ligatures resolved, every kind of blank and hyphen made plain.
/// `origin[i]` is the byte of the original at which folded byte `i` came from; `origin[text.size()]` is its length.
struct Folded
{
    std::string text;
    std::vector<std::uint32_t> origin;
};

Folded fold_with_origin(std::string_view text);
std::string fold(std::string_view text);

/// Letters and digits only, folded: what two spellings of one title have in common.
std::string squeeze(std::string_view text);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_letter(char c) { return is_lower(c) || is_upper(c); }
/// Part of a word: a letter, a digit, or any byte of a multi-byte character.
inline bool is_word(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }
inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The number that the whole of `text` writes, or `otherwise`.
template <class N> N number_or(std::string_view text, N otherwise)
{
    N value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

} // namespace casebook

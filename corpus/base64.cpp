// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace casebook {

namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string to_base64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view three = bytes.substr(at, 3);
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 3; ++i)
            value = value << 8U | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= three.size() ? base64_digits[value >> (18 - 6 * i) & 63U] : '=';
    }
    return out;
}

Parsed<std::string> parse_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return parse_error("base64 is cut short", text.size());
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t value = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool pad = at >= text.size() - padding;
        const std::size_t digit = pad ? 0 : base64_digits.find(text[at]);
        if (digit == std::string_view::npos)
            return parse_error("not a character of base64", at);
        value = value << 6U | static_cast<std::uint32_t>(digit);
        if (at % 4 == 3)
            for (const unsigned shift : {16U, 8U, 0U})
                out += static_cast<char>(value >> shift & 255U);
    }
    const auto end = out.end() - static_cast<std::ptrdiff_t>(padding);
    if (std::any_of(end, out.end(), [](char c) { return c != 0; }))
        return parse_error("the last character of base64 has bits that belong to nothing", text.size() - padding - 1);
    out.erase(end, out.end());
    return out;
}

} // namespace casebook

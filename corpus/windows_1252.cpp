// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/windows_1252.hpp"

#include "corpus/text.hpp"

#include <array>

namespace casebook {

namespace {

// Windows-1252, 0x80 to 0x9F; the five bytes it leaves undefined become U+FFFD.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void put_utf8(std::string& out, unsigned point)
{
    if (point < 0x800) {
        out += static_cast<char>(0xC0U | point >> 6U);
    } else {
        out += static_cast<char>(0xE0U | point >> 12U);
        out += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
    }
    out += static_cast<char>(0x80U | (point & 0x3FU));
}

} // namespace

void add_windows_1252(std::string_view raw, std::string& out)
{
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            out += c;
        else
            put_utf8(out, byte < 0xA0 ? windows_1252.at(byte - 0x80U) : byte);
    }
}

std::string decoded(std::string_view bytes)
{
    if (invalid_utf8(bytes) == std::string_view::npos)
        return std::string(bytes);
    std::string out;
    add_windows_1252(bytes, out);
    return out;
}

} // namespace casebook

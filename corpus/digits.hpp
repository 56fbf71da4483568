// SPDX-License-Identifier: GPL-3.0-or-later
// Eight digits at once.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace casebook {

/// One digit after the other: what `read_eight_digits` does on every machine.
inline bool read_eight_digits_plainly(const char* text, std::uint32_t& out)
{
    std::uint32_t value = 0;
    for (int i = 0; i < 8; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    out = value;
    return true;
}

/// The number that eight bytes write; false, and nothing done, when one of them is no digit. Neighbours are added up in
/// one word: digits to pairs, pairs to fours, fours to the whole.
inline bool read_eight_digits(const char* text, std::uint32_t& out)
{
    if constexpr (std::endian::native != std::endian::little)
        return read_eight_digits_plainly(text, out);
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof(word));
    // The upper half of a digit is 3, and stays 3 when 6 is added.
    const std::uint64_t halves =
        (word & 0xF0F0F0F0F0F0F0F0ULL) | ((word + 0x0606060606060606ULL) >> 4U & 0x0F0F0F0F0F0F0F0FULL);
    if (halves != 0x3333333333333333ULL)
        return false;
    word = (word & 0x0F0F0F0F0F0F0F0FULL) * (10 * 256 + 1) >> 8U;
    word = (word & 0x00FF00FF00FF00FFULL) * (100 * 65536 + 1) >> 16U;
    out = static_cast<std::uint32_t>((word & 0x0000FFFF0000FFFFULL) * (10000 * 4294967296ULL + 1) >> 32U);
    return true;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// FNV-1a with 64 bits (Fowler, Noll, Vo), for keys that are compared within one case only.
#pragma once

#include <cstdint>
#include <string_view>

namespace casebook {

constexpr std::uint64_t hash_start = 0xCBF29CE484222325ULL;
constexpr std::uint64_t hash_prime = 0x100000001B3ULL;

/// Adds a field and its end, so that "ab","c" and "a","bc" differ.
constexpr std::uint64_t hash_field(std::uint64_t hash, std::string_view field)
{
    for (const char c : field)
        hash = (hash ^ static_cast<unsigned char>(c)) * hash_prime;
    return (hash ^ 0xFFU) * hash_prime;
}

constexpr std::uint64_t hash_number(std::uint64_t hash, std::uint64_t number)
{
    for (int shift = 0; shift < 64; shift += 8)
        hash = (hash ^ (number >> shift & 0xFFU)) * hash_prime;
    return hash;
}

} // namespace casebook

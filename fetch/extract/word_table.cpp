// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/word_table.hpp"

#include <cstring>

namespace casebook {

namespace {

template <class Number> std::uint64_t load(const char* from)
{
    Number out;
    std::memcpy(&out, from, sizeof out);
    return out;
}

/// Eight bytes at once. Only for tables in memory: it is another on machines of another byte order.
std::uint64_t hash(std::string_view word)
{
    constexpr std::uint64_t first = 0x9E3779B97F4A7C15U, second = 0xC2B2AE3D27D4EB4FU;
    const std::size_t size = word.size();
    const char* at = word.data();
    std::uint64_t sum = size * second;
    for (std::size_t left = size; left > 16; left -= 8, at += 8)
        sum = (sum ^ load<std::uint64_t>(at)) * first;
    const char* end = word.data() + size;
    std::uint64_t low = 0, high = 0;
    if (size >= 8) {
        low = load<std::uint64_t>(at);
        high = load<std::uint64_t>(end - 8);
    } else if (size >= 4) {
        low = load<std::uint32_t>(at) | load<std::uint32_t>(end - 4) << 32U;
    } else if (size > 0) {
        low = load<std::uint8_t>(at) | load<std::uint8_t>(at + size / 2) << 8U | load<std::uint8_t>(end - 1) << 16U;
    }
    sum = (sum ^ low) * first;
    sum = (sum ^ sum >> 32U ^ high) * second;
    return sum ^ sum >> 29U;
}

} // namespace

WordTable::Word WordTable::add(std::string_view word)
{
    if (const Word known = find(word); known != none)
        return known;
    words_.emplace_back(word);
    if (words_.size() * 4 > slots_.size())
        grow();
    else
        place(static_cast<Word>(words_.size() - 1));
    return static_cast<Word>(words_.size() - 1);
}

WordTable::Word WordTable::find(std::string_view word) const
{
    const std::uint64_t number = hash(word);
    const auto mark = static_cast<std::uint32_t>(number >> 32U);
    for (std::size_t at = number & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
        const Slot slot = slots_[at];
        if (slot.word == none || (slot.mark == mark && words_[slot.word] == word))
            return slot.word;
    }
}

void WordTable::place(Word word)
{
    const std::uint64_t number = hash(words_[word]);
    std::size_t at = number & (slots_.size() - 1);
    while (slots_[at].word != none)
        at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {static_cast<std::uint32_t>(number >> 32U), word};
}

void WordTable::grow()
{
    slots_.assign(slots_.size() * 2, {});
    for (Word word = 0; word < words_.size(); ++word)
        place(word);
}

} // namespace casebook

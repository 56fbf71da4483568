// SPDX-License-Identifier: GPL-3.0-or-later
// Words and their numbers. Most words of a text are in no table: they are told by one look into memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

class WordTable
{
public:
    using Word = std::uint32_t; ///< from 0, in the order in which words came
    static constexpr Word none = 0xffffffff;

    /// Its number, a new one for a new word.
    Word add(std::string_view word);
    Word find(std::string_view word) const;

private:
    struct Slot
    {
        std::uint32_t mark = 0; ///< of the word's hash, other bits than those that choose the slot
        Word word = none;
    };
    void place(Word word);
    void grow();

    std::vector<std::string> words_;
    std::vector<Slot> slots_ = std::vector<Slot>(64); ///< a power of two, at most a quarter of them taken
};

} // namespace casebook

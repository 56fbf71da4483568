// SPDX-License-Identifier: GPL-3.0-or-later
// Texts numbered in the order in which they are first met.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Reading a quarter asks for millions of texts, most of them met before: one look into a flat table tells nearly
/// always.
class TextTable
{
public:
    std::uint32_t id(std::string_view text)
    {
        if (2 * texts_.size() >= slots_.size())
            grow();
        const std::size_t hash = std::hash<std::string_view>()(text);
        Slot& slot = slot_of(hash, text);
        if (slot.next_id == 0) {
            texts_.emplace_back(text);
            slot = {hash, static_cast<std::uint32_t>(texts_.size())};
        }
        return slot.next_id - 1;
    }
    std::size_t size() const { return texts_.size(); }
    const std::string& operator[](std::uint32_t id) const { return texts_[id]; }
    const std::vector<std::string>& texts() const { return texts_; }

private:
    struct Slot
    {
        std::size_t hash = 0;
        std::uint32_t next_id = 0; ///< the number of its text plus one; 0: empty
    };

    /// The text's slot, or the empty one in which it belongs; there always is one.
    Slot& slot_of(std::size_t hash, std::string_view text)
    {
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at].next_id != 0 && (slots_[at].hash != hash || texts_[slots_[at].next_id - 1] != text))
            at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }

    void grow()
    {
        std::vector<Slot> former(slots_.empty() ? 64 : 2 * slots_.size()); // a power of two
        former.swap(slots_);
        for (const Slot& slot : former) {
            std::size_t at = slot.hash & (slots_.size() - 1);
            while (slot.next_id != 0 && slots_[at].next_id != 0)
                at = (at + 1) & (slots_.size() - 1);
            if (slot.next_id != 0)
                slots_[at] = slot;
        }
    }

    std::vector<std::string> texts_; ///< by number
    std::vector<Slot> slots_;
};

/// The rank of each text in byte order, by its number: ranks order as texts do.
std::vector<std::uint32_t> ranks(const TextTable& table);
/// The texts in that order.
std::vector<std::string> sorted_texts(const TextTable& table);

} // namespace casebook

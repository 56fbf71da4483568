// SPDX-License-Identifier: GPL-3.0-or-later
// Texts numbered in the order in which they are first met.
#pragma once

#include "index/faers/large.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Sixteen bytes at a time, of which the last may be read twice: for tables in memory, never for a file.
inline std::uint64_t quick_hash(std::string_view text)
{
    const auto word = [](const char* from, std::size_t size) {
        std::uint64_t out = 0;
        std::memcpy(&out, from, size);
        return out;
    };
    const auto mixed = [](std::uint64_t hash, std::uint64_t a, std::uint64_t b) {
        hash = (hash ^ a) * 0x9E3779B97F4A7C15ULL + std::rotl(b * 0xC2B2AE3D27D4EB4FULL, 31);
        return hash ^ hash >> 32U;
    };
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint64_t hash = text.size();
    for (; end - at > 16; at += 16)
        hash = mixed(hash, word(at, 8), word(at + 8, 8));
    const std::size_t left = static_cast<std::size_t>(end - at);
    if (text.size() >= 8)
        hash = mixed(hash, word(left < 8 ? end - 8 : at, 8), word(end - 8, 8));
    else if (left >= 4)
        hash = mixed(hash, word(at, 4), word(end - 4, 4));
    else
        for (; at != end; ++at)
            hash = hash << 8U | static_cast<unsigned char>(*at);
    return mixed(hash, hash >> 16U, 0);
}

/// Whether as many bytes are the same, eight at a time without calling anybody: texts here are short.
inline bool same_bytes(const char* a, const char* b, std::size_t size)
{
    const auto word = [](const char* from) {
        std::uint64_t out = 0;
        std::memcpy(&out, from, 8);
        return out;
    };
    if (size < 8) {
        for (std::size_t i = 0; i < size; ++i)
            if (a[i] != b[i])
                return false;
        return true;
    }
    for (std::size_t at = 0; at + 8 < size; at += 8)
        if (word(a + at) != word(b + at))
            return false;
    return word(a + size - 8) == word(b + size - 8); // some of them twice
}

/// Reading a quarter asks for millions of texts, most of them met before: one look into a flat table tells nearly
/// always. All texts lie in one row of bytes.
class TextTable
{
public:
    std::uint32_t id(std::string_view text) { return id(text, hash_of(text)); }
    std::uint32_t id(std::string_view text, std::uint32_t hash)
    {
        if (2 * ends_.size() >= slots_.size())
            grow();
        Slot& slot = slot_of(hash, text);
        if (slot.next_id == 0) {
            slot = {hash, static_cast<std::uint32_t>(ends_.size() + 1), bytes_.size()};
            add(text);
        }
        return slot.next_id - 1;
    }
    /// A text that mostly is that of the row before.
    std::uint32_t id_again(std::string_view text)
    {
        const bool same = last_ < size() && (*this)[last_].size() == text.size() &&
                          same_bytes((*this)[last_].data(), text.data(), text.size());
        if (!same)
            last_ = id(text);
        return last_;
    }
    /// A text that hardly ever repeats: it gets a number of its own, and `id` does not know it.
    std::uint32_t add(std::string_view text)
    {
        const std::size_t begin = bytes_.size();
        bytes_.resize(begin + text.size());
        if (!text.empty())
            std::memcpy(bytes_.data() + begin, text.data(), text.size());
        ends_.push_back(bytes_.size());
        return static_cast<std::uint32_t>(ends_.size() - 1);
    }
    /// Room for that many texts, each met once, of so many bytes in all.
    void reserve(std::size_t texts, std::size_t bytes)
    {
        ends_.reserve(texts);
        bytes_.reserve(bytes);
    }
    std::size_t size() const { return ends_.size(); }
    /// Good until the next call of `id`.
    std::string_view operator[](std::uint32_t id) const
    {
        const std::uint64_t from = id == 0 ? 0 : ends_[id - 1];
        return {bytes_.data() + from, static_cast<std::size_t>(ends_[id] - from)};
    }
    /// By number, where each ends in `bytes`.
    std::span<const std::uint64_t> ends() const { return ends_; }
    std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

    static std::uint32_t hash_of(std::string_view text) { return static_cast<std::uint32_t>(quick_hash(text) >> 16U); }
    /// Has what `id` looks at first fetched; and then, when that is at hand, what it looks at next.
    void prefetch(std::uint32_t hash) const
    {
        if (!slots_.empty())
            __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
    }
    void prefetch_text(std::uint32_t hash) const
    {
        if (!slots_.empty())
            __builtin_prefetch(bytes_.data() + slots_[hash & (slots_.size() - 1)].begin);
    }

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t next_id = 0; ///< the number of its text plus one; 0: empty
        std::uint64_t begin = 0;   ///< of its text
    };

    /// The text's slot, or the empty one in which it belongs; there always is one.
    Slot& slot_of(std::uint32_t hash, std::string_view text)
    {
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at].next_id != 0 && (slots_[at].hash != hash || !is_at(slots_[at], text)))
            at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }

    /// Bytes first: whether the text ends there is one look more, and mostly it does.
    bool is_at(const Slot& slot, std::string_view text) const
    {
        return bytes_.size() - slot.begin >= text.size() &&
               same_bytes(bytes_.data() + slot.begin, text.data(), text.size()) &&
               ends_[slot.next_id - 1] == slot.begin + text.size();
    }

    void grow()
    {
        LongColumn<Slot> former(slots_.empty() ? 64 : 2 * slots_.size(), Slot()); // a power of two
        former.swap(slots_);
        for (const Slot& slot : former) {
            std::size_t at = slot.hash & (slots_.size() - 1);
            while (slot.next_id != 0 && slots_[at].next_id != 0)
                at = (at + 1) & (slots_.size() - 1);
            if (slot.next_id != 0)
                slots_[at] = slot;
        }
    }

    LongColumn<char> bytes_;
    LongColumn<std::uint64_t> ends_; ///< by number
    LongColumn<Slot> slots_;
    std::uint32_t last_ = 0; ///< what id_again gave
};

/// Texts that wait to be numbered, a few at a time, so that memory is fetched for all of them at once: what one alone
/// would wait for takes longer than all else that is done with it.
class WaitingTexts
{
public:
    /// A text of these parts.
    template <class... Parts> void push(const TextTable& table, Parts... parts)
    {
        const std::size_t begin = bytes_.size();
        (bytes_.append(parts), ...);
        texts_[count_] = {bytes_.size(), TextTable::hash_of(std::string_view(bytes_).substr(begin))};
        table.prefetch(texts_[count_++].hash);
    }
    bool full() const { return count_ == texts_.size(); }
    std::size_t size() const { return count_; }
    /// Calls `use(i, id)` for each, in the order in which they came; none is left.
    template <class Use> void settle(TextTable& table, Use use)
    {
        for (std::size_t i = 0; i < count_; ++i)
            table.prefetch_text(texts_[i].hash);
        std::size_t begin = 0;
        for (std::size_t i = 0; i < count_; begin = texts_[i++].end)
            use(i, table.id(std::string_view(bytes_).substr(begin, texts_[i].end - begin), texts_[i].hash));
        bytes_.clear();
        count_ = 0;
    }

private:
    struct Waiting
    {
        std::size_t end;
        std::uint32_t hash;
    };
    std::string bytes_;
    std::array<Waiting, 32> texts_{};
    std::size_t count_ = 0;
};

/// The numbers of the texts in byte order.
std::vector<std::uint32_t> in_order(const TextTable& table);
/// Of each number the place in that order: ranks order as texts do.
std::vector<std::uint32_t> ranks(const std::vector<std::uint32_t>& order);
/// The texts in that order.
std::vector<std::string> sorted_texts(const TextTable& table, const std::vector<std::uint32_t>& order);

} // namespace casebook

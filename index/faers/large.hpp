// SPDX-License-Identifier: GPL-3.0-or-later
// Long columns in memory. The kernel gives memory page by page and clears each; what a column of a megabyte or more
// gives back waits for the next one, up to 256 MiB. (Pages of 2 MiB were tried: on a machine that is itself a guest,
// its host has to find each of them, and that takes longer.)
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace casebook {

/// Bytes at a multiple of 64. Throws std::bad_alloc.
void* allocate_large(std::size_t bytes);
/// `bytes` as they were asked for.
void free_large(void* memory, std::size_t bytes) noexcept;

/// The memory of a LongColumn; what it is resized to is not cleared.
template <class T> struct LongMemory
{
    using value_type = T;

    LongMemory() = default;
    template <class U> explicit LongMemory(const LongMemory<U>& /*other*/) noexcept {}

    T* allocate(std::size_t count)
    {
        if (count > static_cast<std::size_t>(-1) / 2 / sizeof(T))
            throw std::bad_alloc();
        return static_cast<T*>(allocate_large(count * sizeof(T)));
    }
    void deallocate(T* values, std::size_t count) noexcept { free_large(values, count * sizeof(T)); }
    /// Without a value none is given.
    template <class U> void construct(U* at) noexcept
    {
        static_assert(std::is_trivially_copyable_v<U>);
        ::new (static_cast<void*>(at)) U;
    }
    template <class U, class... Values> void construct(U* at, Values&&... values)
    {
        ::new (static_cast<void*>(at)) U(std::forward<Values>(values)...);
    }
    bool operator==(const LongMemory&) const = default;
};

/// Values of a plain type, many of them.
template <class T> using LongColumn = std::vector<T, LongMemory<T>>;

} // namespace casebook

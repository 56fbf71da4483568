// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/large.hpp"

#include <cstdlib>
#include <map>
#include <mutex>

namespace casebook {

namespace {

constexpr std::size_t least_piece = 1U << 20U;
constexpr std::size_t cache_line = 64;

void* aligned(std::size_t bytes)
{
    void* const out = std::aligned_alloc(cache_line, (bytes + cache_line - 1) / cache_line * cache_line);
    if (out == nullptr && bytes > 0)
        throw std::bad_alloc();
    return out;
}

/// Large pieces of memory, those in use and those that wait.
class Pieces
{
public:
    void* take(std::size_t size)
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = waiting_.lower_bound(size); found != waiting_.end()) {
            waiting_bytes_ -= found->first;
            const auto [had, memory] = *found;
            waiting_.erase(found);
            used_[memory] = had;
            return memory;
        }
        void* const memory = aligned(size);
        used_[memory] = size;
        return memory;
    }

    void give_back(void* memory)
    {
        const std::lock_guard lock(mutex_);
        const auto found = used_.find(memory);
        const std::size_t size = found->second;
        used_.erase(found);
        if (waiting_bytes_ + size > most_waiting)
            return std::free(memory);
        waiting_.emplace(size, memory);
        waiting_bytes_ += size;
    }

private:
#if defined(__SANITIZE_ADDRESS__)
    static constexpr std::size_t most_waiting = 0; // so that it sees who uses what was given back
#else
    static constexpr std::size_t most_waiting = 256U << 20U;
#endif
    std::mutex mutex_;
    std::map<void*, std::size_t> used_;
    std::multimap<std::size_t, void*> waiting_; ///< by size
    std::size_t waiting_bytes_ = 0;
};

Pieces& pieces()
{
    static Pieces out;
    return out;
}

} // namespace

void* allocate_large(std::size_t bytes) { return bytes >= least_piece ? pieces().take(bytes) : aligned(bytes); }

void free_large(void* memory, std::size_t bytes) noexcept
{
    if (bytes >= least_piece)
        pieces().give_back(memory);
    else
        std::free(memory);
}

} // namespace casebook

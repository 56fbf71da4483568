// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/large.hpp"

#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>

#if defined(__SANITIZE_ADDRESS__) // GCC's word
#define CASEBOOK_WATCHED
#elif defined(__has_feature) // Clang's
#if __has_feature(address_sanitizer)
#define CASEBOOK_WATCHED
#endif
#endif

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

/// Large pieces of memory, those in use and those that wait. There are some dozens.
class Pieces
{
public:
    void* take(std::size_t size)
    {
        const std::lock_guard lock(mutex_);
        const auto best = smallest_waiting(size);
        if (best != pieces_.end()) {
            waiting_bytes_ -= best->second.size;
            best->second.waits = false;
            return best->first;
        }
        std::unique_ptr<void, decltype(&std::free)> memory(aligned(size), &std::free);
        pieces_.emplace(memory.get(), Piece{size, false});
        return memory.release();
    }

    /// Allocates nothing, so that it cannot fail.
    void give_back(void* memory) noexcept
    {
        const std::lock_guard lock(mutex_);
        const auto found = pieces_.find(memory);
        if (waiting_bytes_ + found->second.size > most_waiting) {
            pieces_.erase(found);
            return std::free(memory);
        }
        found->second.waits = true;
        waiting_bytes_ += found->second.size;
    }

private:
#if defined(CASEBOOK_WATCHED)
    static constexpr std::size_t most_waiting = 0; // so that it sees who uses what was given back
#else
    static constexpr std::size_t most_waiting = 256U << 20U;
#endif
    struct Piece
    {
        std::size_t size;
        bool waits;
    };
    using ByPlace = std::map<void*, Piece>;

    /// That holds so many bytes; the end where none does.
    ByPlace::iterator smallest_waiting(std::size_t size)
    {
        auto best = pieces_.end();
        for (auto at = pieces_.begin(); at != pieces_.end(); ++at)
            if (at->second.waits && at->second.size >= size &&
                (best == pieces_.end() || at->second.size < best->second.size))
                best = at;
        return best;
    }

    std::mutex mutex_;
    ByPlace pieces_;
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

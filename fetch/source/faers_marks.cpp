// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_marks.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace casebook {

namespace {

constexpr std::size_t block = 64;

/// A bit a byte of a block.
struct Masks
{
    std::uint64_t dollar = 0;
    std::uint64_t feed = 0;
    std::uint64_t carriage = 0;
    std::uint64_t odd = 0; ///< beyond printable ASCII: feeds and carriage returns, too
};

Masks masks_of(const char* text)
{
    Masks out;
    for (unsigned i = 0; i < block; ++i) {
        const auto bit = [&](bool is) { return static_cast<std::uint64_t>(is) << i; };
        out.dollar |= bit(text[i] == '$');
        out.feed |= bit(text[i] == '\n');
        out.carriage |= bit(text[i] == '\r');
        out.odd |= bit(static_cast<unsigned char>(text[i] - 0x20) > 0x7E - 0x20);
    }
    return out;
}

/// Takes the blocks of a text one after the other.
class Marker
{
public:
    Marker(std::string_view text, FaersMarks& out) : text_(text), out_(out)
    {
        out.ends.resize(std::max(out.ends.size(), text.size() + 2 * block)); // each write has room
        out.ends[0] = UINT32_MAX;
        out.count = 1;
        out.lines.clear();
    }

    [[gnu::always_inline]] inline void take(Masks masks, std::size_t at)
    {
        std::uint64_t ends = masks.dollar | masks.feed;
        const std::uint64_t returns = masks.carriage & (masks.feed >> 1U | last_bit_if(begins_with_feed(at + block)));
        std::uint64_t odd = masks.odd & ~masks.feed & ~returns;
        for (std::uint64_t feed = masks.feed; feed != 0; feed &= feed - 1) {
            const std::uint64_t before = feed ^ (feed - 1); // the feed and what stands before it
            const auto stop = out_.count + static_cast<std::size_t>(std::popcount(ends & before)) - 1;
            out_.lines.push_back({static_cast<std::uint32_t>(stop), plain_ && (odd & before) == 0});
            odd &= ~before;
            plain_ = true;
        }
        plain_ = plain_ && odd == 0;
        write(ends, at);
    }

private:
    /// Eight at a time, whether there are as many or not: what stands behind is written over.
    [[gnu::always_inline]] inline void write(std::uint64_t ends, std::size_t at)
    {
        const int many = std::popcount(ends);
        std::uint32_t* to = out_.ends.data() + out_.count;
        out_.count += static_cast<std::size_t>(many);
        for (int left = many; left > 0; left -= 8, to += 8)
            for (int i = 0; i < 8; ++i, ends &= ends - 1)
                to[i] = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(ends));
    }
    bool begins_with_feed(std::size_t at) const { return at < text_.size() && text_[at] == '\n'; }
    static std::uint64_t last_bit_if(bool is) { return static_cast<std::uint64_t>(is) << (block - 1); }

    std::string_view text_;
    FaersMarks& out_;
    bool plain_ = true; ///< of the line at hand, up to here
};

/// The bytes behind the last whole block, in a block of their own; zeros behind them are no ends, and beyond them no
/// line is looked at.
struct Rest
{
    char bytes[block] = {};
    std::size_t at;
    explicit Rest(std::string_view text) : at(text.size() / block * block)
    {
        std::memcpy(bytes, text.data() + at, text.size() - at);
    }
};

void mark_plainly(std::string_view text, FaersMarks& out)
{
    Marker marker(text, out);
    const Rest rest(text);
    for (std::size_t at = 0; at < rest.at; at += block)
        marker.take(masks_of(text.data() + at), at);
    marker.take(masks_of(rest.bytes), rest.at);
}

#if defined(__x86_64__)

[[gnu::target("avx2,bmi,popcnt")]] std::uint64_t both(__m256i low, __m256i high)
{
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32U;
}

[[gnu::target("avx2,bmi,popcnt")]] std::uint64_t equal(__m256i low, __m256i high, char c)
{
    return both(_mm256_cmpeq_epi8(low, _mm256_set1_epi8(c)), _mm256_cmpeq_epi8(high, _mm256_set1_epi8(c)));
}

[[gnu::target("avx2,bmi,popcnt")]] Masks masks_by_avx2(const char* text)
{
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32));
    const __m256i last = _mm256_set1_epi8(0x7E);
    const __m256i first = _mm256_set1_epi8(0x20); // bytes from 0x80 on are negative, and below it as such
    const std::uint64_t below = both(_mm256_cmpgt_epi8(first, low), _mm256_cmpgt_epi8(first, high));
    const std::uint64_t above = both(_mm256_cmpgt_epi8(low, last), _mm256_cmpgt_epi8(high, last));
    return {equal(low, high, '$'), equal(low, high, '\n'), equal(low, high, '\r'), below | above};
}

[[gnu::target("avx2,bmi,popcnt")]] void mark_by_avx2(std::string_view text, FaersMarks& out)
{
    Marker marker(text, out);
    const Rest rest(text);
    for (std::size_t at = 0; at < rest.at; at += block)
        marker.take(masks_by_avx2(text.data() + at), at);
    marker.take(masks_by_avx2(rest.bytes), rest.at);
}

[[gnu::target("avx512f,avx512bw,bmi,popcnt")]] std::uint64_t equal(__m512i bytes, char c)
{
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

[[gnu::target("avx512f,avx512bw,bmi,popcnt")]] Masks masks_by_avx512(const char* text)
{
    const __m512i bytes = _mm512_loadu_si512(text);
    const __m512i from_blank = _mm512_sub_epi8(bytes, _mm512_set1_epi8(0x20));
    const std::uint64_t odd = _mm512_cmpgt_epu8_mask(from_blank, _mm512_set1_epi8(0x7E - 0x20));
    return {equal(bytes, '$'), equal(bytes, '\n'), equal(bytes, '\r'), odd};
}

[[gnu::target("avx512f,avx512bw,bmi,popcnt")]] void mark_by_avx512(std::string_view text, FaersMarks& out)
{
    Marker marker(text, out);
    const Rest rest(text);
    for (std::size_t at = 0; at < rest.at; at += block)
        marker.take(masks_by_avx512(text.data() + at), at);
    marker.take(masks_by_avx512(rest.bytes), rest.at);
}

#endif

} // namespace

std::vector<MarkingWay> marking_ways()
{
    std::vector<MarkingWay> out = {{"bytes", true, mark_plainly}};
#if defined(__x86_64__)
    const bool counts = __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("popcnt") != 0;
    out.push_back({"AVX2", counts && __builtin_cpu_supports("avx2") != 0, mark_by_avx2});
    out.push_back({"AVX-512", counts && __builtin_cpu_supports("avx512bw") != 0, mark_by_avx512});
#endif
    return out;
}

void mark_lines(std::string_view text, FaersMarks& out)
{
    static const auto best = [] {
        const std::vector<MarkingWay> ways = marking_ways();
        return std::find_if(ways.rbegin(), ways.rend(), [](const MarkingWay& way) { return way.possible; })->mark;
    }();
    best(text, out);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Where the fields and lines of a stretch of a FAERS table end, found 64 bytes at a time, and which lines are nothing
// but printable ASCII, as nearly all are.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace casebook {

struct FaersMarks
{
    struct Line
    {
        std::uint32_t stop; ///< the index in `ends` of its LF
        bool plain;         ///< printable ASCII through and through, but for a CR before its LF
        bool operator==(const Line&) const = default;
    };

    /// Offsets of every `$` and LF, ascending. The first is one before the text, so that each field begins behind the
    /// mark before it.
    std::vector<std::uint32_t> ends;
    std::vector<Line> lines; ///< each that has its LF

    std::span<const std::uint32_t> marks() const { return {ends.data(), count}; }
    std::size_t count = 0; ///< of `ends`; what stands behind them means nothing
};

/// Marks the text, of less than 2^32 bytes, in place of what was marked before; as quickly as the processor can.
void mark_lines(std::string_view text, FaersMarks& out);

/// A way of marking, and whether this processor can take it; all give the same marks. The first needs nothing.
struct MarkingWay
{
    std::string_view name;
    bool possible;
    void (*mark)(std::string_view text, FaersMarks& out);
};
std::vector<MarkingWay> marking_ways();

} // namespace casebook

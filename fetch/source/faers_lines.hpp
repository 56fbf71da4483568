// SPDX-License-Identifier: GPL-3.0-or-later
// Lines and fields of a FAERS table: `$` between fields, no quoting and no escaping whatever, LF or CRLF.
#pragma once

#include "fetch/source/faers_marks.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Fills the buffer with up to `size` bytes, fewer only at the end, then 0.
using ByteSource = std::function<std::size_t(char* to, std::size_t size)>;

/// A line as it stands, without LF or CRLF, and where the fields of a plain one end.
struct FaersLine
{
    std::string_view raw;
    bool plain = false; ///< printable ASCII through and through, and its fields are known
    std::size_t fields = 0;
    const char* text = nullptr;           ///< from which the marks count
    const std::uint32_t* marks = nullptr; ///< of the end of each field; marks[-1] is that of the line before

    /// As it stands, but that of the last field a CR may be the last byte.
    std::string_view field(std::size_t i) const
    {
        const std::uint32_t from = marks[static_cast<std::ptrdiff_t>(i) - 1] + 1; // 0 at the very front
        return {text + from, marks[i] - from};
    }
};

/// The lines of a source one after the other; memory is a block and the longest line.
class FaersLines
{
public:
    explicit FaersLines(ByteSource source);

    /// The next line; views good until the next call. False after the last. Throws Error for a line of more than 16
    /// MiB, which no table of FAERS has.
    bool next(FaersLine& line);
    /// Of the line that `next` gave, from 1.
    std::uint64_t number() const { return number_; }

private:
    void fill();
    bool last(FaersLine& line);

    ByteSource source_;
    std::string buffer_;
    std::size_t end_ = 0;   ///< of what was read
    FaersMarks marks_;      ///< of what was read
    std::size_t taken_ = 0; ///< of the marked lines
    std::uint64_t number_ = 0;
    bool ended_ = false;
};

/// The line as UTF-8 without control characters: as it is when it is that already, else read as UTF-8 or, where it is
/// not well-formed, as Windows-1252. The view is `raw` or `buffer`.
std::string_view readable(std::string_view raw, std::string& buffer);

/// The fields between `$`, at least one.
void split_fields(std::string_view line, std::vector<std::string_view>& fields);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Lines and fields of a FAERS table: `$` between fields, no quoting and no escaping whatever, LF or CRLF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Fills the buffer with up to `size` bytes, fewer only at the end, then 0.
using ByteSource = std::function<std::size_t(char* to, std::size_t size)>;

/// The lines of a source one after the other; memory is a block and the longest line.
class FaersLines
{
public:
    explicit FaersLines(ByteSource source);

    /// The next line as it stands, without LF or CRLF; a view good until the next call. False after the last. Throws
    /// Error for a line of more than 16 MiB, which no table of FAERS has.
    bool next(std::string_view& line);
    /// Of the line that `next` gave, from 1.
    std::uint64_t number() const { return number_; }

private:
    bool fill();

    ByteSource source_;
    std::string buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t number_ = 0;
    bool ended_ = false;
};

/// The line as UTF-8 without control characters: as it is when it is that already, else read as UTF-8 or, where it is
/// not well-formed, as Windows-1252. The view is `raw` or `buffer`.
std::string_view readable(std::string_view raw, std::string& buffer);

/// The fields between `$`, at least one.
void split_fields(std::string_view line, std::vector<std::string_view>& fields);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_lines.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/text.hpp"
#include "corpus/windows_1252.hpp"

#include <algorithm>
#include <cstring>

namespace casebook {

namespace {

constexpr std::size_t longest_line = 1U << 24U;

bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }

/// Printable ASCII through and through, as nearly every line is: without a way out at the first byte that is not, so
/// that compilers take many bytes at a time.
bool is_plain(std::string_view text)
{
    unsigned odd = 0;
    for (const char c : text)
        odd |= static_cast<unsigned char>(c - 0x20) > 0x7E - 0x20 ? 1U : 0U;
    return odd == 0;
}

} // namespace

FaersLines::FaersLines(ByteSource source) : source_(std::move(source)), buffer_(read_chunk, '\0') {}

/// Moves what is left to the front and reads on behind it; false when nothing came.
bool FaersLines::fill()
{
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (end_ > longest_line)
        throw Error("a line of more than 16 MiB: this is no table of FAERS. Check the file.");
    if (buffer_.size() - end_ < read_chunk)
        buffer_.resize(buffer_.size() * 2);
    const std::size_t got = ended_ ? 0 : source_(buffer_.data() + end_, buffer_.size() - end_);
    end_ += got;
    ended_ = got == 0;
    return got > 0;
}

bool FaersLines::next(std::string_view& line)
{
    std::size_t searched = 0;
    const char* stop = nullptr;
    for (;;) {
        const std::size_t from = begin_ + searched;
        stop = static_cast<const char*>(std::memchr(buffer_.data() + from, '\n', end_ - from));
        searched = end_ - begin_;
        if (stop != nullptr || !fill())
            break;
    }
    if (stop == nullptr && begin_ == end_)
        return false;
    const std::size_t at = stop == nullptr ? end_ : static_cast<std::size_t>(stop - buffer_.data());
    line = std::string_view(buffer_).substr(begin_, at - begin_);
    begin_ = stop == nullptr ? end_ : at + 1;
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    ++number_;
    return true;
}

std::string_view readable(std::string_view raw, std::string& buffer)
{
    if (is_plain(raw))
        return raw;
    buffer.clear();
    if (invalid_utf8(raw) == std::string_view::npos)
        buffer = raw;
    else
        add_windows_1252(raw, buffer);
    std::ranges::replace_if(buffer, is_control, ' ');
    return buffer;
}

void split_fields(std::string_view line, std::vector<std::string_view>& fields)
{
    fields.clear();
    for (;;) {
        const std::size_t stop = line.find('$');
        fields.push_back(line.substr(0, stop));
        if (stop == std::string_view::npos)
            return;
        line.remove_prefix(stop + 1);
    }
}

} // namespace casebook

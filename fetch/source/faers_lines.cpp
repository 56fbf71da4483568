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

/// Moves the begun line to the front, fills up behind it and marks the whole.
void FaersLines::fill()
{
    const std::size_t begin = marks_.lines.empty() ? 0 : marks_.ends[marks_.lines.back().stop] + std::size_t{1};
    std::memmove(buffer_.data(), buffer_.data() + begin, end_ - begin);
    end_ -= begin;
    if (end_ > longest_line)
        throw Error("a line of more than 16 MiB: this is no table of FAERS. Check the file.");
    if (end_ > buffer_.size() / 2)
        buffer_.resize(buffer_.size() * 2);
    while (!ended_ && end_ < buffer_.size()) {
        const std::size_t got = source_(buffer_.data() + end_, buffer_.size() - end_);
        end_ += got;
        ended_ = got == 0;
    }
    mark_lines(std::string_view(buffer_.data(), end_), marks_);
    taken_ = 0;
}

bool FaersLines::next(FaersLine& line)
{
    while (taken_ == marks_.lines.size()) {
        if (ended_)
            return last(line);
        fill();
    }
    const std::size_t before = taken_ == 0 ? 0 : marks_.lines[taken_ - 1].stop;
    const auto [stop, plain] = marks_.lines[taken_++];
    line = {{}, plain, stop - before, buffer_.data(), marks_.ends.data() + before + 1};
    const std::uint32_t begin = line.marks[-1] + 1;
    line.raw = {line.text + begin, marks_.ends[stop] - begin};
    if (line.raw.ends_with('\r'))
        line.raw.remove_suffix(1);
    ++number_;
    return true;
}

/// The line that no LF ends, unless nothing stands there.
bool FaersLines::last(FaersLine& line)
{
    const std::size_t begin = marks_.lines.empty() ? 0 : marks_.ends[marks_.lines.back().stop] + std::size_t{1};
    if (begin == end_)
        return false;
    line = {};
    line.raw = {buffer_.data() + begin, end_ - begin};
    if (line.raw.ends_with('\r'))
        line.raw.remove_suffix(1);
    end_ = begin;
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

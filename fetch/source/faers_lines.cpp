// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_lines.hpp"

#include "corpus/error.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace casebook {

namespace {

constexpr std::size_t block = 1U << 18U;
constexpr std::size_t longest = 1U << 24U;

// Windows-1252, 0x80 to 0x9F; the five bytes it leaves undefined become U+FFFD.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }
bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

void put_utf8(std::string& out, unsigned point)
{
    if (point < 0x800) {
        out += static_cast<char>(0xC0U | point >> 6U);
    } else {
        out += static_cast<char>(0xE0U | point >> 12U);
        out += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
    }
    out += static_cast<char>(0x80U | (point & 0x3FU));
}

void from_windows_1252(std::string_view raw, std::string& out)
{
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            out += c;
        else
            put_utf8(out, byte < 0xA0 ? windows_1252.at(byte - 0x80U) : byte);
    }
}

} // namespace

FaersLines::FaersLines(ByteSource source) : source_(std::move(source)), buffer_(block, '\0') {}

/// Moves what is left to the front and reads on behind it; false when nothing came.
bool FaersLines::fill()
{
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (end_ > longest)
        throw Error("a line of more than 16 MiB: this is no table of FAERS. Check the file.");
    if (buffer_.size() - end_ < block)
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
    if (std::ranges::all_of(raw, is_plain))
        return raw;
    buffer.clear();
    if (invalid_utf8(raw) == std::string_view::npos)
        buffer = raw;
    else
        from_windows_1252(raw, buffer);
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

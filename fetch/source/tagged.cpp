// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/tagged.hpp"

#include "corpus/text.hpp"
#include "corpus/windows_1252.hpp"

#include <algorithm>

namespace casebook {

namespace {

bool is_tag_letter(char c) { return is_upper(c) || is_digit(c); }

/// Where the value begins and which tag stands before it; an empty tag when the line has none.
struct Begin
{
    std::string_view tag;
    std::size_t value = 0;
};

Begin begin_of(std::string_view line)
{
    std::size_t end = 0;
    while (end < line.size() && end < 4 && is_tag_letter(line[end]))
        ++end;
    std::size_t at = end;
    while (at < line.size() && at < end + 3 && line[at] == ' ')
        ++at;
    const bool is_tag = end >= 2 && is_upper(line[0]) && at < line.size() && line[at] == '-' &&
                        (at + 1 == line.size() || line[at + 1] == ' ') && (at > end || end == 4);
    return is_tag ? Begin{line.substr(0, end), std::min(at + 2, line.size())} : Begin{};
}

} // namespace

bool has_tag(std::string_view line, std::string_view tag)
{
    const Begin begin = begin_of(line);
    return !tag.empty() && (begin.tag == tag || trim(line) == tag);
}

std::vector<TaggedLine> tagged_lines(std::string_view record)
{
    std::vector<TaggedLine> out;
    std::string text = decoded(record);
    std::erase(text, '\0');
    std::ranges::replace(text, '\r', '\n');
    for (const std::string& line : split(text, '\n')) {
        const Begin begin = begin_of(line);
        const std::string_view value = trim(std::string_view(line).substr(begin.value));
        if (!begin.tag.empty())
            out.push_back({std::string(begin.tag), std::string(value)});
        else if (!out.empty() && !value.empty())
            out.back().value += (out.back().value.empty() ? "" : "\n") + std::string(value);
    }
    return out;
}

TaggedSplitter::TaggedSplitter(std::string opening, std::string closing, Sink sink)
    : opening_(std::move(opening)), closing_(std::move(closing)), sink_(std::move(sink))
{
}

void TaggedSplitter::feed(std::string_view bytes)
{
    rest_ += bytes;
    std::size_t from = 0;
    for (std::size_t end; (end = rest_.find_first_of("\n\r", from)) != std::string::npos; from = end + 1)
        line(std::string_view(rest_).substr(from, end - from), end + 1 - from);
    rest_.erase(0, from);
}

void TaggedSplitter::finish()
{
    if (!rest_.empty())
        line(rest_, rest_.size());
    rest_.clear();
    hand_out(!closing_.empty());
}

void TaggedSplitter::line(std::string_view text, std::size_t length)
{
    std::string_view words = text;
    if (at_ == 0 && words.starts_with("\xEF\xBB\xBF"))
        words.remove_prefix(3);
    while (!words.empty() && is_blank(words.front()) && !open_)
        words.remove_prefix(1);
    if (has_tag(words, opening_)) {
        hand_out();
        open_ = true;
        begin_ = at_;
    }
    if (open_) {
        record_.append(words);
        record_ += '\n';
    }
    if (open_ && has_tag(words, closing_))
        hand_out();
    at_ += length;
}

void TaggedSplitter::hand_out(bool cut)
{
    if (open_)
        sink_(record_, begin_, cut);
    record_.clear();
    open_ = false;
}

} // namespace casebook

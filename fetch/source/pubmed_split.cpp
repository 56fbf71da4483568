// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

struct RecordElement
{
    std::string_view name;
    std::string_view closing;
    PubmedPiece piece;
};

constexpr std::array<RecordElement, 4> record_elements = {{
    {"PubmedArticle", "</PubmedArticle>", PubmedPiece::article},
    {"PubmedBookArticle", "</PubmedBookArticle>", PubmedPiece::article},
    {"MedlineCitation", "</MedlineCitation>", PubmedPiece::article},
    {"DeleteCitation", "</DeleteCitation>", PubmedPiece::deletion},
}};
constexpr std::size_t longest_name = 20;

bool is_name_end(char c) { return is_blank(c) || c == '>' || c == '/'; }

std::string_view element_name(std::string_view after_bracket)
{
    const auto end = std::ranges::find_if(after_bracket, is_name_end);
    return after_bracket.substr(0, static_cast<std::size_t>(end - after_bracket.begin()));
}

/// Where a comment, CDATA section or instruction that begins at `at` ends; npos when it is not all here yet.
std::size_t after_special(std::string_view text, std::size_t at)
{
    const auto past = [&](std::string_view mark) {
        const std::size_t end = text.find(mark, at);
        return end == std::string_view::npos ? end : end + mark.size();
    };
    if (text.substr(at).starts_with("<!--"))
        return past("-->");
    return past(text[at + 1] == '?' ? "?>" : ">");
}

/// Where another element of that name opens after the first byte of `text`; npos when none does.
std::size_t next_opening(std::string_view text, std::string_view name)
{
    const std::string opening = "<" + std::string(name);
    for (std::size_t at = text.find(opening, 1); at != std::string_view::npos; at = text.find(opening, at + 1))
        if (at + opening.size() < text.size() && is_name_end(text[at + opening.size()]))
            return at;
    return std::string_view::npos;
}

} // namespace

/// Handles what begins at `from` (a '<'): returns the position after it.
std::size_t PubmedSplitter::take_record(std::size_t from, bool& starved)
{
    const std::string_view rest = std::string_view(buffer_).substr(from);
    if (rest.size() < longest_name + 2) {
        starved = true;
        return from;
    }
    if (rest[1] == '!' || rest[1] == '?') {
        const std::size_t end = after_special(buffer_, from);
        starved = end == std::string::npos;
        return starved ? from : end;
    }
    const std::string_view name = element_name(rest.substr(1));
    if (root_.empty() && rest[1] != '/')
        root_ = name;
    const auto* kind = std::ranges::find(record_elements, name, &RecordElement::name);
    if (kind == record_elements.end())
        return from + 1;
    const std::size_t end = rest.find(kind->closing);
    const std::size_t next = next_opening(rest.substr(0, end), name);
    if (next != std::string_view::npos) { // the next record begins before this one was closed
        sink_(PubmedPiece::torn, rest.substr(0, next), consumed_ + from);
        return from + next;
    }
    if (end == std::string_view::npos) {
        starved = true;
        return from;
    }
    const std::size_t length = end + kind->closing.size();
    sink_(kind->piece, rest.substr(0, length), consumed_ + from);
    return from + length;
}

void PubmedSplitter::feed(std::string_view bytes)
{
    buffer_ += bytes;
    std::size_t at = 0;
    bool starved = false;
    while (!starved) {
        const std::size_t bracket = buffer_.find('<', at);
        if (bracket == std::string::npos) {
            at = buffer_.size();
            break;
        }
        at = take_record(bracket, starved);
    }
    buffer_.erase(0, at);
    consumed_ += at;
}

void PubmedSplitter::finish()
{
    feed(std::string(longest_name + 2, ' ')); // lets an element at the very end be recognised
    const std::string_view rest = trim(buffer_);
    if (!rest.empty() &&
        std::ranges::find(record_elements, element_name(rest.substr(1)), &RecordElement::name) != record_elements.end())
        sink_(PubmedPiece::torn, rest, consumed_);
    consumed_ += buffer_.size();
    buffer_.clear();
}

} // namespace casebook

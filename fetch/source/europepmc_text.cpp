// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_text.hpp"

#include "corpus/text.hpp"
#include "fetch/source/record_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace casebook {

namespace {

enum class Tag { inline_piece, block, heading, raised, lowered };

struct KnownTag
{
    std::string_view name;
    Tag tag;
};
constexpr std::array<KnownTag, 29> known_tags = {{
    {"h1", Tag::heading},
    {"h2", Tag::heading},
    {"h3", Tag::heading},
    {"h4", Tag::heading},
    {"h5", Tag::heading},
    {"sup", Tag::raised},
    {"sub", Tag::lowered},
    {"p", Tag::block},
    {"br", Tag::block},
    {"div", Tag::block},
    {"ul", Tag::block},
    {"ol", Tag::block},
    {"li", Tag::block},
    {"sec", Tag::block},
    {"title", Tag::block},
    {"table", Tag::block},
    {"tr", Tag::block},
    {"td", Tag::block},
    {"i", Tag::inline_piece},
    {"b", Tag::inline_piece},
    {"u", Tag::inline_piece},
    {"em", Tag::inline_piece},
    {"strong", Tag::inline_piece},
    {"sc", Tag::inline_piece},
    {"span", Tag::inline_piece},
    {"a", Tag::inline_piece},
    {"italic", Tag::inline_piece},
    {"bold", Tag::inline_piece},
    {"small", Tag::inline_piece},
}};

/// A tag at the beginning of a text.
struct FoundTag
{
    Tag tag = Tag::inline_piece;
    bool closing = false;
    std::size_t size = 0; ///< bytes; 0: no tag stands there
};

FoundTag tag_at(std::string_view text)
{
    constexpr std::size_t longest = 300;
    const std::size_t end = text.substr(0, longest).find('>');
    if (!text.starts_with('<') || end == std::string_view::npos)
        return {};
    std::string_view inner = text.substr(1, end - 1);
    const bool closing = inner.starts_with('/');
    if (closing)
        inner.remove_prefix(1);
    if (inner.ends_with('/'))
        inner.remove_suffix(1);
    const std::size_t blank = inner.find_first_of(" \t\r\n");
    const std::string name = lower_ascii(inner.substr(0, blank));
    const bool attributes = blank != std::string_view::npos && !trim(inner.substr(blank)).empty();
    if (attributes && inner.find('=') == std::string_view::npos) // "a<b and c>d"
        return {};
    const auto* known = std::ranges::find(known_tags, name, &KnownTag::name);
    return known == known_tags.end() ? FoundTag{} : FoundTag{known->tag, closing, end + 1};
}

struct Reference
{
    std::string_view name;
    std::string_view text;
};
constexpr std::array<Reference, 6> references = {
    {{"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};

std::string utf8_of(std::uint32_t code)
{
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    const auto next = [&](unsigned shift) { return byte(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80)
        return {byte(code)};
    if (code < 0x800)
        return {byte(0xC0 | (code >> 6)), next(0)};
    if (code < 0x10000)
        return {byte(0xE0 | (code >> 12)), next(6), next(0)};
    return {byte(0xF0 | (code >> 18)), next(12), next(6), next(0)};
}

/// What "&name;" or "&#7;" at the beginning of a text stands for; "" when it is none. `size`: its bytes.
std::string referred_at(std::string_view text, std::size_t& size)
{
    constexpr std::size_t longest = 12;
    const std::size_t end = text.substr(0, longest).find(';');
    if (end == std::string_view::npos || end < 2)
        return "";
    size = end + 1;
    std::string_view name = text.substr(1, end - 1);
    if (name[0] != '#') {
        const auto* known = std::ranges::find(references, name, &Reference::name);
        return known == references.end() ? "" : std::string(known->text);
    }
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    const bool valid = error == std::errc() && stop == name.data() + name.size() && code >= 0x20 && code < 0x110000 &&
                       (code < 0xD800 || code > 0xDFFF);
    return valid ? utf8_of(code) : "";
}

std::string resolved(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::size_t size = 1;
        const std::string referred = text[0] == '&' ? referred_at(text, size) : "";
        if (referred.empty()) {
            out += text[0];
            size = 1;
        }
        out += referred;
        text.remove_prefix(size);
    }
    return repaired_utf8(out);
}

/// Walks through a text; what a heading holds becomes the label of what follows.
class HtmlReader
{
public:
    std::vector<AbstractPart> read(std::string_view html)
    {
        const std::string whole = resolved(html);
        for (std::string_view rest = whole; !rest.empty();) {
            const FoundTag found = tag_at(rest);
            if (found.size == 0)
                put(rest[0]);
            else
                meet(found);
            rest.remove_prefix(std::max<std::size_t>(found.size, 1));
        }
        if (in_heading_) // never closed: it was none
            text_.text = collapse(std::exchange(label_, ""));
        end_part();
        return std::move(parts_);
    }

    bool has_headings() const { return headings_; }

private:
    void put(char c)
    {
        if (in_heading_) {
            label_ += c;
        } else if (is_blank(c) || static_cast<unsigned char>(c) < 0x20) {
            gap_ = !text_.text.empty();
        } else {
            if (gap_)
                text_.text += ' ';
            gap_ = false;
            text_.text += c;
        }
    }

    void meet(const FoundTag& found)
    {
        switch (found.tag) {
        case Tag::heading: heading(found.closing); break;
        case Tag::raised:
        case Tag::lowered: mark(found); break;
        case Tag::block: put(' '); break;
        case Tag::inline_piece: break;
        }
    }

    void heading(bool closing)
    {
        if (!closing)
            end_part();
        in_heading_ = !closing;
        headings_ = true;
    }

    void mark(const FoundTag& found)
    {
        if (in_heading_)
            return;
        if (!found.closing) {
            begin_ = text_.text.size();
            return;
        }
        if (begin_ < text_.text.size() && text_.text[begin_] == ' ')
            ++begin_;
        if (begin_ < text_.text.size())
            text_.marks.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(text_.text.size()),
                                   found.tag == Tag::raised});
        begin_ = text_.text.size(); // a second closing tag marks nothing
    }

    void end_part()
    {
        std::string label = collapse(label_);
        while (label.ends_with(':'))
            label.pop_back();
        if (!text_.text.empty())
            parts_.push_back({label, "", std::move(text_)});
        label_.clear();
        text_ = {};
        gap_ = false;
        begin_ = 0;
    }

    std::vector<AbstractPart> parts_;
    std::string label_;
    Text text_;
    bool gap_ = false;
    bool in_heading_ = false;
    bool headings_ = false;
    std::size_t begin_ = 0;
};

} // namespace

Text text_of_html(std::string_view html)
{
    const std::vector<AbstractPart> parts = HtmlReader().read(html);
    if (parts.size() == 1)
        return parts[0].body;
    std::string all; // headings in a title: nobody means them
    for (const AbstractPart& part : parts)
        all += part.label + " " + part.body.text + " ";
    return {collapse(all), {}};
}

std::vector<AbstractPart> abstract_of_html(std::string_view html)
{
    HtmlReader reader;
    std::vector<AbstractPart> parts = reader.read(html);
    const bool plain = parts.size() == 1 && !reader.has_headings() && parts[0].body.marks.empty();
    return plain ? abstract_parts(parts[0].body.text) : parts;
}

} // namespace casebook

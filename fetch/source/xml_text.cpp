// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/xml_text.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace casebook {

namespace {

/// Neither a blank nor a character that XML allows: a numeric reference can still name it.
bool is_forbidden(char c) { return (static_cast<unsigned char>(c) < 0x20 && !is_blank(c)) || c == 0x7F; }

/// Whether the bytes at both ends, as many as a word of that kind holds, are printable ASCII and no blank.
template <class Word> bool ends_are_visible(std::string_view raw)
{
    constexpr std::uint64_t each = static_cast<Word>(~Word{0}) / 0xFF;
    const auto odd = [](std::uint64_t word) { // the top bit of a byte tells
        return word | (word - each * '!') | (word + each);
    };
    Word first = 0, last = 0;
    std::memcpy(&first, raw.data(), sizeof first);
    std::memcpy(&last, raw.data() + raw.size() - sizeof last, sizeof last);
    return ((odd(first) | odd(last)) & each * 0x80U) == 0;
}

/// Whether a short text is printable ASCII without a blank, as names, numbers and ids are: most of what is read. The
/// ends of it, which may overlap, are all of it.
bool is_short_word(std::string_view raw)
{
    if (raw.size() >= sizeof(std::uint64_t))
        return raw.size() <= 2 * sizeof(std::uint64_t) && ends_are_visible<std::uint64_t>(raw);
    if (raw.size() >= sizeof(std::uint32_t))
        return ends_are_visible<std::uint32_t>(raw);
    return raw.size() >= sizeof(std::uint16_t) ? ends_are_visible<std::uint16_t>(raw)
                                               : raw.size() == 1 && ends_are_visible<std::uint8_t>(raw);
}

/// Whether all of it is shown as it stands: UTF-8, single blanks and nothing else of white space, none at either end.
bool is_plain(std::string_view raw)
{
    if (is_short_word(raw))
        return true;
    if (raw.empty() || raw.front() == ' ' || raw.back() == ' ')
        return false;
    unsigned trouble = 0, high = 0;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(raw.data());
    for (std::size_t i = 0; i + 1 < raw.size(); ++i) { // without a branch: many at once
        trouble |= static_cast<unsigned>(bytes[i] < ' ') | static_cast<unsigned>(bytes[i] == 0x7F) |
                   static_cast<unsigned>((bytes[i] | bytes[i + 1]) == ' ');
        high |= bytes[i];
    }
    const unsigned char last = bytes[raw.size() - 1];
    trouble |= static_cast<unsigned>(last < ' ' || last == 0x7F);
    return trouble == 0 && ((high | last) < 0x80 || invalid_utf8(raw) == std::string_view::npos);
}

/// Collects character data and collapses white space on the way, so that marks stay right. Goes from node to node
/// without recursion: hostile files are nested as deep as they are long.
class Collector
{
public:
    void walk(pugi::xml_node root)
    {
        put(root.value());
        for (pugi::xml_node node = root.first_child(); node;) {
            enter(node);
            if (node.first_child()) {
                node = node.first_child();
                continue;
            }
            for (leave(node); node && !node.next_sibling(); leave(node)) {
                node = node.parent();
                if (node == root)
                    return;
            }
            node = node.next_sibling();
        }
    }

    Text take() && { return std::move(text_); }

private:
    static bool marks(pugi::xml_node node)
    {
        const std::string_view name = node.name();
        return name == "sup" || name == "sub";
    }

    void enter(pugi::xml_node node)
    {
        if (marked_.empty() && marks(node)) { // what is raised inside a raised piece stays part of it
            marked_ = node;
            begin_ = text_.text.size();
        }
        put(node.value());
    }

    void leave(pugi::xml_node node)
    {
        if (node != marked_)
            return;
        marked_ = pugi::xml_node();
        const std::size_t end = text_.text.size();
        if (begin_ < end && text_.text[begin_] == ' ')
            ++begin_;
        if (begin_ < end)
            text_.marks.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end),
                                   std::string_view(node.name()) == "sup"});
    }

    void put(std::string_view raw)
    {
        const std::string_view inner = trim(raw); // beside an inline element blanks stand at the ends
        if (is_plain(inner)) {
            if (gap_ || (is_blank(raw.front()) && !text_.text.empty()))
                text_.text += ' ';
            gap_ = is_blank(raw.back());
            text_.text += inner;
            return;
        }
        // A reference to a surrogate (&#xD800;) is well-formed enough for the parser and no UTF-8.
        for (const char c : repaired_utf8(raw)) {
            if (is_blank(c) || is_forbidden(c)) {
                gap_ = !text_.text.empty();
                continue;
            }
            if (gap_)
                text_.text += ' ';
            gap_ = false;
            text_.text += c;
        }
    }

    Text text_;
    bool gap_ = false;
    pugi::xml_node marked_;
    std::size_t begin_ = 0;
};

} // namespace

Parsed<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view xml)
{
    const std::size_t bad = invalid_utf8(xml);
    if (bad != std::string_view::npos)
        return parse_error(format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(xml[bad])), bad);
    auto document = std::make_unique<pugi::xml_document>();
    constexpr unsigned how = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_embed_pcdata;
    const auto result = document->load_buffer(xml.data(), xml.size(), how, pugi::encoding_utf8);
    if (!result)
        return parse_error(result.description(), std::min(static_cast<std::size_t>(result.offset), xml.size()));
    return document;
}

Text marked_text(pugi::xml_node node)
{
    Collector collector;
    collector.walk(node);
    return std::move(collector).take();
}

std::string plain_text(pugi::xml_node node)
{
    if (const std::string_view raw = node.value(); !node.first_child() && (raw.empty() || is_plain(raw)))
        return std::string(raw);
    return marked_text(node).text;
}

std::string plain_value(pugi::xml_attribute attribute)
{
    const std::string_view raw = attribute.value();
    return is_plain(raw) ? std::string(raw) : collapse(repaired_utf8(raw));
}

std::string plain_attribute(pugi::xml_node node, const char* name) { return plain_value(node.attribute(name)); }

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/xml_text.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"

namespace casebook {

namespace {

/// Collects character data and collapses white space on the way, so that marks stay right.
class Collector
{
public:
    void walk(pugi::xml_node node)
    {
        for (const pugi::xml_node child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                put(child.value());
            else if (child.type() == pugi::node_element)
                element(child);
        }
    }

    Text take() && { return std::move(text_); }

private:
    void element(pugi::xml_node child)
    {
        const std::string_view name = child.name();
        const bool marks = name == "sup" || name == "sub";
        const std::size_t before = text_.text.size() + (gap_ ? 1 : 0);
        walk(child);
        if (marks && text_.text.size() > before)
            text_.marks.push_back(
                {static_cast<std::uint32_t>(before), static_cast<std::uint32_t>(text_.text.size()), name == "sup"});
    }

    void put(std::string_view raw)
    {
        for (const char c : raw) {
            if (is_blank(c)) {
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
};

} // namespace

Parsed<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view xml)
{
    const std::size_t bad = invalid_utf8(xml);
    if (bad != std::string_view::npos)
        return parse_error(format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(xml[bad])), bad);
    auto document = std::make_unique<pugi::xml_document>();
    const auto result =
        document->load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!result)
        return parse_error(result.description(), static_cast<std::size_t>(result.offset));
    return document;
}

Text marked_text(pugi::xml_node node)
{
    Collector collector;
    collector.walk(node);
    return std::move(collector).take();
}

std::string plain_text(pugi::xml_node node) { return marked_text(node).text; }

} // namespace casebook

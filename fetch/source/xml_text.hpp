// SPDX-License-Identifier: GPL-3.0-or-later
// Mixed content (`<ArticleTitle>CO<sub>2</sub> in …`) as text, for every reader of XML in this room.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <cstddef>
#include <cstring>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace casebook {

/// Parses with the flags that keep blanks between inline elements. An ill-formed or non-UTF-8 text is an error that
/// tells the byte. The document copies the text. What an element begins with is its own value, not a node below it:
/// that halves the nodes.
Parsed<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view xml);

/// All text below `node`, white space collapsed. `child_value()` would stop at the first inline element.
std::string plain_text(pugi::xml_node node);

/// The value of an attribute, "" when there is none, white space collapsed.
std::string plain_value(pugi::xml_attribute attribute);
std::string plain_attribute(pugi::xml_node node, const char* name);

/// A name or the value of an attribute, to be compared with words known to the compiler: its length once, then no call
/// for any of them.
class XmlWord
{
public:
    explicit XmlWord(const char* word) : word_(word) {}
    template <std::size_t size> bool operator==(const char (&other)[size]) const
    {
        return word_.size() == size - 1 && std::memcmp(word_.data(), other, size - 1) == 0;
    }

private:
    std::string_view word_;
};

/// Hands each element below `node` and its name to `take`, in one pass: a parent asked for one child after the other
/// goes through all of them each time.
template <class Take> void each_child(pugi::xml_node node, Take&& take)
{
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
        if (const char* const name = child.name(); *name != '\0')
            take(XmlWord(name), child);
}

/// The text of a node with the places where `sup` and `sub` stood.
Text marked_text(pugi::xml_node node);

} // namespace casebook

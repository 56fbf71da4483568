// SPDX-License-Identifier: GPL-3.0-or-later
// Mixed content (`<ArticleTitle>CO<sub>2</sub> in …`) as text, for every reader of XML in this room.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace casebook {

/// Parses with the flags that keep blanks between inline elements. An ill-formed or non-UTF-8 text is an error that
/// tells the byte. The document copies the text.
Parsed<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view xml);

/// All text below `node`, white space collapsed. `child_value()` would stop at the first inline element.
std::string plain_text(pugi::xml_node node);

/// The value of an attribute, "" when there is none, white space collapsed.
std::string plain_attribute(pugi::xml_node node, const char* name);

/// The text of a node with the places where `sup` and `sub` stood.
Text marked_text(pugi::xml_node node);

} // namespace casebook

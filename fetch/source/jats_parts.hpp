// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the JATS reader, for its own sources.
#pragma once

#include "corpus/article.hpp"
#include "fetch/source/xml_text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::jats {

template <class List> bool holds(const List& list, std::string_view name)
{
    return std::ranges::find(list, name) != list.end();
}

/// The name without a namespace's prefix.
std::string_view name_of(pugi::xml_node node);

/// The first child of that name, whatever its prefix.
pugi::xml_node child(pugi::xml_node node, std::string_view name);

/// A figure, a table or a box that stands within a paragraph and is none of its words.
bool is_float(pugi::xml_node node);

/// The words below a node in reading order, floats left out, white space collapsed, a blank where a block begins.
std::string text_of(pugi::xml_node node);

/// The floats below a node, outermost first.
std::vector<pugi::xml_node> floats_of(pugi::xml_node node);

/// Adds the passages of a body, an appendix or another container of blocks.
void add_blocks(pugi::xml_node container, const std::string& label, std::vector<Passage>& out);

/// Adds caption, rows and notes of a table-wrap.
void add_table(pugi::xml_node wrap, const std::string& otherwise, std::vector<Passage>& out);

/// Reads the front matter.
Article read_front(pugi::xml_node article);

} // namespace casebook::jats

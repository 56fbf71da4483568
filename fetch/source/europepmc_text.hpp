// SPDX-License-Identifier: GPL-3.0-or-later
// Titles and abstracts as Europe PMC sends them inside JSON: text with some HTML in it (<h4>Background</h4>,
// H<sub>2</sub>S, &lt;i&gt;), in which "P<0.001" is no tag.
#pragma once

#include "corpus/article.hpp"

#include <string_view>
#include <vector>

namespace casebook {

/// The text with its markup taken out, references resolved, white space collapsed, raised and lowered pieces marked.
Text text_of_html(std::string_view html);

/// An abstract cut at its headings (<h4>); one without any as `abstract_parts` cuts it.
std::vector<AbstractPart> abstract_of_html(std::string_view html);

} // namespace casebook

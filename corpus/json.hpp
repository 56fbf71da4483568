// SPDX-License-Identifier: GPL-3.0-or-later
// Records as JSON text: the form in which the store keeps them and `dump` prints them. Members bear the names of the
// structs; a member that is missing takes its default, so that older stores stay readable.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/decision.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

std::string to_json(const Article& article); ///< the record; its full text is kept apart
std::string to_json(const std::vector<Passage>& passages);
std::string to_json(const Extraction& extraction);
std::string to_json(const std::vector<Ground>& grounds);

/// These read what the store wrote; a text that is not of that form throws Error.
Article article_from_json(std::string_view text);
std::vector<Passage> passages_from_json(std::string_view text);
Extraction extraction_from_json(std::string_view text);
std::vector<Ground> grounds_from_json(std::string_view text);

} // namespace casebook

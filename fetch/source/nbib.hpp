// SPDX-License-Identifier: GPL-3.0-or-later
// MEDLINE/NBIB, as PubMed's "Send to: Citation manager" and EFetch's rettype=medline give it (tags: NLM's
// MEDLINE/PubMed Data Element Descriptions). It holds less than the XML of the same record: the abstract's labels only
// as its words, the day of revision not taken over, so that the XML of the same revision counts before it.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <string_view>

namespace casebook {

/// Reads one record; its id is "pubmed:PMID".
Parsed<Article> parse_nbib_record(std::string_view record);

/// The tag under which the format has a link of this kind ("RIN" for "RetractionIn"); "" when it has none.
std::string_view nbib_tag_of(std::string_view link_kind);

} // namespace casebook

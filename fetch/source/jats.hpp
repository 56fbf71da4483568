// SPDX-License-Identifier: GPL-3.0-or-later
// JATS (ANSI/NISO Z39.96, and NLM 2 and 3 before it), the XML of full texts, as EFetch of PubMed Central, Europe PMC
// and publishers give it: the article's front matter as a record, its body as passages.
//
//   a paragraph        label: the titles of its sections, "Case report / Patient 2"
//   a table            "Table 1": caption; "Table 1, row 2": "Age: 34; Sex: F; Latency: 3 months", each cell behind the
//                      heads of its column, also where cells span rows or columns; "Table 1, note": what stands below
//   a figure           "Figure 2": caption
//
// Floats stand behind the paragraph that holds them; what an article floats to its end comes last. Reviews and replies
// within the file (sub-article, response) and references are left out. A citation raised as a figure is put in
// brackets, "hair loss[12]", so that it cannot be taken for a number of the text.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct JatsArticle
{
    Article record; ///< without `id` where the file has none of PMID, PMCID and DOI
    std::vector<Passage> passages;
    bool has_body = false;
    bool withheld = false; ///< the publisher does not allow the text as XML: front matter only
    std::string license;   ///< an address or, without one, words
    std::size_t begin = 0; ///< bytes [begin, end) of what was parsed
    std::size_t end = 0;
};

struct JatsSet
{
    std::vector<JatsArticle> articles;
    std::vector<std::string> unavailable; ///< ids for which PubMed Central answers <error>: "PMC123"
};

/// The root element is one of those under which JATS articles come: article, pmc-articleset, OAI-PMH.
bool is_jats_root(std::string_view name);

/// Reads an article or a set of them. No article and no <error> in it is an error.
Parsed<JatsSet> parse_jats(std::string_view xml);

/// "PMC123" of "123", "PMC123", "pmc123" or "PMC123.1"; "" for anything else.
std::string pmcid_of(std::string_view text);

} // namespace casebook

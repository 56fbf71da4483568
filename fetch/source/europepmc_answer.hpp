// SPDX-License-Identifier: GPL-3.0-or-later
// What Europe PMC's search answers (REST, /search and /searchPOST, format=json, resultType core or idlist; version 6.9,
// recorded answers of 2025): a count, a page of records and a mark where the list goes on. A mark that is absent or the
// same as the one that was sent ends the list.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"
#include "fetch/source/eutils_answer.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What the records are said to come from.
inline constexpr std::string_view europepmc_name = "Europe PMC";

struct EuropePmcRecord
{
    std::string id;  ///< "pubmed:12" where MEDLINE has it, "pmc:PMC3", else "europepmc:PPR/PPR4"; "" when it names none
    std::string raw; ///< JSON on one line
    Parsed<Article> article;
};

struct EuropePmcPage
{
    std::size_t count = 0;
    std::string next;   ///< the mark of the next page; "" when there is none
    std::string search; ///< as the service says that it was asked
    std::vector<EuropePmcRecord> records;
};

/// Reads a page. A record that cannot be read stands in the page with its error; of an id list none can. The error of a
/// page is one of JSON or of its form.
Parsed<EuropePmcPage> parse_europepmc_page(std::string_view json);

/// What an answer is worth; when it is good, `page` is read.
Judged judge_europepmc(const HttpResponse& response, EuropePmcPage& page);

/// A query for one record by its id: "(EXT_ID:12 AND SRC:MED)".
std::string europepmc_query_of(std::string_view id);

} // namespace casebook

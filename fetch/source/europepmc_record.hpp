// SPDX-License-Identifier: GPL-3.0-or-later
// A record of Europe PMC's search (resultType core) as an article.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace casebook {

/// "pubmed:12" of source MED or of a record that names its PMID, "pmc:PMC3" of source PMC, "europepmc:PPR/PPR4" of
/// every other one; "" when it has no source or no id.
std::string europepmc_id(const nlohmann::ordered_json& record);

/// Never throws: what is not of the expected kind counts as not there. An error when there is no id, or neither title
/// nor abstract. Where PubMed has the record too, no date of revision is given, so that PubMed's form is the newer.
Parsed<Article> parse_europepmc_record(const nlohmann::ordered_json& record);

} // namespace casebook

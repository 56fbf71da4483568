// SPDX-License-Identifier: GPL-3.0-or-later
// Which documents a page of results shows.
#pragma once

#include "index/literature/columns.hpp"
#include "index/literature/index.hpp"

#include <vector>
#include <xapian.h>

namespace casebook {

bool is_by_relevance(std::string_view sort);

/// The best document of each article, in the order asked for, from `search.offset` on; all that match are put into
/// `matched`, which has room for every document. Equals come the newest first. Throws UsageError for an order that
/// there is not.
std::vector<Xapian::docid> page_of(Xapian::Enquire& enquire, const Xapian::Database& db, const Columns& columns,
                                   const Search& search, DocumentSet& matched);

} // namespace casebook

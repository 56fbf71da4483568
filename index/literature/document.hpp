// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "index/literature/entry.hpp"

#include <vector>
#include <xapian.h>

namespace casebook {

/// One document a case, or one when there is none. Pure: the same entry gives the same documents.
std::vector<Xapian::Document> make_documents(const IndexEntry& entry, Xapian::TermGenerator& generator);

/// What a document says about itself, without the snippet.
Hit read_hit(const Xapian::Document& document);

/// A digest of what a document says and shows, but for counts of FAERS.
std::string state_of(const Xapian::Document& document);

/// The text from which a snippet is cut.
std::string snippet_source(const Xapian::Document& document);

} // namespace casebook

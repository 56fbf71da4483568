// SPDX-License-Identifier: GPL-3.0-or-later
// RIS in the dialects of Embase, Scopus, Web of Science, Ovid, EndNote, Zotero and the like: the same tags mean
// different things, and the same thing has several tags. Where the record tells which database it came from, it is kept
// with its accession number there; else it is known again by its title, year and first author.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <string>
#include <string_view>

namespace casebook {

/// Reads one record. `database`: where it came from, when a person says so; "" reads it from the record. A record
/// without a title is an error.
Parsed<Article> parse_ris_record(std::string_view record, const std::string& database = "");

/// The name by which a database goes here: "Embase" for "EMBASE (Elsevier)"; as it is when it is not known.
std::string database_name(std::string_view text);

/// The id of an article that no database's number tells: "record:" and a digest of what it says of itself (title, year,
/// authors, place, DOI, abstract), which stays the same when the record is read or typed in again. Two records that
/// differ are two, until a person merges them.
std::string id_by_content(const Article& article);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Records that this program wrote for other tools and that come back: each names the record that it was made of.
#pragma once

#include "corpus/notice.hpp"
#include "corpus/store.hpp"

#include <string>
#include <string_view>

namespace casebook {

/// What begins the note (N1 of RIS) in which an export names its record: "casebook_record: pubmed:123".
inline constexpr std::string_view record_note = "casebook_record: ";
inline constexpr std::string_view retracted_note = "casebook_retracted: true";
inline constexpr std::string_view concern_note = "casebook_concern: true";

/// Puts into a record what a file tells of it; where the journal's notice itself stands, such files do not tell.
void put_notice(Article& article, Notice notice);

/// The record that a RIS record's notes name; "" when none does.
std::string record_named_in_ris(std::string_view record);

/// Whether what came in is the record that it names: that one is held, their numbers do not differ, title, DOI or PMID
/// agree, and nothing came that is not held (an abstract, a number, a retraction).
bool is_held_as(const Store& store, std::string_view named, const Article& article);

} // namespace casebook

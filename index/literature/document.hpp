// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "index/literature/entry.hpp"

#include <vector>
#include <xapian.h>

namespace casebook {

/// Folded words that are to be found, with their places.
struct FieldText
{
    std::string text;
    std::string prefix;
    Xapian::termcount weight = 1;
};

/// A document of which the words of its texts are still to be put in (`words.hpp`), in their order and `field_gap`
/// places apart, so that no phrase runs across fields.
struct Draft
{
    Xapian::Document document;
    std::vector<FieldText> texts;
};
inline constexpr Xapian::termpos field_gap = 100;

/// What the generator of terms is set to that makes the same of a draft.
inline constexpr unsigned longest_word = 64;

/// One draft a case, or one when there is none. Pure: the same entry gives the same drafts.
std::vector<Draft> make_drafts(const IndexEntry& entry);

/// Names everything that the index would answer from these drafts, under one `schema_key`.
std::string fingerprint(const std::vector<Draft>& drafts);

/// What a document says about itself, without the snippet; and the text from which that is cut.
Hit read_hit(const Xapian::Document& document);
Hit read_hit(const Xapian::Document& document, std::string& text);

/// A digest of what a document says and shows, but for counts of FAERS.
std::string state_of(const Xapian::Document& document);

} // namespace casebook

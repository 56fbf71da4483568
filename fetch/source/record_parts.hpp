// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of exchange formats have in common: names, dates, identifiers and abstracts as people and programs
// write them.
#pragma once

#include "corpus/article.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// "Smith, John A., Jr", "Smith JA", "Smith J.A.", "World Health Organization", "WHO,", "Institute,, Town".
Author author_of(std::string_view text);

/// "JA" of "John A.", "J.-A." and "JA", "Ö" of "Özlem": the first letters of given names; a small one begins none.
std::string initials_of(std::string_view given);

/// "2015", "2015/03/04/", "2015///Spring", "2015 Mar 4", "04 March 2015"; the year 0 when there is none.
PartialDate date_of(std::string_view text);

/// "10.1000/x" of "doi:10.1000/x.", "https://doi.org/10.1000/x", "text DOI 10.1000/x text"; "" when there is none.
std::string doi_in(std::string_view text);

/// The digits behind "PMID:" or "PubMed ID"; "" when there are none.
std::string pmid_in(std::string_view text);

/// ISO 639-2 of "English", "eng", "en"; what is not known in lower case.
std::string language_of(std::string_view text);
/// "english" for "eng"; "" for a code that is not known.
std::string_view language_name(std::string_view code);

/// Cut where a heading begins a sentence, in capitals or a usual one: "BACKGROUND: … Case report: …".
std::vector<AbstractPart> abstract_parts(std::string_view text);

/// "case report" and its like as PubMed names the type; others as they are.
std::string publication_type_of(std::string_view text);

} // namespace casebook

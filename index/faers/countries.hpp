// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// A country as FAERS spells it, as its two-letter code where lexicon/countries.tsv knows the name (the legacy files
/// have names in full, later ones ISO 3166 codes); "" for none and for "COUNTRY NOT SPECIFIED", else folded as it is.
std::string fold_country(std::string_view text);

} // namespace casebook

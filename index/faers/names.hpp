// SPDX-License-Identifier: GPL-3.0-or-later
// One spelling for what FAERS spells in many ways. The rules are plain on purpose: index/faers/README.md states them so
// that anyone can count again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A drug's name or ingredient: ASCII letters upper case, runs of blanks one blank, `^` (FDA's apostrophe) as an
/// apostrophe, full stops and blanks at the end taken off.
std::string fold_drug(std::string_view name);

/// A preferred term: ASCII letters upper case, runs of blanks one blank. FDA prints old quarters in capitals.
std::string fold_event(std::string_view term);

/// A folded ingredient without the words of its salt and water: METHOTREXATE SODIUM is METHOTREXATE. What is left must
/// be an ingredient of the drug vocabulary (CALCIUM CARBONATE stays), and what is one as a whole stays.
std::string without_salt(const std::string& folded);
/// Both.
std::string fold_ingredient(std::string_view name);

/// The ingredients a name stands for: the parts between backslashes, folded, without salts, each once. A part that only
/// says more of another ("TACROLIMUS\TACROLIMUS ANHYDROUS") is no ingredient of its own.
std::vector<std::string> ingredients_of(std::string_view name);

} // namespace casebook

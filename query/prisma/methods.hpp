// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of a review, item by item of PRISMA 2020 (Page 2021, doi 10.1136/bmj.n71), as far as what was done here
// tells: who judged what and when, how far they agreed, who settled what, whose values they are, what the protocol
// changed on the way. What only a person knows is named.
#pragma once

#include "query/casebook.hpp"

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct MethodsItem
{
    std::string number; ///< in PRISMA 2020: "8", "24c"
    std::string name;
    std::vector<std::string> sentences; ///< what is known
    std::vector<std::string> to_fill;   ///< what nothing that was done here can tell
};

struct Methods
{
    std::string title;
    std::vector<MethodsItem> items;
};

/// In every view the same: it tells how many words people said, and what their number was agreed on, not which.
Methods make_methods(const Casebook& casebook);

/// Paragraphs for a paper, what is to be filled in as lists below them.
void write_markdown(std::ostream& out, const Methods& methods);
nlohmann::ordered_json to_json(const Methods& methods);

} // namespace casebook

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
    std::string number; ///< in PRISMA 2020: "8", "24c"; "READUS-PV" of FAERS
    std::string name;
    std::vector<std::string> sentences; ///< what is known
    std::vector<std::string> verbatim;  ///< "PubMed: (alopecia OR …", to be copied letter by letter
    std::vector<std::string> to_fill;   ///< what must still be done or told
};

struct Methods
{
    std::string title;
    std::vector<MethodsItem> items;
};

/// How many words people said and how many of them agree, not which: the command has no view.
Methods make_methods(const Casebook& casebook);

/// Paragraphs for a paper, what is to be filled in as lists below them.
void write_markdown(std::ostream& out, const Methods& methods);
nlohmann::ordered_json to_json(const Methods& methods);

} // namespace casebook

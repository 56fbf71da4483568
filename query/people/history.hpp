// SPDX-License-Identifier: GPL-3.0-or-later
// Who said what of an article, when: the rules and people, on the decision and on every field of its cases.
#pragma once

#include "query/casebook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

struct Said
{
    std::string at;      ///< UTC; "" of what the machine reads: it reads the same whenever it is run
    std::string by;      ///< "rules" or a person
    std::string what;    ///< "decision", a field's id, "naranjo item 4", "full text" or "duplicates"
    int case_number = 0; ///< 0: of the article
    std::string before;  ///< of a field: what stood there
    std::string now;     ///< "exclude (in_vitro), full text", the value, what was said
    std::string note;
    std::string quote; ///< the words from which the machine read a value
    bool operator==(const Said&) const = default;
};

/// In the order of time, what the machine reads first. Decisions and corrections that the store's view does not see are
/// left out. `case_number`: of the fields those of this case alone; 0 for all.
std::vector<Said> history_of(const Store& store, const std::string& article, int case_number = 0);

/// `show ID --history`; ID may name one case ("123#2").
int show_history(const Request& request, const Casebook& casebook, const std::string& article, const Console& console);

} // namespace casebook

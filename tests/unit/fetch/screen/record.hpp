// SPDX-License-Identifier: GPL-3.0-or-later
// For the tests of screening: a record and what the criteria say of it. Drug and event are cyclosporine and alopecia.
#pragma once

#include "fetch/screen/criteria.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <string>
#include <vector>

namespace casebook::testing {

struct Record
{
    std::string title;
    std::string abstract;
    std::vector<std::string> types = {}; ///< publication types
    std::vector<std::string> mesh = {};  ///< headings without qualifiers
    std::vector<std::string> languages = {"eng"};
};

/// What a criterion says of a record: "applies", "does not apply", "unclear".
std::string judged(Ground (*criterion)(const Screened&), const Record& record);

/// What the rules decide: "include", "unclear", or the reason of an exclusion.
std::string screened(const Record& record, const Protocol& protocol);
Decision decided(const Record& record, const Protocol& protocol);

/// The protocol that the program writes, with every reason.
Protocol every_reason();

} // namespace casebook::testing

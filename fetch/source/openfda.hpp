// SPDX-License-Identifier: GPL-3.0-or-later
// openFDA's drug/event: counts without downloading anything, and without much that counting needs. Latest versions
// only, but deleted cases and duplicates stay; one report's drug and role are not tied; suspects are one role; a
// quarter or more behind FDA's files. Terms: open.fda.gov/apis (CC0, with FDA's disclaimer).
#pragma once

#include "corpus/error.hpp"
#include "fetch/source/clock.hpp"
#include "fetch/source/http.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casebook {

struct OpenFdaQuestion
{
    std::vector<std::string> drugs;  ///< any of them
    std::vector<std::string> events; ///< any of them
    std::string from;                ///< "20040101"; "" without limit
    std::string to;
};

/// The search parameter for reports with the drug, with the event, with both (both flags) or all (none). A drug is
/// asked for as reported (medicinalproduct) and as active substance: the `openfda` section exists for US names alone.
std::string openfda_search(const OpenFdaQuestion& question, bool drug, bool event);

struct OpenFdaCounts
{
    std::int64_t both = 0;
    std::int64_t drug = 0;
    std::int64_t event = 0;
    std::int64_t all = 0;
    std::string last_updated; ///< of openFDA's data, "2026-01-15"
};

/// meta.results.total of an answer; 0 for NOT_FOUND, which is no fault. The error says what the service said.
struct OpenFdaTotal
{
    std::int64_t total = 0;
    std::string last_updated;
};
Parsed<OpenFdaTotal> parse_openfda_total(int status, std::string_view body);

/// Asks four times. Waits and asks again for 429 and what passes by itself. Throws Error for what does not.
OpenFdaCounts count_openfda(Http& http, const Clock& clock, const std::string& base, const OpenFdaQuestion& question);

/// CASEBOOK_OPENFDA_URL, or https://api.fda.gov.
std::string openfda_base();

} // namespace casebook

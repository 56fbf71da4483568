// SPDX-License-Identifier: GPL-3.0-or-later
// Patients whom two reviewers added to one article, each without knowing of the other: one or two?
#pragma once

#include "query/people.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

struct DoubtfulPatient
{
    std::string article;
    AddedTwice twice;
};

/// Of an article those that count as one and of whom nobody has said so; none in the eyes of one person.
std::vector<DoubtfulPatient> doubtful_patients(const Store& store, const std::string& article);

/// Of all articles that are not merged into others, in the order of arrival.
std::vector<DoubtfulPatient> all_doubtful_patients(const Store& store);

/// "pubmed:1#1002, added by bob, counts as the patient whom ann added as #1001, until `correct …` says it"
std::string doubt_line(const DoubtfulPatient& doubt);
nlohmann::ordered_json to_json(const DoubtfulPatient& doubt);

/// A person's word on whose patient the case is that `word` names ("123#1002"): `said` with article, number and value
/// ("1001", "123#1001", "none"; "" of a withdrawal) as they are kept. Throws UsageError where people added no such
/// case.
Correction same_as_said(const Store& store, const std::string& word, Correction said);

/// Keeps it; what is odd about it, a line each. Throws Error when there is nothing to take back or to settle.
std::string add_same_as(Store& store, Correction said);

/// `correct ARTICLE#1002 same_as 1001|none --by WHO`
int run_same_as(const Request& request, const Console& console);

} // namespace casebook

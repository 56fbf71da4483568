// SPDX-License-Identifier: GPL-3.0-or-later
// The review's pair in FAERS, beside its cases: counted once for the index, which carries it, and read back from there
// by whoever shows an article.
#pragma once

#include "index/faers/strata.hpp"
#include "index/literature/index.hpp"
#include "query/casebook.hpp"

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// The protocol's pair by the protocol's rule, and in strata of sex and age.
struct CountedPair
{
    PairReports pair;
    std::vector<FaersStratumCounts> strata;    ///< values: sex, band of age
    std::map<std::string, std::int64_t> terms; ///< reports of each preferred term that the protocol names, folded
};
CountedPair count_pair(const FaersStore& store, const Protocol& protocol);
/// Empty when no quarters are held, or what is held cannot be used, which is said; counted anew first where the names
/// or the program are not those of the last time.
std::optional<CountedPair> count_pair(const Casebook& casebook, const Console& console);

/// The reports like a case: of its sex and band of age, and with its own term.
CaseReports reports_like(const CountedPair& counted, const Case& c);

/// What the index carries.
struct IndexedPair
{
    LiteratureReader reader;
    PairReports pair;
    bool stale; ///< people, protocol or quarters changed since the index was made
};
/// Empty when there is no index, or one without FAERS.
std::optional<IndexedPair> open_indexed_pair(const Casebook& casebook);

/// What is counted of a case with the rule by which it is: the JSON of both, with level, roles and period.
nlohmann::ordered_json with_rule(const CaseReports& reports, const PairReports& pair);

/// Who a case's stratum is: "female, 19-44 y", "19-44 y, sex not known"; "" when neither is known.
std::string stratum_text(const CaseReports& reports);
/// "the event stands in 4 of 6 reports with the drug in the case's stratum (male, 45-60 y); alopecia itself in 5 of all
/// with the drug"
std::string reports_text(const CaseReports& reports);
/// "the event stands in 6 of 10 reports with TACROLIMUS (level …)"
std::string pair_text(const PairReports& pair);

} // namespace casebook

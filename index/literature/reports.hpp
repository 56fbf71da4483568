// SPDX-License-Identifier: GPL-3.0-or-later
// What the index carries of FAERS: counts of the review's pair, and of the reports like a case. They are counted
// elsewhere and only kept here; their rule goes with them.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace casebook {

/// Numbers of reports; nothing here is a rate.
struct ReportCounts
{
    std::int64_t both = 0; ///< with drug and event
    std::int64_t drug = 0;
    std::int64_t event = 0;
    std::int64_t all = 0;
    bool operator==(const ReportCounts&) const = default;
};

/// Of the protocol's pair; one for the whole index.
struct PairReports
{
    std::string drug;  ///< ingredients, ", " between the members of a group
    std::string event; ///< preferred terms
    std::string rule;  ///< level, roles, period and quarters, in words
    std::string level;
    std::vector<std::string> roles;
    std::string from; ///< first receipt; "" for no limit
    std::string to;
    ReportCounts counts;
    std::int64_t made_up = 0; ///< reports of the sample among those held
    bool operator==(const PairReports&) const = default;
};

/// Of a case, by the rule of its pair.
struct CaseReports
{
    std::string sex = "unknown"; ///< the case's: female, male or unknown
    std::string age = "unknown"; ///< its band of age
    /// Reports of that sex and age; of either sex or any age where the case's is not known, and none when both are not.
    std::optional<ReportCounts> stratum;
    std::string term;                         ///< the case's own term for the event
    std::optional<std::int64_t> term_reports; ///< … with the drug; none when FAERS has no such preferred term
    bool operator==(const CaseReports&) const = default;
};

/// {"reports", "drug_reports", "event_reports", "all_reports"}
nlohmann::ordered_json to_json(const ReportCounts& counts);
/// {"drug", "event", "rule", "level", "roles", "period", the counts, "made_up"}
nlohmann::ordered_json to_json(const PairReports& pair);
/// {"sex", "age", "stratum": counts or null, "term", "term_reports"}
nlohmann::ordered_json to_json(const CaseReports& reports);
/// Of what `to_json` wrote.
PairReports pair_reports_from(const nlohmann::ordered_json& json);
CaseReports case_reports_from(const nlohmann::ordered_json& json);

} // namespace casebook

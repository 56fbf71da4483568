// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands in a set of reports: what a descriptive table says of those with drug and event.
#pragma once

#include "index/faers/count.hpp"
#include "index/faers/report.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace casebook {

/// Numbers of reports unless said otherwise.
struct FaersProfile
{
    std::int64_t total = 0;
    std::vector<double> ages;                   ///< years, ascending
    std::array<std::int64_t, 5> age_bands{};    ///< as age_band_names
    std::array<std::int64_t, 3> sexes{};        ///< female, male, not said
    std::array<std::int64_t, 4> reporters{};    ///< as reporter_group_names
    std::array<std::int64_t, 8> outcomes{};     ///< as faers_outcome_codes; a report may have several
    std::int64_t serious = 0;                   ///< any outcome
    std::array<std::int64_t, 4> roles{};        ///< in which the drug stands as PS, SS, C, I; a report may have several
    std::array<std::int64_t, 4> classes{};      ///< as exposure_class_names; a report may have several
    std::int64_t alone = 0;                     ///< no ingredient but the drug's
    std::map<std::string, std::int64_t> beside; ///< other ingredients given, in any role but DN
    std::map<std::uint32_t, std::int64_t> received; ///< by year of first receipt; 0: not said
    std::map<std::string, std::int64_t> countries;  ///< "" for not said
    std::vector<std::uint32_t> lists;               ///< ingredients of each report, ascending
    std::int64_t with_reference = 0;                ///< cite a paper
};

/// `question` says which drug, in which roles.
FaersProfile profile_of(const FaersStore& store, const FaersQuestion& question,
                        const std::vector<std::uint32_t>& reports);

/// All reports of the question's level and narrowing by year of first receipt: what any count by year is a part of.
std::map<std::uint32_t, std::int64_t> received_by_year(const FaersStore& store, const FaersQuestion& question);

/// Descriptive statistics of a table: mean, standard deviation (n - 1) and median; 0 where there are too few.
struct Descriptives
{
    double mean = 0;
    double deviation = 0;
    double median = 0;
};
Descriptives descriptives_of(const std::vector<double>& ascending);

} // namespace casebook

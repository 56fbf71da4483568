// SPDX-License-Identifier: GPL-3.0-or-later
// Which reports may be the patient of a published case. Points for what agrees, and reasons, so that a person can
// judge; nothing is ever joined by them alone.
#pragma once

#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "index/faers/report.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casebook {

struct Candidate
{
    std::uint32_t number = 0; ///< of the report, in the counting file
    int points = 0;
    std::vector<std::string> reasons; ///< "sex +1", "age 34 against 33.5 +2"
};

/// Fewer points than this are no candidate: drug and event alone are what every report here has.
constexpr int least_points = 3;

/// Of reports with drug and event (a), those that may tell of this patient, the most points first, at most `most`.
///
///   its paper is cited               +6     sex agrees +1, differs: none
///   age within half a year (a quarter below 3 years) +2, within two years +1, differs by more: none
///   event's preferred term +1               outcome: both fatal +2, fatal in one alone: none
///   first receipt up to 4 years after publication or in the year before +1; event after publication: none
///   country of the first author's affiliation +1
std::vector<Candidate> candidates_for(const Case& c, const Article& article, const FaersReports& reports,
                                      const CountingFile& counting, const std::vector<std::uint32_t>& with_both,
                                      const std::vector<std::uint32_t>& citing, std::size_t most);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The WHO-UMC categories as a rule over criteria (the Uppsala Monitoring Centre's "The use of the WHO-UMC system for
// standardised case causality assessment"; PMC6039921, box 2). "Conditional" is for reports still under examination and
// is not given to published ones.
#pragma once

#include "query/appraisal/instrument.hpp"
#include "query/appraisal/naranjo.hpp"

#include <initializer_list>

namespace casebook {

struct UmcNeed
{
    std::size_t item; ///< from 1
    Reply answer;
    bool or_not_applicable = false;
};

struct UmcCategory
{
    std::string_view name;
    std::span<const UmcNeed> needs; ///< all of them
};

/// In the order in which they are tried; the first that fits is the case's. Where none fits: unassessable.
std::span<const UmcCategory> umc_categories();

enum class Holds { yes, no, open };
Holds holds(const UmcCategory& category, std::span<const Reply> answers);

/// The category of a case without open criteria.
std::string_view umc_category(std::span<const Reply> answers);

/// All that open criteria still allow, the strongest link first.
std::vector<std::string_view> umc_possible(std::span<const Reply> answers);

/// As for Naranjo.
std::optional<MissingFact> umc_missing_fact(std::span<const Reply> answers);

/// "certain: 1 yes, 2 yes, 3 yes, 4 yes (open), 5 yes or not applicable (open)": what it needs, and what is amiss.
std::string umc_rule_text(const UmcCategory& category, std::span<const Reply> answers);

} // namespace casebook

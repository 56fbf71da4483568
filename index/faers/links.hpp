// SPDX-License-Identifier: GPL-3.0-or-later
// Reports that are probably of one patient, under different case numbers. They are links, never deletions: the best
// published method is wrong on half of what it finds, so a reader sees the pairs with their reasons and decides.
#pragma once

#include "index/faers/report.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class LinkReason : std::uint8_t {
    same_report,   ///< one PRIMARYID or ISR under two case numbers
    same_patient,  ///< event date (to the day), sex, age, country, set of ingredients and set of terms: all said, all
                   ///< equal
    same_number,   ///< manufacturer's number and sender, both said and equal
    same_article,  ///< LIT_REF with the same letters and digits, 20 of them or more
    alike_article, ///< LIT_REF that has most letter triples in common (likeness 0.7 or more): to be checked by hand
};
constexpr std::array<std::string_view, 5> link_reason_names = {"same_report", "same_patient", "same_number",
                                                               "same_article", "alike_article"};

struct FaersLink
{
    std::uint32_t first = 0; ///< numbers of reports, the lower first
    std::uint32_t second = 0;
    std::vector<LinkReason> reasons; ///< in the order above
};

/// Whether more than a likeness of references speaks for the link. Only such links make groups: likeness chains papers
/// of one series together, which a look tells apart.
bool is_firm(const FaersLink& link);

/// Among these reports; those of one case are versions of each other and are not linked. In the order of numbers.
std::vector<FaersLink> find_links(const FaersReports& reports, const std::vector<std::uint32_t>& numbers);

/// Reports that hang together by firm links, each group ascending, groups of one left out.
std::vector<std::vector<std::uint32_t>> groups_of(const std::vector<FaersLink>& links);

/// The letters and digits of a reference to the literature; "" when it names no paper ("unknown. unknown. unknown").
std::string reference_key(std::string_view lit_ref);

} // namespace casebook

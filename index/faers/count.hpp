// SPDX-License-Identifier: GPL-3.0-or-later
// How many reports name a drug and an event. The unit is the report (at levels but `rows`, the case), counted once
// however many of its rows match. Nothing here is a rate: reports are not patients.
#pragma once

#include "index/faers/signal.hpp"
#include "index/faers/store.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Both groups match a report that has any of their members.
struct FaersQuestion
{
    std::vector<std::string> drugs;  ///< ingredients, any spelling that folds to theirs
    std::vector<std::string> events; ///< preferred terms
    std::vector<FaersRole> roles = {FaersRole::primary_suspect, FaersRole::secondary_suspect};
    FaersLevel level = FaersLevel::latest_minus_deleted;
    FaersDate from; ///< first receipt, both ends included; a partial date is its whole month or year; empty: no limit
    FaersDate to;
};

struct FaersCounts
{
    TwoByTwo table;
    std::int64_t n = 0;                 ///< all reports of the level and period, drugs known or not
    std::int64_t monotherapy = 0;       ///< of a: reports in which no other ingredient was given, in any role but DN
    std::vector<std::uint32_t> reports; ///< the numbers of those in a
};

/// Members that the data do not have match nothing.
FaersCounts count(const FaersStore& store, const FaersQuestion& question);

enum class FaersWord { drug, event };

/// A word as the data know it.
struct FaersName
{
    std::string asked;
    std::string title;                    ///< as published; "" when the data have no such ingredient or preferred term
    std::size_t reports = 0;              ///< rows that have it, at level `rows`, in any role
    std::vector<std::string> ingredients; ///< of a drug reported by this name, when that is no ingredient itself
    std::vector<std::string> suggestions; ///< for an unknown word: the nearest names, best first, at most five
};
FaersName look_up(const FaersStore& store, FaersWord kind, std::string_view word);

} // namespace casebook

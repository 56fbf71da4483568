// SPDX-License-Identifier: GPL-3.0-or-later
// How many reports name a drug and an event. The unit is the report (at levels but `rows`, the case), counted once
// however many of its rows match. Nothing here is a rate: reports are not patients.
#pragma once

#include "index/faers/exposure_class.hpp"
#include "index/faers/scope.hpp"
#include "index/faers/signal.hpp"
#include "index/faers/store.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Narrows who counts as exposed; what is not so exposed counts among the others (c and d).
struct FaersExposure
{
    std::vector<ExposureClass> classes; ///< given in one of these ways, in a role that is asked for; empty: any way
    std::vector<std::string> with;      ///< ingredients given beside it, all of them, in any role but DN
    bool alone = false;                 ///< nothing else was given

    bool any() const { return !classes.empty() || !with.empty() || alone; }
};

/// Both groups match a report that has any of their members.
struct FaersQuestion
{
    std::vector<std::string> drugs;  ///< ingredients, any spelling that folds to theirs
    std::vector<std::string> events; ///< preferred terms
    std::vector<FaersRole> roles = {FaersRole::primary_suspect, FaersRole::secondary_suspect};
    FaersLevel level = FaersLevel::latest_minus_deleted;
    FaersDate from; ///< first receipt, both ends included; a partial date is its whole month or year; empty: no limit
    FaersDate to;
    FaersPeople people = {};
    FaersExposure exposure = {};
};

struct FaersCounts
{
    TwoByTwo table;
    std::int64_t n = 0;                 ///< all reports of the level and period, drugs known or not
    std::int64_t monotherapy = 0;       ///< of a: reports in which no other ingredient was given, in any role but DN
    std::vector<std::uint32_t> reports; ///< the numbers of those in a
};

/// What a question matches.
struct FaersMatches
{
    FaersScope scope;
    ReportList drug; ///< numbers of reports, ascending
    ReportList event;
};
FaersMatches matches(const FaersStore& store, const FaersQuestion& question);

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
/// Of these reports, how many say that a drug of the question was given in each way, in one of its roles; a report may
/// stand in several.
std::array<std::int64_t, 4> classes_of(const FaersStore& store, const FaersQuestion& question,
                                       const std::vector<std::uint32_t>& reports);

/// Indices of the ingredients or terms that the data have, ascending.
std::vector<std::uint32_t> drug_keys(const CountingFile& counting, const std::vector<std::string>& drugs);
std::vector<std::uint32_t> event_keys(const CountingFile& counting, const std::vector<std::string>& events);

FaersName look_up(const FaersStore& store, FaersWord kind, std::string_view word);

} // namespace casebook

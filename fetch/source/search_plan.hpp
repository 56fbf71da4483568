// SPDX-License-Identifier: GPL-3.0-or-later
// How a search is asked when PubMed shows no more than 9,999 of its hits: in slices that cannot overlap and whose sizes
// must add up. A list comes newest PMID first, so what lies below the last one shown is the next slice: the fewest
// searches possible, and the count of the slice proves it complete. Where a list is in another order, or PubMed does
// not take a PMID range as meant, slices are made by halving the range of entry dates, never of publication dates:
// records with only a year crowd on 1 January.
#pragma once

#include "fetch/source/eutils_answer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A part of a search that is still to be listed.
struct Slice
{
    std::string what;  ///< "all" hits, or those "changed" since the last run
    std::string field; ///< "" whole, "uid" or "edat"
    long from = 0;     ///< PMIDs, or days as 20190401
    long to = 0;
    long expected = -1; ///< hits it must have; -1: not known
    bool operator==(const Slice&) const = default;
};

/// What is searched, with every date fixed, so that the same term means the same set tomorrow.
struct SearchFrame
{
    std::string search;       ///< the protocol's string
    std::string date;         ///< the day of the search, "2026/11/22": later entries do not count
    std::string since;        ///< only what was entered or revised from this day on; "" for the whole search
    std::string changed_from; ///< first day of "changed": the day of the last run; "" without one
};

/// The term that ESearch gets: "(search) AND 1900/01/01:2026/11/22[edat] …".
std::string term_of(const SearchFrame& frame, const Slice& slice);

/// What remains to be listed after an answer: nothing when all ids were shown, the slice below the last PMID, or two
/// halves by entry date (with what was shown to be listed again). `usable`: the ids shown are part of the list.
struct NextSlices
{
    bool usable = true;
    std::vector<Slice> slices;
};
NextSlices next_slices(const SearchFrame& frame, const Slice& slice, const SearchAnswer& answer, std::size_t window,
                       bool by_uid);

/// "2026-11-22" or "2026/11/22" as "2026/11/22"; nothing when it is no date.
std::optional<std::string> slashed_date(std::string_view text);

} // namespace casebook

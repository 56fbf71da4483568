// SPDX-License-Identifier: GPL-3.0-or-later
// Which reports stand for a case. Legacy CASE and FAERS caseid are one number space, so a case is followed through both
// eras; a report without a case number is a case of its own. The rules are stated in index/faers/README.md.
#pragma once

#include "corpus/faers.hpp"
#include "index/faers/large.hpp"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace casebook {

/// The last quarter of the legacy files.
constexpr FaersQuarter last_legacy_quarter = {2012, 3};

/// What deciding needs to know of a report. Dates are FaersDate::ymd, quarters FaersQuarter::number().
struct ReportFacts
{
    std::uint64_t case_id = 0;
    std::uint64_t report = 0;
    std::uint32_t version = 0;
    std::uint32_t quarter = 0;
    std::uint32_t fda_date = 0;
    std::uint32_t init_fda_date = 0;
    std::uint64_t same_fields = 0;

    bool legacy() const { return quarter <= last_legacy_quarter.number(); }
};

/// kept: the latest version of a case that is not deleted.
enum class Standing : std::uint8_t { kept, deleted, superseded };

/// Where the rows went: rows = older_isr + older_version + bridged + deleted + kept.
struct DedupFacts
{
    std::uint64_t rows = 0;
    std::uint64_t older_isr = 0;     ///< a legacy report behind a later legacy report of its case
    std::uint64_t older_version = 0; ///< a FAERS version behind a later one
    std::uint64_t bridged = 0;       ///< the last legacy report of a case that goes on in FAERS
    std::uint64_t deleted = 0;       ///< latest reports of cases that FDA deleted
    std::uint64_t kept = 0;
    std::uint64_t repeats = 0; ///< rows that the six-field rule drops, of all rows
};

struct Dedup
{
    std::vector<Standing> standing;           ///< by row
    std::vector<std::uint32_t> first_receipt; ///< by row, 0 when no date is said
    std::vector<bool> distinct;               ///< by row: kept by the six-field rule of Wang 2024
    DedupFacts facts;
};

/// Case and quarter number of each deletion, in any order.
using Deletions = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

/// `cases` has the case of each row and `facts(row)` the rest; rows are in the order of quarters.
Dedup deduplicate(const LongColumn<std::uint64_t>& cases, const std::function<ReportFacts(std::uint32_t)>& facts,
                  Deletions deletions);

} // namespace casebook

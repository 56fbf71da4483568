// SPDX-License-Identifier: GPL-3.0-or-later
// Joins the tables of a quarter: whose report a row is.
#pragma once

#include "index/faers/large.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <vector>

namespace casebook {

/// Of each row of a table the report that it names; rows of one report mostly follow each other and are kept as one
/// run.
class RowRuns
{
public:
    void add(std::uint64_t report)
    {
        if (report_.empty() || report_.back() != report) {
            report_.push_back(report);
            end_.push_back(rows());
        }
        ++end_.back();
    }
    std::size_t size() const { return report_.size(); }
    std::uint32_t rows() const { return end_.empty() ? 0 : end_.back(); }
    std::uint64_t report(std::size_t run) const { return report_[run]; }
    std::uint32_t begin(std::size_t run) const { return run == 0 ? 0 : end_[run - 1]; }
    std::uint32_t end(std::size_t run) const { return end_[run]; }

private:
    LongColumn<std::uint64_t> report_;
    LongColumn<std::uint32_t> end_;
};

/// Rows of a table in the order of their reports.
struct Grouped
{
    LongColumn<std::uint32_t> begin; ///< one more than reports
    LongColumn<std::uint32_t> order; ///< indices of rows
    bool as_they_are = false;        ///< the rows stand in that order already; then `order` is empty
    std::uint64_t orphans = 0;

    std::uint32_t rows() const { return begin.back(); }
    std::uint32_t row(std::uint32_t at) const { return as_they_are ? at : order[at]; }
};

/// Where reports stand in DEMO. An id may stand there twice; rows that refer to it then belong to both.
class ReportIndex
{
public:
    /// The ids stay where they are as long as this is used.
    explicit ReportIndex(std::span<const std::uint64_t> ids)
        : ids_(ids), owners_(ids_.size()), slots_(std::bit_ceil(2 * ids_.size() + 1), 0)
    {
        constexpr std::size_t ahead = 16; // slots lie anywhere
        std::iota(owners_.begin(), owners_.end(), 0U);
        for (std::uint32_t i = 0; i < ids_.size(); ++i) {
            if (i + ahead < ids_.size())
                __builtin_prefetch(&slots_[first_slot_of(ids_[i + ahead])], 1);
            std::uint32_t& slot = slots_[slot_of(ids_[i])];
            if (slot != 0)
                repeats_[ids_[i]] = {slot - 1};
            else
                slot = i + 1;
        }
        for (std::uint32_t i = 0; i < ids_.size() && !repeats_.empty(); ++i)
            if (const auto found = repeats_.find(ids_[i]); found != repeats_.end() && found->second.front() != i)
                found->second.push_back(i);
    }

    std::size_t size() const { return ids_.size(); }

    std::span<const std::uint32_t> find(std::uint64_t id) const
    {
        const std::uint32_t slot = slots_[slot_of(id)];
        if (slot == 0)
            return {};
        const auto repeated = repeats_.empty() ? repeats_.end() : repeats_.find(id);
        return repeated == repeats_.end() ? std::span<const std::uint32_t>(owners_).subspan(slot - 1, 1)
                                          : std::span<const std::uint32_t>(repeated->second);
    }

    /// Calls `use(run, owners)` for each run. Tables follow the order of DEMO, so a run mostly belongs to the report
    /// behind that of the run before.
    template <class Use> void each(const RowRuns& runs, Use use) const
    {
        std::size_t next = 0;
        for (std::size_t run = 0; run < runs.size(); ++run) {
            const std::uint64_t id = runs.report(run);
            const bool follows = repeats_.empty() && next < ids_.size() && ids_[next] == id;
            const auto owners = follows ? std::span<const std::uint32_t>(owners_).subspan(next, 1) : find(id);
            next = owners.size() == 1 ? owners[0] + std::size_t{1} : ids_.size();
            use(run, owners);
        }
    }

    Grouped group(const RowRuns& runs) const
    {
        Grouped out;
        out.begin.assign(ids_.size() + 1, 0);
        out.as_they_are = true;
        std::size_t after = 0; // the last report that had rows
        each(runs, [&](std::size_t run, std::span<const std::uint32_t> owners) {
            const std::uint32_t rows = runs.end(run) - runs.begin(run);
            out.orphans += owners.empty() ? rows : 0U;
            out.as_they_are = out.as_they_are && owners.size() == 1 && owners[0] >= after;
            after = owners.empty() ? after : owners[0];
            for (const std::uint32_t owner : owners)
                out.begin[owner + 1] += rows;
        });
        std::partial_sum(out.begin.begin(), out.begin.end(), out.begin.begin());
        if (!out.as_they_are)
            put_in_order(runs, out);
        return out;
    }

private:
    void put_in_order(const RowRuns& runs, Grouped& out) const
    {
        out.order.resize(out.begin.back());
        std::vector<std::uint32_t> next(out.begin.begin(), out.begin.end() - 1);
        each(runs, [&](std::size_t run, std::span<const std::uint32_t> owners) {
            for (const std::uint32_t owner : owners)
                for (std::uint32_t row = runs.begin(run); row < runs.end(run); ++row)
                    out.order[next[owner]++] = row;
        });
    }

    std::size_t first_slot_of(std::uint64_t id) const
    {
        return id * 0x9E3779B97F4A7C15ULL >> 20U & (slots_.size() - 1);
    }

    /// The id's slot, or the empty one in which it belongs.
    std::size_t slot_of(std::uint64_t id) const
    {
        std::size_t at = first_slot_of(id);
        while (slots_[at] != 0 && ids_[slots_[at] - 1] != id)
            at = (at + 1) & (slots_.size() - 1);
        return at;
    }

    std::span<const std::uint64_t> ids_;
    LongColumn<std::uint32_t> owners_;                            ///< each report by itself
    LongColumn<std::uint32_t> slots_;                             ///< a report plus one, by its id; 0: empty
    std::map<std::uint64_t, std::vector<std::uint32_t>> repeats_; ///< of an id that stands there twice, all
};

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Joins the tables of a quarter: whose report a row is.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <vector>

namespace casebook {

/// Rows of a table in the order of their reports.
struct Grouped
{
    std::vector<std::uint32_t> begin; ///< one more than reports
    std::vector<std::uint32_t> order; ///< indices of rows
    std::uint64_t orphans = 0;
};

/// Where reports stand in DEMO. An id may stand there twice; rows that refer to it then belong to both.
class ReportIndex
{
public:
    explicit ReportIndex(std::vector<std::uint64_t> ids)
        : ids_(std::move(ids)), owners_(ids_.size()), slots_(std::bit_ceil(2 * ids_.size() + 1), 0)
    {
        std::iota(owners_.begin(), owners_.end(), 0U);
        for (std::uint32_t i = 0; i < ids_.size(); ++i) {
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
        return repeated == repeats_.end() ? std::span(owners_).subspan(slot - 1, 1) : repeated->second;
    }

    /// Tables follow the order of DEMO, so a row mostly belongs to the report of the row before or to the next one.
    template <class Row, class Use> void each(const std::vector<Row>& rows, Use use) const
    {
        std::uint64_t last = 0;
        std::span<const std::uint32_t> owners;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            if (rows[i].report != last || i == 0) {
                last = rows[i].report;
                const std::size_t next = owners.size() == 1 ? owners[0] + std::size_t{1} : ids_.size();
                const bool follows = repeats_.empty() && next < ids_.size() && ids_[next] == last;
                owners = follows ? std::span(owners_).subspan(next, 1) : find(last);
            }
            use(i, owners);
        }
    }

    template <class Row> Grouped group(const std::vector<Row>& rows) const
    {
        Grouped out;
        out.begin.assign(ids_.size() + 1, 0);
        each(rows, [&](std::uint32_t, std::span<const std::uint32_t> owners) {
            out.orphans += owners.empty() ? 1U : 0U;
            for (const std::uint32_t owner : owners)
                ++out.begin[owner + 1];
        });
        std::partial_sum(out.begin.begin(), out.begin.end(), out.begin.begin());
        out.order.resize(out.begin.back());
        std::vector<std::uint32_t> next(out.begin.begin(), out.begin.end() - 1);
        each(rows, [&](std::uint32_t i, std::span<const std::uint32_t> owners) {
            for (const std::uint32_t owner : owners)
                out.order[next[owner]++] = i;
        });
        return out;
    }

private:
    /// The id's slot, or the empty one in which it belongs.
    std::size_t slot_of(std::uint64_t id) const
    {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = id * 0x9E3779B97F4A7C15ULL >> 20U & mask;
        while (slots_[at] != 0 && ids_[slots_[at] - 1] != id)
            at = (at + 1) & mask;
        return at;
    }

    std::vector<std::uint64_t> ids_;
    std::vector<std::uint32_t> owners_;                           ///< each report by itself
    std::vector<std::uint32_t> slots_;                            ///< a report plus one, by its id; 0: empty
    std::map<std::uint64_t, std::vector<std::uint32_t>> repeats_; ///< of an id that stands there twice, all
};

} // namespace casebook

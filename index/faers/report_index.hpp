// SPDX-License-Identifier: GPL-3.0-or-later
// Joins the tables of a quarter: whose report a row is.
#pragma once

#include <algorithm>
#include <cstdint>
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
    explicit ReportIndex(std::vector<std::uint64_t> ids) : ids_(std::move(ids)), order_(ids_.size())
    {
        std::iota(order_.begin(), order_.end(), 0U);
        std::ranges::stable_sort(order_, {}, [&](std::uint32_t i) { return ids_[i]; });
    }

    std::size_t size() const { return ids_.size(); }

    std::span<const std::uint32_t> find(std::uint64_t id) const
    {
        const auto by_id = [&](std::uint32_t i) { return ids_[i]; };
        const auto from = std::ranges::lower_bound(order_, id, {}, by_id);
        const auto to = std::ranges::upper_bound(order_, id, {}, by_id);
        return {from, to};
    }

    /// Tables follow the order of DEMO, so a row mostly belongs to the report of the row before.
    template <class Row, class Use> void each(const std::vector<Row>& rows, Use use) const
    {
        std::uint64_t last = 0;
        std::span<const std::uint32_t> owners;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            if (rows[i].report != last || i == 0)
                owners = find(last = rows[i].report);
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
    std::vector<std::uint64_t> ids_;
    std::vector<std::uint32_t> order_;
};

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/dedup.hpp"

#include "index/faers/large.hpp"
#include "index/faers/radix.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace casebook {

namespace {

struct Row
{
    std::uint32_t row;
    ReportFacts facts;
};

/// The order of versions of one case; the greatest is the latest.
auto age_of(const ReportFacts& f) { return std::tuple(f.version, f.quarter, f.fda_date, f.report); }

bool is_older(const Row& a, const Row& b)
{
    return age_of(a.facts) != age_of(b.facts) ? age_of(a.facts) < age_of(b.facts) : a.row > b.row;
}

/// The rows of one case, decided together.
class CaseRows
{
public:
    CaseRows(std::span<const Row> rows, std::uint32_t deleted_in) : rows_(rows), deleted_in_(deleted_in) {}

    void decide(Dedup& out) const
    {
        const Row& latest = *std::ranges::max_element(rows_, is_older);
        const bool gone = deleted_in_ != 0 && deleted_in_ >= last_seen();
        const std::uint32_t earliest = earliest_legacy_receipt();
        for (const Row& row : rows_) {
            out.standing[row.row] = &row != &latest ? Standing::superseded : gone ? Standing::deleted : Standing::kept;
            out.first_receipt[row.row] = row.facts.init_fda_date != 0 ? row.facts.init_fda_date
                                         : row.facts.legacy()         ? earliest
                                                                      : row.facts.fda_date;
        }
        count(out.facts, gone);
        mark_distinct(out);
    }

private:
    /// A deleted case may be published again: only a deletion as late as its last sighting holds.
    std::uint32_t last_seen() const
    {
        std::uint32_t out = 0;
        for (const Row& row : rows_)
            out = std::max(out, row.facts.quarter);
        return out;
    }

    std::uint32_t earliest_legacy_receipt() const
    {
        std::uint32_t out = 0;
        for (const Row& row : rows_)
            if (row.facts.legacy() && row.facts.fda_date != 0 && (out == 0 || row.facts.fda_date < out))
                out = row.facts.fda_date;
        return out;
    }

    void count(DedupFacts& facts, bool gone) const
    {
        const auto legacy =
            static_cast<std::uint64_t>(std::ranges::count_if(rows_, [](const Row& row) { return row.facts.legacy(); }));
        const std::uint64_t modern = rows_.size() - legacy;
        facts.rows += rows_.size();
        facts.older_isr += legacy > 0 ? legacy - 1 : 0;
        facts.older_version += modern > 0 ? modern - 1 : 0;
        facts.bridged += legacy > 0 && modern > 0 ? 1U : 0U;
        ++(gone ? facts.deleted : facts.kept);
    }

    /// Of rows equal in all six fields the latest stays.
    void mark_distinct(Dedup& out) const
    {
        for (const Row& row : rows_) {
            const bool repeated = std::ranges::any_of(rows_, [&](const Row& other) {
                return other.facts.same_fields == row.facts.same_fields && is_older(row, other);
            });
            out.distinct[row.row] = !repeated;
            out.facts.repeats += repeated ? 1U : 0U;
        }
    }

    std::span<const Row> rows_;
    std::uint32_t deleted_in_;
};

/// The quarter of a case's last deletion, 0 for none.
std::uint32_t deleted_in(const Deletions& sorted, std::uint64_t case_id)
{
    const auto after = std::ranges::upper_bound(sorted, std::pair(case_id, UINT32_MAX));
    return after != sorted.begin() && std::prev(after)->first == case_id ? std::prev(after)->second : 0;
}

} // namespace

Dedup deduplicate(std::uint32_t count, const std::function<ReportFacts(std::uint32_t)>& facts, Deletions deletions)
{
    std::ranges::sort(deletions);
    struct CaseRow
    {
        std::uint64_t case_id;
        std::uint32_t row;
    };
    LongColumn<CaseRow> order(count);
    for (std::uint32_t row = 0; row < count; ++row)
        order[row] = {facts(row).case_id, row};
    radix_sort(order, [](const CaseRow& one) { return one.case_id; }); // equals stay in order of rows
    Dedup out{std::vector<Standing>(count), std::vector<std::uint32_t>(count), std::vector<bool>(count), {}};
    std::vector<Row> rows;
    for (std::size_t at = 0; at < order.size();) {
        const std::uint64_t id = order[at].case_id;
        rows.clear();
        do
            rows.push_back({order[at].row, facts(order[at].row)});
        while (++at < order.size() && order[at].case_id == id && id != 0);
        CaseRows(rows, id == 0 ? 0 : deleted_in(deletions, id)).decide(out);
    }
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/dedup.hpp"

#include "index/faers/radix.hpp"

#include <algorithm>
#include <bit>
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

/// The rows of cases that have more than one; most have one, and need no sorting. Now and then a row is among them
/// whose case has one: two cases may share a bit.
class Repeated
{
public:
    explicit Repeated(std::size_t count)
        : size_(std::bit_ceil(std::uint64_t{8} * count + 64)), seen_(size_ / 64, 0), again_(size_ / 64, 0)
    {
    }

    void see(std::uint64_t case_id)
    {
        const std::uint64_t bit = std::uint64_t{1} << case_id % 64;
        std::uint64_t& seen = seen_[word_of(case_id)];
        if ((seen & bit) != 0)
            again_[word_of(case_id)] |= bit;
        seen |= bit;
    }
    bool has(std::uint64_t case_id) const { return (again_[word_of(case_id)] >> case_id % 64 & 1U) != 0; }

private:
    std::size_t word_of(std::uint64_t case_id) const { return static_cast<std::size_t>((case_id & (size_ - 1)) / 64); }

    std::uint64_t size_; ///< in bits, a power of two
    LongColumn<std::uint64_t> seen_, again_;
};

struct CaseRow
{
    std::uint64_t case_id;
    std::uint32_t row;
};

} // namespace

Dedup deduplicate(const LongColumn<std::uint64_t>& cases, const std::function<ReportFacts(std::uint32_t)>& facts,
                  Deletions deletions)
{
    std::ranges::sort(deletions);
    const std::size_t count = cases.size();
    Repeated repeated(count);
    for (const std::uint64_t id : cases)
        repeated.see(id);
    Dedup out{std::vector<Standing>(count), std::vector<std::uint32_t>(count), std::vector<bool>(count), {}};
    LongColumn<CaseRow> order;
    for (std::uint32_t row = 0; row < count; ++row) {
        const std::uint64_t id = cases[row];
        if (id != 0 && repeated.has(id)) {
            order.push_back({id, row});
            continue;
        }
        const Row alone{row, facts(row)};
        CaseRows({&alone, 1}, id == 0 ? 0 : deleted_in(deletions, id)).decide(out);
    }
    radix_sort(order, [](const CaseRow& one) { return one.case_id; }); // equals stay in order of rows
    std::vector<Row> rows;
    for (std::size_t at = 0; at < order.size();) {
        const std::uint64_t id = order[at].case_id;
        rows.clear();
        do
            rows.push_back({order[at].row, facts(order[at].row)});
        while (++at < order.size() && order[at].case_id == id);
        CaseRows(rows, deleted_in(deletions, id)).decide(out);
    }
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/scan.hpp"

#include <algorithm>

namespace casebook {

namespace {

struct RankedPair
{
    double rank = 0; ///< grows with the lower bound by which pairs are ordered
    PairCount pair;
};

bool comes_before(const RankedPair& a, const RankedPair& b)
{
    return a.rank != b.rank ? a.rank > b.rank
                            : std::pair(a.pair.drug, a.pair.event) < std::pair(b.pair.drug, b.pair.event);
}

/// Judges pairs by what is cheap to know of each; the few that are handed out are measured in full.
class Judge
{
public:
    explicit Judge(const ScanOptions& options) : options_(options), memory_(options.prior) {}

    void take(const PairCount& pair, Scan& out)
    {
        const CountQuantiles& known = memory_.of(pair.table.a);
        const double expected = expected_of(pair.table);
        const double ic = known.ic_low / (expected + 0.5); // 2 to the IC025
        out.ic_above += ic > 1 ? 1U : 0U;
        out.evans += meets_evans(pair.table) ? 1U : 0U;
        if (!options_.prior) {
            keep({ic, pair});
            return;
        }
        const auto n = static_cast<double>(pair.table.a);
        out.ebgm_above += eb05_reaches(2, n, expected, *options_.prior, known) ? 1U : 0U;
        if (best_.size() < options_.most ||
            (options_.most > 0 && eb05_reaches(best_.front().rank, n, expected, *options_.prior, known)))
            keep({measure(pair.table, options_.prior, known).ebgm->low, pair});
    }

    /// The best, in order.
    std::vector<RankedPair> best()
    {
        std::ranges::sort(best_, comes_before);
        return std::move(best_);
    }

private:
    void keep(const RankedPair& pair)
    {
        if (best_.size() == options_.most) {
            if (best_.empty() || !comes_before(pair, best_.front()))
                return;
            std::ranges::pop_heap(best_, comes_before);
            best_.pop_back();
        }
        best_.push_back(pair);
        std::ranges::push_heap(best_, comes_before);
    }

    const ScanOptions& options_;
    CountQuantilesMemory memory_;
    std::vector<RankedPair> best_; ///< a heap, the last of them in front
};

void name(ScannedPair& out, const CountingFile& counting, const PairCount& pair)
{
    out.drug = counting.drugs[pair.drug];
    out.event = counting.event_titles[pair.event];
    out.table = pair.table;
}

} // namespace

Scan scan_pairs(const FaersStore& store, const FaersQuestion& question, const ScanOptions& options)
{
    Scan out;
    Judge judge(options);
    const PairTotals totals =
        each_pair(store, question, options.least, [&](const PairCount& pair) { judge.take(pair, out); });
    out.n = totals.n;
    out.pairs = totals.pairs;
    out.enough = totals.enough;
    for (const RankedPair& ranked : judge.best()) {
        name(out.top.emplace_back(), store.counting(), ranked.pair);
        out.top.back().measures = measure(ranked.pair.table, options.prior);
    }
    return out;
}

PairTotals measure_pairs(const FaersStore& store, const FaersQuestion& question, const ScanOptions& options,
                         const std::function<void(const ScannedPair&)>& use)
{
    CountQuantilesMemory memory(options.prior);
    ScannedPair out;
    return each_pair(store, question, options.least, [&](const PairCount& pair) {
        name(out, store.counting(), pair);
        out.measures = measure(pair.table, options.prior, memory.of(pair.table.a));
        use(out);
    });
}

} // namespace casebook

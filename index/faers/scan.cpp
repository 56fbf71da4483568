// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/scan.hpp"

#include "corpus/ordered.hpp"

#include <algorithm>
#include <numeric>

namespace casebook {

namespace {

/// The events of each report, found through the quarters' rows.
class EventsOfReports
{
public:
    explicit EventsOfReports(const FaersStore& store) : store_(store), counting_(store.counting()) {}

    /// Ascending, each once; good until the next call.
    const std::vector<std::uint32_t>& of(std::uint32_t number)
    {
        const std::uint32_t row = counting_.origin[number];
        const auto after = std::ranges::upper_bound(counting_.rows_begin, row);
        const auto i = static_cast<std::size_t>(after - counting_.rows_begin.begin()) - 1;
        const QuarterFile& q = store_.quarter(i);
        const std::uint32_t at = row - counting_.rows_begin[i];
        events_.clear();
        for (std::uint32_t term = q.term_begin[at]; term < q.term_begin[at + 1]; ++term)
            events_.push_back(counting_.term_events[counting_.terms_begin[i] + q.term[term]]);
        sort_unique(events_);
        return events_;
    }

private:
    const FaersStore& store_;
    const CountingFile& counting_;
    std::vector<std::uint32_t> events_;
};

/// A pair before its names are looked up.
struct CountedPair
{
    std::uint32_t drug = 0;
    std::uint32_t event = 0;
    TwoByTwo table;
    double rank = 0; ///< the lower bound by which pairs are ordered
};

std::vector<std::uint32_t> all_or(std::vector<std::uint32_t> keys, bool all, std::size_t size)
{
    if (all) {
        keys.resize(size);
        std::iota(keys.begin(), keys.end(), 0U);
    }
    return keys;
}

class Scanner
{
public:
    Scanner(const FaersStore& store, const FaersQuestion& question, const ScanOptions& options)
        : counting_(store.counting()),
          question_(question),
          options_(options),
          scope_(store.counting(), question.level, question.from, question.to, question.people),
          reports_(store),
          with_event_(counting_.events.size(), 0),
          both_(counting_.events.size(), 0)
    {
    }

    Scan run()
    {
        out_.n = scope_.size();
        events_ = all_or(event_keys(counting_, question_.events), question_.events.empty(), counting_.events.size());
        for (const std::uint32_t event : events_)
            with_event_[event] = static_cast<std::int64_t>(scope_.restricted(counting_.reaction.list(event)).size());
        for (const std::uint32_t drug :
             all_or(drug_keys(counting_, question_.drugs), question_.drugs.empty(), counting_.drugs.size()))
            scan_drug(drug);
        hand_out();
        return std::move(out_);
    }

private:
    ReportList exposed(std::uint32_t drug) const
    {
        std::vector<ReportList> lists;
        for (const FaersRole role : question_.roles)
            lists.push_back(counting_.exposure.list(drug * exposure_roles + static_cast<std::size_t>(role)));
        return scope_.restricted(united(std::move(lists)));
    }

    void scan_drug(std::uint32_t drug)
    {
        const ReportList reports = exposed(drug);
        met_.clear();
        for (const std::uint32_t number : reports)
            for (const std::uint32_t event : reports_.of(number)) {
                if (both_[event]++ == 0)
                    met_.push_back(event);
            }
        std::ranges::sort(met_);
        for (const std::uint32_t event : met_) {
            if (question_.events.empty() || std::ranges::binary_search(events_, event))
                judge(drug, event, both_[event], static_cast<std::int64_t>(reports.size()));
            both_[event] = 0;
        }
    }

    void judge(std::uint32_t drug, std::uint32_t event, std::int64_t a, std::int64_t with_drug)
    {
        ++out_.pairs;
        if (a < options_.least)
            return;
        ++out_.enough;
        const TwoByTwo table{a, with_drug - a, with_event_[event] - a, out_.n - with_drug - with_event_[event] + a};
        const Measures measures = measure(table, options_.prior);
        out_.ic_above += measures.ic.low > 0 ? 1U : 0U;
        out_.evans += measures.evans ? 1U : 0U;
        out_.ebgm_above += measures.ebgm && measures.ebgm->low >= 2 ? 1U : 0U;
        pairs_.push_back({drug, event, table, measures.ebgm ? measures.ebgm->low : measures.ic.low});
    }

    void hand_out()
    {
        const std::size_t most = std::min(options_.most, pairs_.size());
        std::partial_sort(pairs_.begin(), pairs_.begin() + static_cast<std::ptrdiff_t>(most), pairs_.end(),
                          [](const CountedPair& a, const CountedPair& b) {
                              return a.rank != b.rank ? a.rank > b.rank
                                                      : std::pair(a.drug, a.event) < std::pair(b.drug, b.event);
                          });
        for (std::size_t i = 0; i < most; ++i)
            out_.top.push_back({std::string(counting_.drugs[pairs_[i].drug]),
                                std::string(counting_.event_titles[pairs_[i].event]), pairs_[i].table,
                                measure(pairs_[i].table, options_.prior)});
    }

    const CountingFile& counting_;
    const FaersQuestion& question_;
    const ScanOptions& options_;
    FaersScope scope_;
    EventsOfReports reports_;
    std::vector<std::uint32_t> events_;
    std::vector<std::int64_t> with_event_; ///< by event
    std::vector<std::int64_t> both_;       ///< by event, for the drug at hand
    std::vector<std::uint32_t> met_;
    std::vector<CountedPair> pairs_;
    Scan out_;
};

} // namespace

Scan scan_pairs(const FaersStore& store, const FaersQuestion& question, const ScanOptions& options)
{
    return Scanner(store, question, options).run();
}

} // namespace casebook

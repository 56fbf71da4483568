// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/pairs.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace casebook {

namespace {

std::vector<std::uint32_t> all_or(std::vector<std::uint32_t> keys, bool all, std::size_t size)
{
    if (all) {
        keys.resize(size);
        std::iota(keys.begin(), keys.end(), 0U);
    }
    return keys;
}

/// Numbers below a size, handed out in ascending order, without sorting.
class Marks
{
public:
    explicit Marks(std::size_t size) : words_((size + 63) / 64, 0) {}

    void set(std::uint32_t i) { words_[i / 64] |= 1ULL << (i % 64); }
    bool has(std::uint32_t i) const { return (words_[i / 64] >> (i % 64) & 1U) != 0; }
    template <class Use> void take_all(Use use)
    {
        for (std::size_t word = 0; word < words_.size(); ++word)
            for (; words_[word] != 0; words_[word] &= words_[word] - 1)
                use(static_cast<std::uint32_t>(word * 64 + static_cast<unsigned>(std::countr_zero(words_[word]))));
    }

private:
    std::vector<std::uint64_t> words_;
};

/// Counts drug by drug: the counters of all events stay in the processor's nearest memory, and the events of a drug's
/// reports are asked for some reports ahead.
class PairCounter
{
public:
    PairCounter(const FaersStore& store, const FaersQuestion& question, std::int64_t least,
                const std::function<void(const PairCount&)>& use)
        : counting_(store.counting()),
          question_(question),
          least_(static_cast<std::uint32_t>(std::min<std::int64_t>(least, UINT32_MAX))),
          use_(use),
          scope_(counting_, question.level, question.from, question.to, question.people),
          meant_(counting_.events.size()),
          enough_(counting_.events.size()),
          with_event_(counting_.events.size(), 0),
          few_(counting_.events.size(), 0),
          many_(counting_.events.size(), 0),
          met_(counting_.events.size() + 1)
    {
    }

    PairTotals run()
    {
        out_.n = scope_.size();
        for (const std::uint32_t event :
             all_or(event_keys(counting_, question_.events), question_.events.empty(), counting_.events.size()))
            meant_.set(event);
        scope_.each([&](std::uint32_t number) {
            for (const std::uint32_t event : counting_.events_of(number))
                ++with_event_[event];
        });
        for (const std::uint32_t drug :
             all_or(drug_keys(counting_, question_.drugs), question_.drugs.empty(), counting_.drugs.size()))
            count(drug);
        return out_;
    }

private:
    ReportList exposed(std::uint32_t drug) const
    {
        std::vector<ReportList> lists;
        for (const FaersRole role : question_.roles) {
            const std::size_t key = drug * exposure_roles + static_cast<std::size_t>(role);
            if (counting_.exposure.count[key] > 0)
                lists.push_back(counting_.exposure.list(key));
        }
        return scope_.restricted(united(std::move(lists)));
    }

    void count(std::uint32_t drug)
    {
        const ReportList reports = exposed(drug);
        if (reports.size() <= UINT16_MAX)
            count(drug, reports, few_);
        else
            count(drug, reports, many_);
    }

    template <class Counter> void count(std::uint32_t drug, const ReportList& reports, std::vector<Counter>& both)
    {
        const std::size_t met = add_up(reports, both);
        for (std::size_t i = 0; i < met; ++i) {
            const std::uint32_t event = met_[i];
            if (!meant_.has(event)) {
                both[event] = 0;
                continue;
            }
            ++out_.pairs;
            if (both[event] >= least_)
                enough_.set(event);
            else
                both[event] = 0;
        }
        hand_out(drug, static_cast<std::int64_t>(reports.size()), both);
    }

    /// How many events were met; they stand in met_.
    template <class Counter> std::size_t add_up(const ReportList& reports, std::vector<Counter>& both)
    {
        constexpr std::size_t ahead = 16;
        const std::uint32_t* const begin = counting_.events_begin.data();
        const std::uint32_t* const events = counting_.report_events.data();
        std::size_t met = 0;
        for (std::size_t i = 0; i < reports.size(); ++i) {
            if (i + 2 * ahead < reports.size())
                __builtin_prefetch(begin + reports[i + 2 * ahead]);
            if (i + ahead < reports.size())
                __builtin_prefetch(events + begin[reports[i + ahead]]);
            for (std::uint32_t at = begin[reports[i]]; at < begin[reports[i] + 1]; ++at) {
                met_[met] = events[at]; // written always, kept when it is new: no branch to guess
                met += both[events[at]]++ == 0 ? 1U : 0U;
            }
        }
        return met;
    }

    template <class Counter> void hand_out(std::uint32_t drug, std::int64_t with_drug, std::vector<Counter>& both)
    {
        enough_.take_all([&](std::uint32_t event) {
            ++out_.enough;
            const auto a = static_cast<std::int64_t>(both[event]);
            const auto with_event = static_cast<std::int64_t>(with_event_[event]);
            use_({drug, event, {a, with_drug - a, with_event - a, out_.n - with_drug - with_event + a}});
            both[event] = 0;
        });
    }

    const CountingFile& counting_;
    const FaersQuestion& question_;
    std::uint32_t least_;
    const std::function<void(const PairCount&)>& use_;
    FaersScope scope_;
    Marks meant_;                           ///< events of the question
    Marks enough_;                          ///< of the drug at hand
    std::vector<std::uint32_t> with_event_; ///< by event
    std::vector<std::uint16_t> few_;        ///< by event, for the drug at hand: half the room where that is enough
    std::vector<std::uint32_t> many_;       ///< the same for drugs of more than 65,535 reports
    std::vector<std::uint32_t> met_;
    PairTotals out_;
};

} // namespace

PairTotals each_pair(const FaersStore& store, const FaersQuestion& question, std::int64_t least,
                     const std::function<void(const PairCount&)>& use)
{
    return PairCounter(store, question, least, use).run();
}

} // namespace casebook

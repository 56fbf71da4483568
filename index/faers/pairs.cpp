// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/pairs.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

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
    /// Takes its mark away, and those of its neighbours.
    void clear_about(std::uint32_t i) { words_[i / 64] = 0; }
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
/// reports are asked for some reports ahead and put in a row, so that counting meets no end of a report to guess.
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
          listed_(counting_.origin.size()),
          enough_(counting_.events.size()),
          with_event_(counting_.events.size(), 0),
          few_(counting_.events.size(), 0),
          many_(counting_.events.size(), 0),
          row_(row_size + piece),
          reached_(counting_.events.size() + 1)
    {
    }

    PairTotals run()
    {
        out_.n = scope_.size();
        for (const std::uint32_t event : event_keys(counting_, question_.events))
            meant_.set(event);
        scope_.each_run([&](std::uint32_t from, std::uint32_t to) {
            const std::uint32_t begin = counting_.events_begin[from];
            for (const std::uint32_t event : counting_.report_events.subspan(begin, counting_.events_begin[to] - begin))
                ++with_event_[event];
        });
        for (const std::uint32_t drug :
             all_or(drug_keys(counting_, question_.drugs), question_.drugs.empty(), counting_.drugs.size()))
            count(drug);
        return out_;
    }

private:
    static constexpr std::size_t row_size = 4096; ///< the row, too, stays near
    static constexpr std::size_t piece = 8;       ///< events copied at once: few reports have more

    /// In no order, each report once.
    const ReportList& exposed(std::uint32_t drug)
    {
        exposed_.clear();
        for (const FaersRole role : question_.roles) {
            const std::size_t key = drug * exposure_roles + static_cast<std::size_t>(role);
            if (counting_.exposure.count[key] == 0)
                continue;
            ReportList list = scope_.restricted(counting_.exposure.list(key));
            if (exposed_.empty())
                exposed_ = std::move(list);
            else
                add_others(list);
        }
        return exposed_;
    }

    void add_others(const ReportList& list)
    {
        for (const std::uint32_t report : exposed_)
            listed_.set(report);
        std::size_t filled = exposed_.size();
        exposed_.resize(filled + list.size() + 1);
        for (const std::uint32_t report : list) {
            exposed_[filled] = report; // written always, kept when it is new: no branch to guess
            filled += listed_.has(report) ? 0U : 1U;
        }
        exposed_.resize(filled);
        for (const std::uint32_t report : exposed_)
            listed_.clear_about(report);
    }

    void count(std::uint32_t drug)
    {
        const ReportList& reports = exposed(drug);
        if (reports.size() <= UINT16_MAX)
            count(drug, reports, few_);
        else
            count(drug, reports, many_);
    }

    template <class Counter> void count(std::uint32_t drug, const ReportList& reports, std::vector<Counter>& both)
    {
        constexpr std::size_t ahead = 16;
        const std::uint32_t* const begin = counting_.events_begin.data();
        const std::uint32_t* const events = counting_.report_events.data();
        std::size_t filled = 0;
        bool whole = true; // the row has all events of all reports
        for (std::size_t i = 0; i < reports.size(); ++i) {
            if (i + 2 * ahead < reports.size())
                __builtin_prefetch(begin + reports[i + 2 * ahead]);
            if (i + ahead < reports.size()) {
                __builtin_prefetch(events + begin[reports[i + ahead]]);
                __builtin_prefetch(events + begin[reports[i + ahead]] + piece - 1);
            }
            const std::span<const std::uint32_t> own = counting_.events_of(reports[i]);
            if (filled + own.size() > row_.size() - piece) {
                add_up(std::exchange(filled, 0), both);
                whole = false;
                row_.resize(std::max(row_.size(), own.size() + piece));
            }
            append(own, row_.data() + filled);
            filled += own.size();
        }
        filled = add_up(filled, both);
        hand_out(drug, static_cast<std::int64_t>(reports.size()), both);
        if (whole && filled < both.size() / 16)
            for (std::size_t i = 0; i < filled; ++i)
                both[row_[i]] = 0;
        else
            std::ranges::fill(both, Counter{0});
    }

    /// A whole number of pieces, beyond what is asked for where the column goes on.
    void append(std::span<const std::uint32_t> own, std::uint32_t* to) const
    {
        const std::uint32_t* from = own.data();
        const std::size_t pieces = (own.size() + piece - 1) / piece;
        if (pieces * piece > static_cast<std::size_t>(std::to_address(counting_.report_events.end()) - from)) {
            std::ranges::copy(own, to);
            return;
        }
        for (std::size_t i = 0; i < pieces; ++i, from += piece, to += piece)
            std::memcpy(to, from, piece * sizeof(*to)); // of a known size: nobody is called
    }

    /// Counts what stands in the row, so far as it is meant; how much of it that is.
    template <class Counter> std::size_t add_up(std::size_t filled, std::vector<Counter>& both)
    {
        if (!question_.events.empty())
            filled = static_cast<std::size_t>(std::remove_if(row_.data(), row_.data() + filled,
                                                             [&](std::uint32_t event) { return !meant_.has(event); }) -
                                              row_.data());
        std::uint64_t fresh = 0; // these at hand in registers
        std::size_t reached = reached_size_;
        const std::uint32_t least = least_;
        for (const std::uint32_t event : std::span(row_).first(filled)) {
            const std::uint32_t now = ++both[event];
            fresh += now == 1 ? 1U : 0U;
            reached_[reached] = event; // written always, kept when it was met often enough
            reached += now == least ? 1U : 0U;
        }
        out_.pairs += fresh;
        reached_size_ = reached;
        return filled;
    }

    template <class Counter> void hand_out(std::uint32_t drug, std::int64_t with_drug, const std::vector<Counter>& both)
    {
        out_.enough += reached_size_;
        for (; reached_size_ > 0; --reached_size_)
            enough_.set(reached_[reached_size_ - 1]);
        enough_.take_all([&](std::uint32_t event) {
            const auto a = static_cast<std::int64_t>(both[event]);
            const auto with_event = static_cast<std::int64_t>(with_event_[event]);
            use_({drug, event, {a, with_drug - a, with_event - a, out_.n - with_drug - with_event + a}});
        });
    }

    const CountingFile& counting_;
    const FaersQuestion& question_;
    std::uint32_t least_;
    const std::function<void(const PairCount&)>& use_;
    FaersScope scope_;
    Marks meant_;                           ///< events of the question
    Marks listed_;                          ///< reports of the drug at hand
    Marks enough_;                          ///< of the drug at hand
    ReportList exposed_;                    ///< to the drug at hand
    std::vector<std::uint32_t> with_event_; ///< by event
    std::vector<std::uint16_t> few_;        ///< by event, for the drug at hand: half the room where that is enough
    std::vector<std::uint32_t> many_;       ///< the same for drugs of more than 65,535 reports
    std::vector<std::uint32_t> row_;        ///< events of some of its reports, one behind the other
    std::vector<std::uint32_t> reached_;    ///< events that were met often enough
    std::size_t reached_size_ = 0;
    PairTotals out_;
};

} // namespace

PairTotals each_pair(const FaersStore& store, const FaersQuestion& question, std::int64_t least,
                     const std::function<void(const PairCount&)>& use)
{
    return PairCounter(store, question, least, use).run();
}

} // namespace casebook

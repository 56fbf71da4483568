// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/count.hpp"

#include "index/faers/names.hpp"
#include "index/faers/suggest.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

namespace casebook {

namespace {

struct Range
{
    std::uint32_t from;
    std::uint32_t to;
};

/// The reports a question is about: ranges of numbers and, for the six-field rule, a bit each.
class Scope
{
public:
    Scope(const CountingFile& counting, const FaersQuestion& question)
        : counting_(counting), by_bit_(question.level == FaersLevel::wang2024)
    {
        constexpr std::array<std::size_t, 4> classes = {3, 2, 1, 3}; // by level
        std::uint32_t begin = 0;
        for (std::size_t i = 0; i < classes.at(static_cast<std::size_t>(question.level)); ++i) {
            ranges_.push_back(narrowed({begin, counting.ends[i]}, question.from, question.to));
            begin = counting.ends[i];
        }
    }

    std::int64_t size() const
    {
        std::int64_t out = 0;
        for (const Range& range : ranges_) {
            if (!by_bit_)
                out += range.to - range.from;
            else
                for (std::uint32_t number = range.from; number < range.to; ++number)
                    out += is_distinct(number) ? 1 : 0;
        }
        return out;
    }

    ReportList restricted(const ReportList& all) const
    {
        ReportList out;
        for (const Range& range : ranges_) {
            const auto from = std::ranges::lower_bound(all, range.from);
            const auto to = std::ranges::lower_bound(all, range.to);
            std::copy_if(from, to, std::back_inserter(out),
                         [&](std::uint32_t number) { return !by_bit_ || is_distinct(number); });
        }
        return out;
    }

private:
    bool is_distinct(std::uint32_t number) const { return (counting_.distinct[number / 64] >> number % 64 & 1U) != 0; }

    /// Within a class, reports are in the order of first receipt; those without a date come first and are in no period.
    Range narrowed(Range range, FaersDate from, FaersDate to) const
    {
        const auto all = counting_.first_receipt.subspan(range.from, range.to - range.from);
        const std::uint32_t least = from ? from.ymd : to ? 1 : 0;
        const std::uint32_t last = !to               ? UINT32_MAX
                                   : to.month() == 0 ? to.ymd + 9999
                                   : to.day() == 0   ? to.ymd + 99
                                                     : to.ymd;
        const auto begin = std::ranges::lower_bound(all, least);
        const auto end = std::ranges::upper_bound(begin, all.end(), last);
        return {range.from + static_cast<std::uint32_t>(begin - all.begin()),
                range.from + static_cast<std::uint32_t>(end - all.begin())};
    }

    const CountingFile& counting_;
    bool by_bit_;
    std::vector<Range> ranges_;
};

std::optional<std::size_t> find(const Texts& sorted, const std::string& folded)
{
    std::size_t from = 0;
    std::size_t to = sorted.size();
    while (from < to) {
        const std::size_t middle = (from + to) / 2;
        if (sorted[middle] < folded)
            from = middle + 1;
        else
            to = middle;
    }
    return from < sorted.size() && sorted[from] == folded ? std::optional(from) : std::nullopt;
}

using Keys = std::set<std::size_t>;

Keys keys_of(const Texts& sorted, const std::vector<std::string>& words, std::string (*fold)(std::string_view))
{
    Keys out;
    for (const std::string& word : words)
        if (const auto found = find(sorted, fold(word)))
            out.insert(*found);
    return out;
}

ReportList exposed(const CountingFile& counting, std::size_t drug, const std::vector<FaersRole>& roles)
{
    std::vector<ReportList> lists;
    lists.reserve(roles.size());
    for (const FaersRole role : roles)
        lists.push_back(counting.exposure.list(drug * exposure_roles + static_cast<std::size_t>(role)));
    return united(std::move(lists));
}

ReportList exposed_at_all(const CountingFile& counting, std::size_t drug)
{
    return exposed(counting, drug,
                   {FaersRole::primary_suspect, FaersRole::secondary_suspect, FaersRole::concomitant,
                    FaersRole::interacting, FaersRole::other});
}

/// Reports among `reports` all of whose ingredients are in the group.
std::int64_t alone(const CountingFile& counting, const Keys& drugs, const ReportList& reports)
{
    std::vector<std::uint32_t> of_group(reports.size(), 0);
    for (const std::size_t drug : drugs) {
        const ReportList list = exposed_at_all(counting, drug);
        for (std::size_t i = 0; i < reports.size(); ++i)
            of_group[i] += std::ranges::binary_search(list, reports[i]) ? 1U : 0U;
    }
    std::int64_t out = 0;
    for (std::size_t i = 0; i < reports.size(); ++i)
        out += of_group[i] == counting.ingredients[reports[i]] ? 1 : 0;
    return out;
}

std::int64_t size_of(const ReportList& list) { return static_cast<std::int64_t>(list.size()); }

} // namespace

FaersCounts count(const FaersStore& store, const FaersQuestion& question)
{
    const CountingFile& counting = store.counting();
    const Scope scope(counting, question);
    const Keys drugs = keys_of(counting.drugs, question.drugs, fold_drug);
    std::vector<ReportList> with_drug;
    with_drug.reserve(drugs.size());
    for (const std::size_t drug : drugs)
        with_drug.push_back(exposed(counting, drug, question.roles));
    std::vector<ReportList> with_event;
    for (const std::size_t event : keys_of(counting.events, question.events, fold_event))
        with_event.push_back(counting.reaction.list(event));
    const ReportList drug = scope.restricted(united(std::move(with_drug)));
    const ReportList event = scope.restricted(united(std::move(with_event)));
    FaersCounts out;
    std::ranges::set_intersection(drug, event, std::back_inserter(out.reports));
    out.n = scope.size();
    out.table.a = size_of(out.reports);
    out.table.b = size_of(drug) - out.table.a;
    out.table.c = size_of(event) - out.table.a;
    out.table.d = out.n - out.table.a - out.table.b - out.table.c;
    out.monotherapy = alone(counting, drugs, out.reports);
    return out;
}

FaersName look_up(const FaersStore& store, FaersWord kind, std::string_view word)
{
    const CountingFile& counting = store.counting();
    const bool is_drug = kind == FaersWord::drug;
    const Texts& names = is_drug ? counting.drugs : counting.events;
    const std::string folded = is_drug ? fold_drug(word) : fold_event(word);
    FaersName out{std::string(word), "", 0, {}, {}};
    if (const auto found = find(names, folded)) {
        out.title = is_drug ? names[*found] : counting.event_titles[*found];
        out.reports = is_drug ? exposed_at_all(counting, *found).size() : counting.reaction.count[*found];
        return out;
    }
    if (const auto name = is_drug ? find(counting.names, folded) : std::nullopt)
        for (std::uint32_t at = counting.name_begin[*name]; at < counting.name_begin[*name + 1]; ++at)
            out.ingredients.emplace_back(names[counting.name_drugs[at]]);
    for (const std::size_t near : nearest(names, folded, 5))
        out.suggestions.emplace_back(is_drug ? names[near] : counting.event_titles[near]);
    return out;
}

} // namespace casebook

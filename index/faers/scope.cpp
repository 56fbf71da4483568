// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/scope.hpp"

#include <algorithm>
#include <limits>

namespace casebook {

namespace {

constexpr std::uint32_t no_country = std::numeric_limits<std::uint32_t>::max();

std::uint32_t country_index(const Texts& countries, const std::string& folded)
{
    for (std::size_t i = 0; i < countries.size(); ++i)
        if (countries[i] == folded)
            return static_cast<std::uint32_t>(i);
    return no_country;
}

} // namespace

ReporterGroup reporter_group(std::string_view code)
{
    if (code.empty())
        return ReporterGroup::unknown;
    if (code == "CN")
        return ReporterGroup::consumer;
    return code == "LW" ? ReporterGroup::lawyer : ReporterGroup::professional;
}

FaersScope::FaersScope(const CountingFile& counting, FaersLevel level, FaersDate from, FaersDate to,
                       const FaersPeople& people)
    : counting_(counting),
      by_bit_(level == FaersLevel::wang2024),
      looks_(by_bit_ || people.any()),
      people_(people),
      country_(people.country ? country_index(counting.countries, *people.country) : no_country)
{
    constexpr std::array<std::size_t, 4> classes = {3, 2, 1, 3}; // by level
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < classes.at(static_cast<std::size_t>(level)); ++i) {
        ranges_.push_back(narrowed({begin, counting.ends[i]}, from, to));
        begin = counting.ends[i];
    }
}

/// Within a class, reports are in the order of first receipt; those without a date come first and are in no period.
FaersScope::Range FaersScope::narrowed(Range range, FaersDate from, FaersDate to) const
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

bool FaersScope::is_meant(std::uint32_t number) const
{
    if (by_bit_ && (counting_.distinct[number / 64] >> number % 64 & 1U) == 0)
        return false;
    if (people_.sex && static_cast<char>(counting_.sex[number]) != *people_.sex)
        return false;
    const auto age = static_cast<double>(counting_.age[number]); // no comparison with NaN is true
    if ((people_.age_from && !(age >= *people_.age_from)) || (people_.age_to && !(age < *people_.age_to)))
        return false;
    if (people_.country && counting_.country[number] != country_)
        return false;
    if (people_.reporter && reporter_group(faers_reporter_codes.at(counting_.reporter[number])) != *people_.reporter)
        return false;
    return people_.most_drugs == 0 || counting_.ingredients[number] <= people_.most_drugs;
}

std::int64_t FaersScope::size() const
{
    std::int64_t out = 0;
    if (looks_)
        each([&](std::uint32_t) { ++out; });
    else
        for (const Range& range : ranges_)
            out += range.to - range.from;
    return out;
}

ReportList FaersScope::restricted(ReportList all) const
{
    auto out = all.begin(); // what is meant moves to the front, most often where it is
    auto from = all.begin();
    for (const Range& range : ranges_) {
        from = std::lower_bound(from, all.end(), range.from);
        const auto to = std::lower_bound(from, all.end(), range.to);
        if (looks_)
            out = std::copy_if(from, to, out, [&](std::uint32_t number) { return is_meant(number); });
        else
            out = out == from ? to : std::copy(from, to, out);
        from = to;
    }
    all.erase(out, all.end());
    return all;
}

} // namespace casebook

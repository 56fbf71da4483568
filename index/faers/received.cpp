// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/received.hpp"

#include "corpus/format.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace casebook {

namespace {

struct Came
{
    std::int64_t all = 0, drug = 0, event = 0, both = 0;
};

/// Year and, if asked for, quarter of a date yyyymmdd: 20050214 is 2005 and 1.
std::pair<std::uint32_t, std::uint32_t> time_of(std::uint32_t ymd, Calendar calendar)
{
    const std::uint32_t month = ymd / 100 % 100;
    return {ymd / 10000, calendar == Calendar::year || month == 0 ? 0 : (month + 2) / 3};
}

} // namespace

std::vector<ReceivedCounts> by_receipt(const FaersStore& store, const FaersQuestion& question, Calendar calendar)
{
    const FaersMatches found = matches(store, question);
    std::map<std::pair<std::uint32_t, std::uint32_t>, Came> times;
    const auto at = [&](std::uint32_t number) -> Came& {
        return times[time_of(store.counting().first_receipt[number], calendar)];
    };
    found.scope.each([&](std::uint32_t number) { ++at(number).all; });
    for (const std::uint32_t number : found.drug)
        ++at(number).drug;
    for (const std::uint32_t number : found.event)
        ++at(number).event;
    ReportList both;
    std::ranges::set_intersection(found.drug, found.event, std::back_inserter(both));
    for (const std::uint32_t number : both)
        ++at(number).both;
    std::vector<ReceivedCounts> out;
    for (const auto& [time, n] : times)
        out.push_back(
            {time.first, time.second, {n.both, n.drug - n.both, n.event - n.both, n.all - n.drug - n.event + n.both}});
    return out;
}

std::string to_text(const ReceivedCounts& received, Calendar calendar)
{
    if (received.year == 0)
        return "not dated";
    if (calendar == Calendar::year)
        return format("{}", received.year);
    return received.quarter == 0 ? format("{}, month not said", received.year)
                                 : format("{}Q{}", received.year, received.quarter);
}

} // namespace casebook

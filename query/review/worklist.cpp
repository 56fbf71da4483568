// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/worklist.hpp"

#include <algorithm>

namespace casebook::review {

namespace {

Waiting waiting_of(const Worklist& list, const std::string& id)
{
    const auto found = std::ranges::find(list.waiting, id, &Waiting::id);
    if (found != list.waiting.end())
        return *found;
    Waiting out;
    out.id = id;
    return out;
}

bool is_skipped(const Worklist& list, const std::string& id)
{
    return std::ranges::find(list.skipped, id) != list.skipped.end();
}

} // namespace

std::optional<Waiting> next_of(const Worklist& list)
{
    if (list.at_once)
        return waiting_of(list, *list.at_once);
    const auto next = [&](bool unclear) {
        return std::ranges::find_if(list.waiting, [&](const Waiting& record) {
            return (record.unclear && record.asked.empty()) == unclear && !list.settled.contains(record.id) &&
                   !is_skipped(list, record.id);
        });
    };
    if (const auto fresh = next(false); fresh != list.waiting.end())
        return *fresh;
    if (!list.skipped.empty())
        return waiting_of(list, list.skipped.front());
    const auto unclear = next(true);
    return unclear == list.waiting.end() ? std::nullopt : std::optional(*unclear);
}

void settle(Worklist& list, const std::string& id)
{
    list.at_once.reset();
    list.settled.insert(id);
    std::erase(list.skipped, id);
}

void skip(Worklist& list, const std::string& id)
{
    list.at_once.reset();
    std::erase(list.skipped, id);
    list.skipped.push_back(id);
}

void bring_back(Worklist& list, const std::string& id)
{
    list.settled.erase(id);
    std::erase(list.skipped, id);
    list.at_once = id;
}

} // namespace casebook::review

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_history.hpp"

#include <algorithm>

namespace casebook {

namespace {

bool is_whole(const SearchState& state)
{
    return state.phase == "done" && state.frame.since.empty() && state.left_out == 0;
}

} // namespace

std::vector<PastSearch> past_searches(const Store& store, const std::string& search, const std::string& database,
                                      const std::string& base)
{
    std::vector<PastSearch> out;
    for (const Run& run : store.runs()) {
        if (run.kind != "search")
            continue;
        SearchState state = search_state_from(run.details);
        if (state.frame.search == search && state.database == database && state.base == base)
            out.push_back({run.id, run.status, std::move(state)});
    }
    return out;
}

SearchHistory history_before(const Store& store, const std::vector<PastSearch>& past, std::int64_t run)
{
    SearchHistory history;
    const auto end = std::ranges::find_if(past, [&](const PastSearch& p) { return p.run >= run; });
    auto begin = past.begin(); // the last whole run listed everything that earlier ones had
    for (auto it = past.begin(); it != end; ++it)
        if (is_whole(it->state))
            begin = it;
    for (auto it = begin; it != end; ++it) {
        const std::vector<std::string> got = store.wanted(it->run, Wanted::got);
        if (history.current_from.empty() && !got.empty())
            history.current_from = it->state.frame.date;
        history.held.insert(got.begin(), got.end());
    }
    if (begin != end && is_whole(begin->state))
        for (const Wanted state : {Wanted::got, Wanted::missing})
            for (std::string& pmid : store.wanted(begin->run, state))
                history.last_ids.insert(std::move(pmid));
    return history;
}

} // namespace casebook

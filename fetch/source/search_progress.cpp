// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_progress.hpp"

#include "corpus/format.hpp"

#include <algorithm>

namespace casebook {

void SearchProgress::take_up(const std::vector<PastSearch>& past, const SearchOrder& order, const SearchEvents& events)
{
    const auto same = [&](const PastSearch& p) {
        return p.state.frame.since == order.since && p.state.limit == order.limit;
    };
    const auto last = std::find_if(past.rbegin(), past.rend(), same);
    if (last == past.rend() || last->state.phase == phase::done)
        return;
    run = last->run;
    state = last->state;
    state.stopped.clear();
    kept_ = state;
    resumed = true;
    events.tell(format("taking up the search of {} where it was interrupted ({})", state.frame.date, state.phase));
}

void SearchProgress::start()
{
    run = store_.start_run("search", to_text(state));
    kept_ = state;
}

void SearchProgress::save(std::string_view status, const Effort& effort)
{
    state.requests += effort.requests - counted_.requests;
    state.retries += effort.retries - counted_.retries;
    counted_ = effort;
    store_.update_run(run, status, to_text(state));
}

void SearchProgress::commit(Store::Transaction& transaction, const Effort& effort)
{
    save("running", effort);
    transaction.commit();
    kept_ = state;
}

void SearchProgress::commit(const Effort& effort)
{
    save("running", effort);
    kept_ = state;
}

void SearchProgress::note_failure(const std::string& what, const Effort& effort)
{
    kept_.requests = state.requests;
    kept_.retries = state.retries;
    state = kept_;
    state.stopped = what;
    try {
        save("failed", effort);
    } catch (const Error&) {
        return;
    }
}

} // namespace casebook

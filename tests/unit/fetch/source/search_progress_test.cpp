// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_progress.hpp"

#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

SearchOrder order_asking(const std::string& search) { return {search, "PubMed", "http://here", "2026/11/22", "", 0}; }

SearchProgress begun(Store& store, const SearchOrder& order)
{
    SearchProgress progress(store);
    progress.state.frame = {order.search, order.today, order.since, ""};
    progress.state.base = order.base;
    progress.start();
    return progress;
}

const SearchEvents unheard = {[](const std::string&) {}, [](std::size_t, std::size_t) {}};

} // namespace

TEST_CASE("a step that fails is undone in the record, but its calls were made")
{
    const TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
    const SearchOrder order = order_asking("hiccup");
    SearchProgress progress = begun(store, order);
    {
        Store::Transaction transaction(store);
        progress.state.count = 4;
        progress.commit(transaction, {2, 2, 0, 0});
    }
    {
        Store::Transaction transaction(store);
        progress.state.count = 9;
        progress.save("running", {5, 4, 1, 0}); // and the commit does not come
    }
    progress.note_failure("no more space", {6, 4, 1, 0});
    const auto past = past_searches(store, order.search, order.database, order.base);
    REQUIRE(past.size() == 1);
    CHECK(past[0].status == "failed");
    CHECK(past[0].state.count == 4);
    CHECK(past[0].state.stopped == "no more space");
    CHECK(past[0].state.requests == 6);
    CHECK(past[0].state.retries == 1);
}

TEST_CASE("a run is taken up by the same order alone, and only while it is not finished")
{
    const TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
    SearchOrder order = order_asking("hiccup");
    SearchProgress progress = begun(store, order);
    progress.state.phase = phase::fetching;
    progress.commit({1, 1, 0, 0});
    const auto taken_up = [&] {
        SearchProgress next(store);
        next.take_up(past_searches(store, order.search, order.database, order.base), order, unheard);
        return next.run;
    };
    CHECK(taken_up() == progress.run);
    order.limit = 10;
    CHECK(taken_up() == 0);
    order.limit = 0;
    progress.state.phase = phase::done;
    progress.commit({1, 1, 0, 0});
    CHECK(taken_up() == 0);
}

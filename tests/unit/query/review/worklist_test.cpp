// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/worklist.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::review;

namespace {

Waiting waiting(const std::string& id, bool unclear = false)
{
    Waiting out;
    out.id = id;
    if (unclear)
        out.unclear = Decision{id, Verdict::unclear, "", "ann", "", "", "", {}};
    return out;
}

std::string next_id(const Worklist& list)
{
    const auto next = next_of(list);
    return next ? next->id : "";
}

} // namespace

TEST_CASE("the best unseen comes first, then what was skipped, then what was unclear before")
{
    Worklist list{{waiting("c", true), waiting("a"), waiting("b")}, {}, {}, {}};
    CHECK(next_id(list) == "a");
    skip(list, "a");
    CHECK(next_id(list) == "b");
    settle(list, "b");
    CHECK(next_id(list) == "a");
    skip(list, "a"); // nothing else is unseen: it comes again
    CHECK(next_id(list) == "a");
    settle(list, "a");
    CHECK(next_id(list) == "c");
    settle(list, "c"); // said unclear again: not a second time in this session
    CHECK(next_id(list) == "");
}

TEST_CASE("a record whose word was taken back is shown at once, though it is not ranked yet")
{
    Worklist list{{waiting("a"), waiting("b")}, {}, {}, {}};
    settle(list, "x");
    bring_back(list, "x");
    CHECK(next_id(list) == "x");
    skip(list, "x");
    CHECK(next_id(list) == "a");
    settle(list, "a");
    settle(list, "b");
    CHECK(next_id(list) == "x");
}

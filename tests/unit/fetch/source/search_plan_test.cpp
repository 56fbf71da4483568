// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_plan.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

const SearchFrame frame = {"(alopecia OR hair loss) AND ciclosporin", "2026/11/22", "", "2026/10/01"};

SearchAnswer answer(std::size_t count, std::vector<std::string> ids)
{
    SearchAnswer out;
    out.count = count;
    out.ids = std::move(ids);
    return out;
}

} // namespace

TEST_CASE("the term carries its dates, so that it means the same set tomorrow")
{
    CHECK(term_of(frame, {"all", "", 0, 0, -1}) ==
          "((alopecia OR hair loss) AND ciclosporin) AND 1900/01/01:2026/11/22[edat]");
    CHECK(term_of(frame, {"changed", "", 0, 0, -1}) ==
          "((alopecia OR hair loss) AND ciclosporin) AND 1900/01/01:2026/11/22[edat] AND 2026/10/01:2026/11/22[mdat]");
    CHECK(term_of(frame, {"all", "uid", 1, 400, -1}).ends_with("1900/01/01:2026/11/22[edat] AND 1:400[uid]"));
    CHECK(term_of(frame, {"all", "edat", 20010101, 20011231, -1}).ends_with(") AND 2001/01/01:2001/12/31[edat]"));
    SearchFrame since = frame;
    since.since = "2026/01/01";
    CHECK(term_of(since, {"all", "", 0, 0, -1})
              .ends_with("[edat] AND (2026/01/01:2026/11/22[edat] OR 2026/01/01:2026/11/22[mdat])"));
}

TEST_CASE("a list that is whole leaves nothing to ask")
{
    const NextSlices next = next_slices(frame, {"all", "", 0, 0, -1}, answer(3, {"9", "8", "7"}), 3, true);
    CHECK(next.usable);
    CHECK(next.slices.empty());
}

TEST_CASE("a list that is cut goes on below its last PMID, with the number of hits that must be there")
{
    const NextSlices next = next_slices(frame, {"all", "", 0, 0, -1}, answer(10, {"90", "80", "70"}), 3, true);
    CHECK(next.usable);
    CHECK(next.slices == std::vector<Slice>{{"all", "uid", 1, 69, 7}});
    const NextSlices more = next_slices(frame, next.slices[0], answer(7, {"60", "50", "40"}), 3, true);
    CHECK(more.slices == std::vector<Slice>{{"all", "uid", 1, 39, 4}});
}

TEST_CASE("a list in another order is asked for again in halves by entry date")
{
    const NextSlices next = next_slices(frame, {"all", "", 0, 0, -1}, answer(10, {"90", "70", "80"}), 3, true);
    CHECK_FALSE(next.usable);
    REQUIRE(next.slices.size() == 2);
    CHECK(next.slices[0].from == 19000101);
    CHECK(next.slices[1].to == 20261122);
}

TEST_CASE("halving comes down to single days without a gap or an overlap")
{
    Slice slice{"all", "edat", 20240227, 20240302, -1};
    std::vector<Slice> open = {slice};
    std::vector<Slice> days;
    while (!open.empty()) {
        slice = open.back();
        open.pop_back();
        const NextSlices next = next_slices(frame, slice, answer(10, {"9", "8", "7"}), 3, false);
        if (next.slices.empty())
            days.push_back(slice);
        open.insert(open.end(), next.slices.begin(), next.slices.end());
    }
    std::vector<long> firsts;
    for (const Slice& day : days) {
        CHECK(day.from == day.to);
        firsts.push_back(day.from);
    }
    CHECK(firsts == std::vector<long>{20240302, 20240301, 20240229, 20240228, 20240227});
}

TEST_CASE("dates are taken with dashes or slashes, and only real ones")
{
    CHECK(slashed_date("2026-11-22") == "2026/11/22");
    CHECK(slashed_date(" 2026/11/22 ") == "2026/11/22");
    for (const char* text :
         {"", "2026", "2026-13-01", "2026-02-30", "22.11.2026", "2026-1-2", "2026-11-22T00", "abcd-ef-gh"})
        CHECK_FALSE_MESSAGE(slashed_date(text), std::string(text));
}

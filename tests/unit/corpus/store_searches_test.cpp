// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "tests/unit/corpus/shelf.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

const SavedSearch kidney = {"kidney", "kidney role:suspect", "-year", "all", "", "2026-01-02T03:04:05Z", "", "", ""};

} // namespace

TEST_CASE("a saved search comes back as it was saved, by name among all")
{
    Shelf shelf;
    shelf.store.save(kidney);
    shelf.store.save({"all", "", "", "", "pubmed:1", "2026-01-03T00:00:00Z", "", "", ""});
    CHECK(shelf.store.saved_search("kidney") == kidney);
    CHECK_FALSE(shelf.store.saved_search("liver"));
    REQUIRE(shelf.store.saved_searches().size() == 2);
    CHECK(shelf.store.saved_searches()[0].name == "all");
}

TEST_CASE("a name that is taken is not given away, and the search under it stays")
{
    Shelf shelf;
    shelf.store.save(kidney);
    SavedSearch other = kidney;
    other.query = "liver";
    CHECK_THROWS_WITH_AS(shelf.store.save(other), doctest::Contains("already"), Error);
    CHECK(shelf.store.saved_search("kidney") == kidney);
}

TEST_CASE("a search remembers what it found the last time and the time before, and moves no revision")
{
    Shelf shelf;
    const std::int64_t revision = shelf.store.revision();
    shelf.store.save(kidney);
    shelf.store.ran_search("kidney", "2026-02-01T00:00:00Z", "{\"a\":\"1\"}");
    shelf.store.ran_search("kidney", "2026-03-01T00:00:00Z", "{\"a\":\"2\"}");
    const auto held = shelf.store.saved_search("kidney");
    CHECK(held->ran == "2026-03-01T00:00:00Z");
    CHECK(held->seen == "{\"a\":\"2\"}");
    CHECK(held->seen_before == "{\"a\":\"1\"}");
    CHECK(shelf.store.revision() == revision);
}

TEST_CASE("a search is forgotten once, and its name is free again")
{
    Shelf shelf;
    shelf.store.save(kidney);
    CHECK(shelf.store.forget_search("kidney"));
    CHECK_FALSE(shelf.store.forget_search("kidney"));
    CHECK_NOTHROW(shelf.store.save(kidney));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/file_lock.hpp"

#include "corpus/error.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("a lock that somebody holds is told from one that cannot be had at all")
{
    const TemporaryFolder folder;
    const FileLock held(folder / "lock");
    CHECK_FALSE(FileLock::attempt(folder / "lock"));
    CHECK(FileLock::attempt(folder / "other"));
    CHECK_THROWS_WITH_AS(FileLock::take(-1, true, "lock"), doctest::Contains("cannot be locked"), Error);
    CHECK_THROWS_AS(FileLock::take(-1, false, "lock"), Error);
}

TEST_CASE("what a locked file holds is read to its end")
{
    const TemporaryFolder folder;
    FileLock lock(folder / "lock");
    const std::string much(10000, 'x');
    lock.replace(much);
    CHECK(lock.content() == much);
    lock.replace("");
    CHECK(lock.content().empty());
}

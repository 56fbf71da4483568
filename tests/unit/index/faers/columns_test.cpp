// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/columns.hpp"

#include "tests/unit/temporary.hpp"

#include <csignal>
#include <doctest/doctest.h>
#include <fstream>
#include <sys/resource.h>

using namespace casebook;

namespace {

void write_example(const std::filesystem::path& file)
{
    ColumnWriter writer(file, "example1");
    writer.put("numbers", std::vector<std::uint32_t>{1, 2, 3});
    writer.put("nothing", std::vector<double>{});
    writer.put_texts("names", {"NEORAL", "", "Caf\xC3\xA9"});
    writer.finish();
}

} // namespace

TEST_CASE("columns are read as they were written")
{
    const TemporaryFolder folder;
    write_example(folder / "x");
    const ColumnFile file(folder / "x", "example1");
    CHECK(file.column<std::uint32_t>("numbers")[2] == 3);
    CHECK(file.column<double>("nothing").empty());
    const Texts names = file.texts("names");
    REQUIRE(names.size() == 3);
    CHECK(names[0] == "NEORAL");
    CHECK(names[1] == "");
    CHECK(names[2] == "Caf\xC3\xA9");
}

TEST_CASE("a file that was not finished leaves nothing behind")
{
    const TemporaryFolder folder;
    {
        ColumnWriter writer(folder / "x", "example1");
        writer.put("numbers", std::vector<int>{1});
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a file whose first bytes find no room leaves nothing behind")
{
    const TemporaryFolder folder;
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &none) == 0);
    CHECK_THROWS_AS(ColumnWriter(folder / "x", "example1"), Error);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a file of another kind, a column of another type and a file cut anywhere are refused, not read")
{
    const TemporaryFolder folder;
    write_example(folder / "x");
    CHECK_THROWS_WITH_AS(ColumnFile(folder / "x", "example2"), doctest::Contains("another version"), Error);
    CHECK_THROWS_AS(ColumnFile(folder / "absent", "example1"), Error);
    const ColumnFile file(folder / "x", "example1");
    CHECK_THROWS_AS(file.column<std::uint64_t>("numbers"), Error);
    CHECK_THROWS_AS(file.column<std::uint32_t>("others"), Error);
    const auto size = std::filesystem::file_size(folder / "x");
    for (std::uintmax_t cut = 0; cut < size; cut += 13) {
        std::filesystem::copy_file(folder / "x", folder / "cut", std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(folder / "cut", cut);
        CHECK_THROWS_AS(ColumnFile(folder / "cut", "example1"), Error);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/bad_rows.hpp"

#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;

namespace {

std::size_t bad_rows_told(const Desk& desk)
{
    return nlohmann::json::parse(desk.run({"status", "--format", "json"}).out)["quarantine"].size();
}

/// `decide --from TYPED` in that folder.
void decide_in(const Desk& desk, const std::filesystem::path& folder, const std::string& typed, const std::string& row)
{
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::create_directories(desk.folder / folder);
    desk.write((folder / typed).string(), "article,verdict,by\n" + row + "\n");
    std::filesystem::current_path(desk.folder / folder);
    desk.run({"decide", "--from", typed});
    std::filesystem::current_path(before);
}

} // namespace

TEST_CASE("a bad row is that of its file, by whatever path the file is named, and no other file's of that name")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide_in(desk, "", "words.csv", "1,perhaps,ann");
    decide_in(desk, "sub", "words.csv", "1,include,ann");
    CHECK(bad_rows_told(desk) == 1);
    decide_in(desk, "", "./words.csv", "1,perhaps,ann");
    CHECK(bad_rows_told(desk) == 1);
    CHECK(store.quarantined().size() == 1);
    decide_in(desk, "", "./words.csv", "1,unclear,ann");
    CHECK(bad_rows_told(desk) == 0);
}

TEST_CASE("rows that were mended are so in another copy of the casebook, and those that were not still are")
{
    const Desk desk, copy;
    Store store = desk.store();
    fill(store);
    decide_in(desk, "", "words.csv", "1,perhaps,ann\n99,include,ann");
    decide_in(desk, "", "words.csv", "1,include,ann\n99,include,ann");
    CHECK(bad_rows_told(desk) == 1);
    CHECK(desk.run({"dump", "-o", desk.file("dump.jsonl")}).status == 0);
    CHECK(copy.run({"restore", desk.file("dump.jsonl")}).status == 0);
    CHECK(copy.store().quarantined().size() == 2);
    CHECK(bad_rows_told(copy) == 1);
    CHECK(copy.run({"dump"}).out == desk.run({"dump"}).out);
    decide_in(copy, "", "words.csv", "1,include,ann\n3,include,ann");
    CHECK(bad_rows_told(copy) == 0);
}

TEST_CASE("what an older program noted of a file under its name as it was typed still holds")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    decide_in(desk, "", "words.csv", "1,perhaps,ann");
    store.set_note("bad rows", "");
    CHECK(bad_rows_told(desk) == 1);
    store.set_note("bad rows of words.csv", "[]");
    CHECK(bad_rows_told(desk) == 0);
    decide_in(desk, "", "words.csv", "1,perhaps,ann");
    CHECK(bad_rows_told(desk) == 1);
}

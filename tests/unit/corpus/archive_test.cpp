// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"

#include "corpus/error.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace casebook;

namespace {

std::string read_all(const std::filesystem::path& file, std::size_t chunk = 1000)
{
    InputStream in(file);
    std::string out;
    std::string buffer(chunk, '\0');
    while (const std::size_t got = in.read(buffer.data(), chunk))
        out.append(buffer, 0, got);
    return out;
}

/// Text that does not compress to nothing.
std::string long_text(std::size_t size)
{
    std::string text;
    for (unsigned int seed = 1; text.size() < size; seed = seed * 1103515245U + 12345U)
        text += static_cast<char>('a' + (seed >> 16U) % 26);
    return text;
}

/// A zip member as it lies in the file: stored, without compression.
struct Member
{
    std::string name;
    std::string text;
    unsigned int crc;
};

std::string little(unsigned int value, std::size_t bytes)
{
    std::string out;
    for (; out.size() < bytes; value >>= 8)
        out += static_cast<char>(value & 0xFFU);
    return out;
}

std::string zip_of(const std::vector<Member>& members)
{
    std::string files;
    std::string directory;
    for (const Member& member : members) {
        const auto size = static_cast<unsigned int>(member.text.size());
        const std::string head = little(20, 2) + little(0, 8) + little(member.crc, 4) + little(size, 4) +
                                 little(size, 4) + little(static_cast<unsigned int>(member.name.size()), 2) +
                                 little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + head + little(0, 10) +
                     little(static_cast<unsigned int>(files.size()), 4) + member.name;
        files += "PK\x03\x04" + head + member.name + member.text;
    }
    const auto count = static_cast<unsigned int>(members.size());
    return files + directory + "PK\x05\x06" + little(0, 4) + little(count, 2) + little(count, 2) +
           little(static_cast<unsigned int>(directory.size()), 4) + little(static_cast<unsigned int>(files.size()), 4) +
           little(0, 2);
}

} // namespace

TEST_CASE("what was packed comes out as it went in")
{
    for (const std::string& text : {std::string(), std::string("x"), std::string("a\0b", 3), long_text(300000)}) {
        CHECK(gunzip(gzip(text)) == text);
        CHECK(gzip(text) == gzip(text));
    }
}

TEST_CASE("bytes that are no gzip stream and torn ones are an error")
{
    const std::string packed = gzip(long_text(200000));
    CHECK_THROWS_AS(gunzip(packed.substr(0, packed.size() / 2)), Error);
    CHECK_THROWS_AS(gunzip("hair"), Error);
    CHECK_THROWS_AS(gunzip(""), Error);
}

TEST_CASE("plain and gzip files are told apart by content, whatever their name")
{
    const TemporaryFolder folder;
    const std::string text = long_text(5000);
    write_file(folder / "plain.gz", text);
    write_file(folder / "packed.xml", gzip(text));
    write_file(folder / "members.gz", gzip(text) + gzip("and more"));
    write_file(folder / "empty", "");
    CHECK(read_all(folder / "plain.gz") == text);
    CHECK(read_all(folder / "packed.xml", 7) == text);
    CHECK(read_all(folder / "members.gz") == text + "and more");
    CHECK(read_all(folder / "empty") == "");
}

TEST_CASE("members of a gzip file are read wherever they meet, what follows the last is left alone")
{
    const TemporaryFolder folder;
    std::string packed;
    std::string text;
    for (int i = 0; i < 3000; ++i) { // about 100 bytes each: they meet at every place of a block
        text += std::to_string(i) + long_text(static_cast<std::size_t>(i % 97));
        packed += gzip(std::to_string(i) + long_text(static_cast<std::size_t>(i % 97)));
    }
    write_file(folder / "members.gz", packed + "no gzip");
    CHECK(read_all(folder / "members.gz") == text);
    CHECK(read_all(folder / "members.gz", 13) == text);
    write_file(folder / "twice.gz", gzip(gzip(text)));
    CHECK(read_all(folder / "twice.gz") == text);
}

TEST_CASE("a torn gzip file gives what comes before the tear, then an error, and goes on giving it")
{
    const TemporaryFolder folder;
    const std::string text = long_text(1000000);
    const std::string packed = gzip(text);
    write_file(folder / "torn.gz", packed.substr(0, packed.size() / 2));
    InputStream in(folder / "torn.gz");
    std::string buffer(text.size(), '\0');
    const std::string got(buffer.data(), in.read(buffer.data(), buffer.size()));
    CHECK(got.size() > 100000);
    CHECK(text.starts_with(got));
    for (int again = 0; again < 2; ++again)
        CHECK_THROWS_WITH_AS(in.read(buffer.data(), buffer.size()),
                             doctest::Contains("torn.gz: cannot be read: truncated"), Error);
}

TEST_CASE("a file that is not there or is a folder is an error that names it")
{
    const TemporaryFolder folder;
    CHECK_THROWS_WITH_AS(InputStream(folder / "none"), doctest::Contains("none"), Error);
    CHECK_THROWS_WITH_AS(read_file(folder / "none"), doctest::Contains("none"), Error);
    CHECK_THROWS_AS(read_file(folder.path()), Error);
    CHECK_THROWS_AS(read_all(folder.path()), Error);
}

TEST_CASE("the members of a zip file come one after the other")
{
    const TemporaryFolder folder;
    write_file(folder / "two.zip", zip_of({{"one.txt", "hair", 0x9cf76119}, {"sub/two.txt", "", 0}}));
    ZipReader zip(folder / "two.zip");
    std::string buffer(100, '\0');
    REQUIRE(zip.next());
    CHECK(zip.name() == "one.txt");
    CHECK(zip.read(buffer.data(), 3) == 3);
    CHECK(buffer.starts_with("hai"));
    CHECK(zip.read(buffer.data(), 100) == 1);
    CHECK(zip.read(buffer.data(), 100) == 0);
    REQUIRE(zip.next());
    CHECK(zip.name() == "sub/two.txt");
    CHECK_FALSE(zip.next());
}

TEST_CASE("a zip of which one bit is another gives an error or the same bytes, never others")
{
    const TemporaryFolder folder;
    const std::string good =
        read_file(std::filesystem::path(CASEBOOK_SOURCE_DIR) / "corpus/sample/faers/faers_ascii_2018q1.zip");
    const auto contents = [&](const std::string& zip) {
        write_file(folder / "x.zip", zip);
        ZipReader reader(folder / "x.zip");
        std::vector<std::string> out;
        std::string buffer(1000, '\0');
        while (reader.next()) {
            out.emplace_back();
            while (const std::size_t got = reader.read(buffer.data(), buffer.size()))
                out.back().append(buffer, 0, got);
        }
        return out;
    };
    const std::vector<std::string> expected = contents(good);
    REQUIRE(expected.size() >= 7);
    std::size_t refused = 0;
    for (std::size_t at = 0; at < good.size(); at += 1 + good.size() / 500) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1 << at % 8);
        try {
            const std::vector<std::string> got = contents(bad);
            for (const std::string& text : got) // a member may have become a folder, of which nothing is read
                CHECK(std::ranges::find(expected, text) != expected.end());
        } catch (const Error&) {
            ++refused;
        }
    }
    CHECK(refused > 300);
    CHECK_THROWS_AS(contents(zip_of({{"one.txt", "hair", 0x9cf76118}})), Error); // a check sum of other bytes
}

TEST_CASE("a file that is no zip is an error")
{
    const TemporaryFolder folder;
    write_file(folder / "no.zip", "PMID- 1");
    CHECK_THROWS_AS(ZipReader(folder / "no.zip").next(), Error);
}

TEST_CASE("a written file is there whole and leaves nothing beside it")
{
    const TemporaryFolder folder;
    write_file(folder / "a", "one");
    write_file(folder / "a", "two");
    CHECK(read_file(folder / "a") == "two");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    CHECK_THROWS_AS(write_file(folder / "none/a", "x"), Error);
}

TEST_CASE("a folder and an empty name are told in words, and leave nothing beside them")
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "sub");
    CHECK_THROWS_WITH_AS(write_file(folder / "sub", "x"), doctest::Contains("is a folder"), Error);
    CHECK_THROWS_WITH_AS(write_file("", "x"), doctest::Contains("empty"), Error);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a pipe is written into and stays a pipe, a link stays a link to what is written")
{
    const TemporaryFolder folder;
    const std::filesystem::path pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    write_file(pipe, "through");
    char got[16] = {};
    CHECK(::read(reader, got, sizeof got) == 7);
    ::close(reader);
    CHECK(std::string(got) == "through");
    CHECK(std::filesystem::is_fifo(pipe));
    std::filesystem::create_symlink("there", folder / "link");
    write_file(folder / "link", "behind");
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK(read_file(folder / "there") == "behind");
}

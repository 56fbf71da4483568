// SPDX-License-Identifier: GPL-3.0-or-later
// The command `faers add` and what is held: quarters that come, come again, are damaged or refused.
#include "corpus/archive.hpp"
#include "tests/unit/query/faers/desk.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>

using namespace casebook;
using namespace casebook::test::faers;

TEST_CASE("adding a zip again changes nothing, and says so")
{
    const FaersDesk desk;
    desk.add_all();
    const auto listing = [&] {
        std::map<std::string, std::filesystem::file_time_type> files;
        for (const auto& entry : std::filesystem::directory_iterator(desk.scratch() / "review/faers"))
            files[entry.path().filename().string()] = entry.last_write_time();
        return files;
    };
    const auto before = listing();
    const FaersReply again =
        desk.run({"faers", "add", (faers_sample() / "faers_ascii_2018q1.zip").string(), "--format", "json"});
    CHECK(again.status == 0);
    CHECK(again.json()["changed"] == false);
    CHECK(again.json()["files"][0]["state"] == "unchanged");
    CHECK(listing() == before);
}

TEST_CASE("a quarter that comes or is published anew leaves the files of all others as they are")
{
    const FaersDesk desk;
    desk.add({"aers_ascii_2005q1.zip", "faers_ascii_2018q1.zip"});
    const auto quarters = [&] {
        std::map<std::string, std::filesystem::file_time_type> files;
        for (const auto& entry : std::filesystem::directory_iterator(desk.scratch() / "review/faers"))
            if (entry.path().extension() == ".quarter")
                files[entry.path().filename().string()] = entry.last_write_time();
        return files;
    };
    const auto before = quarters();
    desk.add({"faers_ascii_2024q4.zip"});
    auto after = quarters();
    CHECK(after.size() == 3);
    CHECK(std::ranges::includes(after, before));
    // the same rows with a byte behind the end of the zip: another checksum, so another publication
    write_file(desk.scratch() / "anew.zip", read_file(faers_sample() / "faers_ascii_2018q1.zip") + " ");
    const Json count = desk.count("TACROLIMUS", {});
    const FaersReply anew = desk.run({"faers", "add", (desk.scratch() / "anew.zip").string(), "--format", "json"});
    CHECK(anew.json()["files"][0]["state"] == "replaced");
    CHECK(desk.count("TACROLIMUS", {}) == count);
    std::size_t kept = 0;
    for (const auto& file : quarters())
        kept += after.contains(file.first) && after.at(file.first) == file.second ? 1U : 0U;
    CHECK(kept == 2);
    CHECK(quarters().size() == 3);
}

TEST_CASE("what was counted of the quarters may be taken away, and is counted anew from them")
{
    const FaersDesk desk;
    desk.add_all();
    const Json before = desk.count("TACROLIMUS", {});
    const auto take_away = [&] {
        std::size_t gone = 0;
        for (const auto& entry : std::filesystem::directory_iterator(desk.scratch() / "review/faers"))
            if (entry.path().extension() == ".counting")
                gone += std::filesystem::remove(entry.path()) ? 1U : 0U;
        return gone;
    };
    CHECK(take_away() == 1);
    const FaersReply asked = desk.run({"faers", "count", "TACROLIMUS"});
    CHECK(asked.status == 0);
    CHECK(asked.err.find("counted anew") != std::string::npos);
    CHECK(desk.count("TACROLIMUS", {}) == before);
    CHECK(take_away() == 1);
    CHECK(desk.add({"faers_ascii_2018q1.zip"}).status == 0);
    CHECK(desk.count("TACROLIMUS", {}) == before);
}

TEST_CASE("a store of FAERS that cannot be used stops neither the index nor the search, and is said to be so")
{
    const FaersDesk desk;
    desk.add_all();
    write_file(desk.scratch() / "review/faers/manifest.json", "{\"version\": 1, \"quar");
    const FaersReply indexed = desk.run({"index"});
    CHECK(indexed.status == 0);
    CHECK(indexed.err.find("manifest.json: it is cut short") != std::string::npos);
    CHECK(indexed.err.find("without FAERS") != std::string::npos);
    const FaersReply found = desk.run({"search", "anything"});
    CHECK(found.status == 0);
    CHECK(found.err.find("changed since") == std::string::npos);
    CHECK(desk.run({"faers", "count"}).status == 1);
    std::filesystem::remove_all(desk.scratch() / "review/faers");
    desk.add_all();
    CHECK(desk.run({"search", "anything"}).err.find("changed since") != std::string::npos);
}

TEST_CASE("a zip that was read before a kill and is held only now is not said to be unchanged")
{
    const FaersDesk desk;
    desk.add({"aers_ascii_2005q1.zip"});
    std::filesystem::remove(desk.scratch() / "review/faers/manifest.json"); // the kill came before it was written
    const FaersReply again = desk.add({"aers_ascii_2005q1.zip"});
    CHECK(again.out.find("read before an interruption, added now") != std::string::npos);
    CHECK(desk.add({"aers_ascii_2005q1.zip"}).out.find("nothing changed") != std::string::npos);
}

TEST_CASE("what is no quarter is refused with a sentence, and the others go in")
{
    const FaersDesk desk;
    const std::string good = (faers_sample() / "faers_ascii_2018q1.zip").string();
    const std::string bytes = read_file(good);
    const std::filesystem::path bad = desk.scratch() / "bad.zip";
    const auto refused = [&](const std::string& content, const char* why) {
        write_file(bad, content);
        const FaersReply ran = desk.run({"faers", "add", bad.string(), good});
        CHECK(ran.status == 1);
        CHECK_MESSAGE(ran.err.find(why) != std::string::npos, ran.err);
    };
    refused("<!DOCTYPE html>\n<html><body>500</body></html>", "web page");
    refused("", "no zip");
    refused("PK\3\4" + std::string(3000, 'x'), "cut short");
    refused(bytes.substr(0, bytes.size() / 2), "cut short");
    std::string flipped = bytes; // an end that is there over a middle that is damaged
    flipped.replace(400, 40, 40, '\0');
    refused(flipped, "bad.zip");
    CHECK(desk.run({"faers", "status", "--format", "json"}).json()["quarters"].size() == 1);
}

TEST_CASE("every line of the sample is accounted for, and what could not be read is shown as it is")
{
    const FaersDesk desk;
    desk.add_all();
    const Json status = desk.run({"faers", "status", "--format", "json"}).json();
    for (const Json& quarter : status["quarters"])
        for (const Json& m : quarter["members"])
            CHECK(m["lines"].get<int>() == m["parsed"].get<int>() + m["repaired"].get<int>() +
                                               m["quarantined"].get<int>() + m["blank"].get<int>());
    const Json& second = status["quarters"][1];
    CHECK(second["quarter"] == "2012Q1");
    CHECK(second["repaired"] == 1);
    CHECK(second["quarantined"] == 1);
    CHECK(second["orphans"] == 4);
    CHECK(status["made_up"] == 47);
    const FaersReply lines = desk.run({"faers", "status", "--quarantined"});
    CHECK(lines.out.find("DEMO12Q1.TXT):5: 25 fields") != std::string::npos);
    CHECK(lines.out.find("XX-MADEUP-$E2B0000000014") != std::string::npos);
}

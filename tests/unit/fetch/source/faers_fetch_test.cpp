// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_fetch.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/shared.hpp"
#include "tests/unit/temporary.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <map>

using namespace casebook;
using namespace casebook::testing;

namespace {

const std::vector<FaersAddress> addresses = {
    {{2004, 1}, {2012, 3}, "http://127.0.0.1:1", "/Exports/aers_ascii_{year}q{quarter}.zip"},
    {{2012, 4}, {9999, 4}, "http://127.0.0.1:1", "/Exports/faers_ascii_{year}q{quarter}.zip"},
    {{2012, 4}, {9999, 4}, "http://127.0.0.1:1", "/Exports/faers_ascii_{year}Q{quarter}.zip"}};
const std::string page = "<!DOCTYPE html><html><body>Server Error</body></html>";

/// Serves files by path, in the pieces that are asked for; everything else is FDA's answer to what it does not have.
class Files final : public Http
{
public:
    std::map<std::string, std::string> files;
    bool knows_pieces = true;
    int break_after = -1; ///< pieces, then one that breaks off in the middle
    std::string etag;     ///< of what is there now
    std::vector<std::string> asked;

    HttpResponse send(const HttpRequest& request) override
    {
        asked.push_back(request.path);
        const auto found = files.find(request.path);
        if (found == files.end())
            return failed(500, page);
        const bool another = !request.if_range.empty() && request.if_range != etag;
        if (!knows_pieces || another || request.bytes.second == 0)
            return ok(found->second);
        const std::string& all = found->second;
        if (request.bytes.first >= all.size())
            return failed(416);
        HttpResponse piece = ok(all.substr(request.bytes.first, request.bytes.second - request.bytes.first + 1));
        piece.status = 206;
        if (!etag.empty())
            piece.headers["etag"] = etag;
        piece.headers["content-range"] =
            "bytes " + std::to_string(request.bytes.first) + "-x/" + std::to_string(all.size());
        if (break_after-- == 0) {
            piece.transport = Transport::cut;
            piece.body.resize(piece.body.size() / 2);
        }
        return piece;
    }
};

FaersFetched fetch(Http& http, TestTime& time, FaersQuarter quarter, const TemporaryFolder& folder, bool again = false)
{
    FaersFetchOptions options;
    options.piece = 300;
    options.again = again;
    return fetch_faers_quarter(http, time.clock(), addresses, quarter, folder / "", options);
}

} // namespace

TEST_CASE("a quarter comes in pieces, under whichever spelling the service has, and is looked into")
{
    const TemporaryFolder folder;
    TestTime time;
    Files http;
    http.files["/Exports/faers_ascii_2018Q1.zip"] = read_file(faers_sample() / "faers_ascii_2018q1.zip");
    const FaersFetched got = fetch(http, time, {2018, 1}, folder);
    CHECK(got.got == FaersGot::fetched);
    CHECK(got.file.filename() == "faers_ascii_2018Q1.zip");
    CHECK(read_file(got.file) == http.files.begin()->second);
    CHECK(got.bytes == http.files.begin()->second.size());
    CHECK(http.asked.front() == "/Exports/faers_ascii_2018q1.zip"); // tried first
    CHECK(http.asked.size() > 2);
    CHECK(!std::filesystem::exists(got.file.string() + ".part"));
}

TEST_CASE("what is there and whole is not asked for again, unless it is wanted")
{
    const TemporaryFolder folder;
    TestTime time;
    Files http;
    http.files["/Exports/faers_ascii_2018q1.zip"] = read_file(faers_sample() / "faers_ascii_2018q1.zip");
    fetch(http, time, {2018, 1}, folder);
    http.asked.clear();
    CHECK(fetch(http, time, {2018, 1}, folder).got == FaersGot::held);
    CHECK(http.asked.empty());
    CHECK(fetch(http, time, {2018, 1}, folder, true).got == FaersGot::fetched);
    // a file of that name that is none is fetched in its place
    write_file(folder / "faers_ascii_2018q1.zip", page);
    CHECK(fetch(http, time, {2018, 1}, folder).got == FaersGot::fetched);
}

TEST_CASE("what broke off is kept and continued, now or in a later run")
{
    const TemporaryFolder folder;
    TestTime time;
    Files http;
    const std::string zip = read_file(faers_sample() / "aers_ascii_2012q1.zip");
    http.files["/Exports/aers_ascii_2012q1.zip"] = zip;
    http.break_after = 2;
    CHECK(fetch(http, time, {2012, 1}, folder).got == FaersGot::fetched);
    std::filesystem::remove(folder / "aers_ascii_2012q1.zip");

    write_file(folder / "aers_ascii_2012q1.zip.part", zip.substr(0, 700)); // of a run that was killed
    const FaersFetched got = fetch(http, time, {2012, 1}, folder);
    CHECK(got.got == FaersGot::fetched);
    CHECK(got.bytes == zip.size() - 700);
    CHECK(read_file(got.file) == zip);
}

TEST_CASE("a part of one publication is not continued with another")
{
    const TemporaryFolder folder;
    TestTime time;
    Files http;
    const std::string zip = read_file(faers_sample() / "aers_ascii_2012q1.zip");
    const std::filesystem::path part = folder / "aers_ascii_2012q1.zip.part";
    write_file(part, std::string(450, 'x')); // of what was published before
    write_file(part.string() + ".of", "\"first\"");
    http.etag = "\"second\"";
    http.files["/Exports/aers_ascii_2012q1.zip"] = zip;
    const FaersFetched got = fetch(http, time, {2012, 1}, folder);
    CHECK(got.got == FaersGot::fetched);
    CHECK(read_file(got.file) == zip);
    CHECK(!std::filesystem::exists(part.string() + ".of"));
}

TEST_CASE("a service that knows no pieces sends the whole, and that is good too")
{
    const TemporaryFolder folder;
    TestTime time;
    Files http;
    http.knows_pieces = false;
    http.files["/Exports/aers_ascii_2005q1.zip"] = read_file(faers_sample() / "aers_ascii_2005q1.zip");
    write_file(folder / "aers_ascii_2005q1.zip.part", "rest of something else");
    CHECK(fetch(http, time, {2005, 1}, folder).got == FaersGot::fetched);
}

TEST_CASE("a page called .zip, another quarter and half a zip are thrown away with a sentence")
{
    const TemporaryFolder folder;
    TestTime time;
    Files http;
    CHECK(fetch(http, time, {2031, 1}, folder).got == FaersGot::absent); // status 500 with a page
    http.files["/Exports/faers_ascii_2018q1.zip"] = page;                // status 200 with a page
    const FaersFetched web = fetch(http, time, {2018, 1}, folder);
    CHECK(web.got == FaersGot::absent);
    CHECK(!web.what.empty());
    http.files["/Exports/faers_ascii_2018q1.zip"] = read_file(faers_sample() / "faers_ascii_2020Q1.zip");
    const FaersFetched other = fetch(http, time, {2018, 1}, folder);
    CHECK(other.got == FaersGot::broken);
    CHECK(other.what.find("2020Q1") != std::string::npos);
    http.files["/Exports/faers_ascii_2018q1.zip"] =
        read_file(faers_sample() / "faers_ascii_2018q1.zip").substr(0, 1000);
    CHECK(fetch(http, time, {2018, 1}, folder).what.find("cut short") != std::string::npos);
    CHECK(std::filesystem::is_empty(folder / ""));
}

TEST_CASE("a busy service is waited for, a dead network is not")
{
    const TemporaryFolder folder;
    TestTime time;
    const std::string zip = read_file(faers_sample() / "aers_ascii_2005q1.zip");
    ScriptedHttp busy({failed(503), broken(Transport::reset), ok(zip)});
    CHECK(fetch(busy, time, {2005, 1}, folder, true).got == FaersGot::fetched);
    CHECK(time.slept == std::vector<double>{2, 4});
    ScriptedHttp dead({broken(Transport::refused)});
    CHECK(fetch(dead, time, {2005, 1}, folder, true).got == FaersGot::failed);
    CHECK(dead.requests.size() == 1);
    ScriptedHttp silent({broken(Transport::timed_out)});
    CHECK(fetch(silent, time, {2005, 1}, folder, true).got == FaersGot::failed);
    CHECK(silent.requests.size() == 5);
}

TEST_CASE("quarters are named one by one, from one to another, or from one to now")
{
    const auto count = [](const char* text) {
        const auto quarters = parse_faers_quarters(text, "2026-01-02T03:04:05Z");
        return quarters ? static_cast<int>(quarters->size()) : -1;
    };
    CHECK(count("2004Q1") == 1);
    CHECK(count("2004Q1..2006q4") == 12);
    CHECK(count("2004Q1..") == 88); // to 2025Q4
    CHECK(count("2006Q1..2004Q1") == -1);
    CHECK(count("2003Q4") == -1);
    CHECK(count("soon..") == -1);
    CHECK(count("2004Q1..soon") == -1);
    CHECK(parse_faers_quarters("2012Q3..2013Q1", "2026-05-01")->at(1) == FaersQuarter{2012, 4});
}

TEST_CASE("the addresses that ship cover every quarter, each in two spellings")
{
    const auto shipped =
        read_faers_addresses(std::filesystem::path(CASEBOOK_SOURCE_DIR) / "corpus/lexicon/faers_archive.tsv");
    for (const FaersQuarter quarter :
         {FaersQuarter{2004, 1}, FaersQuarter{2012, 3}, FaersQuarter{2012, 4}, FaersQuarter{2030, 2}})
        CHECK(std::ranges::count_if(shipped,
                                    [&](const FaersAddress& a) { return a.from <= quarter && quarter <= a.to; }) == 2);
}

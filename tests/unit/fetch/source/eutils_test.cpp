// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/eutils.hpp"

#include "corpus/error.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <numeric>

using namespace casebook;
using namespace casebook::testing;

namespace {

const std::string one_record = "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation>"
                               "</PubmedArticle></PubmedArticleSet>";

/// A client over scripted answers, without a rate limit, in a time that passes by itself.
struct Bench
{
    explicit Bench(std::vector<HttpResponse> answers, std::string key = "")
        : http(std::move(answers)),
          client(http, RateLimit("", 0, time.clock()), time.clock(),
                 {"http://127.0.0.1:1", "me@example.org", std::move(key), {}},
                 [this](const std::string& line) { told.push_back(line); })
    {
    }
    TestTime time;
    ScriptedHttp http;
    std::vector<std::string> told;
    Eutils client;

    double slept() const { return std::accumulate(time.slept.begin(), time.slept.end(), 0.0); }
    std::string failure()
    {
        try {
            client.search("x");
        } catch (const Error& e) {
            return e.what();
        }
        return "";
    }
};

const std::vector<std::string> many_ids(200, "1");

} // namespace

TEST_CASE("every call goes by POST with tool and email, and with the key when there is one")
{
    Bench bench({ok(search_result(1, {"7"})), ok(one_record)}, "sesame");
    bench.client.search("hair loss");
    bench.client.fetch(std::vector<std::string>{"7", "8"});
    REQUIRE(bench.http.requests.size() == 2);
    for (const HttpRequest& request : bench.http.requests) {
        CHECK(request.post);
        CHECK(request.parameter("tool") == "casebook");
        CHECK(request.parameter("email") == "me@example.org");
        CHECK(request.parameter("api_key") == "sesame");
        CHECK(request.parameter("db") == "pubmed");
        CHECK(request.parameter("retmode") == "xml");
    }
    CHECK(bench.http.requests[0].parameter("term") == "hair loss");
    CHECK(bench.http.requests[0].parameter("retmax") == "9999");
    CHECK(bench.http.requests[1].parameter("id") == "7,8");
    Bench keyless({ok(search_result(0, {}))});
    keyless.client.search("x");
    CHECK(keyless.http.requests[0].parameter("api_key").empty());
}

TEST_CASE("what passes by itself is tried again until it has passed")
{
    const std::vector<HttpResponse> failures = {
        failed(429, R"({"error":"API rate limit exceeded"})", "2"),
        ok(R"({"error":"API rate limit exceeded","count":"11"})"),
        failed(500),
        failed(502, "Unable to route request!"),
        failed(503, "", "2"),
        failed(400, search_error("Failed to connect to PubOne service")),
        ok(search_error("Search Backend failed: Unable to open connection to #PMQuerySrv")),
        ok(search_error("Search Backend failed: Database is not supported: pubmed")),
        ok("<html>down</html>"),
        ok(""),
        ok("<?xml version=\"1.0\"?><!DOCTYPE eSearchResult>"),
        ok("<eSearchResult><Count>1</Count><IdL"),
        broken(Transport::cut),
        broken(Transport::reset),
        broken(Transport::timed_out),
        broken(Transport::refused),
        ok("<eSearchResult><IdList/></eSearchResult>"),
        ok(search_result(8, {"7"})),
    };
    for (std::size_t i = 0; i < failures.size(); ++i) {
        CAPTURE(i);
        Bench bench({failures[i], failures[i], ok(search_result(1, {"7"}))});
        CHECK(bench.client.search("x").ids == std::vector<std::string>{"7"});
        CHECK(bench.http.requests.size() == 3);
        CHECK(bench.client.effort().retries == 2);
        CHECK(bench.told.size() == 2);
        CHECK(bench.slept() > 0.5);
    }
}

TEST_CASE("what stays is told at once, with what to do")
{
    struct Row
    {
        HttpResponse answer;
        std::string words;
    };
    const std::vector<Row> rows = {
        {failed(400, R"({"error":"API key invalid","api-key":"sesame"})"), "NCBI_API_KEY"},
        {failed(403), "eutilities@ncbi.nlm.nih.gov"},
        {failed(404), "CASEBOOK_NCBI_URL"},
        {failed(414), "Shorten"},
        {ok(search_error("'retstart' cannot be larger than 9998")), "9,999"},
        {ok(search_error("Empty term and query_key - nothing todo")), "does not understand"},
        {broken(Transport::untrusted), "certificate"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.words);
        Bench bench({row.answer}, "sesame");
        const std::string failure = bench.failure();
        CHECK(failure.starts_with("http://127.0.0.1:1: PubMed "));
        CHECK(failure.find(row.words) != std::string::npos);
        CHECK(failure.find("sesame") == std::string::npos);
        CHECK(bench.http.requests.size() == 1);
    }
}

TEST_CASE("trying ends: the tries are limited, the waiting grows, and the user is told")
{
    Bench bench({failed(500)});
    CHECK(bench.failure().find("it goes on where it stopped") != std::string::npos);
    CHECK(bench.http.requests.size() == 7);
    REQUIRE(bench.time.slept.size() == 6);
    CHECK(std::ranges::is_sorted(bench.time.slept));
    CHECK(bench.time.slept.front() == doctest::Approx(0.75)); // 1 s, and chance 0.5
    CHECK(bench.time.slept.back() == doctest::Approx(24));
}

TEST_CASE("Retry-After is honoured, and one that asks for too long ends the run")
{
    Bench bench({failed(503, "", "17"), failed(429, "", "3"), ok(search_result(0, {}))});
    bench.client.search("x");
    REQUIRE(bench.time.slept.size() == 2);
    CHECK(bench.time.slept[0] == 17);
    CHECK(bench.time.slept[1] >= 3);
    Bench closed({failed(503, "", "86400")});
    CHECK_FALSE(closed.failure().empty());
    CHECK(closed.http.requests.size() == 1);
}

TEST_CASE("a whole run has a limit on retries")
{
    TestTime time;
    ScriptedHttp http({failed(500)});
    EutilsSettings settings{"http://127.0.0.1:1", "me@example.org", "", {}};
    settings.retry.retries = 10;
    Eutils client(http, RateLimit("", 0, time.clock()), time.clock(), settings, [](const std::string&) {});
    for (int i = 0; i < 5; ++i)
        CHECK_THROWS_AS(client.search("x"), Error);
    CHECK(client.effort().retries == 10);
    CHECK(client.effort().requests == 15);
}

TEST_CASE("a count that stays different from the list is handed out, not hidden")
{
    Bench bench({ok(search_result(8, {"7"}))});
    const SearchAnswer answer = bench.client.search("x");
    CHECK(answer.count == 8);
    CHECK(answer.ids.size() == 1);
    CHECK(bench.http.requests.size() == 3);
}

TEST_CASE("a set beyond the window agrees when the window is full")
{
    Bench bench({ok(search_result(12000, std::vector<std::string>(9999, "1")))});
    CHECK(bench.client.search("x").ids.size() == 9999);
    CHECK(bench.http.requests.size() == 1);
}

TEST_CASE("a batch that does not come through whole is handed back to be made smaller")
{
    for (const HttpResponse& answer : {ok("<PubmedArticleSet><PubmedArticle>"), broken(Transport::timed_out)}) {
        Bench bench({answer});
        CHECK(info_of(bench.client.fetch(many_ids).judged.trouble).smaller);
        CHECK(bench.http.requests.size() == 2);
        const std::vector<std::string> few(smallest_batch, "1");
        CHECK_THROWS_AS(bench.client.fetch(few), Error);
    }
}

TEST_CASE("XML that stays malformed is handed back with its body, so that the good records in it are kept")
{
    const std::string body = "<PubmedArticleSet><PubmedArticle><broken></PubmedArticle></PubmedArticleSet>";
    Bench bench({ok(body)});
    const FetchAnswer answer = bench.client.fetch(many_ids);
    CHECK(answer.judged.trouble == Trouble::malformed);
    CHECK(answer.body == body);
    CHECK(bench.http.requests.size() == 3);
}

TEST_CASE("the key appears in nothing that is told")
{
    Bench bench({failed(500), ok(search_error("backend says sesame")), broken(Transport::reset), failed(403)},
                "sesame");
    const std::string failure = bench.failure();
    CHECK(bench.told.size() == 3);
    for (const std::string& line : bench.told)
        CHECK(line.find("sesame") == std::string::npos);
    CHECK(failure.find("sesame") == std::string::npos);
}

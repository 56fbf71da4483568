// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/openfda.hpp"

#include "tests/unit/fetch/source/scripted_http.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

HttpResponse total(int n)
{
    return ok("{\"meta\":{\"last_updated\":\"2026-01-15\",\"results\":{\"skip\":0,\"limit\":1,\"total\":" +
              std::to_string(n) + "}},\"results\":[]}");
}

const HttpResponse nothing = failed(404, "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"No matches found!\"}}");
const OpenFdaQuestion question = {{"ciclosporin", "NEO\"RAL"}, {"ALOPECIA"}, "20040101", ""};

} // namespace

TEST_CASE("a drug is asked for under both its fields, quotes cannot break out, and dates bound the receipt")
{
    CHECK(
        openfda_search(question, true, true) ==
        "(patient.drug.medicinalproduct:\"ciclosporin\" OR "
        "patient.drug.activesubstance.activesubstancename:\"ciclosporin\" OR "
        "patient.drug.medicinalproduct:\"NEORAL\" OR patient.drug.activesubstance.activesubstancename:\"NEORAL\") AND "
        "(patient.reaction.reactionmeddrapt.exact:\"ALOPECIA\") AND receivedate:[20040101 TO 29991231]");
    CHECK(openfda_search({question.drugs, question.events, "", ""}, false, false).empty());
}

TEST_CASE("four questions make a table, and no match is zero, not a fault")
{
    TestTime time;
    ScriptedHttp http({total(1000), total(100), total(50), nothing});
    const OpenFdaCounts counts = count_openfda(http, time.clock(), "http://127.0.0.1:1", question);
    CHECK(counts.all == 1000);
    CHECK(counts.drug == 100);
    CHECK(counts.event == 50);
    CHECK(counts.both == 0);
    CHECK(counts.last_updated == "2026-01-15");
    REQUIRE(http.requests.size() == 4);
    CHECK(http.requests[0].path == "/drug/event.json");
    CHECK(http.requests[3].parameter("limit") == "1");
    for (const HttpRequest& request : http.requests)
        CHECK(request.parameter("skip").empty()); // even skip=0 changes how the service pages
}

TEST_CASE("429 waits as long as the service says and asks again")
{
    TestTime time;
    ScriptedHttp http({failed(429, "{}", "60"), total(7)});
    CHECK(count_openfda(http, time.clock(), "http://127.0.0.1:1", question).all == 7);
    CHECK(time.slept == std::vector<double>{60});
}

TEST_CASE("what does not pass is an error with the service's words")
{
    TestTime time;
    ScriptedHttp bad({failed(400, "{\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"Invalid parameter: x\"}}")});
    CHECK_THROWS_WITH_AS(count_openfda(bad, time.clock(), "http://127.0.0.1:1", question),
                         doctest::Contains("Invalid parameter: x"), Error);
    ScriptedHttp page({failed(200, "<html>")});
    CHECK_THROWS_WITH_AS(count_openfda(page, time.clock(), "http://127.0.0.1:1", question),
                         doctest::Contains("no JSON"), Error);
    ScriptedHttp gone({broken(Transport::refused)});
    CHECK_THROWS_AS(count_openfda(gone, time.clock(), "http://127.0.0.1:1", question), Error);
    ScriptedHttp busy({failed(429)});
    CHECK_THROWS_AS(count_openfda(busy, time.clock(), "http://127.0.0.1:1", question), Error);
    CHECK(busy.requests.size() == 6);
    for (const char* body :
         {"", "[]", "{}", "{\"meta\":{}}", "{\"meta\":{\"results\":{\"total\":\"x\"}}}", "{\"error\":1}"})
        CHECK_MESSAGE(!parse_openfda_total(200, body), body);
}

TEST_CASE("an error of openFDA in an odd form is told, not thrown")
{
    const auto odd = parse_openfda_total(500, R"({"error":{"code":{"a":1},"message":["x"]}})");
    REQUIRE_FALSE(odd.has_value());
    CHECK(odd.error().what == "status 500, no code: no message");
    CHECK_FALSE(parse_openfda_total(404, R"({"error":{"code":404}})").has_value());
}

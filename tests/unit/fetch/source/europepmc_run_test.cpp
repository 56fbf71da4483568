// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_run.hpp"

#include "tests/unit/fetch/source/europepmc_page.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

std::string med(int n, const std::string& more = "")
{
    return europepmc_record("MED", std::to_string(n), "Hair " + std::to_string(n), more);
}

/// A casebook, and a service that answers as scripted.
struct EuropePmcWorld
{
    explicit EuropePmcWorld(std::vector<HttpResponse> answers)
        : store(Store::open(folder / "casebook.db")), http(std::move(answers))
    {
        order.search = "hair";
        order.database = "Europe PMC";
        order.base = "http://europe";
        order.today = "2026/11/22";
    }

    SearchReport run()
    {
        EuropePmc client(http, RateLimit("", 0, time.clock()), time.clock(), order.base, {},
                         [this](const std::string& line) { told.push_back(line); });
        return run_europepmc_search(store, client, order, {},
                                    {[](const std::string&) {}, [](std::size_t, std::size_t) {}});
    }

    std::string asked(std::size_t i, std::string_view name) const
    {
        return std::string(http.requests.at(i).parameter(name));
    }

    TemporaryFolder folder;
    Store store;
    TestTime time;
    ScriptedHttp http;
    SearchOrder order;
    std::vector<std::string> told;
};

} // namespace

TEST_CASE("pages are followed until the mark is absent, and each record is held once")
{
    EuropePmcWorld world({ok(europepmc_answer(3, {med(1), med(2)}, "Ab=")), ok(europepmc_answer(3, {med(2), med(3)}))});
    const SearchReport report = world.run();
    CHECK(report.state.complete());
    CHECK(report.state.returned == 3);
    CHECK(report.state.added == 3);
    CHECK(report.state.listed == 3);
    CHECK(world.store.article_ids() == std::vector<std::string>{"pubmed:1", "pubmed:2", "pubmed:3"});
    CHECK(world.asked(0, "query") == "hair");
    CHECK(world.asked(0, "resultType") == "core");
    CHECK(world.asked(0, "cursorMark") == "*");
    CHECK(world.asked(1, "cursorMark") == "Ab=");
    CHECK(world.http.requests.at(0).post);
    CHECK(world.store.runs().at(0).status == "done");
}

TEST_CASE("a search without hits is complete")
{
    EuropePmcWorld world({ok(europepmc_answer(0, {}))});
    CHECK(world.run().state.complete());
    CHECK(world.http.requests.size() == 1);
}

TEST_CASE("nothing where there was something is asked about once more")
{
    EuropePmcWorld world({ok(europepmc_answer(1, {med(1)})), ok(europepmc_answer(0, {})),
                          ok(europepmc_answer(1, {R"({"id": "1", "source": "MED"})"})),
                          ok(europepmc_answer(1, {med(1)}))});
    CHECK(world.run().state.complete());
    const SearchReport second = world.run();
    CHECK(second.state.complete());
    CHECK(second.state.unchanged == 1);
    CHECK(second.state.no_longer_found.empty());
}

TEST_CASE("a mark that comes again ends the list, and what was counted and not sent is asked for by id")
{
    EuropePmcWorld world({ok(europepmc_answer(3, {med(1)}, "Ab=")), ok(europepmc_answer(3, {med(2)}, "Ab=")),
                          ok(europepmc_answer(3, {R"({"id": "1", "source": "MED"})", R"({"id": "2", "source": "MED"})",
                                                  R"({"id": "3", "source": "MED"})"})),
                          ok(europepmc_answer(1, {med(3)}))});
    const SearchReport report = world.run();
    CHECK(report.state.complete());
    CHECK(report.state.returned == 3);
    CHECK(world.asked(2, "resultType") == "idlist");
    CHECK(world.asked(3, "query") == R"((EXT_ID:"3" AND SRC:MED))");
}

TEST_CASE("what does not come by id either is named, a count that no list bears out is told")
{
    EuropePmcWorld world(
        {ok(europepmc_answer(4, {med(1)})),
         ok(europepmc_answer(4, {R"({"id": "1", "source": "MED"})", R"({"id": "PPR2", "source": "PPR"})"})),
         ok(europepmc_answer(0, {}))});
    const SearchReport report = world.run();
    CHECK_FALSE(report.state.complete());
    CHECK(report.state.missing == std::vector<std::string>{"europepmc:PPR/PPR2"});
    REQUIRE(report.state.troubles.size() == 1);
    CHECK(report.state.troubles[0].starts_with("Europe PMC counted 4 hits, and its lists hold 2."));
    CHECK(world.store.runs().at(0).status == "incomplete");
}

TEST_CASE("a record that cannot be read is kept for inspection and asked for once more")
{
    EuropePmcWorld world({ok(europepmc_answer(2, {med(1), R"({"id": "2", "source": "MED"})"})),
                          ok(europepmc_answer(1, {R"({"id": "2", "source": "MED"})"}))});
    const SearchReport report = world.run();
    CHECK(report.state.missing == std::vector<std::string>{"pubmed:2"});
    CHECK(report.state.broken == 1);
    CHECK(world.store.quarantined().size() == 1);
}

TEST_CASE("a record that is held from another source stays as it is, and PubMed's later form replaces Europe PMC's")
{
    EuropePmcWorld world({ok(europepmc_answer(2, {med(1), med(2)}))});
    Article own;
    own.id = "pubmed:1";
    own.pmid = "1";
    own.title = {"PubMed's own", {}};
    world.store.put(own, "<a/>", {"PubMed"}, 0);
    const SearchReport report = world.run();
    CHECK(report.state.elsewhere == 1);
    CHECK(report.state.added == 1);
    CHECK(report.state.returned == 2);
    CHECK(world.store.article("pubmed:1")->title.text == "PubMed's own");
    own.id = "pubmed:2";
    own.pmid = "2";
    CHECK(world.store.put(own, "<b/>", {"PubMed"}, 0) == Put::revised);
}

TEST_CASE("a search that was interrupted goes on where it stopped")
{
    EuropePmcWorld world({ok(europepmc_answer(3, {med(1)}, "Ab=")), failed(404, "gone")});
    CHECK_THROWS_AS(world.run(), Error);
    CHECK(world.store.runs().at(0).status == "failed");
    CHECK(world.store.article_ids().size() == 1);
    world.http.play({ok(europepmc_answer(3, {med(2), med(3)}))});
    const SearchReport report = world.run();
    CHECK(report.resumed);
    CHECK(report.state.complete());
    CHECK(world.asked(0, "cursorMark") == "Ab=");
    CHECK(world.store.runs().size() == 1);
}

TEST_CASE("a mark that is not taken any more lets the list begin again, a string that is not taken is told")
{
    const std::string refusal = R"({"errCode": 400, "errMsg": "no"})";
    EuropePmcWorld world({ok(europepmc_answer(2, {med(1)}, "Ab=")), failed(404, "gone")});
    CHECK_THROWS_AS(world.run(), Error);
    world.http.play({failed(400, refusal), ok(europepmc_answer(2, {med(1), med(2)}))});
    CHECK(world.run().state.complete());
    EuropePmcWorld other({failed(400, refusal)});
    CHECK_THROWS_WITH_AS(
        other.run(),
        "http://europe: Europe PMC does not understand the request (no). Mend the string in "
        "search.europepmc of protocol.json, then run the command again; try it at europepmc.org first.",
        Error);
    CHECK(other.http.requests.size() == 1);
}

TEST_CASE("a limit takes the first records, a date asks for what was listed or changed since")
{
    EuropePmcWorld world({ok(europepmc_answer(9, {med(1), med(2)}, "Ab="))});
    world.order.limit = 2;
    world.order.since = "2026/01/31";
    const SearchReport report = world.run();
    CHECK(report.state.complete());
    CHECK(report.state.left_out == 7);
    CHECK(world.asked(0, "pageSize") == "2");
    CHECK(world.asked(0, "query") == "(hair) AND (FIRST_IDATE:[2026-01-31 TO 2026-11-22] OR "
                                     "UPDATE_DATE:[2026-01-31 TO 2026-11-22])");
}

TEST_CASE("a count below what comes is corrected and told")
{
    EuropePmcWorld world({ok(europepmc_answer(1, {med(1), med(2)}))});
    const SearchReport report = world.run();
    CHECK(report.state.complete());
    CHECK(report.state.count == 2);
    CHECK(report.state.warnings == std::vector<std::string>{"Europe PMC counted 1 hits and sent 2"});
}

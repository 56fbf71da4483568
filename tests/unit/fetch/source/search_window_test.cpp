// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "tests/unit/fetch/source/search_world.hpp"

using namespace casebook;
using namespace casebook::testing;

TEST_CASE("beyond the window a search goes on below the last PMID, in the fewest searches possible")
{
    const World world;
    Sitting sitting(world, {}, 100);
    const SearchReport report = sitting.run();
    CHECK(report.state.complete());
    CHECK(sitting.calls("esearch") == 5);
    CHECK(sitting.store.article_ids().size() == all_records);
    std::size_t sum = 0;
    for (const SearchStep& step : report.state.searches)
        sum += step.listed;
    CHECK(sum == all_records);
}

/// A service that takes no notice of PMID ranges, as if the tag were unknown.
class WithoutUid final : public Http
{
public:
    explicit WithoutUid(Http& inner) : inner_(inner) {}
    HttpResponse send(const HttpRequest& request) override
    {
        HttpRequest changed = request;
        for (auto& [name, value] : changed.parameters)
            if (name == "term" && value.find("[uid]") != std::string::npos)
                value += " AND nothing_has_this";
        return inner_.send(changed);
    }

private:
    Http& inner_;
};

TEST_CASE("where PMID ranges do not work the search is split by entry date, proved by the counts")
{
    const World world;
    Sitting sitting(world, {}, 100);
    WithoutUid http(sitting.http);
    Eutils client(http, RateLimit("", 0, sitting.time.clock()), sitting.time.clock(),
                  {base, "me@example.org", "", {}, 100}, [](const std::string&) {});
    const SearchReport report =
        run_search(sitting.store, client, sitting.order, {[](const std::string&) {}, [](std::size_t, std::size_t) {}});
    CHECK(report.state.complete());
    CHECK_FALSE(report.state.by_uid);
    CHECK(sitting.store.article_ids().size() == all_records);
    for (const SearchStep& step : report.state.searches)
        CHECK(step.listed <= 100);
}

TEST_CASE("a single day with more than the window is said to be out of reach")
{
    World world(1);
    std::string records;
    for (long i = 1; i <= 150; ++i)
        records += record_xml(i, "Hair", "2020-05-05");
    world.add("b.xml", records);
    Sitting sitting(world, {}, 100);
    WithoutUid http(sitting.http);
    Eutils client(http, RateLimit("", 0, sitting.time.clock()), sitting.time.clock(),
                  {base, "me@example.org", "", {}, 100}, [](const std::string&) {});
    const SearchReport report =
        run_search(sitting.store, client, sitting.order, {[](const std::string&) {}, [](std::size_t, std::size_t) {}});
    CHECK_FALSE(report.state.complete());
    REQUIRE_FALSE(report.state.troubles.empty());
    CHECK(report.state.troubles[0].starts_with("150 records were entered on one day (20200505)"));
    CHECK(sitting.store.article_ids().size() == 100);
}

TEST_CASE("a second run asks only for what is new or changed, and names what is no longer found")
{
    World world;
    Sitting(world).run();
    world.add("b.xml", record_xml(1000, "Hair, new", "2026-11-25") + record_xml(3, "Hair, revised", "2026-11-24") +
                           record_xml(7, "Nothing any more", "2026-11-24"));
    Sitting second(world);
    second.order.today = "2026/11/30";
    const SearchReport report = second.run();
    CHECK(report.state.complete());
    CHECK_FALSE(report.resumed);
    CHECK(second.calls("esearch") == 2);
    CHECK(second.calls("efetch") == 1);
    CHECK(report.state.asked == 2);
    CHECK(report.state.held == all_records - 2);
    CHECK(report.state.added == 1);
    CHECK(report.state.revised == 1);
    CHECK(report.state.no_longer_found == std::vector<std::string>{"7"});
    CHECK(second.store.article("pubmed:3")->title.text == "Hair, revised");
    Sitting third(world);
    third.order.today = "2026/12/01";
    const SearchReport quiet = third.run();
    CHECK(quiet.state.asked == 0);
    CHECK(quiet.state.no_longer_found.empty());
    CHECK(third.calls("efetch") == 0);
}

TEST_CASE("the same search at another address starts from nothing")
{
    const World world;
    Sitting(world).run();
    Sitting other(world);
    other.order.base = "http://127.0.0.1:2";
    CHECK(other.run().state.asked == all_records);
}

TEST_CASE("a limit takes the newest, says what it left out, and a later run without it takes the rest")
{
    const World world;
    Sitting limited(world);
    limited.order.limit = 30;
    const SearchReport report = limited.run();
    CHECK(report.state.complete());
    CHECK(report.state.asked == 30);
    CHECK(report.state.left_out == all_records - 30);
    CHECK(limited.http.asked_for("450") == 1);
    CHECK(limited.http.asked_for("420") == 0);
    CHECK(limited.store.article_ids().size() == 30);
    Sitting rest(world);
    rest.order.today = "2026/11/23";
    CHECK(rest.run().state.asked == all_records - 30);
    CHECK(rest.http.asked_for("450") == 0);
    CHECK(rest.store.article_ids().size() == all_records);
}

TEST_CASE("since a day: only what was entered or revised from then on")
{
    const World world;
    Sitting sitting(world);
    sitting.order.since = "2016/01/01";
    const SearchReport report = sitting.run();
    CHECK(report.state.complete());
    CHECK(report.state.asked == all_records - 335);
    CHECK(report.state.no_longer_found.empty());
    Sitting whole(world);
    CHECK(whole.run().state.asked == 335);
}

TEST_CASE("what changed while only part of a search was held is fetched again by the next whole run")
{
    World world;
    Sitting limited(world);
    limited.order.limit = 30;
    limited.run();
    world.add("b.xml", record_xml(440, "Hair, revised", "2026-11-24"));
    Sitting whole(world);
    whole.order.today = "2026/11/30";
    whole.run();
    CHECK(whole.store.article("pubmed:440")->title.text == "Hair, revised");
}

TEST_CASE("words that PubMed did not know are kept as warnings")
{
    const World world;
    Sitting sitting(world);
    sitting.order.search = "hair OR xyzzy OR hair[bogus]";
    const SearchReport report = sitting.run();
    REQUIRE(report.state.warnings.size() == 2);
    CHECK(report.state.warnings[0] == "not found by PubMed: xyzzy");
    CHECK(report.state.warnings[1].ends_with("bogus"));
}

TEST_CASE("a search without hits is a complete run with nothing in it")
{
    const World world;
    Sitting sitting(world);
    sitting.order.search = "xyzzy";
    const SearchReport report = sitting.run();
    CHECK(report.state.complete());
    CHECK(report.state.count == 0);
    CHECK(sitting.calls("efetch") == 0);
}

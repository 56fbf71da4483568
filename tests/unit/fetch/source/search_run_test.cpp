// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/search_run.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "fetch/source/search_history.hpp"
#include "fetch/source/standin.hpp"
#include "tests/unit/fetch/source/faulty.hpp"
#include "tests/unit/fetch/source/records.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/scratch.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

constexpr std::size_t all_records = 450;
const std::string base = "http://127.0.0.1:1";

/// A folder of made-up records, PMIDs 1 to `count`, entered one a day from 2015 on; and a casebook beside it.
struct World
{
    explicit World(std::size_t count = all_records)
    {
        std::string records;
        for (std::size_t i = 1; i <= count; ++i)
            records += record_xml(static_cast<long>(i), format("Hair {}", i), day(i));
        add("a.xml", records);
    }

    static std::string day(std::size_t i)
    {
        return format("{:04}-{:02}-{:02}", 2015 + i / 336, i % 336 / 28 + 1, i % 28 + 1);
    }

    void add(const std::string& name, const std::string& records) const
    {
        std::filesystem::create_directories(folder.path / "records");
        write_file(folder.path / "records" / name, record_set(records));
    }

    Store store() const { return Store::open(folder.path / "casebook.db"); }

    Scratch folder;
};

/// One sitting: a client over the stand-in, faults in between, no waiting.
struct Sitting
{
    explicit Sitting(const World& world, std::vector<FaultRule> rules = {}, std::size_t window = search_window)
        : store(world.store()),
          standin(world.folder.path / "records", {}, window),
          http(standin, std::move(rules)),
          client(http, RateLimit("", 0, time.clock()), time.clock(), {base, "me@example.org", "", {}, window},
                 [this](const std::string& line) { told.push_back(line); })
    {
        order.search = "hair";
        order.base = base;
        order.today = "2026/11/22";
    }

    SearchReport run()
    {
        return run_search(store, client, order,
                          {[this](const std::string& line) { told.push_back(line); }, [](std::size_t, std::size_t) {}});
    }

    std::size_t calls(const std::string& operation) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            http.requests, [&](const HttpRequest& r) { return r.path.find(operation) != std::string::npos; }));
    }

    TestTime time;
    Store store;
    StandIn standin;
    Faulty http;
    std::vector<std::string> told;
    Eutils client;
    SearchOrder order;
};

/// The run in the store says what the report says.
void check_stored(const Sitting& sitting, const SearchReport& report, const std::string& status)
{
    const Run run = sitting.store.runs().back();
    CHECK(run.id == report.run);
    CHECK(run.kind == "search");
    CHECK(run.status == status);
    CHECK(run.details == to_text(report.state));
    CHECK(run.finished.empty() == (status == "running"));
}

} // namespace

TEST_CASE("a search fetches all it finds with the fewest requests and keeps what was sent and answered")
{
    const World world;
    Sitting sitting(world);
    const SearchReport report = sitting.run();
    CHECK(report.state.complete());
    CHECK(sitting.store.article_ids().size() == all_records);
    CHECK(sitting.calls("esearch") == 1);
    CHECK(sitting.calls("efetch") == 3);
    CHECK(report.state.count == all_records);
    CHECK(report.state.listed == all_records);
    CHECK(report.state.asked == all_records);
    CHECK(report.state.returned == all_records);
    CHECK(report.state.added == all_records);
    CHECK(report.state.requests == 4);
    CHECK(report.state.translation == "\"hair\"[All Fields] AND 1900/01/01:2026/11/22[Date - Entry]");
    REQUIRE(report.state.searches.size() == 1);
    CHECK(report.state.searches[0].term == "(hair) AND 1900/01/01:2026/11/22[edat]");
    CHECK(report.state.searches[0].count == all_records);
    CHECK(sitting.store.article_info("pubmed:7")->origin == "PubMed, search of 2026/11/22");
    check_stored(sitting, report, "done");
}

TEST_CASE("what the store keeps of a run is read back the same")
{
    const World world;
    Sitting sitting(world, {{Fault::last_missing, "efetch"}}, 300);
    sitting.order.since = "2015/01/01";
    sitting.order.limit = 320;
    sitting.order.search = "hair AND 1:400[uid] NOT nothing[bogus]";
    const SearchReport report = sitting.run();
    CHECK_FALSE(report.state.missing.empty());
    CHECK_FALSE(report.state.warnings.empty());
    CHECK(to_text(search_state_from(to_text(report.state))) == to_text(report.state));
    CHECK_THROWS_AS(search_state_from("{}"), Error);
    CHECK_THROWS_AS(search_state_from("["), Error);
}

TEST_CASE("every passing fault ends in a complete run, with nothing lost and nothing doubled")
{
    const World world;
    for (const Fault fault :
         {Fault::rate429,     Fault::rate200, Fault::http500,     Fault::http503,      Fault::html200,
          Fault::backend,     Fault::outage,  Fault::empty,       Fault::prolog,       Fault::cutxml,
          Fault::malformed,   Fault::badutf8, Fault::short_batch, Fault::last_missing, Fault::duplicate,
          Fault::wrong_count, Fault::cut,     Fault::reset,       Fault::stall,        Fault::refused}) {
        CAPTURE(static_cast<int>(fault));
        std::filesystem::remove(world.folder.path / "casebook.db");
        Sitting sitting(world, {{fault, "esearch", 1, 1}, {fault, "efetch", 2, 2}});
        const SearchReport report = sitting.run();
        CHECK(report.state.complete());
        CHECK(sitting.store.article_ids().size() == all_records);
        CHECK(report.state.returned == all_records);
        CHECK(report.state.broken == 0);
        check_stored(sitting, report, "done");
    }
}

TEST_CASE("a fault that stays ends in an error, and the next call asks only for the rest")
{
    const World world;
    for (const Fault fault :
         {Fault::rate429, Fault::http500, Fault::html200, Fault::backend, Fault::outage, Fault::empty, Fault::prolog,
          Fault::cutxml, Fault::cut, Fault::reset, Fault::stall, Fault::refused, Fault::key_invalid}) {
        CAPTURE(static_cast<int>(fault));
        std::filesystem::remove(world.folder.path / "casebook.db");
        Sitting first(world, {{fault, "efetch", 2}});
        CHECK_THROWS_AS(first.run(), Error);
        CHECK(first.store.runs().back().status == "failed");
        CHECK(first.store.article_ids().size() == fetch_batch);
        Sitting second(world);
        const SearchReport report = second.run();
        CHECK(report.resumed);
        CHECK(report.state.complete());
        CHECK(report.state.stopped.empty());
        CHECK(second.calls("esearch") == 0);
        CHECK(second.calls("efetch") == 2);
        CHECK(second.http.asked_for("450") == 0); // it came before the fault
        CHECK(second.store.article_ids().size() == all_records);
        CHECK(second.store.runs().size() == 1);
    }
}

TEST_CASE("a search that fails from the start leaves a failed run that the next call takes up")
{
    const World world;
    Sitting first(world, {{Fault::http500, "esearch"}});
    CHECK_THROWS_AS(first.run(), Error);
    CHECK(first.store.article_ids().empty());
    Sitting second(world);
    CHECK(second.run().state.complete());
    CHECK(second.store.runs().size() == 1);
}

TEST_CASE("records that do not come are asked for once more and then named, and the run is not called complete")
{
    const World world;
    Sitting sitting(world, {{Fault::last_missing, "efetch"}});
    const SearchReport report = sitting.run();
    CHECK_FALSE(report.state.complete());
    CHECK(report.state.missing == std::vector<std::string>{"1"});
    CHECK(sitting.http.asked_for("1") == 2);
    CHECK(sitting.http.asked_for("450") == 1);
    check_stored(sitting, report, "incomplete");
    Sitting later(world);
    CHECK(later.run().state.complete()); // a new run asks again for what is not there
    CHECK(later.http.asked_for("1") == 1);
    CHECK(later.calls("efetch") == 1);
}

TEST_CASE("a count that PubMed does not live up to is said, not believed")
{
    const World world;
    Sitting sitting(world, {{Fault::wrong_count, "esearch"}});
    const SearchReport report = sitting.run();
    CHECK_FALSE(report.state.complete());
    REQUIRE(report.state.troubles.size() == 1);
    CHECK(report.state.troubles[0].starts_with("PubMed counted 457 hits and listed 450."));
    CHECK(sitting.store.article_ids().size() == all_records);
}

TEST_CASE("XML that stays malformed costs its broken record, which is set aside and named")
{
    const World world;
    for (const Fault fault : {Fault::malformed, Fault::badutf8}) {
        std::filesystem::remove(world.folder.path / "casebook.db");
        Sitting sitting(world, {{fault, "efetch"}});
        const SearchReport report = sitting.run();
        CHECK(report.state.missing == std::vector<std::string>{"450"}); // the first of each batch; two came at last
        CHECK(report.state.broken == 1);
        CHECK_FALSE(sitting.store.quarantined().empty());
        CHECK(sitting.store.article_ids().size() == all_records - 1);
        check_stored(sitting, report, "incomplete");
    }
}

TEST_CASE("batches shrink when answers do not come through whole")
{
    const World world;
    Sitting sitting(world, {{Fault::cutxml, "efetch", 1, 4}});
    const SearchReport report = sitting.run();
    CHECK(report.state.complete());
    const std::vector<HttpRequest>& requests = sitting.http.requests;
    CHECK(std::ranges::count(requests.back().parameter("id"), ',') == 50 - 1);
}

TEST_CASE("a process that dies at any request loses nothing, doubles nothing and asks for nothing twice")
{
    for (std::size_t fatal = 1; fatal <= 10; ++fatal) {
        CAPTURE(fatal);
        const World world;
        Sitting first(world, {}, 100);
        first.http.before = [&](std::size_t number) {
            if (number == fatal)
                throw std::runtime_error("killed");
        };
        std::set<std::string> had;
        try {
            first.run();
        } catch (const std::runtime_error&) {
            for (const std::string& pmid : first.store.wanted(1, Wanted::got))
                had.insert(pmid);
        }
        Sitting second(world, {}, 100);
        const SearchReport report = second.run();
        CHECK(report.resumed == (fatal <= 8)); // five searches and three batches
        CHECK(second.store.article_ids().size() == all_records);
        CHECK(second.store.check().empty());
        for (const std::string& pmid : had)
            CHECK(second.http.asked_for(pmid) == 0);
        if (report.resumed) {
            CHECK(report.state.added == all_records);
            CHECK(second.calls("esearch") == 5 - std::min<std::size_t>(fatal - 1, 5));
        }
    }
}

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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "tests/unit/fetch/source/search_world.hpp"

using namespace casebook;
using namespace casebook::testing;

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
        std::filesystem::remove(world.folder.path() / "casebook.db");
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
        std::filesystem::remove(world.folder.path() / "casebook.db");
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
        std::filesystem::remove(world.folder.path() / "casebook.db");
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

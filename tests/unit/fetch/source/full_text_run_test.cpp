// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/full_text_run.hpp"

#include "fetch/source/full_text.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

std::string jats(const std::string& pmcid, const std::string& body)
{
    return "<article><front><article-meta><article-id pub-id-type=\"pmcid\">" + pmcid +
           "</article-id></article-meta></front>" + body + "</article>";
}

std::string answer(const std::string& articles) { return "<pmc-articleset>" + articles + "</pmc-articleset>"; }

const std::string body_text = "<body><p>She lost her hair.</p></body>";

/// A store with articles named by their PMCIDs, and services that answer as scripted: PubMed Central's and Europe PMC's
/// answers come from one list, in the order in which they are asked.
struct FullTextWorld
{
    explicit FullTextWorld(std::vector<HttpResponse> answers, const std::vector<std::string>& pmcids)
        : store(Store::open(folder / "casebook.db")),
          http(std::move(answers)),
          pmc(http, RateLimit("", 0, time.clock()), time.clock(), {}, [](const std::string&) {}),
          europe(http, RateLimit("", 0, time.clock()), time.clock(), "http://europe", {}, [](const std::string&) {})
    {
        for (const std::string& pmcid : pmcids) {
            Article article;
            article.pmid = std::to_string(ids.size() + 1);
            article.id = "pubmed:" + article.pmid;
            article.pmcid = pmcid;
            store.put(article, "<x>" + article.pmid + "</x>", {"test", 0, "database"}, 1);
            ids.push_back(article.id);
        }
    }
    FullTextReport run()
    {
        const SearchEvents events{[](const std::string&) {}, [](std::size_t, std::size_t) {}};
        return fetch_full_texts(store, pmc, europe, ids, events);
    }
    FullText known(std::size_t which) const { return store.article(ids[which])->full_text; }

    TemporaryFolder folder;
    Store store;
    TestTime time;
    ScriptedHttp http;
    Eutils pmc;
    EuropePmc europe;
    std::vector<std::string> ids;
};

/// Europe PMC takes its time, and meanwhile somebody decides.
class SlowService final : public Http
{
public:
    explicit SlowService(std::filesystem::path database) : database_(std::move(database)) {}
    HttpResponse send(const HttpRequest& request) override
    {
        if (request.base != "http://europe")
            return ok(answer("<error id=\"1\">n</error>"));
        Store other = Store::open(database_);
        other.set_note("meanwhile", "written");
        return ok(jats("PMC1", body_text));
    }

private:
    std::filesystem::path database_;
};

} // namespace

TEST_CASE("while a service is asked others may write")
{
    FullTextWorld world({}, {"PMC1"});
    SlowService slow(world.folder / "casebook.db");
    Eutils pmc(slow, RateLimit("", 0, world.time.clock()), world.time.clock(), {}, [](const std::string&) {});
    EuropePmc europe(slow, RateLimit("", 0, world.time.clock()), world.time.clock(), "http://europe", {},
                     [](const std::string&) {});
    const SearchEvents events{[](const std::string&) {}, [](std::size_t, std::size_t) {}};
    CHECK(fetch_full_texts(world.store, pmc, europe, world.ids, events).from_europepmc == 1);
    CHECK(world.store.note("meanwhile") == "written");
}

TEST_CASE("full texts come from PubMed Central, what it has not from Europe PMC, and what neither has is not open")
{
    FullTextWorld world({ok(answer(jats("PMC1", body_text) + "<error id=\"2\">n</error><error id=\"3\">n</error>")),
                         ok(jats("PMC2", body_text)), failed(404)},
                        {"PMC1", "PMC2", "PMC3", ""});
    const FullTextReport report = world.run();
    CHECK(report.complete());
    CHECK(report.from_pmc == 1);
    CHECK(report.from_europepmc == 1);
    CHECK(report.not_open == 1);
    CHECK(report.without_pmcid == 1);
    CHECK(world.known(0).access == Access::available);
    CHECK(world.known(0).passages.size() == 1);
    CHECK(world.known(1).source == "Europe PMC");
    CHECK(world.known(2).access == Access::not_open);
    CHECK(world.known(3).access == Access::not_known);
    CHECK(passages(*world.store.article("pubmed:1")).back().text == "She lost her hair.");
    CHECK(world.store.full_text_raw("pubmed:1").ends_with("</article>"));
    CHECK(world.store.runs().back().status == "done");
}

TEST_CASE("a text that its publisher withholds as XML is available, for it can be read")
{
    FullTextWorld world(
        {ok(answer(
             "<article><!--The publisher of this article does not allow downloading of the full text in XML form.-->"
             "<front><article-meta><article-id pub-id-type=\"pmc\">1</article-id></article-meta></front></article>")),
         failed(404)},
        {"PMC1"});
    CHECK(world.run().withheld == 1);
    CHECK(world.known(0).access == Access::available);
    CHECK(world.known(0).passages.empty());
}

TEST_CASE("an article that neither answers for is no fact: the run is incomplete and says so")
{
    FullTextWorld absent({ok(answer("")), failed(404)}, {"PMC1"});
    CHECK_FALSE(absent.run().complete());
    CHECK(absent.known(0).at.empty());
    FullTextWorld down({ok(answer("<error id=\"1\">n</error>")), failed(503)}, {"PMC1"});
    const FullTextReport report = down.run();
    CHECK(report.troubles.size() == 1);
    CHECK(report.troubles[0].find("Europe PMC answers with a server error") != std::string::npos);
    CHECK(down.known(0).at.empty());
    CHECK(down.store.runs().back().status == "incomplete");
}

TEST_CASE("answers that end in the middle are asked for in smaller pieces, down to one article")
{
    const HttpResponse torn = ok("<pmc-articleset><article>");
    FullTextWorld world({torn, torn, ok(answer(jats("PMC1", body_text))), ok(answer(jats("PMC2", body_text)))},
                        {"PMC1", "PMC2"});
    const FullTextReport report = world.run();
    CHECK(report.from_pmc == 2);
    CHECK(world.http.requests.back().parameter("id") == "PMC2");
}

TEST_CASE("of several records of one article a full text goes to PubMed's")
{
    FullTextWorld world({ok("")}, {"PMC1"});
    Article other;
    other.id = "embase:L1";
    other.doi = "10.1/X";
    Article pubmed;
    pubmed.id = "pubmed:2";
    pubmed.pmid = "2";
    pubmed.doi = "10.1/x";
    KnownIds known(world.store);
    known.add(other);
    CHECK(known.find(pubmed) == "embase:L1");
    known.add(pubmed);
    CHECK(known.find(other) == "pubmed:2");
    Article stranger;
    stranger.pmcid = "pmc1";
    CHECK(known.find(stranger) == "pubmed:1");
}

TEST_CASE("the same look twice is kept once, a text that came counts whatever was said later")
{
    FullTextWorld world({ok(answer(jats("PMC1", body_text)))}, {"PMC1"});
    FullText found;
    found.access = Access::available;
    found.source = "file";
    found.passages = {{"Case", "Words."}};
    found.at = "2026-01-01T00:00:00Z";
    CHECK(world.store.put_full_text("pubmed:1", found, "<article/>", 1));
    found.at = "2026-01-02T00:00:00Z";
    CHECK_FALSE(world.store.put_full_text("pubmed:1", found, "<article/>", 2));
    CHECK(world.store.full_texts("pubmed:1").size() == 1);
    CHECK(world.store.full_texts("pubmed:1")[0].at == "2026-01-02T00:00:00Z");
    const std::string before = world.store.article_info("pubmed:1")->full_text;
    FullText gone;
    gone.access = Access::not_open;
    gone.source = "Europe PMC";
    gone.at = "2026-02-01T00:00:00Z";
    CHECK(world.store.put_full_text("pubmed:1", gone, "", 3));
    CHECK(world.known(0).access == Access::available);
    CHECK(world.store.article_info("pubmed:1")->full_text == before);
}

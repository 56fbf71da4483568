// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/citations.hpp"

#include "index/faers/candidates.hpp"
#include "index/faers/count.hpp"
#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

Article cited_article(const char* title, const char* author, int year)
{
    Article out;
    out.id = std::string("pubmed:") + author;
    out.title.text = title;
    out.authors.push_back({author, "", "", "", false, "", {"Clinic of Somewhere, Tokyo, Japan."}});
    out.published.year = year;
    return out;
}

const std::vector<Article> articles = {
    cited_article("Alopecia universalis in a child after ciclosporin", "Müller", 2014),
    cited_article("Non-resectable tumour and hair loss: a case report", "Sato", 2016),
    cited_article("Hair loss", "Brief", 2010), // names nothing
    cited_article("Épilation à la ciclosporine chez l'enfant greffé", "Dubois", 2012)};

} // namespace

TEST_CASE("a title is found wherever it stands in a reference, in whatever case and with lost hyphens")
{
    const CitedArticles cited(articles);
    const auto found = cited.find("JOURNAL: MADE UP. AUTHOR: MULLER K, ROE J. TITLE: ALOPECIA UNIVERSALIS IN A CHILD "
                                  "AFTER CICLOSPORIN. 2014;1:2");
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Citation{0, CitationTier::title, true, true});
    CHECK(!found[0].uncertain());
    CHECK(cited.find("SATO T, ET AL. NON?RESECTABLE TUMOUR AND HAIR LOSS: A CASE REPORT. J X 2017;1").at(0).article ==
          1);
}

TEST_CASE("letters that the files print as question marks do not hide a title")
{
    const CitedArticles cited(articles);
    CHECK(cited.find("Dubois A. ?pilation ? la ciclosporine chez l'enfant greff?. Rev X 2012").at(0).article == 3);
    CHECK(cited.find("Dubois A. Epilation a la ciclosporine chez l'enfant greffe. Rev X 2012").at(0).article == 3);
}

TEST_CASE("without the year and the author a match is to be looked at, short titles match nothing")
{
    const CitedArticles cited(articles);
    const auto found = cited.find("Alopecia universalis in a child after ciclosporin. J X 1999");
    REQUIRE(found.size() == 1);
    CHECK(found[0].uncertain());
    CHECK(cited.find("Brief A. Hair loss. J X 2010").empty());
    CHECK(cited.find("unknown. unknown. unknown").empty());
    CHECK(cited.find("").empty());
}

TEST_CASE("a misspelt title is alike, when year or author agrees, and always to be looked at")
{
    const CitedArticles cited(articles);
    const char* misspelt = "Muller K. Alopecia universalis in a child after cyclosporin. J X 2014";
    CHECK(cited.find(misspelt).empty());
    REQUIRE(cited.alike(misspelt).size() == 1);
    CHECK(cited.alike(misspelt)[0].uncertain());
    CHECK(cited.alike("Other K. Alopecia universalis in a child after cyclosporin. J X 1999").empty());
    CHECK(cited.alike("Muller K. Something altogether different. J X 2014").empty());
}

TEST_CASE("reports that cite an article are found in all quarters, the latest of a case alone")
{
    const char* reference = "Mueller. Alopecia universalis in a child after ciclosporin. J X 2014";
    FaersDemo row;
    row.lit_ref = reference;
    row.case_id = 5;
    MadeQuarter one("2015Q1");
    one.report(51, row).drug("PS", "X", "X");
    one.report(61).drug("PS", "X", "X");
    MadeQuarter two("2015Q2");
    row.version = 2;
    two.report(52, row).drug("PS", "X", "X");
    row.case_id = 7;
    two.report(71, row).drug("PS", "Y", "Y");
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&one, &two});
    const FaersReports reports(store);
    std::vector<std::uint64_t> found;
    for (const CitingReport& citing : citing_reports(store, CitedArticles(articles)))
        found.push_back(reports(citing.number).report);
    std::ranges::sort(found);
    CHECK(found == std::vector<std::uint64_t>{52, 71});
}

TEST_CASE("candidates for a case have reasons, and what cannot be the patient is none")
{
    MadeQuarter q("2015Q1");
    const auto add = [&](std::uint64_t id, const char* sex, const char* age, const char* event_date) {
        FaersDemo row = MadeQuarter::person(sex, age, "JP");
        row.event_date = read_faers_date(event_date);
        row.init_fda_date = {20150301};
        q.report(id, row).drug("PS", "X", "X").term("Alopecia universalis");
    };
    add(11, "F", "34", "20131201");
    add(21, "F", "35.5", "2013");
    add(31, "M", "34", "20131201"); // another sex
    add(41, "F", "40", "20131201"); // another age
    add(51, "F", "34", "20160101"); // an event after the publication
    q.outcome("DE");
    add(61, "F", "34", "");
    q.outcome("DE"); // died, the case recovered
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    FaersQuestion question;
    question.drugs = {"X"};
    question.events = {"Alopecia universalis"};
    question.level = FaersLevel::latest;
    const auto both = count(store, question).reports;
    REQUIRE(both.size() == 6);
    Case c;
    c.patient.sex.value = Sex::female;
    c.patient.age_years.value = 34;
    c.reaction.term = "alopecia universalis";
    c.reaction.outcome.value = Outcome::recovered;
    const FaersReports reports(store);
    const auto found = candidates_for(c, articles[0], reports, store.counting(), both, {}, 5);
    REQUIRE(found.size() == 2);
    CHECK(reports(found[0].number).report == 11);
    CHECK(found[0].points == 6); // sex, age 2, term, date, country
    CHECK(reports(found[1].number).report == 21);
    CHECK(found[1].points == 5);
    CHECK(candidates_for(c, articles[0], reports, store.counting(), both, {found[1].number}, 1)[0].points == 11);
    CHECK(candidates_for(Case{}, Article{}, reports, store.counting(), both, {}, 5).empty());
}

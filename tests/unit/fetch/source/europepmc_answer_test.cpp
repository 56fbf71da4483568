// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/europepmc_answer.hpp"

#include "corpus/archive.hpp"
#include "fetch/source/europepmc_text.hpp"
#include "tests/unit/fetch/source/europepmc_page.hpp"
#include "tests/unit/fetch/source/scripted_http.hpp"
#include "tests/unit/shared.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

EuropePmcRecord only_record(const std::string& record)
{
    const auto page = parse_europepmc_page(europepmc_answer(1, {record}));
    REQUIRE(page);
    REQUIRE(page->records.size() == 1);
    return page->records[0];
}

Article record_with(const std::string& more)
{
    const EuropePmcRecord record = only_record(europepmc_record("MED", "88000001", "Hair", more));
    REQUIRE(record.article);
    return *record.article;
}

Judged judged(const HttpResponse& response)
{
    EuropePmcPage page;
    return judge_europepmc(response, page);
}

} // namespace

TEST_CASE("a page of Europe PMC has a count, a mark and records, each with its JSON")
{
    const auto page = parse_europepmc_page(europepmc_answer(
        7, {europepmc_record("MED", "88000001", "Hair"), europepmc_record("PPR", "PPR5", "More")}, "Ab="));
    REQUIRE(page);
    CHECK(page->count == 7);
    CHECK(page->next == "Ab=");
    CHECK(page->search == "hair");
    CHECK(page->records[1].raw == R"({"id":"PPR5","source":"PPR","title":"More"})");
    CHECK(parse_europepmc_page(europepmc_answer(0, {}))->records.empty());
}

TEST_CASE("a record of MEDLINE is PubMed's article, others have ids of their own")
{
    const auto id = [](const char* source, const char* name, const char* more = "") {
        return only_record(europepmc_record(source, name, "Hair", more)).id;
    };
    CHECK(id("MED", "88000001") == "pubmed:88000001");
    CHECK(id("PMC", "PMC3") == "pmc:PMC3");
    CHECK(id("PMC", "PMC3", R"(, "pmid": "12")") == "pubmed:12");
    CHECK(id("PPR", "PPR5") == "europepmc:PPR/PPR5");
    CHECK(id("AGR", "IND60") == "europepmc:AGR/IND60");
    CHECK(id("MED", "88000001\\\" OR 1") == "");
    CHECK(id("", "1") == "");
    CHECK(europepmc_query_of("pubmed:12") == R"((EXT_ID:"12" AND SRC:MED))");
    CHECK(europepmc_query_of("pmc:PMC3") == R"((EXT_ID:"PMC3" AND SRC:PMC))");
    CHECK(europepmc_query_of("europepmc:PPR/PPR5") == R"((EXT_ID:"PPR5" AND SRC:PPR))");
}

TEST_CASE("a record without title and abstract, or without an id, is an error of its own and spoils no other")
{
    const auto page = parse_europepmc_page(europepmc_answer(
        3, {R"({"id": "1", "source": "MED"})", R"({"title": "Hair"})", "7", europepmc_record("MED", "2", "Hair")}));
    REQUIRE(page);
    REQUIRE(page->records.size() == 4);
    CHECK(page->records[0].article.error().what == "the record has neither title nor abstract");
    CHECK(page->records[0].id == "pubmed:1");
    CHECK(page->records[1].article.error().what == "the record has no source or no id");
    CHECK_FALSE(page->records[2].article);
    CHECK(page->records[3].article);
}

TEST_CASE("what a record of Europe PMC says is found in the article")
{
    const Article a = record_with(R"(, "doi": "10.5555/x", "pmcid": "PMC9", "pageInfo": "1-9", "pubYear": "2020",
        "authorList": {"author": [{"fullName": "Own A", "firstName": "Ada", "lastName": "Own", "initials": "A",
            "authorId": {"type": "ORCID", "value": "0000-1"},
            "authorAffiliationDetailsList": {"authorAffiliation": [{"affiliation": "A town"}]}},
            {"collectiveName": "The group"}]},
        "journalInfo": {"volume": "3", "issue": 4, "dateOfPublication": "2021 Mar", "journal": {"title": "A journal",
            "isoabbreviation": "A J", "issn": "0000-0000"}},
        "language": "ger", "pubTypeList": {"pubType": ["Case Reports", "case-report", "Journal Article"]},
        "meshHeadingList": {"meshHeading": [{"majorTopic_YN": "Y", "descriptorName": "Alopecia",
            "meshQualifierList": {"meshQualifier": [{"qualifierName": "chemically induced", "majorTopic_YN": "N"}]}}]},
        "chemicalList": {"chemical": [{"name": "Velnarane", "registryNumber": "0"}]},
        "keywordList": {"keyword": ["hair", "  "]}, "firstIndexDate": "2021-04-05", "dateOfRevision": "2022-01-01",
        "commentCorrectionList": {"commentCorrection": [{"id": "7", "source": "MED", "type": "Retraction in",
            "reference": "A J. 2022"}]})");
    CHECK(a.database == "Europe PMC");
    CHECK(a.pmid == "88000001");
    CHECK(a.doi == "10.5555/x");
    CHECK(a.pmcid == "PMC9");
    REQUIRE(a.authors.size() == 2);
    CHECK(a.authors[0] == Author{"Own", "Ada", "A", "", false, "0000-1", {"A town"}});
    CHECK((a.authors[1].collective && a.authors[1].last_name == "The group"));
    CHECK(a.journal == "A journal");
    CHECK(a.journal_abbreviation == "A J");
    CHECK(a.issue == "4");
    CHECK(iso_date(a.published) == "2021-03");
    CHECK(iso_date(a.entered) == "2021-04-05");
    CHECK(a.languages == std::vector<std::string>{"ger"});
    REQUIRE(a.publication_types.size() == 2);
    CHECK(a.publication_types[0].name == "Case Reports");
    CHECK(a.mesh ==
          std::vector<MeshHeading>{{"", "Alopecia", true, false, false, {{"", "chemically induced", false}}}});
    CHECK(a.substances == std::vector<Substance>{{"", "Velnarane", ""}});
    CHECK(a.keywords == std::vector<std::string>{"hair"});
    CHECK(a.links == std::vector<Link>{{"RetractionIn", "7", "A J. 2022", ""}});
    CHECK(is_retracted(a));
}

TEST_CASE("where PubMed has a record too, its form is the newer whatever Europe PMC's date of revision says")
{
    CHECK(iso_date(record_with(R"(, "dateOfRevision": "2022-01-01")").revised) == "");
    const auto preprint = only_record(europepmc_record("PPR", "PPR5", "Hair", R"(, "dateOfRevision": "2022-01-01",
        "bookOrReportDetails": {"publisher": "A server"}, "authorString": "Own A, Other B.")"));
    CHECK(iso_date(preprint.article->revised) == "2022-01-01");
    CHECK(preprint.article->journal == "A server");
    CHECK(author_line(*preprint.article, 3) == "Own A, Other B");
}

TEST_CASE("members of another kind than expected count as not there")
{
    const Article a = record_with(R"(, "doi": 7, "authorList": {"author": "x"}, "journalInfo": [], "pubTypeList": null,
        "keywordList": {"keyword": [1, null, {"x": 2}, "hair"]}, "abstractText": {}, "language": ["eng"])");
    CHECK(a.authors.empty());
    CHECK(a.keywords == std::vector<std::string>{"1", "hair"});
    CHECK(a.languages.empty());
}

TEST_CASE("markup in a text is taken out, and what only looks like it stays")
{
    CHECK(text_of_html("<i>Hair</i> &amp; H<sub>2</sub>S&#x2014;10<sup>3</sup>") ==
          Text{"Hair & H2S—103", {{8, 9, false}, {15, 16, true}}});
    CHECK(text_of_html("P<0.001, a<b and c>d, x < y").text == "P<0.001, a<b and c>d, x < y");
    CHECK(text_of_html("P&lt;0.05 &lt;b&gt;bold&lt;/b&gt; &unknown; &#0; &").text == "P<0.05 bold &unknown; &#0; &");
    CHECK(text_of_html("one<br/>two<p class=\"x\">three</p>").text == "one two three");
    CHECK(text_of_html("").text.empty());
}

TEST_CASE("an abstract is cut at its headings")
{
    const auto parts = abstract_of_html("Before. <h4>Case report:</h4> A woman.<h4>Conclusion</h4>Hair <b>fell</b>.");
    CHECK(parts == std::vector<AbstractPart>{{"", "", {"Before.", {}}},
                                             {"Case report", "", {"A woman.", {}}},
                                             {"Conclusion", "", {"Hair fell.", {}}}});
    CHECK(abstract_of_html("BACKGROUND: Hair. RESULTS: None.").size() == 2);
    CHECK(abstract_of_html("<h4>A heading that nobody closed").at(0).body.text == "A heading that nobody closed");
}

TEST_CASE("what is no page is told apart: torn, not JSON, of another form, too deep")
{
    const std::string whole = europepmc_answer(1, {europepmc_record("MED", "1", "Hair")});
    CHECK(judged(ok(whole)).trouble == Trouble::none);
    CHECK(judged(ok(whole.substr(0, whole.size() / 2))).trouble == Trouble::torn);
    CHECK(judged(ok("{\"hitCount\": 1}")).trouble == Trouble::malformed);
    CHECK(judged(ok("{\"hitCount\": -1, \"resultList\": {}}")).trouble == Trouble::malformed);
    CHECK(judged(ok("{\"a\": \"\xff\"}")).trouble == Trouble::malformed);
    CHECK(judged(ok("<html><body>not now</body></html>")).trouble == Trouble::web_page);
    CHECK(judged(ok("<responseWrapper/>")).trouble == Trouble::other_thing);
    CHECK(judged(ok("  ")).trouble == Trouble::empty);
    CHECK(judged(broken(Transport::cut)).trouble == Trouble::connection);
    CHECK_FALSE(parse_europepmc_page(std::string(100000, '[')));
    CHECK_FALSE(parse_europepmc_page(R"({"hitCount": 1e999, "resultList": {}})"));
}

TEST_CASE("a refusal is told in the service's words, one of the service itself passes")
{
    const std::string refusal = R"({"version": "6.9", "errCode": 400, "errMsg": "no such field"})";
    for (const int status : {200, 400, 404}) {
        CHECK(judged(failed(status, refusal)).trouble == Trouble::bad_request);
        CHECK(judged(failed(status, refusal)).said == "no such field");
    }
    CHECK(judged(ok(R"({"errCode": 500, "errMsg": "index"})")).trouble == Trouble::backend);
    CHECK(judged(failed(503, refusal)).trouble == Trouble::server);
    CHECK(judged(failed(429, refusal, "3")).retry_after == 3);
    CHECK(judged(failed(404, "Not found")).trouble == Trouble::not_there);
}

TEST_CASE("recorded pages are read to the last record" *
          doctest::skip(!std::filesystem::exists(shared_folder() / "data/recordings/europepmc")))
{
    const auto folder = shared_folder() / "data/recordings/europepmc";
    const auto core = parse_europepmc_page(read_file(folder / "pyEuropePMC__search_cancer_core.json"));
    REQUIRE(core);
    CHECK(core->records.size() == 25);
    CHECK(core->next == "AoIIP4ZawSg1MzEyODI1MA==");
    std::size_t abstracts = 0;
    for (const EuropePmcRecord& record : core->records) {
        REQUIRE(record.article);
        CHECK(record.article->id == "pubmed:" + record.article->pmid);
        CHECK(year_of(*record.article) == 2025);
        CHECK(!record.article->authors.empty() == (record.raw.find("authorList") != std::string::npos));
        abstracts += record.article->abstract.empty() ? 0U : 1U;
        for (const AbstractPart& part : record.article->abstract)
            CHECK(part.body.text.find("h4>") == std::string::npos);
    }
    CHECK(abstracts == 21);
    for (const char* file : {"pyEuropePMC__search_cancer_idlist.json", "pyEuropePMC__search_post_cancer.json"}) {
        const auto ids = parse_europepmc_page(read_file(folder / file));
        REQUIRE(ids);
        CHECK(ids->records.size() == 25);
        CHECK(std::ranges::none_of(ids->records, &std::string::empty, &EuropePmcRecord::id));
    }
    CHECK(parse_europepmc_page(read_file(folder / "pyEuropePMC__search_no_results.json"))->count == 0);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/eutils_answer.hpp"

#include "tests/unit/fetch/source/scripted_http.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

const std::string doctype = R"(<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
)";
const std::string one_record_set =
    "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation>"
    "</PubmedArticle>\n</PubmedArticleSet>\n";

Trouble of_fetch(const HttpResponse& response) { return judge(response, "PubmedArticleSet").trouble; }
Trouble of_search(const HttpResponse& response) { return judge(response, "eSearchResult").trouble; }

} // namespace

TEST_CASE("records, no record and an empty set are good answers")
{
    CHECK(of_fetch(ok(doctype + one_record_set)) == Trouble::none);
    CHECK(of_fetch(ok("\xEF\xBB\xBF" + doctype + one_record_set)) == Trouble::none);
    CHECK(of_fetch(ok(doctype + "<PubmedArticleSet></PubmedArticleSet>")) == Trouble::none);
    CHECK(of_fetch(ok("<PubmedArticleSet/>")) == Trouble::none);
    CHECK(of_search(ok(search_result(1, {"7"}))) == Trouble::none);
}

TEST_CASE("too many requests are recognised by status or by body")
{
    const std::string body =
        R"({"error":"API rate limit exceeded","api-key":"134.192.135.254","count":"17","limit":"3"})";
    CHECK(of_search(failed(429, body, "2")) == Trouble::rate_limit);
    CHECK(of_search(ok(body)) == Trouble::rate_limit);
    CHECK(of_search(failed(429, "<html><h1>429 Too Many Requests</h1></html>")) == Trouble::rate_limit);
    CHECK(judge(failed(429, body, "2"), "eSearchResult").retry_after == 2.0);
    CHECK_FALSE(judge(failed(429, body, "Wed, 21 Oct 2026 07:28:00 GMT"), "eSearchResult").retry_after);
    CHECK(judge(ok(body), "eSearchResult").said.find("134.192") == std::string::npos);
}

TEST_CASE("an API key that is not known is final and its body is never quoted")
{
    const Judged judged =
        judge(failed(400, R"({"error":"API key invalid","api-key":"0123abcd","type":"invalid","status":"unknown"})"),
              "eSearchResult");
    CHECK(judged.trouble == Trouble::key_invalid);
    CHECK(judged.said.find("0123abcd") == std::string::npos);
    CHECK(info_of(judged.trouble).tries == 1);
}

TEST_CASE("each ERROR text has its meaning, whatever the status")
{
    struct Row
    {
        std::string text;
        Trouble trouble;
    };
    const std::vector<Row> rows = {
        {"Search Backend failed: Unable to open connection to #PMQuerySrv?dbaf=pubmed", Trouble::backend},
        {"Search Backend failed: Database is not supported: pubmed", Trouble::outage},
        {"Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only ...",
         Trouble::beyond_window},
        {"NCBI C++ Exception: Error: UNK_MODULE(CException::eInvalid)", Trouble::backend},
        {"Cannot process ID list: proxy_stream(): &lt;html&gt;502 Bad Gateway", Trouble::backend},
        {"ID list is empty! Possibly it has no correct IDs.", Trouble::bad_ids},
        {"Supplied id parameter is empty.", Trouble::bad_request},
        {"Empty term and query_key - nothing todo", Trouble::bad_request},
        {"Invalid db name specified: pubmd", Trouble::bad_request},
        {"Unable to obtain query #1", Trouble::bad_request},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(of_search(ok(search_error(row.text))) == row.trouble);
        CHECK(of_search(failed(400, search_error(row.text))) == row.trouble);
        CHECK_FALSE(judge(ok(search_error(row.text)), "eSearchResult").said.empty());
    }
}

TEST_CASE("HTTP statuses have their meaning")
{
    CHECK(of_search(failed(500, "<html><title>WWW Error 500 Diagnostic</title></html>")) == Trouble::server);
    CHECK(of_search(failed(502, "Unable to route request!\n")) == Trouble::server);
    CHECK(of_search(failed(503, "", "30")) == Trouble::server);
    CHECK(of_search(failed(414, "<html>Submitted URI too large!</html>")) == Trouble::too_long);
    CHECK(of_search(failed(403)) == Trouble::forbidden);
    CHECK(of_search(failed(404, "Not found")) == Trouble::not_there);
    CHECK(of_search(failed(301)) == Trouble::not_there);
    CHECK(of_search(failed(400, search_result(0, {}))) == Trouble::bad_request);
}

TEST_CASE("HTTP 200 proves nothing")
{
    CHECK(of_search(ok("<!DOCTYPE html>\n<html><head><title>NCBI - Down for maintenance</title></head></html>")) ==
          Trouble::web_page);
    CHECK(of_search(ok("")) == Trouble::empty);
    CHECK(of_search(ok(" \n ")) == Trouble::empty);
    CHECK(of_fetch(ok(doctype)) == Trouble::empty);
    CHECK(of_search(ok("Unable to route request!")) == Trouble::other_thing);
    CHECK(of_search(ok("{\"esearchresult\":{}}")) == Trouble::other_thing);
    CHECK(of_fetch(ok(search_result(0, {}))) == Trouble::other_thing);
}

TEST_CASE("XML cut anywhere is never taken for whole")
{
    const std::string whole = doctype + one_record_set;
    const std::size_t last_needed = whole.rfind('>');
    for (std::size_t length = 1; length <= last_needed; ++length) {
        CAPTURE(length);
        const Trouble trouble = of_fetch(ok(whole.substr(0, length)));
        const bool seen = trouble == Trouble::torn || trouble == Trouble::empty;
        CHECK(seen);
    }
}

TEST_CASE("XML broken inside, and a byte that is not UTF-8, are malformed")
{
    std::string broken_element = doctype + one_record_set;
    broken_element.insert(broken_element.find("<PMID>"), "<Broken & <unclosed>");
    CHECK(of_fetch(ok(broken_element)) == Trouble::malformed);
    std::string bad_byte = doctype + one_record_set;
    bad_byte.insert(bad_byte.find("<PMID>") + 6, "\xff\xfe");
    CHECK(of_fetch(ok(bad_byte)) == Trouble::malformed);
    CHECK(judge(ok(bad_byte), "PubmedArticleSet").said.find("UTF-8") != std::string::npos);
}

TEST_CASE("a transfer that did not complete is a trouble even when the body looks whole")
{
    HttpResponse response = ok(doctype + one_record_set);
    response.transport = Transport::cut;
    CHECK(of_fetch(response) == Trouble::connection);
    CHECK(of_fetch(broken(Transport::reset)) == Trouble::connection);
    CHECK(of_fetch(broken(Transport::timed_out)) == Trouble::silence);
    CHECK(of_fetch(broken(Transport::refused)) == Trouble::unreachable);
    CHECK(of_fetch(broken(Transport::untrusted)) == Trouble::untrusted);
}

TEST_CASE("an ESearch answer is read with everything it says about the search")
{
    const auto answer = parse_search_answer(
        "<eSearchResult><Count>12</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList>\n<Id>9</Id>\n<Id>7</Id></"
        "IdList>"
        "<TranslationSet><Translation><From>hair loss</From><To>\"alopecia\"[MeSH Terms] &amp; more</To></Translation>"
        "</TranslationSet><QueryTranslation>\"alopecia\"[MeSH Terms]</QueryTranslation>"
        "<ErrorList><PhraseNotFound>abcXYZ</PhraseNotFound><FieldNotFound>foo</FieldNotFound></ErrorList>"
        "<WarningList><PhraseIgnored>the</PhraseIgnored><QuotedPhraseNotFound>\"hare loss\"</QuotedPhraseNotFound>"
        "<OutputMessage>No items found.</OutputMessage></WarningList></eSearchResult>");
    REQUIRE(answer);
    CHECK(answer->count == 12);
    CHECK(answer->ids == std::vector<std::string>{"9", "7"});
    CHECK(answer->translation == "\"alopecia\"[MeSH Terms]");
    REQUIRE(answer->translations.size() == 1);
    CHECK(answer->translations[0].second == "\"alopecia\"[MeSH Terms] & more");
    CHECK(answer->phrases_not_found == std::vector<std::string>{"abcXYZ"});
    CHECK(answer->fields_not_found == std::vector<std::string>{"foo"});
    CHECK(answer->phrases_ignored == std::vector<std::string>{"the"});
    CHECK(answer->quoted_phrases_not_found == std::vector<std::string>{"\"hare loss\""});
    CHECK(answer->messages == std::vector<std::string>{"No items found."});
}

TEST_CASE("an answer without a count is not zero hits")
{
    CHECK_FALSE(parse_search_answer("<eSearchResult><IdList/></eSearchResult>"));
    CHECK_FALSE(parse_search_answer("<eSearchResult><Count>many</Count></eSearchResult>"));
    CHECK_FALSE(parse_search_answer("<eSearchResult><Count/></eSearchResult>"));
}

TEST_CASE("every trouble tells what it is and what to do")
{
    for (int i = static_cast<int>(Trouble::rate_limit); i <= static_cast<int>(Trouble::too_long); ++i) {
        const TroubleInfo& info = info_of(static_cast<Trouble>(i));
        CHECK(info.trouble == static_cast<Trouble>(i));
        CHECK_FALSE(info.what.empty());
        CHECK(info.advice.ends_with('.'));
    }
}

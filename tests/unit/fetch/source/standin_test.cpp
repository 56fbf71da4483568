// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/standin.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "fetch/source/pubmed_xml.hpp"
#include "tests/unit/fetch/source/records.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::testing;

namespace {

/// Five records in two files, one of them packed, one record in two forms.
struct RecordLibrary
{
    RecordLibrary()
    {
        write_file(folder.path() / "a.xml",
                   record_set(record_xml(1, "Hair loss") + record_xml(2, "Hair &lt;growth&gt;", "2020-02-02") +
                              record_xml(3, "Older form", "2018-01-01") +
                              "<DeleteCitation><PMID>1</PMID></DeleteCitation>"));
        write_file(folder.path() / "b.xml.gz", gzip(record_set(record_xml(3, "Newer form of hair", "2021-01-01") +
                                                               record_xml(5, "Kidney") + record_xml(4, "Hair dye"))));
    }
    TemporaryFolder folder;
};

SearchAnswer search(StandIn& standin, const std::string& term, const std::string& retmax = "9999",
                    const std::string& retstart = "0")
{
    const HttpResponse response =
        standin.send({"",
                      "/entrez/eutils/esearch.fcgi",
                      {{"db", "pubmed"}, {"term", term}, {"retmax", retmax}, {"retstart", retstart}}});
    REQUIRE(judge(response, "eSearchResult").trouble == Trouble::none);
    return *parse_search_answer(response.body);
}

HttpResponse fetch(StandIn& standin, const std::string& ids)
{
    return standin.send({"", "/entrez/eutils/efetch.fcgi", {{"db", "pubmed"}, {"id", ids}}, true});
}

} // namespace

TEST_CASE("the stand-in finds by query, newest PMID first, and tells how it understood")
{
    const RecordLibrary library;
    StandIn standin(library.folder.path(), {});
    CHECK(standin.size() == 5);
    const SearchAnswer answer = search(standin, "hair[ti]");
    CHECK(answer.count == 4);
    CHECK(answer.ids == std::vector<std::string>{"4", "3", "2", "1"});
    CHECK(answer.translation == "\"hair\"[Title]");
    CHECK(answer.messages.empty());
}

TEST_CASE("the stand-in reports words, phrases and fields it does not know")
{
    const RecordLibrary library;
    StandIn standin(library.folder.path(), {});
    const SearchAnswer answer = search(standin, "(xyzzy OR \"hare loss\") AND hair[bogus]");
    CHECK(answer.count == 0);
    CHECK(answer.phrases_not_found == std::vector<std::string>{"xyzzy"});
    CHECK(answer.quoted_phrases_not_found == std::vector<std::string>{"\"hare loss\""});
    CHECK(answer.fields_not_found == std::vector<std::string>{"bogus"});
    CHECK(answer.messages == std::vector<std::string>{"No items found."});
}

TEST_CASE("the stand-in reports what it mapped")
{
    const RecordLibrary library;
    StandIn standin(library.folder.path(), {[](std::string_view typed) {
                                                return typed == "pelage" ? std::vector<std::string>{"hair"}
                                                                         : std::vector<std::string>();
                                            },
                                            {}});
    const SearchAnswer answer = search(standin, "pelage NOT dye");
    CHECK(answer.count == 3);
    REQUIRE(answer.translations.size() == 1);
    CHECK(answer.translations[0].first == "pelage");
    CHECK(answer.translations[0].second == "\"pelage\"[All Fields] OR \"hair\"[All Fields]");
}

TEST_CASE("the stand-in shows a set through a window only")
{
    const RecordLibrary library;
    StandIn standin(library.folder.path(), {}, 3);
    const SearchAnswer answer = search(standin, "1:9[uid]");
    CHECK(answer.count == 5);
    CHECK(answer.ids == std::vector<std::string>{"5", "4", "3"});
    REQUIRE(answer.messages.size() == 1);
    CHECK(answer.messages[0].starts_with("Restrictions achieved"));
    CHECK(search(standin, "1:9[uid]", "9999", "2").ids == std::vector<std::string>{"3"});
    const HttpResponse beyond =
        standin.send({"", "/entrez/eutils/esearch.fcgi", {{"db", "pubmed"}, {"term", "1:9[uid]"}, {"retstart", "3"}}});
    CHECK(judge(beyond, "eSearchResult").trouble == Trouble::beyond_window);
}

TEST_CASE("the stand-in hands out the records as they were written and leaves out what it does not have")
{
    const RecordLibrary library;
    StandIn standin(library.folder.path(), {});
    const HttpResponse response = fetch(standin, "2,77,1");
    REQUIRE(judge(response, "PubmedArticleSet").trouble == Trouble::none);
    CHECK(response.body.find(record_xml(2, "Hair &lt;growth&gt;", "2020-02-02")) != std::string::npos);
    CHECK(response.body.find(record_xml(1, "Hair loss")) != std::string::npos);
    CHECK(response.body.find(">77<") == std::string::npos);
    CHECK(judge(fetch(standin, "77"), "PubmedArticleSet").trouble == Trouble::none);
    CHECK(fetch(standin, "3").body.find("Newer form") != std::string::npos);
}

TEST_CASE("the stand-in refuses as the service does")
{
    const RecordLibrary library;
    StandIn standin(library.folder.path(), {});
    CHECK(judge(fetch(standin, "abc"), "PubmedArticleSet").trouble == Trouble::bad_ids);
    CHECK(fetch(standin, "abc").status == 400);
    CHECK(judge(fetch(standin, ""), "PubmedArticleSet").trouble == Trouble::bad_request);
    CHECK(judge(standin.send({"", "/entrez/eutils/esearch.fcgi", {{"db", "pubmed"}, {"term", " "}}}), "eSearchResult")
              .trouble == Trouble::bad_request);
    CHECK(judge(standin.send({"", "/entrez/eutils/esearch.fcgi", {{"db", "mesh"}, {"term", "x"}}}), "eSearchResult")
              .trouble == Trouble::bad_request);
    CHECK(standin.send({"", "/nowhere", {}}).status == 404);
}

TEST_CASE("a folder that is not there or holds no record is an error")
{
    const TemporaryFolder empty;
    CHECK_THROWS_AS(StandIn(empty.path() / "none", {}), Error);
    CHECK_THROWS_AS(StandIn(empty.path(), {}), Error);
}

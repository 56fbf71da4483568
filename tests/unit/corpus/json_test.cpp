// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/json.hpp"

#include "corpus/error.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;

namespace {

/// Every member away from its default.
Article full_article()
{
    Article a;
    a.id = "pubmed:98000001";
    a.pmid = "98000001";
    a.version = 2;
    a.status = "MEDLINE";
    a.indexing_method = "Curated";
    a.book = true;
    a.title = {"CO2 \"caf\xC3\xA9\"\\", {{2, 3, false}, {4, 5, true}}};
    a.title_translated = true;
    a.vernacular_title = "Haar";
    a.abstract = {{"METHODS", "METHODS", {"p < 0.05", {}}}, {"", "", {"10x", {{2, 3, true}}}}};
    a.copyright = "c";
    a.other_abstracts = {{"Publisher", "ger", "Weg"}};
    a.authors = {{"Probe", "Karl", "K", "Jr", false, "0000-0001", {"Here.", "There."}},
                 {"Group", "", "", "", true, "", {}}};
    a.authors_complete = false;
    a.journal = "Journal";
    a.journal_abbreviation = "J";
    a.issn = "0000-0001";
    a.volume = "7";
    a.issue = "2";
    a.pages = "1-2";
    a.published = {2018, 3, 7, "2018 Mar-Apr"};
    a.electronic = {2017, 12, 0, ""};
    a.entered = {2018, 1, 2, ""};
    a.revised = {2020, 1, 2, ""};
    a.languages = {"eng", "ger"};
    a.publication_types = {{"D002363", "Case Reports"}};
    a.mesh = {{"D000505", "Alopecia", true, true, true, {{"Q000139", "chemically induced", true}}}};
    a.substances = {{"C1", "velnarane", "EC 1"}};
    a.supplementary_mesh = {"s"};
    a.keywords = {"k", "l"};
    a.doi = "10.1/x";
    a.pmcid = "PMC1";
    a.pii = "e1";
    a.links = {{"RetractionIn", "7", "J 1", "note"}};
    a.cites = {"8", "9"};
    return a;
}

template <class T> Stated<T> said(T value, const std::string& by = "")
{
    return {std::move(value), {1, 2, 5, "abc"}, by};
}

Case case_with_all_members()
{
    Case c;
    c.number = 2;
    c.patient = {said(34.5), said(AgeAt::onset), said(Range{30, 31}), said(Sex::female)};
    c.drugs = {{"velnarane", said<std::string>("Velnara"), said(Role::suspect), said<std::string>("5 mg"),
                said(Range{1, 2.5}), said<std::string>("oral"), said<std::string>("nephritis")},
               {"other", {}, said(Role::concomitant, "ann"), {}, {}, {}, {}}};
    c.reaction = {said<std::string>("bald patches"),
                  "alopecia areata",
                  said(Outcome::recovering),
                  {said<std::string>("minoxidil"), said<std::string>("rest")},
                  "ann"};
    c.latencies = {said(Latency{{90, 92}, Anchor::transplant}), said(Latency{{1, 1}, Anchor::last_dose})};
    c.dechallenge = said(Dechallenge::not_applicable);
    c.rechallenge = said(Rechallenge::negative, "bob");
    return c;
}

} // namespace

TEST_CASE("an article comes back from JSON with every member")
{
    const Article article = full_article();
    CHECK(article_from_json(to_json(article)) == article);
    CHECK(article_from_json(to_json(Article{})) == Article{});
}

TEST_CASE("the test above leaves no member of an article at its default")
{
    // A new member that to_json forgets would otherwise pass unnoticed.
    const std::string full = to_json(full_article());
    for (const char* blank : {"\"\"", "[]", ":0,", ":0}", ":false"}) {
        INFO(blank);
        std::string text = full;
        for (const char* meant :
             {"\"label\":\"\"", "\"category\":\"\"", "\"marks\":[]", "\"fore_name\":\"\"", "\"initials\":\"\"",
              "\"suffix\":\"\"", "\"orcid\":\"\"", "\"affiliations\":[]", "\"collective\":false", "\"raised\":false",
              "\"authors_complete\":false", "\"day\":0", "\"text\":\"\""})
            for (std::size_t at = text.find(meant); at != std::string::npos; at = text.find(meant))
                text.erase(at, std::string_view(meant).size());
        CHECK(text.find(blank) == std::string::npos);
    }
}

TEST_CASE("cases and claims come back from JSON with every value, its words and who corrected it")
{
    Case bare;
    bare.drugs.emplace_back();
    const Extraction extraction{{case_with_all_members(), bare},
                                {{{0, 1, 2, "x"}, 4}},
                                {{ContradictionKind::age_against_dates, 1, {0, 1, 2, "x"}, {1, 3, 4, "y"}, "note"}}};
    CHECK(extraction_from_json(to_json(extraction)) == extraction);
    CHECK(nlohmann::json::parse(to_json(extraction)).dump() ==
          to_json(extraction)); // members by the alphabet, no blanks
}

TEST_CASE("a reading that no program made is refused before anybody looks into it")
{
    const auto reading = [](const std::string& members) { return "{\"cases\":[{\"number\":2," + members + "}]}"; };
    CHECK_THROWS_WITH_AS(extraction_from_json(reading(R"("drugs":[])")), doctest::Contains("case 2 has no drug"),
                         Error);
    CHECK_THROWS_WITH_AS(extraction_from_json(reading(R"("drugs":[{"name":"x"}],"latencies":[{}])")),
                         doctest::Contains("without days"), Error);
    CHECK_THROWS_WITH_AS(extraction_from_json(reading(R"("drugs":[{"name":"x"}],"reaction":{"treatments":[{}]})")),
                         doctest::Contains("without a name"), Error);
    CHECK_NOTHROW(extraction_from_json(reading(R"("drugs":[{"name":"x"}])")));
}

TEST_CASE("grounds come back from JSON")
{
    const std::vector<Ground> grounds = {{"in_vitro", "applies", {1, 2, 5, "abc"}, "a \"note\" \\ \x01 caf\xC3\xA9"},
                                         {}};
    CHECK(grounds_from_json(to_json(grounds)) == grounds);
    CHECK(nlohmann::json::parse(to_json(grounds)).dump() == to_json(grounds));
}

TEST_CASE("a record of an older program lacks members and is read all the same")
{
    const Article article = article_from_json(R"({"id":"pubmed:1","a_member_of_tomorrow":3})");
    CHECK(article.id == "pubmed:1");
    CHECK(article.version == 1);
    CHECK(article.authors_complete);
}

TEST_CASE("a record reads the same however it is written, with every character that a text may have")
{
    Article article = full_article();
    article.copyright = "quote \" backslash \\ slash / line\n tab\t return\r \b\f bell \a é \U0001F489 end";
    article.version = -3;
    const std::string compact = to_json(article);
    CHECK(article_from_json(compact) == article);
    CHECK(article_from_json(" " + compact + "\n") == article);
    article.copyright.erase(article.copyright.find('\a'), 1); // needs the number of its code point
    CHECK(article_from_json(to_json(article)) == article);
}

TEST_CASE("a record that is torn or has a value of another kind is an error wherever that is")
{
    const std::string whole = to_json(full_article());
    for (std::size_t size = 0; size < whole.size(); size += 7)
        CHECK_THROWS_AS(article_from_json(whole.substr(0, size)), Error);
    for (const char* wrong :
         {R"({"pmid":5})", R"({"version":"1"})", R"({"mesh":{}})", R"({"mesh":[1]})", R"({"id":"a"}})",
          R"({"id":"a",})", R"({"book":truth})", "{\"id\":\"\xff\"}", "{\"id\":\"a\nb\"}", R"({"id":"\x"})"})
        CHECK_THROWS_AS(article_from_json(wrong), Error);
    CHECK(article_from_json(R"({"version":1.0})").version == 1);
    CHECK(article_from_json(R"({})") == Article{});
}

TEST_CASE("what is no record is an error that names the store")
{
    CHECK_THROWS_WITH_AS(article_from_json("{"), doctest::Contains("casebook.db: an article kept there"), Error);
    CHECK_THROWS_AS(article_from_json("[]"), Error);
    CHECK_THROWS_AS(extraction_from_json(R"({"cases":3})"), Error);
    CHECK_THROWS_AS(grounds_from_json("{}"), Error);
}

TEST_CASE("whatever a record's references name, it can be kept")
{
    const auto article = parse_pubmed_record(
        "<PubmedArticle><MedlineCitation "
        "Status=\"a&#xD800;b\"><PMID>1</PMID><Article><ArticleTitle>x&#xDFFF;&#0;y</ArticleTitle>"
        "<Abstract><AbstractText "
        "Label=\"&#xD801;\">z</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>");
    REQUIRE(article.has_value());
    CHECK(article_from_json(to_json(*article)) == *article);
}

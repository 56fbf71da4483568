// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/jats.hpp"

#include "corpus/archive.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

std::string invented() { return read_file(CASEBOOK_SOURCE_DIR "/tests/data/invented_jats.xml"); }

/// The passages of a body written here.
std::vector<Passage> body(const std::string& xml)
{
    const auto set = parse_jats("<article><front><article-meta/></front><body>" + xml + "</body></article>");
    REQUIRE(set);
    return set->articles.at(0).passages;
}

std::string labels_of(const std::vector<Passage>& passages)
{
    std::string out;
    for (const Passage& passage : passages)
        out += passage.label + "|";
    return out;
}

} // namespace

TEST_CASE("a JATS article's front matter becomes a record")
{
    const auto set = parse_jats(invented());
    REQUIRE(set);
    REQUIRE(set->articles.size() == 1);
    const Article& record = set->articles[0].record;
    CHECK(record.id == "pmc:PMC98000101");
    CHECK(record.doi == "10.9999/invented.101");
    CHECK(record.title.text == "Hair loss on velnarane: two invented patients");
    CHECK(record.authors.size() == 1); // editors are none
    CHECK(short_reference(record) == "Ábel 2019");
    CHECK(iso_date(record.published) == "2019-02-03");
    CHECK(record.pages == "11-13");
    CHECK(record.languages == std::vector<std::string>{"eng"});
    CHECK(has_publication_type(record, "Case Reports"));
    CHECK(set->articles[0].license == "https://creativecommons.org/licenses/by/4.0/");
}

TEST_CASE("a JATS body becomes passages under the titles of its sections, floats behind their paragraph")
{
    const auto set = parse_jats(invented());
    REQUIRE(set);
    const std::vector<Passage>& passages = set->articles[0].passages;
    CHECK(labels_of(passages) ==
          "Introduction|Case report|Figure 1|Discussion|Table 1|Table 1, row 1|Table 1, row 2|Table 1, row 3|"
          "Table 1, note|");
    CHECK(passages[1].text.ends_with("her hair regrew within two months."));
    CHECK(passages[2].text == "The scalp. Patches at week 12.");
}

TEST_CASE("a citation raised as a figure is bracketed, so that it is no number of the text")
{
    CHECK(parse_jats(invented())->articles[0].passages[0].text ==
          "Velnarane was first blamed for alopecia in a 60-year-old man[1],[2] elsewhere.");
    CHECK(body("<p>10<sup>3</sup> cells</p>")[0].text == "103 cells");
}

TEST_CASE("each cell of a table's row stands behind the heads of its column, spanned cells in every row")
{
    const auto passages = parse_jats(invented())->articles[0].passages;
    CHECK(passages[5].text == "Author: Bravo; Patient / Age: 45; Patient / Sex: M");
    CHECK(passages[6].text == "Author: Bravo; Patient / Age: 52; Patient / Sex: F");
    CHECK(passages[7].text == "Second drug");
    CHECK(passages[8].text == "M, male.");
}

TEST_CASE("a CALS table is read like one of XHTML")
{
    const auto passages = body(
        "<table-wrap><label>Table 2.</label><table><tgroup cols=\"3\"><colspec colname=\"a\"/><colspec colname=\"b\"/>"
        "<colspec colname=\"c\"/><thead><row><entry>No.</entry><entry namest=\"b\" nameend=\"c\">Dose</entry>"
        "</row></thead><tbody><row><entry morerows=\"1\">1</entry><entry>5</entry><entry>mg</entry></row>"
        "<row><entry>7</entry><entry>g</entry></row></tbody></tgroup></table></table-wrap>");
    REQUIRE(passages.size() == 2);
    CHECK(passages[0].text == "No: 1; Dose: 5; Dose: mg");
    CHECK(passages[1].text == "No: 1; Dose: 7; Dose: g");
    CHECK(passages[1].label == "Table 2, row 2");
}

TEST_CASE("a table without heads, and one of heads alone, still say what they hold")
{
    CHECK(body("<table-wrap><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table></table-wrap>")[0].text ==
          "a; b");
    CHECK(body("<table-wrap><table><tr><th>a</th><th>b</th></tr></table></table-wrap>")[0].text == "a; b");
}

TEST_CASE("words of neighbouring blocks do not run together, those of inline markup do")
{
    CHECK(body("<p>one<list><list-item><p>two</p></list-item><list-item><p>three</p></list-item></list></p>")[0].text ==
          "one two three");
    CHECK(body("<p>alo<italic>pe</italic>cia</p>")[0].text == "alopecia");
    CHECK(labels_of(body("<sec><title>A</title><sec><title>B</title><p>x</p></sec></sec>")) == "A / B|");
}

TEST_CASE("an answer of PubMed Central is read article by article, what it has not is named")
{
    const std::string answer =
        "<?xml version=\"1.0\"?><!DOCTYPE pmc-articleset><pmc-articleset><article><!--The publisher of this article "
        "does not allow downloading of the full text in XML form.--><front><article-meta><article-id "
        "pub-id-type=\"pmcid\">PMC7</article-id></article-meta></front></article>\n"
        "<article><front><article-meta><article-id pub-id-type=\"pmc\">8</article-id></article-meta></front>"
        "<body><p>Text.</p></body></article><error id=\"9\">not available</error></pmc-articleset>";
    const auto set = parse_jats(answer);
    REQUIRE(set);
    REQUIRE(set->articles.size() == 2);
    CHECK(set->articles[0].withheld);
    CHECK_FALSE(set->articles[0].has_body);
    CHECK(set->articles[0].record.pmcid == "PMC7");
    CHECK(set->articles[1].record.pmcid == "PMC8");
    CHECK(answer.substr(set->articles[1].begin, set->articles[1].end - set->articles[1].begin)
              .starts_with("<article><front>"));
    CHECK(answer.substr(set->articles[1].begin, set->articles[1].end - set->articles[1].begin).ends_with("</article>"));
    CHECK(answer.substr(set->articles[0].begin, set->articles[0].end - set->articles[0].begin)
              .ends_with("</front></article>"));
    CHECK(set->unavailable == std::vector<std::string>{"PMC9"});
}

TEST_CASE("what is no JATS is an error with its place")
{
    CHECK_FALSE(parse_jats("<html/>"));
    CHECK_FALSE(parse_jats("<article><body>"));
    CHECK_FALSE(parse_jats(""));
    CHECK(pmcid_of("pmc12.3") == "PMC12");
    CHECK(pmcid_of("PMCx").empty());
}

TEST_CASE("sections nested without end are read to a depth and then flat")
{
    std::string deep = "<p>bottom</p>";
    for (int i = 0; i < 5000; ++i)
        deep = "<sec>" + deep + "</sec>";
    CHECK(body(deep).at(0).text == "bottom");
}

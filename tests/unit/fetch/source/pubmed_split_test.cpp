// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_xml.hpp"
#include "tests/unit/fetch/source/cut.hpp"
#include "tests/unit/fetch/source/pubmed_record.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace casebook;
using namespace casebook::testing;

namespace {

const std::string article_xml =
    "<PubmedArticle><MedlineCitation Status=\"x\"><PMID>1</PMID></MedlineCitation></PubmedArticle>";
const std::string book_xml = "<PubmedBookArticle><BookDocument><PMID>2</PMID></BookDocument></PubmedBookArticle>";
const std::string deletion_xml = "<DeleteCitation><PMID>3</PMID></DeleteCitation>";

} // namespace

TEST_CASE("records are handed out whole, each with the byte at which it began")
{
    const std::string stream = "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"x\" \"y\">\n" +
                               article_set("\n" + article_xml + "\n" + book_xml + deletion_xml + "\n") + "\n";
    const Cut got = cut(stream);
    REQUIRE(got.pieces.size() == 3);
    CHECK(got.pieces[0] == Piece{PubmedPiece::article, article_xml, stream.find(article_xml)});
    CHECK(got.pieces[1] == Piece{PubmedPiece::article, book_xml, stream.find(book_xml)});
    CHECK(got.pieces[2] == Piece{PubmedPiece::deletion, deletion_xml, stream.find(deletion_xml)});
    CHECK(got.root == "PubmedArticleSet");
    CHECK_FALSE(got.cut_short);
}

TEST_CASE("the size of the chunks changes nothing")
{
    const std::string comment = "<!-- </PubmedArticle> <PubmedArticle> > -->";
    const std::string cdata = "<![CDATA[</PubmedArticle><PubmedArticle>]]>";
    const std::string tricky = "<PubmedArticle>" + comment + cdata + "<?go </PubmedArticle>?></PubmedArticle >";
    const std::string streams[] = {
        article_set(comment + article_xml + tricky + book_xml + comment + deletion_xml),
        article_set(article_xml + "<PubmedArticle><MedlineCitation>" + article_xml + book_xml),
        article_set(article_xml) + "<?xml version=\"1.0\"?>" + article_set(book_xml),
        "<MedlineCitationSet><MedlineCitation><PMID>4</PMID></MedlineCitation></MedlineCitationSet>",
        article_set(article_xml) + "<!-- never closed " + article_set(book_xml),
        article_xml,
        "<html><body>no such thing</body></html>",
        "<PubmedArticleSet></PubmedArticleSet>",
        "<PubmedArticleSet/>",
        "<",
        "",
    };
    for (const std::string& stream : streams) {
        const Cut whole = cut(stream);
        for (std::size_t chunk = 1; chunk <= stream.size(); ++chunk)
            REQUIRE_MESSAGE(cut(stream, chunk) == whole, "chunk ", chunk, " of ", stream);
    }
}

TEST_CASE("a tag is found wherever among many bytes it stands")
{
    for (std::size_t before = 0; before <= 130; ++before) {
        const std::string filler(before, '<');
        const std::string words = "</PMID>" + std::string(before, 'm') + "<PubDate/><Desc/>";
        const std::string stream =
            article_set(words + article_xml + filler + "<!-- <PubmedArticle> -->" + words + book_xml + words +
                        "<?go <DeleteCitation>?>" + filler + deletion_xml + words + "<![CDATA[<PubmedArticle>]]>" +
                        words + "<MedlineCitation>" + words + "</MedlineCitation>" + words + "<PubmedArticle>" + words);
        const Cut whole = cut(stream);
        REQUIRE(whole.pieces.size() == 5);
        REQUIRE(whole == cut(stream, 1)); // never many at once
    }
}

TEST_CASE("comments, CDATA sections and instructions open and close no record")
{
    const std::string inside = "<PubmedArticle><!-- </PubmedArticle> --><![CDATA[<PubmedArticle>]]>"
                               "<?x </PubmedArticle>?><PMID>1</PMID></PubmedArticle>";
    const Cut got = cut(article_set("<!-- " + article_xml + " -->" + inside));
    REQUIRE(got.pieces.size() == 1);
    CHECK(got.pieces[0].kind == PubmedPiece::article);
    CHECK(got.pieces[0].xml == inside);
}

TEST_CASE("a closing tag may hold blanks, an opening one attributes")
{
    const std::string record = "<MedlineCitation\n Owner=\"NLM\"><PMID>4</PMID></MedlineCitation \n>";
    const Cut got = cut("<MedlineCitationSet>" + record + record + "</MedlineCitationSet>");
    REQUIRE(got.pieces.size() == 2);
    CHECK(got.pieces[1].xml == record);
}

TEST_CASE("names that only begin like a record's are no records")
{
    const Cut got = cut("<PubmedArticleSet><PubmedArticles>x</PubmedArticles><PubmedArticle2/>" + article_xml +
                        "</PubmedArticleSet>");
    REQUIRE(got.pieces.size() == 1);
    CHECK(got.pieces[0].xml == article_xml);
}

TEST_CASE("a record that is never closed ends where the next one begins, and the next one is whole")
{
    const std::string torn = "<PubmedArticle><MedlineCitation><PMID>9</PMID>";
    const Cut got = cut(article_set(article_xml + torn + book_xml + torn));
    REQUIRE(got.pieces.size() == 4);
    CHECK(got.pieces[0].xml == article_xml);
    CHECK(got.pieces[1].kind == PubmedPiece::torn);
    CHECK(got.pieces[1].xml == torn);
    CHECK(got.pieces[2].xml == book_xml);
    CHECK(got.pieces[3].kind == PubmedPiece::torn);
    CHECK(got.pieces[3].xml == torn);
    CHECK_FALSE(got.cut_short);
}

TEST_CASE("a stream that stops inside a record gives that record as torn")
{
    const Cut got = cut("<PubmedArticleSet>" + article_xml + article_xml.substr(0, 40) + "\n");
    REQUIRE(got.pieces.size() == 2);
    CHECK(got.pieces[1].kind == PubmedPiece::torn);
    CHECK(got.pieces[1].xml == article_xml.substr(0, 40));
    CHECK_FALSE(got.cut_short); // the torn record says so already
}

TEST_CASE("a stream that stops between two records is known to be cut short")
{
    CHECK(cut("<PubmedArticleSet>" + article_xml).cut_short);
    CHECK(cut("<PubmedArticleSet>" + article_xml + "</PubmedArticleS").cut_short);
    CHECK_FALSE(cut(article_set(article_xml)).cut_short);
    CHECK_FALSE(cut("<PubmedArticleSet/>").cut_short);
    CHECK_FALSE(cut(article_xml).cut_short);
}

TEST_CASE("a comment that never ends hides no record")
{
    SUBCASE("between records")
    {
        const Cut got = cut(article_set(article_xml + "<!-- oops " + book_xml));
        REQUIRE(got.pieces.size() == 2);
        CHECK(got.pieces[1].xml == book_xml);
    }
    SUBCASE("inside a record")
    {
        const std::string torn = "<PubmedArticle><![CDATA[ oops </PubmedArticl>";
        const Cut got = cut(article_set(torn + article_xml));
        REQUIRE(got.pieces.size() == 2);
        CHECK(got.pieces[0] == Piece{PubmedPiece::torn, torn, 18});
        CHECK(got.pieces[1].xml == article_xml);
    }
}

TEST_CASE("two files one behind the other are both read")
{
    const std::string prolog = "<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet>";
    const Cut got = cut(prolog + article_set(article_xml) + prolog + article_set(book_xml));
    REQUIRE(got.pieces.size() == 2);
    CHECK(got.pieces[1].xml == book_xml);
}

TEST_CASE("the root of another kind of document is named")
{
    CHECK(cut("<!DOCTYPE html>\n<html lang=\"en\">").root == "html");
    CHECK(cut("<?xml version=\"1.0\"?><eFetchResult><ERROR>x</ERROR></eFetchResult>").root == "eFetchResult");
    CHECK(cut("plain words").root == "");
    CHECK(cut("<!-- <PubmedArticle> -->").root == "");
}

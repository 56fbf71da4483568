// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;

namespace {

/// The record as NLM sends it, revised on a day, with what stands among its types of publication.
std::string evans_record(const std::string& day, const std::string& abstract, const std::string& type,
                         const std::string& notices)
{
    return "<PubmedArticleSet><PubmedArticle><MedlineCitation Status=\"MEDLINE\"><PMID Version=\"1\">7</PMID>"
           "<DateRevised><Year>2020</Year><Month>01</Month><Day>" +
           day +
           "</Day></DateRevised><Article PubModel=\"Print\"><Journal><JournalIssue CitedMedium=\"Print\"><PubDate>"
           "<Year>1990</Year></PubDate></JournalIssue><Title>J Invent</Title></Journal><ArticleTitle>Hair loss on "
           "cyclosporine.</ArticleTitle><Abstract><AbstractText>" +
           abstract +
           "</AbstractText></Abstract><AuthorList><Author><LastName>Evans</LastName></Author></AuthorList>"
           "<PublicationTypeList><PublicationType UI=\"D002363\">" +
           type + "</PublicationType></PublicationTypeList></Article>" + notices +
           "</MedlineCitation></PubmedArticle></PubmedArticleSet>";
}

const std::string concern =
    "<CommentsCorrectionsList><CommentsCorrections RefType=\"ExpressionOfConcernIn\"><RefSource>"
    "J Invent. 1991;2:3</RefSource></CommentsCorrections></CommentsCorrectionsList>";

struct RevisedDesk
{
    RevisedDesk() : store(desk.store()) {}

    Ran import(const std::string& day, const std::string& abstract, const std::string& type = "Case Reports",
               const std::string& notices = "")
    {
        desk.write(day + ".xml", evans_record(day, abstract, type, notices));
        return desk.run({"import", desk.file(day + ".xml")});
    }
    std::size_t listed() const
    {
        return nlohmann::json::parse(desk.run({"status", "--format", "json"}).out)["look_again"].size();
    }

    Desk desk;
    Store store;
};

bool output_says(const Ran& ran, const std::string& words) { return ran.out.find(words) != std::string::npos; }

} // namespace

TEST_CASE(
    "an import tells that a record which a person included is retracted now, and status does until somebody looks")
{
    RevisedDesk d;
    d.import("01", "A woman lost her hair.");
    decide(d.store, "pubmed:7", Verdict::include, "", "ann");
    const std::string told =
        "pubmed:7 (Evans 1990) is retracted now; include by ann stands until somebody decides again";
    CHECK(output_says(d.import("02", "A woman lost her hair.", "Retracted Publication"), "  " + told + "\n"));
    CHECK(output_says(d.desk.run({"status"}), "    " + told + "\n"));
    CHECK(d.store.current_decision("pubmed:7")->by == "ann");
    d.import("03", "A woman lost her hair.", "Retracted Publication"); // nothing more, and still nobody has looked
    CHECK(output_says(d.desk.run({"status"}), told));
    CHECK(d.desk.run({"decide", "7", "include", "--by", "ann"}).err.empty()); // the same word, said once more
    CHECK(d.listed() == 0);
    CHECK(d.desk.run({"decide", "7", "include", "--by", "ann"}).err.find("decided already") != std::string::npos);
}

TEST_CASE("a revision of what a criterion reads is told where a person had judged, one of other things is not")
{
    RevisedDesk d;
    d.import("01", "A woman lost her hair.");
    CHECK_FALSE(output_says(d.import("02", "A man lost his hair."), "changed in"));
    decide(d.store, "pubmed:7", Verdict::include, "", "ann");
    CHECK_FALSE(output_says(d.import("03", "A man lost his hair."), "changed in")); // the date of revision alone
    CHECK(d.listed() == 0);
    CHECK(output_says(d.import("04", "A mouse lost its hair."),
                      "  pubmed:7 (Evans 1990) changed in abstract; include by ann"));
    CHECK(d.listed() == 1);
}

TEST_CASE("a retraction is told where nobody had judged, too")
{
    RevisedDesk d;
    d.import("01", "A woman lost her hair.");
    CHECK(output_says(d.import("02", "A woman lost her hair.", "Retracted Publication"),
                      "  pubmed:7 (Evans 1990) is retracted now\n"));
    CHECK(d.listed() == 0);
}

TEST_CASE("an expression of concern after the article was included is told as a retraction is, by all that list it")
{
    RevisedDesk d;
    d.import("01", "A woman lost her hair.");
    d.store.put_extraction("pubmed:7", "key", {{suspect_case(1)}, {}, {}});
    decide(d.store, "pubmed:7", Verdict::include, "", "ann");
    const std::string told =
        "pubmed:7 (Evans 1990) has an expression of concern now; include by ann stands until somebody decides again";
    CHECK(output_says(d.import("02", "A woman lost her hair.", "Case Reports", concern), told));
    CHECK(output_says(d.desk.run({"status"}), told));
    CHECK(output_says(d.desk.run({"count"}), "expression of concern"));
    CHECK(output_says(d.desk.run({"changes"}), " EXPRESSION OF CONCERN\n"));
    for (const char* format : {"csv", "markdown", "html", "json"})
        CHECK(output_says(d.desk.run({"export", "table", "--format", format}),
                          "Evans 1990 (PMID 7), EXPRESSION OF CONCERN"));
    CHECK(output_says(d.desk.run({"export", "table"}),
                      "Expression of concern, and counted as long as nobody excludes it: Evans 1990 (PMID 7)."));
    for (const char* what : {"cases", "decisions"})
        CHECK(output_says(d.desk.run({"export", what}), ",expression of concern\r\n"));
    CHECK(d.listed() == 1);
    d.desk.run({"decide", "7", "include", "--by", "ann"});
    CHECK(d.listed() == 0);
    d.import("03", "A woman lost her hair.", "Retracted Publication", concern); // which is more
    CHECK(output_says(d.desk.run({"status"}), "is retracted now"));
    CHECK(output_says(d.desk.run({"export", "table"}), "Evans 1990 (PMID 7), RETRACTED"));
}

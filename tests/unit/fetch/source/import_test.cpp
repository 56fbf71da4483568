// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "tests/unit/corpus/shelf.hpp"
#include "tests/unit/fetch/source/pubmed_record.hpp"

using namespace casebook;

namespace {

/// An empty store and what is imported into it.
struct ImportShelf : Shelf
{
    ImportReport import(const std::string& bytes)
    {
        write_file(folder / "records", bytes);
        return import_file({store, store.start_run("import", "{}")}, folder / "records");
    }
};

std::string numbered_record(int number)
{
    return record_xml("<ArticleTitle>Hair</ArticleTitle>", "", "", std::to_string(98000000 + number));
}

} // namespace

TEST_CASE("records go in once, and a second time change nothing")
{
    ImportShelf shelf;
    const std::string file = article_set(numbered_record(1) + numbered_record(2));
    const ImportReport first = shelf.import(file);
    CHECK(first.records == 2);
    CHECK(first.added == 2);
    CHECK(first.pmids == std::vector<std::string>{"98000001", "98000002"});
    const std::int64_t revision = shelf.store.revision();
    const ImportReport second = shelf.import(file);
    CHECK(second.unchanged == 2);
    CHECK(second.added + second.revised + second.older == 0);
    CHECK(shelf.store.revision() == revision);
    CHECK(shelf.store.raw("pubmed:98000002") == numbered_record(2));
}

TEST_CASE("a broken record is set aside with its place and the rest goes in")
{
    ImportShelf shelf;
    const std::string broken = "<PubmedArticle><b></PubmedArticle>";
    const std::string latin = "<PubmedArticle>caf\xE9</PubmedArticle>";
    const std::string file = article_set(numbered_record(1) + broken + numbered_record(2) + latin + numbered_record(3));
    const ImportReport report = shelf.import(file);
    CHECK(report.added == 3);
    REQUIRE(report.broken.size() == 2);
    CHECK(report.broken[0].origin.position == file.find(broken));
    CHECK(report.broken[1].what == "byte 0xE9 is not UTF-8 (byte 18 of the record)");
    const auto kept = shelf.store.quarantined();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].bytes == broken);
    CHECK(kept[1].bytes == latin);
}

TEST_CASE("a broken record that comes again is kept once")
{
    ImportShelf shelf;
    const std::string file = article_set("<PubmedArticle><b></PubmedArticle>");
    shelf.import(file);
    shelf.import(file);
    CHECK(shelf.store.quarantined().size() == 1);
}

TEST_CASE("a file cut between two records is said to be cut, and what it has goes in")
{
    ImportShelf shelf;
    const ImportReport report = shelf.import("<PubmedArticleSet>" + numbered_record(1));
    CHECK(report.added == 1);
    CHECK(report.trouble.find("ends before </PubmedArticleSet>") != std::string::npos);
    CHECK(shelf.import(article_set(numbered_record(1))).trouble == "");
}

TEST_CASE("of a torn gzip file what comes before the tear goes in")
{
    ImportShelf shelf;
    std::string records;
    for (int i = 0; i < 5000; ++i)
        records += numbered_record(i);
    const std::string packed = gzip(article_set(records));
    const ImportReport report = shelf.import(packed.substr(0, packed.size() * 3 / 4));
    CHECK(report.added > 1000);
    CHECK(report.added < 5000);
    CHECK(report.trouble.find("cannot be read: truncated gzip input") != std::string::npos);
    CHECK(shelf.store.article_ids().size() == report.added);
    CHECK(shelf.import(packed).added + report.added == 5000);
}

TEST_CASE("a deletion takes records out, and their return needs a newer form")
{
    ImportShelf shelf;
    const auto revised = [](const std::string& year) {
        return article_set("<PubmedArticle><MedlineCitation><PMID>98000001</PMID><DateRevised><Year>" + year +
                           "</Year></DateRevised><Article/></MedlineCitation></PubmedArticle>");
    };
    const std::string deletion =
        article_set("<DeleteCitation><PMID>98000001</PMID><PMID>98000009</PMID></DeleteCitation>");
    shelf.import(revised("2019"));
    CHECK(shelf.import(deletion).deleted == 1);
    CHECK(shelf.import(deletion).deleted == 0);
    CHECK(shelf.store.article_ids().empty());
    CHECK(shelf.import(revised("2019")).older == 1);
    CHECK(shelf.store.article_ids().empty());
    CHECK(shelf.import(revised("2020")).revised == 1);
    CHECK(shelf.store.article_ids().size() == 1);
}

TEST_CASE("what holds no records is an error that says what it is")
{
    ImportShelf shelf;
    CHECK_THROWS_WITH_AS(shelf.import(""), doctest::Contains("holds nothing"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("\xFF\xFET\0Y\0"), doctest::Contains("holds UTF-16"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("title,year\n"), doctest::Contains("without a row"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("FN Clarivate\nVR 1.0\n"), doctest::Contains("export it there as RIS"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("@article{x,}\n"), doctest::Contains("holds BibTeX"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("hair loss"), doctest::Contains("something else"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("<!DOCTYPE html><html><body>sign in</body></html>"),
                         doctest::Contains("is a web page"), Error);
    CHECK_THROWS_WITH_AS(shelf.import("<eFetchResult><ERROR>Empty id  list</ERROR></eFetchResult>"),
                         doctest::Contains("it says \"Empty id list\""), Error);
    CHECK_THROWS_WITH_AS(shelf.import("<!-- nothing -->"), doctest::Contains("holds no XML"), Error);
    CHECK(shelf.store.article_ids().empty());
}

TEST_CASE("records are read whatever element wraps them, and an empty set is no mistake")
{
    ImportShelf shelf;
    CHECK(shelf.import("\xEF\xBB\xBF" + numbered_record(1)).added == 1);
    CHECK(shelf.import("<results>" + article_set(numbered_record(2)) + "</results>").added == 1);
    CHECK(shelf.import(article_set("")).records == 0);
    CHECK(shelf
              .import("<MedlineCitationSet><MedlineCitation><PMID>98000003</PMID><Article/></MedlineCitation>"
                      "</MedlineCitationSet>")
              .added == 1);
}

TEST_CASE("records from memory go into the caller's transaction")
{
    ImportShelf shelf;
    {
        const Store::Transaction dropped(shelf.store);
        CHECK(import_pubmed_xml({shelf.store, 1}, article_set(numbered_record(1)), "a search").added == 1);
    }
    CHECK(shelf.store.article_ids().empty());
}

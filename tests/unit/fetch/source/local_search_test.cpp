// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/local_search.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/error.hpp"
#include "tests/unit/fetch/source/records.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::testing;

namespace {

/// A folder with a baseline file and an update file, named as NLM names them, and a casebook beside it.
struct Mirror
{
    Mirror()
    {
        add("baseline/pubmed25n0002.xml.gz", record_xml(1, "Hair loss") + record_xml(2, "Hair dye", "2020-02-02") +
                                                 record_xml(3, "Kidney") + record_xml(4, "Hair of the past"));
        add("updatefiles/pubmed25n0010.xml.gz", record_xml(2, "Hair dye, revised", "2021-01-01") +
                                                    record_xml(5, "New hair", "2021-01-01") +
                                                    "<DeleteCitation><PMID Version=\"1\">4</PMID></DeleteCitation>");
    }

    void add(const std::string& name, const std::string& records)
    {
        const std::filesystem::path file = folder.path() / "pubmed" / name;
        std::filesystem::create_directories(file.parent_path());
        write_file(file, gzip(record_set(records)));
        std::filesystem::path beside = file;
        beside += ".md5";
        write_file(beside, "MD5(" + file.filename().string() + ")= " + md5_of_file(file) + "\n");
    }

    LocalReport search(const std::string& term, const std::string& since = "")
    {
        return search_files(store, {term, folder.path() / "pubmed", since}, {}, [](std::size_t, std::size_t) {});
    }

    TemporaryFolder folder;
    Store store = Store::open(folder.path() / "casebook.db");
};

} // namespace

TEST_CASE("MD5 is the one of RFC 1321")
{
    const TemporaryFolder folder;
    write_file(folder.path() / "a", "message digest");
    CHECK(md5_of_file(folder.path() / "a") == "f96b697d7cb7938d525a2f31aaf161d0");
}

TEST_CASE("a search over PubMed's files keeps what matches, in its newest form, without what NLM deleted")
{
    Mirror mirror;
    const LocalReport report = mirror.search("hair[ti]");
    CHECK(report.complete());
    CHECK(mirror.store.article_ids() == std::vector<std::string>{"pubmed:1", "pubmed:2", "pubmed:5"});
    CHECK(mirror.store.article("pubmed:2")->title.text == "Hair dye, revised");
    CHECK(report.added == 4);
    CHECK(report.revised == 1);
    CHECK(report.deleted == 1);
    REQUIRE(report.files.size() == 2);
    CHECK(report.files[0].name == "pubmed25n0002.xml.gz");
    CHECK(report.files[0].records == 4);
    CHECK(report.files[0].matches == 3);
    CHECK(report.translation == "\"hair\"[Title]");
    CHECK(mirror.store.runs().back().status == "done");
    CHECK(mirror.store.runs().back().details == to_json(report).dump());
}

TEST_CASE("a second search reads only files that are new, another search reads all")
{
    Mirror mirror;
    mirror.search("hair[ti]");
    mirror.add("updatefiles/pubmed25n0011.xml.gz", record_xml(6, "Hair again", "2022-01-01"));
    const LocalReport again = mirror.search("hair[ti]");
    CHECK(again.files[0].done_before);
    CHECK(again.files[1].done_before);
    CHECK_FALSE(again.files[2].done_before);
    CHECK(again.added == 1);
    const LocalReport other = mirror.search("kidney[ti]");
    CHECK_FALSE(other.files[0].done_before);
    CHECK(other.added == 1);
}

TEST_CASE("a record that is held stays current even when its new form matches no longer")
{
    Mirror mirror;
    mirror.search("hair[ti]");
    mirror.add("updatefiles/pubmed25n0012.xml.gz", record_xml(1, "About something else", "2023-01-01"));
    const LocalReport report = mirror.search("hair[ti]");
    CHECK(report.revised == 1);
    CHECK(report.files.back().matches == 0);
    CHECK(mirror.store.article("pubmed:1")->title.text == "About something else");
}

TEST_CASE("since a day: only what was entered or revised from then on")
{
    Mirror mirror;
    mirror.search("hair[ti]", "2021/01/01");
    CHECK(mirror.store.article_ids() == std::vector<std::string>{"pubmed:2", "pubmed:5"});
}

TEST_CASE("a file that is not what its .md5 says is not read, named, and read once it is right")
{
    Mirror mirror;
    const std::filesystem::path file = mirror.folder.path() / "pubmed/updatefiles/pubmed25n0010.xml.gz";
    const std::string right = read_file(file);
    write_file(file, right.substr(0, right.size() / 2));
    const LocalReport report = mirror.search("hair[ti]");
    CHECK_FALSE(report.complete());
    CHECK(report.files[1].trouble == "pubmed25n0010.xml.gz: is not what its .md5 says. Download it again.");
    CHECK(report.files[1].records == 0);
    CHECK(mirror.store.runs().back().status == "incomplete");
    write_file(file, right);
    const LocalReport later = mirror.search("hair[ti]");
    CHECK(later.complete());
    CHECK(later.files[0].done_before);
    CHECK(later.revised == 1);
}

TEST_CASE("a file cut short without an .md5 gives what is whole and counts as not read")
{
    Mirror mirror;
    const std::string text = record_set(record_xml(8, "Hair, whole") + record_xml(9, "Hair, cut"));
    write_file(mirror.folder.path() / "pubmed/pubmed25n0020.xml", text.substr(0, text.find("cut")));
    const LocalReport report = mirror.search("hair[ti]");
    CHECK_FALSE(report.complete());
    CHECK(mirror.store.article_info("pubmed:8"));
    CHECK_FALSE(mirror.store.article_info("pubmed:9"));
    CHECK(report.files[2].broken == 1);
}

TEST_CASE("a folder without files and a search that cannot be understood are errors")
{
    Mirror mirror;
    CHECK_THROWS_AS(mirror.search("(hair"), Error);
    CHECK_THROWS_AS(
        search_files(mirror.store, {"hair", mirror.folder.path() / "none", ""}, {}, [](std::size_t, std::size_t) {}),
        Error);
    CHECK(mirror.store.runs().empty());
}

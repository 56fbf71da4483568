// SPDX-License-Identifier: GPL-3.0-or-later
// Results, facets, order, and what is kept from one run to the next.
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace casebook;

namespace {

using Counts = std::map<std::string, std::size_t>;

} // namespace

TEST_CASE("facets count articles, not cases, over all results and not only those shown")
{
    IndexShelf shelf;
    IndexItem twins = item(1, "Twins");
    twins.cases = {with_sex(1, Sex::male), with_sex(2, Sex::male), with_sex(3, Sex::female)};
    IndexItem girl = decided(item(2, "A girl"), Verdict::exclude, "in_vitro");
    girl.cases = {with_sex(1, Sex::female)};
    shelf.index({twins, girl, item(3, "Nobody")});
    const Found found = LiteratureReader(shelf.path()).search({"", 1, 0, "", true});
    CHECK(found.total == 3);
    CHECK(found.hits.size() == 1);
    CHECK(found.facets.at("sex") == Counts{{"female", 2}, {"male", 1}});
    CHECK(found.facets.at("decision") == Counts{{"exclude", 1}, {"unclear", 2}});
    CHECK(found.facets.at("reason") == Counts{{"in_vitro", 1}});
    CHECK(found.facets.at("role") == Counts{{"suspect", 2}});
    CHECK(LiteratureReader(shelf.path()).search({"", 1, 0, "", false}).facets.empty());
}

TEST_CASE("an article whose id is longer than a term may be is indexed, brought up to date and taken out like others")
{
    IndexShelf shelf;
    IndexItem far = item(1, "Far away");
    far.article.id = "embase:" + std::string(300, 'L');
    CHECK(shelf.index({far, item(2, "Near")}) == 2);
    CHECK(shelf.index({far, item(2, "Near")}) == 0);
    far.article.title.text = "Further away";
    CHECK(shelf.index({far, item(2, "Near")}) == 1);
    const Found found = shelf.find("away");
    REQUIRE(found.hits.size() == 1);
    CHECK(found.hits[0].article == far.article.id);
    shelf.index({item(2, "Near")});
    CHECK(shelf.removed == 1);
    CHECK(shelf.find("away").total == 0);
}

TEST_CASE("an article is one result, shown with the case that matches")
{
    IndexShelf shelf;
    IndexItem twins = item(1, "Twins");
    twins.cases = {with_sex(1, Sex::male), with_sex(2, Sex::female)};
    shelf.index({twins});
    CHECK(LiteratureReader(shelf.path()).documents() == 2);
    const Found found = shelf.find("sex:female");
    REQUIRE(found.hits.size() == 1);
    CHECK(found.hits[0].case_number == 2);
    CHECK(found.hits[0].summary == "female; velnarane (suspect) → ");
    CHECK(shelf.find("").hits[0].case_number == 1);
}

TEST_CASE("results come in pages")
{
    IndexShelf shelf;
    std::vector<IndexItem> items;
    for (int i = 1; i <= 5; ++i)
        items.push_back(item(i, "Hair", "", 2000 + i));
    shelf.index(items);
    const LiteratureReader reader(shelf.path());
    const auto page = [&](std::size_t offset) { return numbers(reader.search({"hair", 2, offset, "year", false})); };
    CHECK(page(0) == std::vector<std::string>{"1", "2"});
    CHECK(page(2) == std::vector<std::string>{"3", "4"});
    CHECK(page(4) == std::vector<std::string>{"5"});
    CHECK(page(99).empty());
    CHECK(reader.search({"hair", std::size_t{1} << 40U, std::size_t{1} << 40U, "", false}).total == 5);
    CHECK(numbers(reader.search({"hair", std::size_t{1} << 40U, 0, "", false})).size() == 5);
}

TEST_CASE("a sort leaves what has no value to the end in both directions")
{
    IndexShelf shelf;
    shelf.index(
        {item(1, "Hair", "", 2003), item(2, "Hair", "", 0), item(3, "Hair", "", 2001), item(4, "Hair", "", 2002)});
    CHECK(numbers(shelf.find("", "year")) == std::vector<std::string>{"3", "4", "1", "2"});
    CHECK(numbers(shelf.find("", "-year")) == std::vector<std::string>{"1", "4", "3", "2"});
    CHECK(numbers(shelf.find("", "relevance")) == std::vector<std::string>{"1", "4", "3", "2"}); // the newest first
}

TEST_CASE("cases are sorted by latency and age")
{
    IndexShelf shelf;
    const auto with_days = [](int number, double days) {
        IndexItem out = item(number, "Hair");
        Case c = velnarane_case(1);
        c.latencies.push_back({Latency{{days, days}, Anchor::first_dose}, {}, ""});
        c.patient.age_years.value = 100 - days;
        out.cases = {c};
        return out;
    };
    shelf.index({with_days(1, 90), with_days(2, 7), with_days(3, 10.5)});
    CHECK(numbers(shelf.find("", "latency")) == std::vector<std::string>{"2", "3", "1"});
    CHECK(numbers(shelf.find("", "-latency")) == std::vector<std::string>{"1", "3", "2"});
    CHECK(numbers(shelf.find("", "age_years")) == std::vector<std::string>{"1", "3", "2"});
}

TEST_CASE("a word of the title weighs more than one of the abstract")
{
    IndexShelf shelf;
    shelf.index({item(1, "A case report", "Then alopecia came."), item(2, "Alopecia", "Then nothing much came."),
                 item(3, "Other words", "Wholly other words.")});
    CHECK(numbers(shelf.find("alopecia")) == std::vector<std::string>{"2", "1"});
}

TEST_CASE("a snippet is plain text in one line, with what matched between marks")
{
    IndexShelf shelf;
    IndexItem i = item(1, "Hair");
    i.article.abstract = {{"RESULTS", "", {"Alopecia at p < 0.05 & \"so on\" > 3", {}}},
                          {"END", "", {"Velnarane.", {}}}};
    shelf.index({i});
    CHECK(shelf.find("alopecia").hits.at(0).snippet == "RESULTS: \x01"
                                                       "Alopecia\x02 at p < 0.05 & \"so on\" > 3 END: Velnarane.");
}

TEST_CASE(
    "of a long text the snippet shows where the words stand close together, from the beginning of a sentence or a word")
{
    IndexShelf shelf;
    std::string filler;
    for (int i = 0; i < 60; ++i)
        filler += "Nothing to see in this sentence. ";
    IndexItem one =
        item(1, "One", filler + "Hair was kept. " + filler + "She had lost hair after velnarane. " + filler);
    IndexItem two = item(2, "Two", std::string(500, 'x') + " velnarane " + std::string(500, 'y'));
    shelf.index({one, two});
    const std::string snippet = shelf.find("hair AND velnarane").hits.at(0).snippet;
    CHECK(snippet.find("lost \x01hair\x02 after \x01velnarane\x02. Nothing") != std::string::npos);
    CHECK(snippet.starts_with("…She had lost"));
    CHECK(snippet.ends_with("…"));
    CHECK(snippet.size() < 260);
    CHECK(shelf.find("velnarane NOT hair").hits.at(0).snippet == "…\x01velnarane\x02…");
}

TEST_CASE("of articles that weigh the same the newest come first, on every page")
{
    IndexShelf shelf;
    std::vector<IndexItem> items;
    for (int i = 1; i <= 60; ++i)
        items.push_back(item(i, "Alopecia", "", 1950 + i * 7 % 60));
    items.push_back(item(99, "Alopecia, alopecia", "Alopecia.", 1900));
    shelf.index(items);
    const std::vector<std::string> all = numbers(shelf.find("alopecia"));
    CHECK(all.at(0) == "99");
    std::vector<std::string> pages;
    for (std::size_t offset = 0; offset < 61; offset += 7) {
        const Found page = LiteratureReader(shelf.path()).search({"alopecia", 7, offset, "", true});
        CHECK(page.total == 61);
        for (const std::string& number : numbers(page))
            pages.push_back(number);
    }
    CHECK(pages == all);
    for (std::size_t i = 2; i < all.size(); ++i)
        CHECK(std::stoi(all[i - 1]) * 7 % 60 > std::stoi(all[i]) * 7 % 60);
}

TEST_CASE("columns that are of another state, broken or gone change no answer")
{
    IndexShelf shelf;
    shelf.index({decided(item(1, "One hair"), Verdict::include), item(2, "Two hair")});
    const std::string before = answer(shelf, "hair", "");
    const std::filesystem::path file = shelf.path() / "casebook.columns";
    const std::string of_before = read_file(file);
    std::filesystem::remove(file);
    CHECK(answer(shelf, "hair", "") == before);
    write_file(file, std::string_view(of_before).substr(0, of_before.size() - 3));
    CHECK(answer(shelf, "hair", "") == before);
    shelf.index({item(1, "One hair"), item(2, "Two hair"), item(3, "Three hair")});
    const std::string after = answer(shelf, "hair", "");
    CHECK(after != before);
    write_file(file, of_before);
    CHECK(answer(shelf, "hair", "") == after);
}

TEST_CASE("an article that has not changed is not written again")
{
    IndexShelf shelf;
    CHECK(shelf.index({item(1, "One"), item(2, "Two")}) == 2);
    CHECK(shelf.index({item(1, "One"), item(2, "Two")}) == 0);
    CHECK(shelf.index({item(1, "One"), item(2, "Two changed")}) == 1);
    CHECK(shelf.index({item(1, "One"), decided(item(2, "Two changed"), Verdict::include)}) == 1);
    CHECK(shelf.removed == 0);
    CHECK(shelf.index({item(2, "Two")}) == 1);
    CHECK(shelf.removed == 1);
    CHECK(numbers(shelf.find("")) == std::vector<std::string>{"2"});
}

TEST_CASE("the index knows which state of the store it shows")
{
    IndexShelf shelf;
    shelf.index({item(1, "One")});
    CHECK(LiteratureReader(shelf.path()).store_revision() == 1);
    shelf.index({item(1, "One")});
    CHECK(LiteratureReader(shelf.path()).store_revision() == 2);
}

TEST_CASE("a writer that ends without a commit leaves a stale index, which the next run completes")
{
    IndexShelf shelf;
    shelf.index({item(1, "One")});
    const IndexItem two = item(2, "Two");
    {
        LiteratureWriter writer(shelf.path());
        writer.put({two.article, two.decision, two.cases});
        CHECK(shelf.find("").total == 1);
    }
    CHECK(LiteratureReader(shelf.path()).store_revision() == 1);
    shelf.index({item(1, "One"), two});
    CHECK(numbers(shelf.find("two")) == std::vector<std::string>{"2"});
    CHECK(LiteratureReader(shelf.path()).documents() == 2);
}

TEST_CASE("an index that holds a part of what it was to take shows no state of the store")
{
    IndexShelf shelf;
    shelf.index({item(1, "One")});
    {
        LiteratureWriter writer(shelf.path());
        for (int number = 2; LiteratureReader(shelf.path()).documents() == 1; ++number) {
            REQUIRE(number < 10000); // at which Xapian would commit by itself
            const IndexItem more = item(number, "More");
            writer.put({more.article, more.decision, more.cases});
        }
    }
    CHECK(LiteratureReader(shelf.path()).store_revision() == -1);
    shelf.index({item(1, "One"), item(2, "More")});
    CHECK(LiteratureReader(shelf.path()).store_revision() == 2);
    CHECK(LiteratureReader(shelf.path()).documents() == 2);
}

TEST_CASE("where the folder of the index is a link, it stays one")
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "large disk");
    std::filesystem::create_directory_symlink(folder / "large disk", folder / "index");
    LiteratureWriter writer(folder / "index");
    for (int number = 1; number <= 1000; ++number) { // enough for an index built beside its place
        const IndexItem one = item(number, "One");
        writer.put({one.article, one.decision, one.cases});
    }
    writer.commit(1);
    CHECK(std::filesystem::is_symlink(folder / "index"));
    CHECK(LiteratureReader(folder / "large disk").documents() == 1000);
}

TEST_CASE("a reader that was opened before two more commits still answers")
{
    IndexShelf shelf;
    shelf.index({item(1, "One")});
    const LiteratureReader reader(shelf.path());
    for (int i = 2; i < 6; ++i)
        shelf.index({item(1, "One " + std::to_string(i)), item(i, "More")});
    CHECK(reader.search({"one", 10, 0, "", true}).total == 1);
}

TEST_CASE("two writers at once: the second is told to wait")
{
    IndexShelf shelf;
    const LiteratureWriter first(shelf.path());
    CHECK_THROWS_WITH_AS(LiteratureWriter(shelf.path()), doctest::Contains("another casebook command is indexing"),
                         Error);
}

TEST_CASE("what is no index is an error that says how to make one")
{
    const TemporaryFolder folder;
    CHECK_THROWS_WITH_AS(LiteratureReader(folder / "none"), doctest::Contains("casebook index"), Error);
    std::filesystem::create_directory(folder / "index");
    write_file(folder / "index/iamglass", "no database");
    CHECK_THROWS_WITH_AS(LiteratureReader(folder / "index"), doctest::Contains("casebook index"), Error);
    const IndexItem one = item(1, "One");
    {
        LiteratureWriter writer(folder / "index"); // which is what is advised
        writer.put({one.article, one.decision, one.cases});
        writer.commit(1);
    }
    CHECK(LiteratureReader(folder / "index").search({"one", 10, 0, "", false}).total == 1);
}

TEST_CASE("an index whose first making was killed says so, and not that another program made it")
{
    const TemporaryFolder folder;
    if (const pid_t child = ::fork(); child == 0) {
        const LiteratureWriter writer(folder / "index");
        ::_exit(0); // as a kill: nothing is committed, no destructor runs
    } else {
        REQUIRE(::waitpid(child, nullptr, 0) == child);
    }
    CHECK_THROWS_WITH_AS(LiteratureReader(folder / "index"), doctest::Contains("indexing was broken off"), Error);
}

TEST_CASE("what FAERS counts of the pair and of each case is given back as it was put, with the rule")
{
    IndexShelf shelf;
    const PairReports pair = {"VELNARANE",  "Alopecia", "level latest", "latest", {"PS"},
                              "2004-01-01", "",         {2, 5, 7, 40},  3};
    const CaseReports known = {"female", "19-44", ReportCounts{1, 2, 3, 9}, "alopecia", 2};
    const CaseReports nothing = {"unknown", "unknown", std::nullopt, "blue hair", std::nullopt};
    IndexItem twins = item(1, "Twins");
    twins.cases = {velnarane_case(1), velnarane_case(2)};
    twins.reports = {known, nothing};
    shelf.index({twins});
    CHECK_FALSE(LiteratureReader(shelf.path()).pair()); // no quarters were held
    CHECK(LiteratureReader(shelf.path()).reports_of("pubmed:98000001") ==
          std::map<int, CaseReports>{{1, known}, {2, nothing}});
    LiteratureWriter(shelf.path()).commit(7, "basis", pair);
    CHECK(shelf.find("twins").pair == pair);
    CHECK(shelf.find("twins").hits.at(0).reports == known);
    LiteratureWriter(shelf.path()).commit(8, "basis");
    CHECK_FALSE(LiteratureReader(shelf.path()).pair());
}

TEST_CASE("other counts make an article new, the same ones do not")
{
    IndexShelf shelf;
    IndexItem one = item(1, "One");
    one.cases = {velnarane_case(1)};
    one.reports = {{"female", "19-44", ReportCounts{1, 2, 3, 9}, "alopecia", 2}};
    CHECK(shelf.index({one}) == 1);
    CHECK(shelf.index({one}) == 0);
    one.reports[0].stratum->all = 10;
    CHECK(shelf.index({one}) == 1);
}

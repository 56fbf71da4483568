// SPDX-License-Identifier: GPL-3.0-or-later
// Words without operators: what must be there, and what comes first.
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

using Numbers = std::vector<std::string>;

Found ask(const IndexShelf& shelf, const std::string& query, WordsMode mode = WordsMode::fitting)
{
    Search search{query, 100, 0, "", false};
    search.words = mode;
    return LiteratureReader(shelf.path()).search(search);
}

struct WordShelf : IndexShelf
{
    WordShelf()
    {
        index({item(1, "Hair loss in children", "It fell out."), item(2, "Loss of weight", "Children ate less."),
               item(3, "Kidneys of mice", "Nothing fell."), item(4, "Bronchi", "A study.")});
    }
};

/// The same words, blamed on different drugs.
IndexItem blaming(int number, const std::vector<std::string>& drugs)
{
    IndexItem out = item(number, "Velnarane and zelotropin", "Hair loss.");
    out.blamed = drugs;
    return out;
}

} // namespace

TEST_CASE("of a few words all that tell something must be there, words that join and words that ask for harm need not")
{
    const WordShelf shelf;
    CHECK(numbers(ask(shelf, "loss of hair")) == Numbers{"1"});
    CHECK(numbers(ask(shelf, "hair loss associated with being children")) == Numbers{"1"});
    CHECK(numbers(ask(shelf, "children induced loss")).size() == 2);
    CHECK_FALSE(ask(shelf, "loss of hair").some_words);
    CHECK(numbers(ask(shelf, "adverse")).empty()); // but where there is nothing else they are what is looked for
}

TEST_CASE("a question is not held to all of its words, and what has most of them comes first")
{
    const WordShelf shelf;
    for (const char* question :
         {"Does hair loss occur in mice?", "hair loss of mice.", "hair loss or bronchi",
          "hair loss children weight kidney bronchus trachea", "What is said of \"hair loss\" and of mice?"}) {
        CAPTURE(question);
        const Found found = ask(shelf, question);
        CHECK(found.some_words);
        CHECK_FALSE(found.widened);
        CHECK(found.total >= 2);
        CHECK(numbers(found).front() == "1");
    }
    CHECK(ask(shelf, "Does hair loss occur in mice?", WordsMode::all).total == 0);
}

TEST_CASE("where nothing has all words, what has some is found, and that is said")
{
    const WordShelf shelf;
    const Found found = ask(shelf, "hair kidney");
    CHECK(found.widened);
    CHECK(found.total == 2);
    CHECK_FALSE(ask(shelf, "hair kidney", WordsMode::all).widened);
    CHECK(ask(shelf, "hair kidney", WordsMode::all).total == 0);
    CHECK(ask(shelf, "hair AND kidney").total == 0);
    CHECK(ask(shelf, "\"hair kidney\"").total == 0);
    CHECK(ask(shelf, "nowhere").total == 0);
    CHECK(ask(shelf, "hair loss", WordsMode::any).total == 2);
}

TEST_CASE("fields hold for a question too, and a count never rests on some of the words")
{
    const WordShelf shelf;
    CHECK(numbers(ask(shelf, "pmid:98000002 does hair loss occur in children?")) == Numbers{"2"});
    CHECK(numbers(ask(shelf, "hair kidney (year:2019)")).size() == 2);
    CHECK(ask(shelf, "hair kidney year:1990").total == 0);
    const LiteratureReader reader(shelf.path());
    CHECK(reader.matches({"Does hair loss occur in mice?", 10, 0, ""}).empty());
    CHECK(reader.matches({"Does hair loss occur in children?", 10, 0, ""}).size() == 0); // "occur" tells something
    CHECK(reader.matches({"Is there hair loss in children?", 10, 0, ""}).size() == 1);
}

TEST_CASE("a word that is said twice weighs more, but is looked for once")
{
    const WordShelf shelf;
    CHECK(numbers(ask(shelf, "hair hairs hair")) == Numbers{"1"});
    CHECK(numbers(ask(shelf, "kidney hair kidney?")) == Numbers{"3", "1"});
}

TEST_CASE("an article that blames the drug comes before one that only names it, unless treatment is asked for")
{
    IndexShelf shelf;
    shelf.index({blaming(1, {"zelotropin"}), blaming(2, {}), blaming(3, {"velnarane"})});
    CHECK(numbers(ask(shelf, "velnarane hair loss")) == Numbers{"3", "1", "2"});
    CHECK(numbers(ask(shelf, "adverse effect of zelotropin")) == Numbers{"1", "2", "3"});
    CHECK(numbers(ask(shelf, "treated zelotropin", WordsMode::any)) == Numbers{"1", "2", "3"}); // by age alone
    CHECK(numbers(shelf.find("blames:velnarane")) == Numbers{"3"});
    CHECK(ask(shelf, "velnarane").total == 3); // only the order changes
}

TEST_CASE("where no drug is named, what the review's own drug is to the event decides")
{
    IndexShelf shelf;
    IndexItem passing = item(1, "Hair");
    passing.cases = {velnarane_case(1, Role::concomitant)};
    IndexItem treated = item(2, "Hair");
    treated.cases = {velnarane_case(1, Role::treatment_of_event)};
    IndexItem suspected = item(3, "Hair");
    suspected.cases = {velnarane_case(1, Role::suspect)};
    shelf.index({passing, treated, suspected});
    CHECK(numbers(ask(shelf, "hair")) == Numbers{"3", "1", "2"});
    CHECK(numbers(shelf.find("hair", "year")) == Numbers{"1", "2", "3"}); // an order that was asked for stays
}

TEST_CASE("on the review's own drug a case has the last word over what the text seems to blame")
{
    IndexShelf shelf;
    IndexItem corrected = item(1, "Velnarane");
    corrected.cases = {velnarane_case(1, Role::treatment_of_event)};
    corrected.blamed = {"velnarane", "zelotropin"};
    IndexItem missed = item(2, "Velnarane");
    missed.cases = {velnarane_case(1, Role::suspect)};
    shelf.index({corrected, missed});
    CHECK(numbers(shelf.find("blames:velnarane")) == Numbers{"2"});
    CHECK(numbers(shelf.find("blames:zelotropin")) == Numbers{"1"});
}

TEST_CASE("what a search found is told from what it finds now by article, and counts of FAERS change nothing")
{
    IndexShelf shelf;
    IndexItem one = item(1, "Hair");
    one.cases = {velnarane_case(1)};
    shelf.index({one, item(2, "Hair and more"), item(3, "Mice")});
    const auto states = [&] { return LiteratureReader(shelf.path()).states({"hair", 10, 0, ""}); };
    const auto before = states();
    CHECK(before.size() == 2);
    one.reports = {{"female", "19-44", ReportCounts{1, 2, 3, 9}, "alopecia", 2}};
    shelf.index({one, item(2, "Hair and more"), item(3, "Mice")});
    CHECK(states() == before);
    shelf.index({one, decided(item(2, "Hair and more"), Verdict::include), item(3, "Mice")});
    CHECK(states().at("pubmed:98000001") == before.at("pubmed:98000001"));
    CHECK(states().at("pubmed:98000002") != before.at("pubmed:98000002"));
}

TEST_CASE("a search can be held to some articles, whatever it is")
{
    const WordShelf shelf;
    Search search{"loss", 10, 0, "", true};
    search.among = std::set<std::string>{"pubmed:98000002", "pubmed:98000003"};
    CHECK(numbers(LiteratureReader(shelf.path()).search(search)) == Numbers{"2"});
    search.query = "";
    CHECK(LiteratureReader(shelf.path()).search(search).total == 2);
    search.among->clear();
    CHECK(LiteratureReader(shelf.path()).search(search).total == 0);
}

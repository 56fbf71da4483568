// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/duplicates.hpp"

#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::test;

namespace {

Article record(const std::string& id, const std::string& title, int year, const std::string& author,
               const std::string& doi = "", const std::string& pmid = "")
{
    Article a;
    a.id = id;
    a.pmid = pmid;
    a.title.text = title;
    a.published.year = year;
    a.doi = doi;
    if (!author.empty())
        a.authors.push_back({author, "", "A", "", false, "", {}});
    return a;
}

std::vector<Likeness> like(const Article& a, const Article& b) { return find_likenesses({keys_of(a), keys_of(b)}); }

void say(Store& store, const std::string& a, const std::string& b, Kinship kinship)
{
    store.add(Pairing{a, b, kinship, "ann", "", ""});
}

struct DuplicateShelf
{
    DuplicateShelf() : store(desk.store())
    {
        int n = 0;
        for (const char* id : {"a", "b", "c", "d"})
            store.put(record(id, "Hair loss in a patient on velnarane", 2001, "Adams"),
                      std::string("x") + std::to_string(++n), {"test", 0, "database"}, 1);
    }
    Desk desk;
    Store store;
};

} // namespace

TEST_CASE("records are alike by number, else by title with author and year, and the rule is named")
{
    const Article a = record("a", "Alopecia areata after velnarane", 2001, "Müller", "10.1/X", "7");
    CHECK(like(a, record("b", "Other", 1990, "", "", "7"))[0].rule == "the same PMID");
    CHECK(like(a, record("b", "ALOPECIA AREATA AFTER VELNARANE: a case", 2001, "", "10.1/x"))[0].certain);
    CHECK_FALSE(like(a, record("b", "Abstracts of a congress", 2001, "", "10.1/x"))[0].certain);
    CHECK(like(a, record("b", "Alopecia areata after velnarane.", 2002, "Muller"))[0].certain);
    CHECK_FALSE(like(a, record("b", "Alopecia areata after velnarane", 0, "Muller"))[0].certain);
    CHECK_FALSE(like(a, record("b", "Alopecia areata after velnarane", 2001, "Muller", "10.1/other"))[0].certain);
    CHECK(like(a, record("b", "Alopecia areata after velnarane", 2004, "Muller")).empty());
    CHECK(like(a, record("b", "Alopecia areata after velnarane", 2001, "Smith")).empty());
    CHECK(like(record("a", "Case report", 2001, "Adams"), record("b", "Case report", 2001, "Adams")).empty());
}

TEST_CASE("records that share a number or a telling title are told from all others, whatever comes between")
{
    SharedKeys shared;
    const auto add = [&](const std::string& title, const std::string& doi, const std::string& pmid) {
        shared.add(keys_of(record("x", title, 2001, "Adams", doi, pmid)));
    };
    add("Alopecia areata after velnarane", "10.1/x", "7"); // 0: with 3 by title
    add("Another title of letters enough", "", "8");
    add("Case report", "10.1/Y", "");
    add("ALOPECIA AREATA after velnarane.", "", "");
    add("Case report", "10.1/y", "9"); // 4: with 2 by DOI, with 6 by PMID; "Case report" says nothing
    add("Case report", "8", "");       // a DOI is no PMID
    add("", "", "9");
    add("", "", "");
    CHECK(shared.places() == std::vector<std::size_t>{0, 2, 3, 4, 6});
    CHECK(SharedKeys().places().empty());
}

TEST_CASE("nothing is merged before a person says so, and a PMID that stands for none is no number")
{
    DuplicateShelf shelf;
    CHECK(merged_records(shelf.store).empty());
    CHECK(find_duplicates(shelf.store).proposed.size() == 1);
    CHECK(like(record("a", "One title that is long enough", 0, "", "", "99000001"),
               record("b", "Another", 0, "", "", "99000001"))
              .empty());
}

TEST_CASE("merged records follow the one that stays, through chains and circles")
{
    DuplicateShelf shelf;
    say(shelf.store, "a", "b", Kinship::duplicate);
    say(shelf.store, "b", "c", Kinship::duplicate);
    CHECK(merged_records(shelf.store) == std::map<std::string, std::string>{{"b", "a"}, {"c", "a"}});
    say(shelf.store, "c", "a", Kinship::duplicate); // the newest word on a and c: now all are seconds
    CHECK(merged_records(shelf.store) == std::map<std::string, std::string>{{"b", "a"}, {"c", "a"}});
}

TEST_CASE("a word is taken back, and not a duplicate stays not a duplicate")
{
    DuplicateShelf shelf;
    say(shelf.store, "a", "b", Kinship::duplicate);
    say(shelf.store, "b", "a", Kinship::open);
    CHECK(merged_records(shelf.store).empty());
    for (const auto& [x, y] : {std::pair("a", "b"), std::pair("a", "c"), std::pair("a", "d")})
        say(shelf.store, x, y, Kinship::different);
    const Duplicates found = find_duplicates(shelf.store);
    REQUIRE(found.proposed.size() == 1);
    CHECK(found.proposed[0].records == std::vector<std::string>{"b", "c", "d"});
    CHECK(found.different.size() == 3);
}

TEST_CASE(
    "the record to keep is the one with more in it, whoever judged which: PubMed's, one with an abstract, the first")
{
    DuplicateShelf shelf;
    CHECK(find_duplicates(shelf.store).proposed[0].records.front() == "a");
    Article told = record("b", "Hair loss in a patient on velnarane", 2001, "Adams");
    told.abstract = {{"", "", {"A woman of 40 lost her hair.", {}}}};
    shelf.store.put(told, "with its abstract", {"test", 0, "database"}, 1);
    decide(shelf.store, "c", Verdict::include, "", "ann");
    CHECK(find_duplicates(shelf.store).proposed[0].records.front() == "b");
    told.id = "pubmed:9";
    told.pmid = "9";
    shelf.store.put(told, "y", {"test", 0, "database"}, 1);
    const ProposedGroup group = find_duplicates(shelf.store).proposed[0];
    CHECK(group.records.front() == "pubmed:9");
    CHECK(group.certain);
    CHECK(group.lost.empty());
}

TEST_CASE("a bare record that a person labelled is merged into PubMed's, and the word counts there")
{
    Desk desk;
    Store store = desk.store();
    fill(store);
    Article bare = *store.article("pubmed:1");
    bare.id = "record:1";
    bare.pmid.clear();
    bare.doi.clear();
    bare.abstract.clear();
    bare.database = "CSV file";
    store.put(bare, "bare", {"fay.csv", 0, "database"}, 1);
    decide(store, "record:1", Verdict::include, "", "Fay");
    CHECK(desk.run({"duplicates", "merge", "certain", "--by", "Fay"}).out == "record:1 is merged into pubmed:1\n");
    CHECK(desk.run({"count"}).out.find("Patients     3\n") != std::string::npos);
    CHECK(store.current_decision("pubmed:1")->by == "Fay");
}

TEST_CASE("a group in which something would be left behind is for a person to merge, and what is said")
{
    Desk desk;
    Store store = desk.store();
    fill(store);
    Article other = *store.article("pubmed:1");
    other.id = "record:1";
    other.pmid.clear();
    other.abstract.clear();
    other.database = "CSV file";
    store.put(other, "bare", {"fay.csv", 0, "database"}, 1);
    CHECK(desk.run({"correct", "record:1#new", "drug", "cyclosporine", "--by", "Fay"}).status == 0);
    const ProposedGroup group = find_duplicates(store).proposed.at(0);
    CHECK(group.records == std::vector<std::string>{"record:1", "pubmed:1"});
    CHECK_FALSE(group.certain);
    CHECK(group.lost == std::map<std::string, std::string>{{"pubmed:1", "PubMed's record and its PMID, its abstract"}});
    CHECK(desk.run({"duplicates"})
              .out.find("merged, it would no longer count with PubMed's record and its PMID, its abstract\n") !=
          std::string::npos);
    CHECK(desk.run({"duplicates", "merge", "certain", "--by", "Fay"}).out == "There is nothing to merge.\n");
}

TEST_CASE("reports of one study are linked and both stay, a merged record stands for the one it was merged into")
{
    DuplicateShelf shelf;
    say(shelf.store, "a", "b", Kinship::duplicate);
    say(shelf.store, "b", "c", Kinship::same_study);
    CHECK(linked_studies(shelf.store) == std::vector<std::vector<std::string>>{{"a", "c"}});
}

TEST_CASE("a merged report's patients are not counted, and are again when it is taken back")
{
    Desk desk;
    {
        Store store = desk.store();
        fill(store);
        say(store, "pubmed:1", "pubmed:2", Kinship::duplicate);
    }
    CHECK(desk.run({"count"}).out.find("Patients     1\n") != std::string::npos);
    CHECK(desk.run({"count"}).out.find("Duplicates   1 more records") != std::string::npos);
    CHECK(desk.run({"duplicates", "undo", "1", "2", "--by", "ann"}).status == 0);
    CHECK(desk.run({"count"}).out.find("Patients     3\n") != std::string::npos);
    CHECK(desk.run({"duplicates", "link", "1", "2", "--by", "ann"}).status == 0);
    CHECK(desk.run({"count"}).out.find("Studies      1:") != std::string::npos);
}

TEST_CASE("an import tells how many of its new records look like one that is held, and merges none")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    desk.write("export.ris", "TY  - JOUR\nDB  - PubMed\nAN  - 1\nTI  - Hair loss on cyclosporine, report 1.\nPY  - "
                             "1990\nER  - \nTY  - JOUR\nTI  - Another one altogether\nPY  - 2011\nER  - \n");
    const std::string told = "1 of the new records looks like one of the same article: `casebook duplicates` shows "
                             "them; until they are merged each counts as an article of its own.\n";
    CHECK(desk.run({"import", desk.file("export.ris")}).err == told);
    CHECK(merged_records(store).empty());
    CHECK(desk.run({"import", desk.file("export.ris")}).err.empty()); // nothing new
    CHECK(find_duplicates(store).proposed.size() == 1);
}

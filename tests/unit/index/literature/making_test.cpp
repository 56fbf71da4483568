// SPDX-License-Identifier: GPL-3.0-or-later
// However an index was made it answers the same.
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace casebook;

TEST_CASE("an index brought up to date in any number of steps answers like one made anew")
{
    std::mt19937 random(7); // the same steps every time
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const char* words[] = {"alopecia", "velnarane", "kidney", "hair", "mouse", "growth", "minoxidil", "areata"};
    std::vector<IndexItem> items;
    IndexShelf stepwise;
    for (int step = 0; step < 25; ++step) {
        const int number = 1 + pick(12);
        IndexItem changed = item(number, std::string(words[pick(8)]) + " " + words[pick(8)],
                                 std::string(words[pick(8)]) + " and " + words[pick(8)], 2000 + pick(4));
        for (int c = pick(3); c > 0; --c)
            changed.cases.insert(changed.cases.begin(), with_sex(c, pick(2) == 0 ? Sex::male : Sex::female));
        if (pick(2) == 0)
            changed = decided(std::move(changed), pick(2) == 0 ? Verdict::include : Verdict::exclude);
        std::erase_if(items, [&](const IndexItem& i) { return i.article.id == changed.article.id; });
        if (pick(5) > 0)
            items.push_back(std::move(changed));
        stepwise.index(items);
    }
    IndexShelf anew;
    anew.index(items);
    for (const char* query :
         {"", "alopecia", "hair kidney", "hair OR mouse", "sex:male", "alopecai", "grwoth", "velnaran"})
        for (const char* sort : {"", "year", "-year"})
            CHECK_MESSAGE(answer(stepwise, query, sort) == answer(anew, query, sort), query, " by ", sort);
}

namespace {

/// More than go into one shard, and not all of one kind.
std::vector<IndexItem> many_items(int count)
{
    std::vector<IndexItem> out;
    for (int i = 1; i <= count; ++i) {
        out.push_back(item(i, "Hair number" + std::to_string(i % 17),
                           "Kidney " + std::string(i % 3 == 0 ? "alopecia" : "mouse"), 1950 + i % 70));
        if (i % 11 == 0)
            out.back().cases = {with_sex(1, Sex::male), with_sex(2, Sex::female)};
    }
    return out;
}

void check_same(const IndexShelf& a, const IndexShelf& b)
{
    for (const char* query : {"", "alopecia", "hair number3", "mouse OR kidney", "sex:male", "alopecai", "kidny"})
        CHECK_MESSAGE(answer(a, query, "") == answer(b, query, ""), query);
}

} // namespace

TEST_CASE("many articles put into an index that holds none answer like those put in one after the other")
{
    const std::vector<IndexItem> items = many_items(1130);
    IndexShelf at_once, stepwise;
    at_once.index(items);
    stepwise.index({items[0]});
    stepwise.index(items);
    check_same(at_once, stepwise);
    CHECK(at_once.index(items) == 0);
    const std::vector<IndexItem> fewer(items.begin() + 30, items.end() - 5);
    at_once.index(fewer);
    IndexShelf anew;
    anew.index(fewer);
    check_same(at_once, anew);
    CHECK_FALSE(std::filesystem::exists(anew.path().string() + ".building"));
}

TEST_CASE("more articles than one group of shards holds keep their order")
{
    const std::vector<IndexItem> items = many_items(8300);
    IndexShelf shelf;
    shelf.index(items);
    CHECK(shelf.find("").total == 8300);
    CHECK(shelf.find("number3").total == 489);
    CHECK(shelf.find("sex:male").total == 8300 / 11);
    CHECK(numbers(shelf.find("pmid:98008299")) == std::vector<std::string>{"8299"});
    CHECK(shelf.index({items.begin(), items.end() - 1}) == 0);
    CHECK(shelf.removed == 1);
}

TEST_CASE("an index of many articles that is killed while it is made is made whole by the next run")
{
    const std::vector<IndexItem> items = many_items(800);
    IndexShelf anew;
    anew.index(items);
    IndexShelf killed;
    for (const std::size_t at : {100U, 251U, 600U, 800U}) {
        if (const pid_t child = ::fork(); child == 0) {
            LiteratureWriter writer(killed.path());
            for (std::size_t i = 0; i < at; ++i)
                writer.put({items[i].article, items[i].decision, items[i].cases, {}, {}});
            if (at == 800)
                writer.drop_unseen(); // all is put together, nothing committed
            ::_exit(0);
        } else {
            REQUIRE(::waitpid(child, nullptr, 0) == child);
        }
    }
    killed.index(items);
    check_same(killed, anew);
    CHECK_FALSE(std::filesystem::exists(killed.path().string() + ".building"));
}

TEST_CASE("the same article put twice into an index that holds none counts once, as it came last")
{
    const std::vector<IndexItem> items = many_items(300);
    IndexShelf shelf;
    {
        LiteratureWriter writer(shelf.path());
        for (const IndexItem& i : items)
            writer.put({i.article, i.decision, i.cases, {}, {}});
        const IndexItem again = item(7, "Quite another title");
        CHECK(writer.put({again.article, again.decision, again.cases, {}, {}}));
        writer.commit(1);
    }
    CHECK(shelf.find("").total == 300);
    CHECK(numbers(shelf.find("quite another")) == std::vector<std::string>{"7"});
}

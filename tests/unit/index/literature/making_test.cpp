// SPDX-License-Identifier: GPL-3.0-or-later
// However an index was made it answers the same.
#include "index/literature/document.hpp"
#include "index/literature/shards.hpp"
#include "tests/unit/index/literature/shelf.hpp"

#include <doctest/doctest.h>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

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

namespace {

/// While it lives so many more files may be open.
class FewFiles
{
public:
    explicit FewFiles(int more)
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const int next = ::dup(STDERR_FILENO);
        ::close(next);
        rlimit fewer = before_;
        fewer.rlim_cur = static_cast<rlim_t>(next + more);
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &fewer) == 0);
    }
    ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewFiles(const FewFiles&) = delete;
    FewFiles& operator=(const FewFiles&) = delete;

private:
    rlimit before_{};
};

} // namespace

TEST_CASE("documents keep their order, however many groups of shards they are put together from, by few files")
{
    const TemporaryFolder folder;
    const FewFiles few(60); // 30 shards have 120
    for (const int batches : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 30}) {
        ShardedBuild build(folder / "building", 3);
        for (int i = 0; i < batches; ++i) {
            Batch batch(2);
            for (int k = 0; k < 2; ++k) {
                const std::string number = std::to_string(2 * i + k + 1);
                batch[static_cast<std::size_t>(k)].key = number;
                batch[static_cast<std::size_t>(k)].drafts = {{{}, {{"number" + number + " hair", "", 1}}}};
            }
            build.add(std::move(batch));
        }
        const Xapian::Database whole(build.finish().string());
        REQUIRE(whole.get_doccount() == 2 * static_cast<unsigned>(batches));
        CHECK(whole.get_termfreq("hair") == whole.get_doccount());
        for (Xapian::docid id = 1; id <= whole.get_doccount(); ++id) {
            REQUIRE(whole.term_exists("number" + std::to_string(id)));
            CHECK(*whole.postlist_begin("number" + std::to_string(id)) == id);
        }
        CHECK_FALSE(whole.get_metadata("hash:" + std::to_string(2 * batches)).empty());
    }
}

TEST_CASE("an article is put in again when anything of it that is found or shown is another")
{
    const auto print = [](const IndexItem& i) {
        return fingerprint(make_drafts({i.article, i.decision, i.cases, {}, {}}));
    };
    const IndexItem plain = item(1, "Hair loss", "After velnarane");
    CHECK(print(plain) == print(item(1, "Hair loss", "After velnarane")));
    CHECK(print(plain) != print(item(1, "Hair", "After velnarane")));
    CHECK(print(plain) != print(item(1, "Hair loss", "after velnaran")));
    CHECK(print(plain) != print(item(1, "Hair loss", "After velnarane", 2020)));
    CHECK(print(plain) != print(decided(plain, Verdict::include)));
    IndexItem with_case = plain;
    with_case.cases = {with_sex(1, Sex::male)};
    CHECK(print(plain) != print(with_case));
    IndexItem with_keyword = plain;
    with_keyword.article.keywords = {"trichology"}; // words alone: it is not shown
    CHECK(print(plain) != print(with_keyword));
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

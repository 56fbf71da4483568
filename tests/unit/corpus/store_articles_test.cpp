// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/store.hpp"

#include "corpus/error.hpp"
#include "tests/unit/corpus/shelf.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

Article form(const std::string& title, int version = 1, int year = 0)
{
    Article article;
    article.id = "pubmed:98000001";
    article.pmid = "98000001";
    article.version = version;
    article.revised.year = year;
    article.title.text = title;
    return article;
}

Put put_form(Shelf& shelf, const Article& article, std::int64_t run = 1)
{
    return shelf.store.put(article, "raw of " + article.title.text, {"file.xml", 7, "citation"}, run);
}

std::string title(const Shelf& shelf) { return shelf.store.article("pubmed:98000001")->title.text; }

} // namespace

TEST_CASE("of two forms of one age one without an abstract takes none away")
{
    Shelf shelf;
    Article full;
    full.id = "embase:L1";
    full.abstract = {{"", "", {"She lost her hair.", {}}}};
    Article bare = full;
    bare.abstract.clear();
    CHECK(shelf.store.put(full, "full", {"a.ris", 0}, 1) == Put::added);
    CHECK(shelf.store.put(bare, "bare", {"b.ris", 0}, 2) == Put::older);
    CHECK(shelf.store.article(full.id)->abstract.size() == 1);
    bare.revised = {2026, 1, 1, ""}; // a newer record says so itself
    CHECK(shelf.store.put(bare, "newer", {"c.ris", 0}, 3) == Put::revised);
}

TEST_CASE("an article comes back as it was put, with where it came from")
{
    Shelf shelf;
    const Article article = form("Hair");
    CHECK(put_form(shelf, article, 3) == Put::added);
    CHECK(shelf.store.article(article.id) == article);
    CHECK(shelf.store.raw(article.id) == "raw of Hair");
    const ArticleInfo info = *shelf.store.article_info(article.id);
    CHECK(info.origin == "file.xml");
    CHECK(info.channel == "citation");
    CHECK(info.added_run == 3);
    CHECK(info.changed_run == 3);
    CHECK_FALSE(info.deleted);
    CHECK(info.sha256.size() == 64);
}

TEST_CASE("what the store does not have is nothing, not an error")
{
    const Shelf shelf;
    CHECK_FALSE(shelf.store.article("pubmed:1"));
    CHECK_FALSE(shelf.store.article_info("pubmed:1"));
    CHECK(shelf.store.raw("pubmed:1") == "");
    CHECK(shelf.store.article_ids().empty());
}

TEST_CASE("a newer form takes the place of the older, by version before revision date")
{
    Shelf shelf;
    put_form(shelf, form("first", 1, 2019));
    CHECK(put_form(shelf, form("revised", 1, 2020), 2) == Put::revised);
    CHECK(put_form(shelf, form("older", 1, 2018), 3) == Put::older);
    CHECK(title(shelf) == "revised");
    CHECK(put_form(shelf, form("second version", 2, 2017), 4) == Put::revised);
    CHECK(put_form(shelf, form("late fix of version 1", 1, 2022), 5) == Put::older);
    CHECK(title(shelf) == "second version");
    const ArticleInfo info = *shelf.store.article_info("pubmed:98000001");
    CHECK(info.added_run == 1);
    CHECK(info.changed_run == 4);
}

TEST_CASE("of two forms of one age the later counts, and reading both again swaps nothing")
{
    Shelf shelf;
    CHECK(put_form(shelf, form("one")) == Put::added);
    CHECK(put_form(shelf, form("two")) == Put::revised);
    const std::int64_t revision = shelf.store.revision();
    CHECK(put_form(shelf, form("one")) == Put::older);
    CHECK(put_form(shelf, form("two")) == Put::unchanged);
    CHECK(title(shelf) == "two");
    CHECK(shelf.store.revision() == revision);
}

TEST_CASE("the same bytes read better by a newer program are a revision")
{
    Shelf shelf;
    Article article = form("Hair");
    put_form(shelf, article);
    article.pages = "7";
    CHECK(put_form(shelf, article) == Put::revised);
    CHECK(shelf.store.article(article.id)->pages == "7");
}

TEST_CASE("a deleted article is left out until a newer form comes")
{
    Shelf shelf;
    put_form(shelf, form("Hair", 1, 2019));
    CHECK(shelf.store.mark_deleted("pubmed:98000001", 2));
    CHECK_FALSE(shelf.store.mark_deleted("pubmed:98000001", 3));
    CHECK_FALSE(shelf.store.mark_deleted("pubmed:2", 3));
    CHECK(shelf.store.article_ids().empty());
    std::size_t seen = 0;
    shelf.store.each_article([&](const ArticleInfo&, const Article&) { ++seen; });
    CHECK(seen == 0);
    CHECK(shelf.store.article_info("pubmed:98000001")->deleted);
    CHECK(put_form(shelf, form("Hair", 1, 2019)) == Put::older);
    CHECK(shelf.store.article_ids().empty());
    CHECK(put_form(shelf, form("Hair again", 1, 2020)) == Put::revised);
    CHECK(shelf.store.article_ids() == std::vector<std::string>{"pubmed:98000001"});
}

TEST_CASE("articles are visited in the order in which they came")
{
    Shelf shelf;
    for (const char* id : {"pubmed:9", "pubmed:1", "pubmed:5"}) {
        Article article = form(id);
        article.id = id;
        put_form(shelf, article);
    }
    std::vector<std::string> visited;
    shelf.store.each_article([&](const ArticleInfo& info, const Article& article) {
        CHECK(info.id == article.id);
        visited.push_back(info.id);
    });
    CHECK(visited == std::vector<std::string>{"pubmed:9", "pubmed:1", "pubmed:5"});
    CHECK(shelf.store.article_ids() == visited);
}

TEST_CASE("every change moves the revision, nothing else does")
{
    Shelf shelf;
    std::int64_t before = shelf.store.revision();
    const auto moved = [&] { return std::exchange(before, shelf.store.revision()) != shelf.store.revision(); };
    put_form(shelf, form("one"));
    CHECK(moved());
    put_form(shelf, form("one"));
    CHECK_FALSE(moved());
    put_form(shelf, form("two", 2));
    CHECK(moved());
    shelf.store.set_note("a", "b");
    shelf.store.start_run("import", "{}");
    CHECK_FALSE(moved());
    Decision decision;
    decision.article = "pubmed:98000001";
    decision.by = "ann";
    shelf.store.add(decision);
    CHECK(moved());
    shelf.store.add(Correction{"pubmed:98000001", 1, "sex", "male", "ann", "", ""});
    CHECK(moved());
    shelf.store.put_extraction("pubmed:98000001", "key", {});
    CHECK(moved());
    shelf.store.mark_deleted("pubmed:98000001", 1);
    CHECK(moved());
}

TEST_CASE("a record set aside comes back byte for byte, and once however often it comes")
{
    Shelf shelf;
    const std::string bytes("<b>\0\xE9", 5);
    for (int i = 0; i < 2; ++i)
        shelf.store.quarantine(bytes, {"f.xml", 12}, "no UTF-8");
    shelf.store.quarantine(bytes, {"f.xml", 99}, "no UTF-8");
    const auto kept = shelf.store.quarantined();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].bytes == bytes);
    CHECK(kept[0].origin.name == "f.xml");
    CHECK(kept[0].origin.position == 12);
    CHECK(kept[0].what == "no UTF-8");
}

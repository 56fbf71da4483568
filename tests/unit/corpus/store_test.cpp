// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/store.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/store_impl.hpp"
#include "tests/unit/corpus/shelf.hpp"
#include "tests/unit/temporary.hpp"

#include <cstdlib>
#include <doctest/doctest.h>
#include <thread>

using namespace casebook;

namespace {

Article numbered(int number)
{
    Article article;
    article.pmid = std::to_string(98000000 + number);
    article.id = "pubmed:" + article.pmid;
    return article;
}

void put_numbered(Store& store, int number)
{
    store.put(numbered(number), "raw" + std::to_string(number), {"f.xml", 0}, 1);
}

} // namespace

TEST_CASE("a store is made where there is none and keeps what was put after it was closed")
{
    const TemporaryFolder folder;
    {
        Store store = Store::open(folder / "casebook.db");
        put_numbered(store, 1);
        store.set_note("protocol", "x");
    }
    const Store again = Store::open_read_only(folder / "casebook.db");
    CHECK(again.article_ids().size() == 1);
    CHECK(again.note("protocol") == "x");
    CHECK(again.note("nothing") == "");
    CHECK(again.check().empty());
}

TEST_CASE("a store that another program is about to make is waited for")
{
    const TemporaryFolder folder;
    SQLite::Database other((folder / "casebook.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("BEGIN IMMEDIATE; CREATE TABLE started (at TEXT)");
    std::thread ending([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        other.exec("ROLLBACK");
    });
    CHECK_NOTHROW(Store::open(folder / "casebook.db"));
    ending.join();
}

TEST_CASE("an empty file becomes a store")
{
    const TemporaryFolder folder;
    write_file(folder / "casebook.db", "");
    CHECK(Store::open(folder / "casebook.db").article_ids().empty());
}

TEST_CASE("a store of a newer program is left alone, with a message that names both versions")
{
    const TemporaryFolder folder;
    {
        Store store = Store::open(folder / "casebook.db");
        put_numbered(store, 1);
    }
    SQLite::Database((folder / "casebook.db").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    CHECK_THROWS_WITH_AS(Store::open(folder / "casebook.db"), doctest::Contains("made by a newer casebook (schema 99"),
                         Error);
}

namespace {

/// Makes a store one of that schema, as far as these tests ask.
void downgrade(SQLite::Database& db, int schema)
{
    const auto drop = [&](const std::string& table, const std::string& column) {
        const std::string there = "SELECT count(*) FROM pragma_table_info('" + table + "') WHERE name = '";
        if (db.execAndGet(there + column + "'").getInt() > 0)
            db.exec("ALTER TABLE " + table + " DROP COLUMN " + column);
    };
    if (schema < 13)
        drop("quarantine", "channel");
    for (const char* table : {"decision", "correction", "item_answer"})
        for (const char* column : {"turn", "withdrawn", "adjudicated"})
            if (schema < 12 && (table != std::string("decision") || column == std::string("turn")))
                drop(table, column);
    if (schema < 12)
        drop("quarantine", "line");
    db.exec("PRAGMA user_version = " + std::to_string(schema));
}

} // namespace

TEST_CASE("a store of an older program is brought up to date with everything in it")
{
    const TemporaryFolder folder;
    {
        Store store = Store::open(folder / "casebook.db");
        put_numbered(store, 1);
        for (const auto& [second, by, source] : {std::tuple("1", "ann", ""), std::tuple("2", "ann", "full text"),
                                                 std::tuple("3", "bob", ""), std::tuple("4", "ann", "")}) {
            Decision word;
            word.article = store.article_ids().front();
            word.at = std::string("2026-01-01T00:00:0") + second + "Z";
            word.by = by;
            word.source = source;
            store.add(word);
        }
    }
    SQLite::Database db((folder / "casebook.db").string(), SQLite::OPEN_READWRITE);
    const int newest = db.execAndGet("PRAGMA user_version").getInt();
    db.exec(
        "DROP TRIGGER decision_new; DROP TRIGGER correction_new; DROP TABLE claim; DROP TABLE full_text; "
        "DROP TABLE pairing; DROP TABLE saved_search; DROP TABLE item_answer; ALTER TABLE run DROP COLUMN decided; "
        "ALTER TABLE decision DROP COLUMN stage; ALTER TABLE decision DROP COLUMN withdrawn; DROP TABLE protocol; "
        "ALTER TABLE decision DROP COLUMN adjudicated; ALTER TABLE decision DROP COLUMN turn; "
        "ALTER TABLE correction DROP COLUMN withdrawn; ALTER TABLE correction DROP COLUMN adjudicated; "
        "ALTER TABLE correction DROP COLUMN turn; ALTER TABLE quarantine DROP COLUMN line; "
        "ALTER TABLE quarantine DROP COLUMN channel; "
        "DROP TRIGGER decision_stays; UPDATE decision SET at = '2026-01-01T00:00:02Z' WHERE source <> '' OR id = 4; "
        "CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'added'); END; "
        "PRAGMA user_version = 1");
    const Store store = Store::open(folder / "casebook.db");
    CHECK(store.article_ids().size() == 1);
    std::vector<Stage> stages;
    for (const Decision& word : store.decisions(store.article_ids().front()))
        stages.push_back(word.stage);
    CHECK(stages == std::vector{Stage::title_abstract, Stage::full_text, Stage::full_text, Stage::title_abstract});
    CHECK(store.decisions(store.article_ids().front())[2].turn == 1); // the second of ann's in one second
    CHECK_THROWS(db.exec("UPDATE decision SET stage = ''"));
    CHECK(db.execAndGet("PRAGMA user_version").getInt() == newest);
    CHECK(db.execAndGet("SELECT count(*) FROM sqlite_master WHERE name = 'decision_new'").getInt() == 1);
}

TEST_CASE("a withdrawal of an older program takes back all that its person had said at that stage, as it did then")
{
    const TemporaryFolder folder;
    const auto said = [](Store& store, const char* second, Verdict verdict, bool withdrawn, const char* by = "ann") {
        Decision word;
        word.article = store.article_ids().front();
        word.verdict = verdict;
        word.at = std::string("2026-01-01T00:00:0") + second + "Z";
        word.by = by;
        word.withdrawn = withdrawn;
        store.add(word);
    };
    const auto words = [&](int schema) {
        std::filesystem::remove_all(folder / "x");
        std::filesystem::create_directories(folder / "x");
        const auto file = folder / "x/casebook.db";
        {
            Store store = Store::open(file);
            put_numbered(store, 1);
            said(store, "1", Verdict::include, false);
            said(store, "2", Verdict::exclude, false);
            said(store, "2", Verdict::unclear, false);
            said(store, "2", Verdict::unclear, true); // of three words
            said(store, "2", Verdict::include, false);
            said(store, "2", Verdict::include, false, "bob");
            said(store, "3", Verdict::exclude, false);
            said(store, "4", Verdict::unclear, true); // of two
            store.start_run("update", "{}");
        }
        SQLite::Database db(file.string(), SQLite::OPEN_READWRITE);
        downgrade(db, schema);
        const Store store = Store::open(file);
        const std::string id = store.article_ids().front();
        CHECK(store.history_before(id, store.runs().back().id) == store.history(id)); // what stood then stood then
        return std::pair(store.decisions(store.article_ids().front()).size(),
                         standing_words(store.history(store.article_ids().front())));
    };
    const auto [old_rows, old_words] = words(11);
    CHECK(old_rows == 8 + 2 + 1);
    REQUIRE(old_words.size() == 1);
    CHECK(old_words[0].by == "bob");
    const auto [rows, standing] = words(12); // each took back one word, and its person saw that
    CHECK(rows == 8);
    CHECK(standing.size() == 2);
}

TEST_CASE("rows of people's words that an older program kept are no unreadable records of a search")
{
    const TemporaryFolder folder;
    {
        Store store = Store::open(folder / "casebook.db");
        store.quarantine("1,perhaps", {"said.csv", 12, "", 2}, "\"perhaps\" is no verdict.");
        store.quarantine("9,include", {"said.csv", 30, "", 0}, "9: no such article in this casebook.");
        store.quarantine("<PubmedArticle>", {"found.xml", 7, "database"}, "the record has no PMID");
    }
    SQLite::Database db((folder / "casebook.db").string(), SQLite::OPEN_READWRITE);
    for (const char* older : {"ALTER TABLE quarantine DROP COLUMN channel; PRAGMA user_version = 12",
                              "UPDATE quarantine SET channel = 'database'; PRAGMA user_version = 13",
                              "UPDATE quarantine SET channel = 'database'; PRAGMA user_version = 14"}) {
        CAPTURE(older);
        db.exec(older);
        std::vector<std::string> channels;
        for (const Quarantined& item : Store::open(folder / "casebook.db").quarantined())
            channels.push_back(item.origin.channel);
        CHECK(channels == std::vector<std::string>{"", "", "database"});
    }
}

TEST_CASE("opening a store again changes nothing in it")
{
    const TemporaryFolder folder;
    {
        Store store = Store::open(folder / "casebook.db");
        put_numbered(store, 1);
    }
    const std::int64_t revision = Store::open(folder / "casebook.db").revision();
    CHECK(Store::open(folder / "casebook.db").revision() == revision);
}

TEST_CASE("a file that is no database, and a store that is not there, are errors that name it")
{
    const TemporaryFolder folder;
    write_file(folder / "casebook.db", std::string(5000, 'x'));
    CHECK_THROWS_WITH_AS(Store::open(folder / "casebook.db"), doctest::Contains("casebook.db"), Error);
    CHECK_THROWS_WITH_AS(Store::open_read_only(folder / "none.db"), doctest::Contains("casebook init"), Error);
    CHECK_THROWS_AS(Store::open(folder / "none/casebook.db"), Error);
}

TEST_CASE("the check finds raw bytes that are not what was received, and references to nothing")
{
    const TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
    put_numbered(store, 1);
    put_numbered(store, 2);
    CHECK(store.check().empty());
    SQLite::Database db((folder / "casebook.db").string(), SQLite::OPEN_READWRITE);
    db.exec("UPDATE raw SET bytes = (SELECT bytes FROM raw WHERE id = 2) WHERE id = 1");
    db.exec("UPDATE raw SET bytes = x'00' WHERE id = 2");
    db.exec("UPDATE article SET raw = 77 WHERE number = 2");
    CHECK(store.check() == std::vector<std::string>{"table article row 2 points to nothing in raw",
                                                    "raw record 1 is not what was received",
                                                    "raw record 2 is not what was received"});
}

TEST_CASE("a transaction that is not committed did not happen")
{
    const TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
    {
        const Store::Transaction dropped(store);
        put_numbered(store, 1);
        CHECK(store.article_ids().size() == 1);
    }
    CHECK(store.article_ids().empty());
    {
        Store::Transaction kept(store);
        put_numbered(store, 1);
        kept.commit();
    }
    CHECK(store.article_ids().size() == 1);
}

TEST_CASE("another reader sees what was committed and nothing else")
{
    const TemporaryFolder folder;
    Store writer = Store::open(folder / "casebook.db");
    const Store reader = Store::open_read_only(folder / "casebook.db");
    Store::Transaction transaction(writer);
    put_numbered(writer, 1);
    CHECK(reader.article_ids().empty());
    transaction.commit();
    CHECK(reader.article_ids().size() == 1);
}

TEST_CASE("one who reads holds up nobody who writes, and sees one moment all the while")
{
    Shelf shelf;
    Store writer = Store::open(shelf.folder / "casebook.db");
    const Store::Transaction moment(shelf.store, Store::Transaction::Purpose::read);
    CHECK(shelf.store.note("word") == "");
    {
        Store::Transaction change(writer);
        writer.set_note("word", "written");
        change.commit();
    }
    CHECK(writer.note("word") == "written");
    CHECK(shelf.store.note("word") == "");
}

TEST_CASE("a run is told from one that was killed by its end")
{
    const TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
    const std::int64_t killed = store.start_run("import", "{}");
    const std::int64_t done = store.start_run("search", "{\"a\":1}");
    store.update_run(done, "done", "{\"a\":2}");
    const auto runs = store.runs();
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].id == killed);
    CHECK(runs[0].status == "running");
    CHECK(runs[0].finished == "");
    CHECK(runs[1].kind == "search");
    CHECK(runs[1].status == "done");
    CHECK(runs[1].finished != "");
    CHECK(runs[1].details == "{\"a\":2}");
}

TEST_CASE("the ids that a search asked for keep their order and what became of them")
{
    const TemporaryFolder folder;
    Store store = Store::open(folder / "casebook.db");
    const std::int64_t run = store.start_run("search", "{}");
    store.want(run, {"9", "1", "5"});
    store.want(run, {"9", "1", "5"}); // a resumed run asks again
    CHECK(store.wanted(run, Wanted::asked) == std::vector<std::string>{"9", "1", "5"});
    store.set_wanted(run, "1", Wanted::got);
    store.set_wanted(run, "5", Wanted::missing);
    CHECK(store.wanted(run, Wanted::asked) == std::vector<std::string>{"9"});
    CHECK(store.wanted(run, Wanted::got) == std::vector<std::string>{"1"});
    CHECK(store.wanted(run, Wanted::missing) == std::vector<std::string>{"5"});
}

TEST_CASE("the clock can be set for tests")
{
    ::setenv("CASEBOOK_NOW", "2026-01-02T03:04:05Z", 1);
    CHECK(utc_now() == "2026-01-02T03:04:05Z");
    ::unsetenv("CASEBOOK_NOW");
    CHECK(utc_now().size() == 20);
    CHECK(utc_now().ends_with('Z'));
}

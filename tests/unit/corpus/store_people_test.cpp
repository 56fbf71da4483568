// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/store.hpp"

#include "corpus/error.hpp"
#include "corpus/store_impl.hpp"
#include "tests/unit/corpus/shelf.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace casebook;

namespace {

const std::string judged_id = "pubmed:98000001";

struct JudgedShelf : Shelf
{
    JudgedShelf()
    {
        Article article;
        article.id = judged_id;
        store.put(article, "raw", {"f.xml", 0}, 1);
    }
};

Decision decision(Verdict verdict, const std::string& by, const std::string& reason = "")
{
    Decision out;
    out.article = judged_id;
    out.verdict = verdict;
    out.by = by;
    out.reason = reason;
    return out;
}

} // namespace

TEST_CASE("the newest word of a person counts, whatever the rules say later")
{
    JudgedShelf shelf;
    CHECK_FALSE(shelf.store.current_decision(judged_id));
    shelf.store.add(decision(Verdict::exclude, "rules", "in_vitro"));
    CHECK(shelf.store.current_decision(judged_id)->by == "rules");
    shelf.store.add(decision(Verdict::include, "ann"));
    shelf.store.add(decision(Verdict::exclude, "rules", "animal_study"));
    CHECK(shelf.store.current_decision(judged_id)->verdict == Verdict::include);
    shelf.store.add(decision(Verdict::unclear, "bob"));
    CHECK(shelf.store.current_decision(judged_id)->by == "bob");
    CHECK(shelf.store.rules_decision(judged_id)->reason == "animal_study");
    CHECK(shelf.store.decisions(judged_id).size() == 4);
}

TEST_CASE("a decision keeps its grounds, source, time and stage, and that it takes a word back")
{
    JudgedShelf shelf;
    Decision given = decision(Verdict::exclude, "ann", "no_full_text");
    given.at = "2026-01-02T03:04:05Z";
    given.note = "asked the library";
    given.source = "letter of 3 May";
    given.stage = Stage::full_text;
    given.withdrawn = true;
    given.grounds = {{"no_full_text", "applies", {1, 2, 5, "abc"}, "seen"}};
    shelf.store.add(given);
    CHECK(shelf.store.decisions(judged_id) == std::vector<Decision>{given});
    shelf.store.add(decision(Verdict::include, "ann"));
    CHECK(shelf.store.decisions(judged_id).back().at.size() == 20);
}

TEST_CASE("the rules' last word counts even when the clock was set back before it")
{
    JudgedShelf shelf;
    for (const auto& [at, verdict] :
         {std::pair("2026-03-01T00:00:00Z", Verdict::include), std::pair("2026-01-01T00:00:00Z", Verdict::unclear)}) {
        Decision given = decision(verdict, "rules");
        given.at = at;
        shelf.store.add(given);
    }
    CHECK(shelf.store.current_decision(judged_id)->verdict == Verdict::unclear);
    CHECK(shelf.store.rules_decision(judged_id)->verdict == Verdict::unclear);
    CHECK(shelf.store.decisions(judged_id).back().verdict == Verdict::unclear);
}

TEST_CASE("what stood before a run is told by what came first, not by the second")
{
    JudgedShelf shelf;
    shelf.store.add(decision(Verdict::include, "rules"));
    const std::int64_t run = shelf.store.start_run("update", "{}");
    shelf.store.add(decision(Verdict::exclude, "ann"));
    REQUIRE(shelf.store.history_before(judged_id, run).size() == 1);
    CHECK(shelf.store.history_before(judged_id, run)[0].by == "rules");
    const std::int64_t dumped = shelf.store.restore(Run{0, "update", "2999-01-01T00:00:00Z", "", "done", "{}"});
    CHECK(shelf.store.history_before(judged_id, dumped).size() == 2);
}

TEST_CASE("a person's word on a full text stays as it was told, and is told again after another")
{
    JudgedShelf shelf;
    FullText word;
    word.access = Access::not_open;
    word.by = "ann";
    word.source = "library";
    word.at = "2026-01-01T00:00:00Z";
    CHECK(shelf.store.put_full_text(judged_id, word, "", 0));
    word.at = "2026-01-02T00:00:00Z";
    CHECK_FALSE(shelf.store.put_full_text(judged_id, word, "", 0));
    CHECK(shelf.store.full_texts(judged_id)[0].at == "2026-01-01T00:00:00Z");
    FullText other = word;
    other.by = "bob";
    CHECK(shelf.store.put_full_text(judged_id, other, "", 0));
    word.at = "2026-01-03T00:00:00Z";
    CHECK(shelf.store.put_full_text(judged_id, word, "", 0));
    CHECK(shelf.store.full_texts(judged_id).size() == 3);
    SQLite::Database db((shelf.folder / "casebook.db").string(), SQLite::OPEN_READWRITE);
    CHECK_THROWS(db.exec("UPDATE full_text SET access = 'available'"));
    CHECK_THROWS(db.exec("UPDATE full_text SET at = '2030'"));
    CHECK_THROWS(db.exec("DELETE FROM full_text"));
    CHECK_THROWS(db.exec("INSERT OR REPLACE INTO full_text SELECT id, article, 'available', source, at, by, license, "
                         "note, run, raw, passages FROM full_text LIMIT 1"));
}

TEST_CASE("a claim cannot be put in the place of another")
{
    JudgedShelf shelf;
    REQUIRE(shelf.store.add(ToldClaim{"five", Bound::at_most, 5, 2024, "W", "ann", ""}));
    SQLite::Database db((shelf.folder / "casebook.db").string(), SQLite::OPEN_READWRITE);
    CHECK_THROWS(db.exec("INSERT OR REPLACE INTO claim VALUES (1, 'six', 'at_most', 6, 2024, 'W', 'bob', '')"));
    db.exec("INSERT OR REPLACE INTO claim VALUES (7, 'five', 'at_most', 5, 2024, 'W', 'bob', '')");
    CHECK_FALSE(shelf.store.add(ToldClaim{"five", Bound::at_most, 5, 2024, "W", "bob", ""}));
    REQUIRE(shelf.store.told_claims().size() == 1);
    CHECK(shelf.store.told_claims()[0].by == "ann");
}

TEST_CASE("decisions and corrections can be neither changed nor taken back")
{
    JudgedShelf shelf;
    shelf.store.add(decision(Verdict::include, "ann"));
    shelf.store.add(Correction{judged_id, 1, "sex", "male", "ann", "", ""});
    shelf.store.add(ItemAnswer{judged_id, 1, "naranjo", 4, Reply::no, "ann", "", ""});
    SQLite::Database db(shelf.folder / "casebook.db", SQLite::OPEN_READWRITE);
    for (const char* attempt :
         {"UPDATE item_answer SET answer = 'yes'", "DELETE FROM item_answer",
          "INSERT OR REPLACE INTO item_answer SELECT id, article, case_number, instrument, item, 'yes', by, at, note, "
          "withdrawn, adjudicated, turn FROM item_answer",
          "UPDATE decision SET verdict = 'exclude'", "DELETE FROM decision", "UPDATE correction SET value = 'female'",
          "DELETE FROM correction",
          "INSERT OR REPLACE INTO decision SELECT id, article, 'exclude', reason, by, at, note, source, "
          "grounds, stage, withdrawn, adjudicated, turn FROM decision"})
        CHECK_THROWS_WITH_AS_MESSAGE(db.exec(attempt), doctest::Contains("are only added"), SQLite::Exception, attempt);
    CHECK(shelf.store.decisions(judged_id).size() == 1);
    CHECK(shelf.store.current_decision(judged_id)->verdict == Verdict::include);
}

TEST_CASE("a word on an article that is not there is an error and leaves nothing behind")
{
    JudgedShelf shelf;
    const std::int64_t revision = shelf.store.revision();
    Decision stray = decision(Verdict::include, "ann");
    stray.article = "pubmed:1";
    CHECK_THROWS_AS(shelf.store.add(stray), Error);
    CHECK_THROWS_AS(shelf.store.add(Correction{"pubmed:1", 1, "sex", "male", "ann", "", ""}), Error);
    CHECK(shelf.store.revision() == revision);
    CHECK(shelf.store.check().empty());
    shelf.store.add(decision(Verdict::include, "ann")); // and the store goes on working
    CHECK(shelf.store.decisions(judged_id).size() == 1);
}

TEST_CASE("corrections come back in the order of their time, wherever they were made")
{
    JudgedShelf shelf;
    const Correction first{judged_id, 1, "sex", "male", "ann", "2026-01-01T00:00:00Z", "typo"};
    const Correction second{judged_id, 2, "sex", "", "bob", "2025-01-01T00:00:00Z", ""};
    shelf.store.add(first);
    shelf.store.add(second);
    CHECK(shelf.store.corrections(judged_id) == std::vector<Correction>{second, first});
    CHECK(shelf.store.corrections("pubmed:1").empty());
}

TEST_CASE("an extraction is replaced by the next, and its key tells for what it was made")
{
    JudgedShelf shelf;
    CHECK_FALSE(shelf.store.extraction(judged_id));
    CHECK(shelf.store.stage_key(judged_id, "extract") == "");
    Extraction extraction;
    extraction.claims = {{{0, 0, 4, "four"}, 4}};
    shelf.store.put_extraction(judged_id, "rules 1", extraction);
    CHECK(shelf.store.extraction(judged_id) == extraction);
    CHECK(shelf.store.stage_key(judged_id, "extract") == "rules 1");
    shelf.store.put_extraction(judged_id, "rules 2", {});
    CHECK(shelf.store.extraction(judged_id) == Extraction{});
    CHECK(shelf.store.stage_key(judged_id, "extract") == "rules 2");
    shelf.store.set_stage_key(judged_id, "screen", "p");
    CHECK(shelf.store.stage_key(judged_id, "screen") == "p");
}

TEST_CASE("of all articles but deleted ones it is told in one go for what a stage was run last")
{
    JudgedShelf shelf;
    Article other;
    other.id = "pubmed:77";
    shelf.store.put(other, "77", {"test", 0, "database"}, 1);
    shelf.store.set_stage_key(judged_id, "screen", "rules 1");
    shelf.store.set_stage_key(judged_id, "extract", "rules 2");
    const auto keys = [&] {
        std::map<std::string, std::string> out;
        shelf.store.each_stage_key("screen", [&](const ArticleInfo& info, const std::string& key) {
            CHECK(info.sha256 == shelf.store.article_info(info.id)->sha256);
            out[info.id] = key;
        });
        return out;
    };
    CHECK(keys().at(judged_id) == "rules 1");
    CHECK(keys().at("pubmed:77").empty());
    shelf.store.mark_deleted("pubmed:77", 2);
    CHECK_FALSE(keys().contains("pubmed:77"));
}

TEST_CASE("words of one second are in one order, in whatever order they came in")
{
    const std::string second = "2026-01-02T03:04:05Z";
    const auto word = [&](const std::string& by, Verdict verdict) {
        Decision out = decision(verdict, by);
        out.at = second;
        return out;
    };
    JudgedShelf one;
    one.store.add(word("bob", Verdict::include));
    one.store.add(word("ann", Verdict::include)); // said twice, the second counts
    one.store.add(word("ann", Verdict::exclude));
    JudgedShelf other; // what two copies bring together comes in another order
    for (const Decision& said :
         {one.store.decisions(judged_id)[1], one.store.decisions(judged_id)[2], one.store.decisions(judged_id)[0]})
        other.store.restore(said);
    CHECK(one.store.decisions(judged_id)[1].turn == 1);
    CHECK(one.store.decisions(judged_id) == other.store.decisions(judged_id));
    CHECK(one.store.current_decision(judged_id)->by == "bob");
    CHECK(word_of("ann", other.store.decisions(judged_id))->verdict == Verdict::exclude);
    for (const std::string by : {"bob", "ann"}) {
        one.store.add(Correction{judged_id, 1, "sex", by == "bob" ? "male" : "female", by, second, ""});
        one.store.add(ItemAnswer{judged_id, 1, "naranjo", 4, Reply::no, by, second, ""});
    }
    CHECK(one.store.corrections(judged_id).back().by == "bob");
    CHECK(one.store.item_answers(judged_id).back().by == "bob");
    CHECK(one.store.people() == std::vector<std::string>{"ann", "bob"});
}

TEST_CASE("a correction and an answer are taken back by who gave them, and what settles counts before later words")
{
    JudgedShelf shelf;
    const auto say = [&](const std::string& value, const std::string& by, bool withdrawn, bool adjudicated) {
        shelf.store.add(Correction{judged_id, 1, "sex", value, by, "", "", withdrawn, adjudicated});
        const Reply reply = value == "male" ? Reply::yes : Reply::no;
        shelf.store.add(ItemAnswer{judged_id, 1, "naranjo", 4, reply, by, "", "", withdrawn, adjudicated});
    };
    const auto counts = [&] {
        const auto corrections = shelf.store.current_corrections(judged_id);
        const auto answers = shelf.store.current_answers(judged_id);
        REQUIRE(corrections.size() == answers.size());
        return corrections.empty() ? ""
                                   : corrections.back().by + " " + corrections.back().value + " " +
                                         std::string(name_of(answers.back().answer));
    };
    say("male", "ann", false, false);
    say("female", "ann", false, false);
    CHECK(counts() == "ann female no");
    say("", "ann", true, false);
    CHECK(counts() == "ann male yes"); // the earlier word stands again
    say("female", "bob", false, false);
    say("male", "carla", false, true);
    say("female", "dora", false, false);
    CHECK(counts() == "carla male yes");
    say("", "carla", true, true);
    CHECK(counts() == "dora female no");
    CHECK(shelf.store.corrections(judged_id).size() == 7); // nothing is forgotten
}

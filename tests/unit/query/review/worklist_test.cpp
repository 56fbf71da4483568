// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/worklist.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using namespace casebook::review;

namespace {

Waiting waiting(const std::string& id, bool unclear = false)
{
    Waiting out;
    out.id = id;
    if (unclear)
        out.unclear = Decision{id, Verdict::unclear, "", "ann", "", "", "", {}};
    return out;
}

std::string next_id(const Worklist& list)
{
    const auto next = next_of(list);
    return next ? next->id : "";
}

Decision word(const std::string& id, Verdict verdict)
{
    Decision out;
    out.article = id;
    out.verdict = verdict;
    out.by = "ann";
    return out;
}

/// The words with those that take back the last of them.
std::vector<Decision> after_undo(std::vector<Decision> words)
{
    for (const Decision& said : taking_back_last(undoable(words)))
        words.push_back(said);
    return words;
}

} // namespace

TEST_CASE("the best unseen comes first, then what was skipped, then what was unclear before")
{
    Worklist list{{waiting("c", true), waiting("a"), waiting("b")}, {}, {}, {}};
    CHECK(next_id(list) == "a");
    skip(list, "a");
    CHECK(next_id(list) == "b");
    settle(list, "b");
    CHECK(next_id(list) == "a");
    skip(list, "a"); // nothing else is unseen: it comes again
    CHECK(next_id(list) == "a");
    settle(list, "a");
    CHECK(next_id(list) == "c");
    settle(list, "c"); // said unclear again: not a second time in this session
    CHECK(next_id(list) == "");
}

TEST_CASE("a record whose word was taken back is shown at once, though it is not ranked yet")
{
    Worklist list{{waiting("a"), waiting("b")}, {}, {}, {}};
    settle(list, "x");
    bring_back(list, "x");
    CHECK(next_id(list) == "x");
    skip(list, "x");
    CHECK(next_id(list) == "a");
    settle(list, "a");
    settle(list, "b");
    CHECK(next_id(list) == "x");
}

TEST_CASE("words are taken back one after the other, from the last to the first")
{
    std::vector<Decision> words = {word("a", Verdict::include), word("b", Verdict::exclude)};
    words = after_undo(words);
    CHECK(words.back().article == "b");
    CHECK(words.back().withdrawn);
    words = after_undo(words);
    CHECK(words.back().article == "a");
    CHECK(undoable(words).empty());
    CHECK(taking_back_last(undoable(words)).empty());
    words.push_back(word("b", Verdict::include));
    CHECK(undoable(words).size() == 1);
}

TEST_CASE("where something was said before of the same record it stands again, and is no new word")
{
    std::vector<Decision> words = {word("a", Verdict::unclear), word("b", Verdict::include),
                                   word("a", Verdict::include)};
    words = after_undo(words);
    REQUIRE(words.size() == 5);
    CHECK(words[3].withdrawn);
    CHECK(words[4].verdict == Verdict::unclear);
    CHECK(word_of("ann", {words[0], words[2], words[3], words[4]})->verdict == Verdict::unclear);
    CHECK(undoable(words).back().article == "b");
    words = after_undo(words);
    CHECK(words.back().article == "b");
    words = after_undo(words);
    CHECK(words.back().article == "a");
    CHECK(undoable(words).empty());
}

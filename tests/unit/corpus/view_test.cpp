// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/view.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

Decision said(std::string by, Verdict verdict, Stage stage = Stage::title_abstract)
{
    static int second = 10;
    Decision out;
    out.article = "pubmed:1";
    out.by = std::move(by);
    out.verdict = verdict;
    out.stage = stage;
    out.at = "2026-01-01T00:00:" + std::to_string(second++ % 50 + 10) + "Z";
    return out;
}

std::string counting(const std::vector<Decision>& history)
{
    const auto decision = counting_decision(history);
    return decision ? std::string(name_of(decision->verdict)) + " by " + decision->by : "none";
}

} // namespace

TEST_CASE("the newest word of a person counts, and the rules' last where nobody spoke")
{
    CHECK(counting({}) == "none");
    CHECK(counting({said("rules", Verdict::include), said("rules", Verdict::exclude)}) == "exclude by rules");
    CHECK(counting({said("ann", Verdict::include), said("rules", Verdict::exclude)}) == "include by ann");
    CHECK(counting({said("ann", Verdict::include), said("bob", Verdict::unclear)}) == "unclear by bob");
}

TEST_CASE("a word on the full text counts before every word on title and abstract, whoever says that and however late")
{
    const Decision read = said("ann", Verdict::exclude, Stage::full_text);
    CHECK(counting({said("ann", Verdict::include), read}) == "exclude by ann");
    CHECK(counting({read, said("ann", Verdict::include)}) == "exclude by ann");
    CHECK(counting({read, said("bob", Verdict::include)}) == "exclude by ann");
    CHECK(counting({read, said("bob", Verdict::include, Stage::full_text)}) == "include by bob");
    CHECK(word_of("bob", {read, said("bob", Verdict::include)})->stage == Stage::title_abstract);
    CHECK_FALSE(word_of("carla", {read}));
}

TEST_CASE("a word taken back leaves what the others, the earlier stage or the rules say")
{
    const Decision rules = said("rules", Verdict::unclear);
    const Decision title = said("ann", Verdict::include);
    const Decision text = said("ann", Verdict::exclude, Stage::full_text);
    CHECK(counting({rules, title, withdrawal_of(title)}) == "unclear by rules");
    CHECK(counting({rules, title, text, withdrawal_of(text)}) == "include by ann");
    CHECK(counting({rules, title, text, withdrawal_of(title)}) == "exclude by ann");
    CHECK(counting({said("bob", Verdict::exclude), title, withdrawal_of(title)}) == "exclude by bob");
    CHECK(counting({title, withdrawal_of(title)}) == "none");
    CHECK(counting({title, withdrawal_of(title), said("ann", Verdict::exclude)}) == "exclude by ann");
    CHECK(counting({title, said("ann", Verdict::exclude), withdrawal_of(title)}) == "include by ann"); // the last alone
    CHECK(standing_words({title, said("ann", Verdict::exclude), withdrawal_of(title)}) == std::vector{title});
    CHECK(counting({title, title, withdrawal_of(title), withdrawal_of(title), withdrawal_of(title)}) == "none");
    CHECK(standing_words({title, text, withdrawal_of(text)}) == std::vector{title});
}

TEST_CASE("who named a source, or read the full text before, speaks of the full text")
{
    Decision word = said("ann", Verdict::include);
    CHECK(unsaid_stage(word, {}) == Stage::title_abstract);
    CHECK(unsaid_stage(word, {said("bob", Verdict::include, Stage::full_text)}) == Stage::title_abstract);
    Decision read = said("ann", Verdict::exclude, Stage::full_text);
    read.at = word.at;
    CHECK(unsaid_stage(word, {read}) == Stage::full_text);
    read.at = "2027-01-01T00:00:00Z"; // after that word
    CHECK(unsaid_stage(word, {read}) == Stage::title_abstract);
    word.source = "full text";
    CHECK(unsaid_stage(word, {}) == Stage::full_text);
    word.by = by_rules;
    CHECK(unsaid_stage(word, {}) == Stage::title_abstract);
}

TEST_CASE("with two reviewers words that differ are a conflict until somebody settles it")
{
    const Decision ann = said("ann", Verdict::include);
    Decision bob = said("bob", Verdict::exclude);
    bob.reason = "in_vitro";
    CHECK(counting_decision({ann, bob}, 1)->by == "bob");
    const auto conflict = counting_decision({ann, bob}, 2);
    CHECK(conflict->by == by_conflict);
    CHECK(conflict->verdict == Verdict::unclear);
    CHECK(conflict->note == "ann: include; bob: exclude (in_vitro)");
    CHECK(counting_decision({ann, said("bob", Verdict::include)}, 2)->by == "bob");
    Decision settled = said("carla", Verdict::exclude);
    settled.adjudicated = true;
    CHECK(counting_decision({ann, bob, settled}, 2)->by == "carla");
    CHECK(counting_decision({ann, bob, settled, said("ann", Verdict::include)}, 2)->by == "carla");
    CHECK(counting_decision({ann, bob, settled, withdrawal_of(settled)}, 2)->by == by_conflict);
    const Decision read = said("ann", Verdict::include, Stage::full_text);
    CHECK(counting_decision({ann, bob, settled, read}, 2)->by == by_awaiting); // the next stage
    Decision own = said("ann", Verdict::exclude);
    own.adjudicated = true; // what they agreed on, told by one of the two
    CHECK(standing_words({ann, bob, own}).size() == 3);
    CHECK(counting_decision({ann, bob, own}, 2)->verdict == Verdict::exclude);
}

TEST_CASE("with two reviewers the word of one alone awaits the other's, and does not tell what it was")
{
    const Decision ann = said("ann", Verdict::include);
    const Decision rules = said("rules", Verdict::include);
    const auto alone = counting_decision({rules, ann}, 2);
    REQUIRE(alone);
    CHECK(alone->by == by_awaiting);
    CHECK(alone->verdict == Verdict::unclear);
    CHECK(alone->note == "judged by ann alone so far");
    CHECK(counting_decision({rules, ann}, 1)->by == "ann");
    const Decision bob = said("bob", Verdict::include);
    CHECK(counting_decision({rules, ann, bob}, 2)->by == "bob");
    CHECK(counting_decision({rules, ann, bob, withdrawal_of(bob)}, 2)->by == by_awaiting);
    CHECK(counting_decision({rules, ann, withdrawal_of(ann)}, 2)->by == "rules");
    const Decision read = said("ann", Verdict::exclude, Stage::full_text);
    CHECK(counting_decision({ann, bob, read}, 2)->by == by_awaiting); // agreed on title and abstract, not on the text
    CHECK(decision_in({Whose::person, "ann", 2}, {rules, ann})->verdict == Verdict::include);
    CHECK_FALSE(is_persons_name("Awaiting"));
}

TEST_CASE("the machine sees its own word, a person hers, and neither sees another's")
{
    const std::vector<Decision> history = {said("rules", Verdict::unclear), said("ann", Verdict::include),
                                           said("bob", Verdict::exclude)};
    CHECK(decision_in({}, history)->by == "bob");
    CHECK(decision_in({Whose::machine, "", 1}, history)->by == "rules");
    CHECK(decision_in({Whose::person, "ann", 1}, history)->by == "ann");
    CHECK_FALSE(decision_in({Whose::person, "carla", 1}, history));
    CHECK(sees({Whose::person, "ann", 1}, "rules"));
    CHECK_FALSE(sees({Whose::person, "ann", 1}, "bob"));
    CHECK_FALSE(sees({Whose::machine, "", 1}, "ann"));
}

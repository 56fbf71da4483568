// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/cues.hpp"

#include "tests/unit/fetch/extract/read.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

/// Each kind of cue that a sentence in an abstract gives, "suspect treatment" in the order of the kinds.
std::string kinds(const std::string& sentence)
{
    const Told told("velnarane", "hiccup", "A case", sentence);
    RoleAssessment role = told.role();
    std::string out;
    constexpr const char* names[] = {"suspect", "treatment", "other", "before", "refuted"};
    for (int kind = 0; kind < 5; ++kind)
        if (std::ranges::any_of(role.cues, [&](const Cue& cue) { return static_cast<int>(cue.kind) == kind; }))
            out += (out.empty() ? "" : " ") + std::string(names[kind]);
    return out;
}

} // namespace

TEST_CASE("a sentence speaks for what it says")
{
    struct Row
    {
        std::string sentence;
        std::string kinds;
    };
    const Row rows[] = {
        {"Velnarane-induced hiccup was diagnosed.", "suspect"},
        {"Hiccup is an adverse effect of velnarane.", "suspect"},
        {"The hiccups were attributed to velnarane.", "suspect"},
        {"Velnarane caused hiccups.", "suspect"},
        {"Hiccups occurred despite velnarane.", "suspect"},
        {"Withdrawal of velnarane was followed by recovery from the hiccups.", "suspect"},
        {"Hiccups were treated with velnarane.", "treatment"},
        {"Velnarane relieved the hiccups.", "treatment"},
        {"Velnarane was given for hiccups.", "treatment"},
        {"The hiccups responded to velnarane.", "treatment"},
        {"The hiccups returned on withdrawal of velnarane.", "treatment"},
        {"Velnarane is effective against hiccups.", "treatment"},
        {"Aspirin caused hiccups.", "other"},
        {"Aspirin-induced hiccup is rare.", "other"},
        {"He had a history of hiccup.", "before"},
        {"The hiccups had persisted for three years.", "before"},
        {"Velnarane was cleared of suspicion.", "refuted"},
        {"No hiccups were seen.", "refuted"},
        {"Hiccups did not occur.", "refuted"},
        {"Velnarane was exonerated.", "refuted"},
        {"Velnarane is a white powder.", ""},
        {"Hiccups are a reflex.", ""},
        {"Aspirin and velnarane were given.", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.sentence);
        CHECK(kinds(row.sentence) == row.kinds);
    }
}

TEST_CASE("a title weighs more than a sentence, a question less, and a background counts half")
{
    const auto suspect = [](const std::string& title, const std::string& abstract) {
        return Told("velnarane", "hiccup", title, abstract).role().suspect;
    };
    const double plain = suspect("A case", "Velnarane caused hiccups.");
    CHECK(plain > 0);
    CHECK(suspect("Velnarane caused hiccups.", "") == doctest::Approx(1.5 * plain));
    CHECK(suspect("A case", "BACKGROUND| Velnarane caused hiccups.") == doctest::Approx(0.5 * plain));
    CHECK(suspect("Does velnarane cause hiccups?", "") < plain);
}

TEST_CASE("two ways of saying it in one sentence prove no more than the stronger of them")
{
    const auto role =
        Told("velnarane", "hiccup", "A case", "Velnarane-induced hiccup: hiccup caused by velnarane.").role();
    CHECK(std::ranges::count(role.cues, CueKind::suspect, &Cue::kind) == 1);
}

TEST_CASE("every rule has a weight and says in words which cue it is")
{
    for (const CueRule& rule : cue_rules()) {
        CHECK(rule.weight > 0);
        CHECK_FALSE(rule.note.empty());
    }
}

TEST_CASE("a gap reaches over a few words but not over another drug nor over the end of a clause")
{
    const Pattern gap(with_phrases("DRUG ~3EVENT"));
    CHECK(gap.found_in("DRUG EVENT"));
    CHECK(gap.found_in("DRUG and then a EVENT"));
    CHECK(gap.found_in("DRUG TIME EVENT"));
    CHECK(gap.found_in("DRUG : EVENT")); // a title's colon
    CHECK_FALSE(gap.found_in("DRUG one two three four EVENT"));
    CHECK_FALSE(gap.found_in("DRUG then OTHER EVENT"));
    CHECK_FALSE(gap.found_in("DRUG . the EVENT"));
    CHECK_FALSE(gap.found_in("DRUG ; the EVENT"));
    const Pattern any(with_phrases("DRUG %3EVENT"));
    CHECK(any.found_in("DRUG then OTHER EVENT"));
    CHECK_FALSE(any.found_in("DRUG . the EVENT"));
}

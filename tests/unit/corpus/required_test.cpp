// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/pattern.hpp"
#include "corpus/required.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

bool requires_one(std::string_view pattern, const Clause& clause)
{
    const std::vector<Clause> clauses = required_literals(pattern);
    return std::ranges::find(clauses, clause) != clauses.end();
}

} // namespace

TEST_CASE("what stands outside of optional parts is required")
{
    CHECK(requires_one(R"(\bDRUG (?:dose )?EVENT\b)", {"DRUG"}));
    CHECK(requires_one(R"(\bDRUG (?:dose )?EVENT\b)", {"EVENT"}));
    CHECK(required_literals("(?:dose )?(?:COND)*(?:EVENT){0,3}").empty());
    CHECK(requires_one("(?:EVENT ){1,3}", {"EVENT"}));
    CHECK(requires_one("(?:EVENT )+", {"EVENT"}));
}

TEST_CASE("a character that may be missing or repeated ends a literal")
{
    CHECK(requires_one("causes?", {"cause"}));
    CHECK(requires_one("abcd+ef", {"abcd"}));
    CHECK(requires_one("abcd{2}efg", {"efg"}));
    CHECK(required_literals("abcd*ef") == std::vector<Clause>{{"abc"}});
    CHECK(required_literals("wom[ae]n") == std::vector<Clause>{{"wom"}});
    CHECK(required_literals(R"(a\.b\.c)") == std::vector<Clause>{{"a.b.c"}});
    CHECK(required_literals(R"(\d\d+ .*)").empty());
}

TEST_CASE("of alternatives one must stand, and nothing is required where one of them says nothing")
{
    CHECK(requires_one("(?:DRUG|OTHER) given", {"DRUG", "OTHER"}));
    CHECK(requires_one("(?:DRUG|OTHER) given", {"given"}));
    CHECK(required_literals("DRUG given|EVENT treated") == std::vector<Clause>{{"DRUG given", "EVENT treated"}});
    CHECK(requires_one("EVENT .* OTHER|OTHER .* EVENT", {"OTHER"}));
    CHECK(required_literals("DRUG|no|in").empty());
    CHECK(required_literals(R"((?:DRUG|\w+) x)").empty());
}

TEST_CASE("nothing is said of flags and of classes that the reader does not know")
{
    CHECK(required_literals("(?i)alopecia").empty());
    CHECK(required_literals("[[:alpha:]]+alopecia").empty());
    CHECK(required_literals(R"(\pLalopecia)").empty());
    CHECK(required_literals("(unclosed").empty());
}

TEST_CASE("a pattern finds what it finds with and without the look at its literals")
{
    const Pattern pattern(R"(\b(?:DRUG ~|OTHER )[^ .;]{0,4}(?:caus(?:ed|es)|led to) EVENT\b)");
    CHECK(pattern.found_in("the OTHER caused EVENT ."));
    CHECK_FALSE(pattern.found_in("the OTHER caused COND ."));
    CHECK(pattern.find("OTHER led to EVENT , OTHER caused EVENT", 5)->front().begin == 21);
    CHECK(pattern.find_all("OTHER led to EVENT , OTHER caused EVENT").size() == 2);
}

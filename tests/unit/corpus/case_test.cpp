// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/case.hpp"
#include "corpus/decision.hpp"
#include "corpus/summary.hpp"

#include <doctest/doctest.h>
#include <set>

using namespace casebook;

namespace {

template <class E> void check_names(std::size_t count)
{
    std::set<std::string_view> seen;
    CHECK(all_names<E>().size() == count);
    for (const std::string_view name : all_names<E>()) {
        const auto value = from_name<E>(name);
        REQUIRE(value.has_value());
        CHECK(name_of(*value) == name);
        CHECK(seen.insert(name).second);
        CHECK(name != "unknown");
    }
    CHECK(from_name<E>("unknown") == E{});
    CHECK_FALSE(from_name<E>("no such name").has_value());
    CHECK_FALSE(from_name<E>("").has_value());
}

Case subject(Role role)
{
    Case c;
    c.drugs.emplace_back();
    c.drugs[0].name = "velnarane";
    c.drugs[0].role.value = role;
    return c;
}

} // namespace

TEST_CASE("every value of every field has a name of its own by which it is found")
{
    check_names<Role>(6);
    check_names<Sex>(2);
    check_names<AgeAt>(3);
    check_names<Anchor>(5);
    check_names<Dechallenge>(4);
    check_names<Rechallenge>(3);
    check_names<Outcome>(5);
    CHECK(name_of(Role::past) == "past");
    CHECK(name_of(Anchor::other) == "other");
    CHECK(name_of(Outcome::fatal) == "fatal");
}

TEST_CASE("verdicts are found by their names")
{
    for (const Verdict verdict : {Verdict::unclear, Verdict::include, Verdict::exclude})
        CHECK(verdict_from_name(name_of(verdict)) == verdict);
    CHECK_FALSE(verdict_from_name("maybe").has_value());
}

TEST_CASE("a drug is a candidate cause when it is suspect or interacting")
{
    CHECK(is_suspected(subject(Role::suspect)));
    CHECK(is_suspected(subject(Role::interacting)));
    for (const Role role : {Role::unknown, Role::concomitant, Role::treatment_of_event, Role::comparator, Role::past})
        CHECK_FALSE(is_suspected(subject(role)));
    CHECK(case_id("pubmed:1", 2) == "pubmed:1#2");
}

TEST_CASE("a case in one line says what is known and leaves out what is not")
{
    Case c = subject(Role::suspect);
    c.reaction.as_reported.value = "bald patches";
    CHECK(summary_of(c) == "velnarane (suspect) → bald patches");
    c.reaction.term = "alopecia areata";
    c.patient.sex.value = Sex::female;
    c.patient.age_years.value = 30;
    c.latencies.push_back({Latency{{274, 274}, Anchor::transplant}, {}, ""});
    c.dechallenge.value = Dechallenge::not_done;
    c.reaction.outcome.value = Outcome::recovering;
    CHECK(summary_of(c) == "female, 30 y; velnarane (suspect) → alopecia areata after 9 mo from transplant; "
                           "dechallenge not_done; recovering");
}

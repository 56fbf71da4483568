// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/simulation.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

/// "x..": relevant, irrelevant, irrelevant.
std::vector<bool> read_as(std::string_view marks)
{
    std::vector<bool> out;
    for (const char c : marks)
        out.push_back(c == 'x');
    return out;
}

const StoppingRule& rule(std::string_view id) { return *std::ranges::find(stopping_rules(), id, &StoppingRule::id); }

} // namespace

TEST_CASE("the hypergeometric distribution is that of the textbook")
{
    // 5 of 50 are relevant, 10 are drawn: P(0) = C(45,10)/C(50,10), P(X <= 1), and all of them
    CHECK(hypergeometric_at_most(0, 50, 5, 10) == doctest::Approx(0.3105627820));
    CHECK(hypergeometric_at_most(1, 50, 5, 10) == doctest::Approx(0.3105627820 + 0.4313371972));
    CHECK(hypergeometric_at_most(5, 50, 5, 10) == doctest::Approx(1));
    // the first terms of the sum are below the least double
    CHECK(hypergeometric_at_most(313, 3000, 330, 2700) == doctest::Approx(0.9997).epsilon(0.001));
    CHECK(hypergeometric_at_most(0, 10, 5, 6) == 0); // five others only: one at least is drawn
}

TEST_CASE("the chance of having missed so many is the least over all moments since which reading was a sample")
{
    const std::vector<bool> read = read_as("xx........");
    // three moments: the beginning, behind the first and behind the second relevant record
    const double expected = std::min({hypergeometric_at_most(2, 20, 3, 10), hypergeometric_at_most(1, 19, 2, 9),
                                      hypergeometric_at_most(0, 18, 1, 8)});
    CHECK(chance_of_missing(read, 20, 1) == doctest::Approx(expected));
    CHECK(chance_of_missing(read, 20, 11) == 0); // there are but ten
    CHECK(chance_of_missing(read_as("...."), 20, 1) == 1);
    // 2 found: a recall below 95 % means one missed
    CHECK(chance_of_recall_below(read, 20, 0.95) == doctest::Approx(expected));
}

TEST_CASE("what may be left shrinks with every irrelevant record, down to none when all is read")
{
    std::size_t before = 1000;
    for (const std::size_t empty : {0U, 20U, 60U, 80U, 90U, 98U}) {
        const std::vector<bool> read = read_as("xx" + std::string(empty, '.'));
        const std::size_t now = most_missed(read, 100);
        CHECK(now <= before);
        CHECK(chance_of_missing(read, 100, now + 1) < 0.05);
        if (now > 0)
            CHECK(chance_of_missing(read, 100, now) >= 0.05);
        before = now;
    }
    CHECK(before == 0);
}

TEST_CASE("where all is read nothing can be missed, whatever was found")
{
    CHECK(chance_of_missing(std::vector<bool>(34, false), 34, 1) == 0);
    CHECK(most_missed(std::vector<bool>(34, false), 34) == 0);
}

TEST_CASE("the most is never told to be less than what is expected")
{
    std::vector<bool> read(100, false);
    for (std::size_t i = 90; i < 100; ++i)
        read[i] = true;
    CHECK(static_cast<double>(most_missed(read, 400)) >= expected_missed(read, 400));
}

TEST_CASE("the rest is expected to be as rich as the last records")
{
    CHECK(expected_missed(read_as("x" + std::string(49, '.')), 102) == doctest::Approx(52 * 2.0 / 52));
    CHECK(expected_missed(read_as("x" + std::string(98, '.')), 199) == doctest::Approx(100 * 1.0 / 100));
    CHECK(expected_missed(read_as("x" + std::string(49, '.')), 50) == 0);
}

TEST_CASE("rules hold when what they say has happened")
{
    const std::vector<bool> read = read_as("x" + std::string(50, '.'));
    CHECK(rule("50-in-a-row").holds(read, 1000, 0));
    CHECK_FALSE(rule("100-in-a-row").holds(read, 1000, 0));
    CHECK(rule("5-percent-in-a-row").holds(read, 1000, 0));
    CHECK_FALSE(rule("5-percent-in-a-row").holds(read, 1001, 0));
    CHECK(rule("SAFE").holds(read, 510, 25));
    CHECK_FALSE(rule("SAFE").holds(read, 511, 25)); // less than a tenth
    CHECK_FALSE(rule("SAFE").holds(read, 510, 26)); // less than twice as many
    CHECK_FALSE(rule("SAFE").holds(read, 510, 0));  // nobody knows how many
    CHECK_FALSE(rule("hypergeometric").holds(read, 1000, 0));
    CHECK(rule("hypergeometric").holds(read, 52, 0));
}

TEST_CASE("figures of a simulated review are counted by hand")
{
    const std::vector<bool> read = read_as("x.x.......x........."); // 20 records, found at 1, 3, 11
    CHECK(read_until(read, 0.95) == 11);
    CHECK(read_until(read, 0.6) == 3);
    CHECK(work_saved(read, 0.95) == doctest::Approx(0.95 - 11.0 / 20));
    CHECK(average_time_to_discovery(read) == doctest::Approx((1 + 3 + 11) / 3.0 / 20));
    CHECK(recall_after(read, 0.1) == doctest::Approx(1.0 / 3));
    CHECK(recall_after(read, 0.5) == doctest::Approx(2.0 / 3));
    CHECK(recall_after(read, 1) == 1);
}

TEST_CASE("a simulated review reads everything once, the same from the same seed, and finds what is alike first")
{
    std::vector<std::string> texts;
    std::vector<bool> relevant;
    for (int i = 0; i < 60; ++i) {
        relevant.push_back(i % 12 == 0);
        texts.push_back((relevant.back() ? "hair loss on velnarane case " : "liver enzymes in a trial of hepaxol ") +
                        std::string("number") + std::to_string(i));
    }
    const TermMatrix matrix = weigh_terms(texts);
    const SimulatedReview one = simulate_review(matrix, relevant, 1, 7);
    const SimulatedReview again = simulate_review(matrix, relevant, 1, 7);
    CHECK(one.order == again.order);
    CHECK(one.priors != simulate_review(matrix, relevant, 1, 8).priors);
    std::vector<std::size_t> all = one.order;
    all.insert(all.end(), one.priors.begin(), one.priors.end());
    std::ranges::sort(all);
    for (std::size_t i = 0; i < all.size(); ++i)
        CHECK(all[i] == i);
    CHECK(read_until(one.read, 1) == 4); // four are left to find
    CHECK(stopped_after(rule("50-in-a-row"), one.read) == 54);
}

TEST_CASE("a rule is asked after every record: it stops where it first holds")
{
    const std::vector<bool> eight = read_as(std::string(8, 'x') + std::string(48, '.'));
    CHECK(stopped_after(rule("5-percent-in-a-row"), eight) == 11); // three of 56
    unsigned state = 1;
    for (int turn = 0; turn < 20; ++turn) {
        std::vector<bool> read;
        for (int i = 0; i < 200; ++i) {
            state = state * 1103515245U + 12345U;
            read.push_back((state >> 16U) % static_cast<unsigned>(4 + i) < 3);
        }
        const auto total = static_cast<std::size_t>(std::ranges::count(read, true));
        for (const StoppingRule& each : stopping_rules()) {
            std::vector<bool> so_far;
            for (const bool relevant : read)
                if (so_far.push_back(relevant); each.holds(so_far, read.size(), total))
                    break;
            CHECK(stopped_after(each, read) == so_far.size());
        }
    }
}

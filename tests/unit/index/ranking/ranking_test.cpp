// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/ranking.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

const std::vector<std::string> four_texts = {"Hair loss on velnarane", "hair growth on placebo", "liver injury",
                                             "liver failure on velnarane"};

double dot(const TermMatrix& m, std::size_t a, std::size_t b)
{
    double sum = 0;
    for (std::size_t i = m.begins[a]; i < m.begins[a + 1]; ++i)
        for (std::size_t j = m.begins[b]; j < m.begins[b + 1]; ++j)
            if (m.columns[i] == m.columns[j])
                sum += static_cast<double>(m.values[i]) * static_cast<double>(m.values[j]);
    return sum;
}

/// What the machine minimises, with b among the weights.
double objective(const TermMatrix& m, const std::vector<Example>& examples, const LinearSvm& svm)
{
    // w·w by the scores: a unit row's score tells w along it, so a matrix of unit rows is asked for
    double value = 0;
    std::vector<double> w(m.width, 0);
    const double b = svm.score(m.rows() - 1); // the last row is empty: its score is b
    for (std::size_t row = 0; row + 1 < m.rows(); ++row)
        w[m.columns[m.begins[row]]] = svm.score(row) - b;
    for (const double x : w)
        value += x * x / 2;
    value += b * b / 2;
    for (const Example& e : examples) {
        const double loss = std::max(0.0, 1 - (e.relevant ? 1 : -1) * svm.score(e.row));
        value += e.cost * loss * loss;
    }
    return value;
}

/// Rows of one term each, the last row empty.
TermMatrix unit_rows(std::size_t terms)
{
    TermMatrix m;
    m.width = terms;
    for (std::uint32_t i = 0; i < terms; ++i) {
        m.columns.push_back(i);
        m.values.push_back(1);
        m.begins.push_back(m.columns.size());
    }
    m.begins.push_back(m.columns.size());
    return m;
}

} // namespace

TEST_CASE("texts become rows of length one, of words and pairs of neighbours")
{
    const TermMatrix m = weigh_terms(four_texts);
    CHECK(m.rows() == 4);
    // words: hair loss on velnarane growth placebo liver injury failure; pairs: 3 + 3 + 1 + 3, "on velnarane" twice
    CHECK(m.width == 9 + 9);
    for (std::size_t row = 0; row < m.rows(); ++row)
        CHECK(dot(m, row, row) == doctest::Approx(1));
    CHECK(dot(m, 0, 2) == 0);
    CHECK(dot(m, 0, 3) > dot(m, 0, 1)); // "on velnarane" is shared as a pair too
}

TEST_CASE("a term's weight is that of sublinear TF-IDF with smoothed frequencies")
{
    const std::vector<std::string> texts = {"rash rash rash x", "itch", "rash"};
    const TermMatrix m = weigh_terms(texts);
    // rash: df 2, tf 3; "rash rash": df 1, tf 2; x is too short
    const double rash = (1 + std::log(3)) * (1 + std::log(4.0 / 3));
    const double pair = (1 + std::log(2)) * (1 + std::log(4.0 / 2));
    CHECK(m.values[m.begins[0]] == doctest::Approx(rash / std::hypot(rash, pair)));
    CHECK(m.begins[1] - m.begins[0] == 2);
}

TEST_CASE("a term of nearly every text tells nothing")
{
    std::vector<std::string> texts(30, "patient");
    texts.emplace_back("patient rash");
    const TermMatrix m = weigh_terms(texts);
    CHECK(m.values[m.begins[0]] == 0);
    CHECK(dot(m, 30, 30) == doctest::Approx(1));
}

TEST_CASE("the costs are those of ELAS u4: the irrelevant weigh together 1/9.8 of the relevant, the mean is 0.11")
{
    const std::vector<JudgedRow> known = {{0, true}, {1, false}, {2, false}, {3, false}};
    const std::vector<Example> examples = weighed_examples(known);
    CHECK(examples[0].cost / (examples[1].cost * 3) == doctest::Approx(9.8));
    CHECK(examples[0].cost + 3 * examples[1].cost == doctest::Approx(4 * 0.11));
    CHECK(weighed_examples(std::vector<JudgedRow>{{0, true}}).empty());
}

TEST_CASE("what is learned is the minimum: no small step from it is better")
{
    const TermMatrix m = unit_rows(3);
    const std::vector<Example> examples = {{0, true, 0.5}, {1, false, 2}, {2, true, 0.1}};
    LinearSvm svm(m);
    svm.fit(examples);
    const double reached = objective(m, examples, svm);
    // a closed form for one example of cost c alone: w = b = 2c / (1 + 4c)
    LinearSvm alone(m);
    alone.fit(std::vector<Example>{{0, true, 0.5}});
    CHECK(alone.score(0) == doctest::Approx(2 * (2 * 0.5 / (1 + 4 * 0.5))).epsilon(0.001));
    for (const double cost : {0.4, 0.6}) { // weights learned for other costs are worse for these
        LinearSvm other(m);
        other.fit(std::vector<Example>{{0, true, cost}, {1, false, 2}, {2, true, 0.1}});
        CHECK(objective(m, examples, other) > reached);
    }
}

TEST_CASE("going on with more and other examples ends where starting anew does")
{
    const TermMatrix m = weigh_terms(four_texts);
    LinearSvm grown(m), fresh(m);
    grown.fit(std::vector<Example>{{0, true, 1}, {1, false, 1}});
    grown.fit(std::vector<Example>{{0, false, 1}, {2, true, 3}}); // changed sides, gone, new
    fresh.fit(std::vector<Example>{{0, false, 1}, {2, true, 3}});
    for (std::size_t row = 0; row < m.rows(); ++row)
        CHECK(grown.score(row) == doctest::Approx(fresh.score(row)).epsilon(0.01));
}

TEST_CASE("the row most like the relevant one comes first, of equal ones the first")
{
    const TermMatrix m = weigh_terms(four_texts);
    LinearSvm svm(m);
    svm.fit(weighed_examples(std::vector<JudgedRow>{{0, true}, {2, false}}));
    CHECK(best_first(svm, {1, 2, 3}) == std::vector<std::size_t>{3, 1, 2});
    const LinearSvm untaught(m);
    CHECK(best_first(untaught, {2, 1, 3}) == std::vector<std::size_t>{2, 1, 3});
}

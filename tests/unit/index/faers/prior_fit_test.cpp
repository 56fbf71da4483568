// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/prior_fit.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/index/faers/made_pairs.hpp"
#include "tests/unit/shared.hpp"

#include <algorithm>
#include <charconv>
#include <doctest/doctest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

using namespace casebook;

namespace {

using Json = nlohmann::json;
using Pairs = std::vector<std::pair<std::uint32_t, double>>;
using Rows = std::vector<std::vector<std::string>>;

/// A gzipped CSV without its heading: fields in quotes or not.
Rows read_rows(const std::filesystem::path& file)
{
    Rows out;
    std::istringstream in(gunzip(read_file(file)));
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
        std::vector<std::string>& row = out.emplace_back(1);
        bool quoted = false;
        for (const char c : line)
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                row.emplace_back();
            else if (c != '\r')
                row.back() += c;
    }
    return out;
}

/// A row is a report, a product and an event; ids are counted once a pair.
Pairs pairs_of_reports(const Rows& rows)
{
    std::map<std::pair<std::string, std::string>, std::set<std::string>> both;
    std::map<std::string, std::set<std::string>> products;
    std::map<std::string, std::set<std::string>> events;
    std::set<std::string> ids;
    for (const auto& row : rows) {
        both[{row[1], row[2]}].insert(row[0]);
        products[row[1]].insert(row[0]);
        events[row[2]].insert(row[0]);
        ids.insert(row[0]);
    }
    Pairs out;
    for (const auto& [pair, reports] : both)
        out.emplace_back(reports.size(), static_cast<double>(products[pair.first].size() * events[pair.second].size()) /
                                             static_cast<double>(ids.size()));
    return out;
}

/// A row is a drug, an event and their count; N is the sum of the counts.
Pairs pairs_of_counts(const Rows& rows)
{
    std::map<std::string, double> drugs;
    std::map<std::string, double> events;
    double all = 0;
    const auto count = [](const std::vector<std::string>& row) {
        return static_cast<std::uint32_t>(std::stoul(row[2]));
    };
    for (const auto& row : rows) {
        drugs[row[0]] += count(row);
        events[row[1]] += count(row);
        all += count(row);
    }
    Pairs out;
    for (const auto& row : rows)
        out.emplace_back(count(row), drugs[row[0]] * events[row[1]] / all);
    return out;
}

Json vector_of(const char* id)
{
    const std::filesystem::path file = shared_folder() / "data" / "signals" / "signal_vectors.json";
    const Json all = std::filesystem::exists(file) ? Json::parse(read_file(file)) : Json{{"vectors", Json::array()}};
    for (const Json& vector : all["vectors"])
        if (vector["id"] == id)
            return vector;
    MESSAGE("skipped: the reference vectors are not here");
    return nullptr;
}

std::ptrdiff_t signals(const Pairs& pairs, const GpsPrior& prior)
{
    return std::ranges::count_if(pairs, [&](const auto& pair) {
        return std::round(ebgm(pair.first, pair.second, prior).low * 1e4) >= 2e4; // to four places, as the vectors
    });
}

constexpr GpsPrior known = {0.43, 0.18, 1.67, 2.14, 0.138};
constexpr GpsPrior near_known[] = {{0.4, 0.2, 2, 2, 0.1}};

} // namespace

TEST_CASE("groups hold every pair once, at its count and near its expected number")
{
    PairGroups pairs(0.05);
    for (const double expected : {0.5, 0.5, 0.501, 5.0})
        pairs.add(2, expected);
    pairs.add(3, 0.5);
    const std::vector<PairGroup> groups = pairs.groups();
    REQUIRE(groups.size() == 3);
    CHECK(pairs.pairs() == 5);
    CHECK(groups[0].weight == 3);
    CHECK(groups[0].expected == doctest::Approx(1.501 / 3));
    CHECK(groups[1].expected == 5);
    CHECK(groups[2].n == 3);
    PairGroups equal(0);
    for (const double expected : {0.5, 0.5, 0.501})
        equal.add(2, expected);
    CHECK(equal.groups().size() == 2);
}

TEST_CASE("the prior that pairs were drawn from is found again, and the fit says that it is done")
{
    const Pairs pairs = MadePairs(known, 1).draw(40'000);
    const std::vector<PairGroup> groups = grouped(pairs, 0.02);
    const std::optional<PriorFit> fit = fit_prior(groups);
    REQUIRE(fit);
    CHECK(fit->converged);
    CHECK(fit->at_bound.empty());
    CHECK(fit->pairs == 40'000);
    CHECK(fit->starts.size() == prior_starts().size());
    CHECK(fit->log_likelihood >= prior_log_likelihood(groups, known));
    CHECK(fit->log_likelihood == doctest::Approx(prior_log_likelihood(groups, fit->prior)).epsilon(1e-12));
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(prior_names[i]);
        CHECK(parameters(fit->prior)[i] == doctest::Approx(parameters(known)[i]).epsilon(0.15));
        for (const double factor : {0.99, 1.01}) { // no neighbour is likelier
            std::array<double, 5> beside = parameters(fit->prior);
            beside[i] *= factor;
            CHECK(prior_log_likelihood(groups, prior_of(beside)) < fit->log_likelihood);
        }
    }
}

TEST_CASE("squashed and unsquashed pairs have the same prior")
{
    const Pairs pairs = MadePairs(known, 2).draw(20'000);
    const std::vector<PairGroup> squashed = grouped(pairs, 0.02);
    const std::vector<PairGroup> all = grouped(pairs, 0);
    CHECK(squashed.size() < all.size() / 2);
    const PriorFit a = *fit_prior(squashed, near_known);
    const PriorFit b = *fit_prior(all, near_known);
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(parameters(a.prior)[i] == doctest::Approx(parameters(b.prior)[i]).epsilon(5e-4));
    for (const auto& [n, expected] : {std::pair(1.0, 0.01), std::pair(3.0, 0.2), std::pair(50.0, 10.0)})
        CHECK(ebgm(n, expected, a.prior).low == doctest::Approx(ebgm(n, expected, b.prior).low).epsilon(1e-4));
}

TEST_CASE("a likelihood that rises to the bound ends there, and the parameter is named")
{
    const std::vector<PairGroup> groups = grouped(MadePairs({1e-6, 0.0185, 0.767, 0.889, 0.13}, 4).draw(20'000), 0.02);
    const std::optional<PriorFit> fit = fit_prior(groups);
    REQUIRE(fit);
    CHECK(fit->converged);
    REQUIRE(fit->at_bound == std::vector<std::string>{"alpha1 = 1e-06"});
    CHECK(fit->prior.alpha1 == doctest::Approx(1e-6));
    CHECK(fit->prior.beta1 == doctest::Approx(0.0185).epsilon(0.1));
    GpsPrior inside = fit->prior;
    inside.alpha1 = 0.01;
    CHECK(prior_log_likelihood(groups, inside) < fit->log_likelihood);
}

TEST_CASE("fewer kinds of pairs than parameters have no prior")
{
    CHECK(!fit_prior(grouped({{1, 0.5}, {2, 0.5}, {3, 0.5}, {4, 0.5}}, 0.02)));
    CHECK(!fit_prior({}));
}

TEST_CASE("the fit agrees with openEBGM's on its CAERS reports, and looks farther")
{
    const Json vector = vector_of("F01");
    if (vector.is_null())
        return;
    const Pairs pairs = pairs_of_reports(read_rows(shared_folder() / vector["input"]["dataset"]));
    REQUIRE(pairs.size() == vector["input"]["pairs"]);
    const Json& expected = vector["expected"];
    const std::vector<PairGroup> groups = grouped(pairs, 0.02);
    const GpsPrior openebgm_start[] = {{3, 0.4, 2, 2, 0.07}};
    const PriorFit fit = *fit_prior(groups, openebgm_start);
    std::array<double, 5> theta = {};
    for (std::size_t i = 0; i < 5; ++i) {
        theta[i] = expected["theta_autoHyper"][i];
        CHECK(parameters(fit.prior)[i] == doctest::Approx(theta[i]).epsilon(vector["tolerance"]["theta_rel"]));
    }
    const std::vector<PairGroup> all = grouped(pairs, 0);
    const GpsPrior published = {3.25280367, 0.39983376, 2.024904, 1.90726819, 0.06536416};
    CHECK(std::abs(prior_log_likelihood(all, published) + expected["negLL_at_published_theta"].get<double>()) < 1e-6);
    CHECK(signals(pairs, prior_of(theta)) == expected["n_EB05_ge_2"]);
    CHECK(signals(pairs, fit.prior) == expected["n_EB05_ge_2"]);
    // From DuMouchel's start another top is reached, of which openEBGM's published answer knows nothing.
    CHECK(fit_prior(groups)->log_likelihood > fit.log_likelihood + 0.2);
}

TEST_CASE("the fit agrees with PhViD's on its own data")
{
    const Json vector = vector_of("F02");
    if (vector.is_null())
        return;
    const Pairs pairs = pairs_of_counts(read_rows(shared_folder() / vector["input"]["dataset"]));
    REQUIRE(pairs.size() == vector["input"]["pairs"]);
    const Json& expected = vector["expected"];
    const GpsPrior start[] = {prior_starts()[0]};
    const PriorFit fit = *fit_prior(grouped(pairs, 0.02), start);
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(std::abs(parameters(fit.prior)[i] - expected["theta"][i].get<double>()) <
              vector["tolerance"]["theta_abs"].get<double>());
    const double of_all = prior_log_likelihood(grouped(pairs, 0), fit.prior); // of every pair by itself
    CHECK(std::abs(of_all + expected["negLL"].get<double>()) < vector["tolerance"]["negLL_abs"]);
    CHECK(signals(pairs, fit.prior) == expected["n_EB05_ge_2"]);
    const Estimate best = ebgm(expected["top_pair"]["n"], expected["top_pair"]["E"], fit.prior);
    CHECK(best.value == doctest::Approx(expected["top_pair"]["EBGM"].get<double>()).epsilon(1e-4));
    CHECK(best.low == doctest::Approx(expected["top_pair"]["EB05"].get<double>()).epsilon(1e-3));
}

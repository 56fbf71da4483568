// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/archive_prior.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

void fill_pairs(MadeQuarter& quarter)
{
    for (std::uint64_t i = 1; i <= 120; ++i) {
        const std::string drug(1, static_cast<char>('A' + i % 7));
        const std::string other(1, static_cast<char>('A' + i / 9 % 7));
        quarter.report(i * 10).drug("PS", drug.c_str()).drug("SS", other.c_str());
        quarter.term(i % 2 == 0 ? "Rash" : "Pain").term(i % 5 == 0 ? "Fever" : "Cough");
    }
}

std::vector<std::filesystem::path> prior_files(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".prior")
            out.push_back(entry.path());
    return out;
}

} // namespace

TEST_CASE("a kept prior is found again for its level, roles, period and people alone, whatever the pair")
{
    MadeQuarter q("2015Q1");
    fill_pairs(q);
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    FaersQuestion question;
    question.drugs = {"A"};
    CHECK(!kept_prior(store, question));
    const std::optional<PriorFit> fit = fit_archive_prior(store, question);
    REQUIRE(fit);
    CHECK(fit->pairs == 28); // seven drugs, four terms: every pair, not those of A alone
    keep_prior(store, question, *fit);
    question.drugs = {"B"};
    question.exposure.alone = true;
    const std::optional<PriorFit> kept = kept_prior(store, question);
    REQUIRE(kept);
    CHECK(parameters(kept->prior) == parameters(fit->prior)); // no digit is lost
    CHECK(kept->log_likelihood == fit->log_likelihood);
    CHECK(kept->converged == fit->converged);
    CHECK(kept->at_bound == fit->at_bound);
    CHECK(kept->starts.size() == fit->starts.size());
    const auto without = [&](auto change) {
        FaersQuestion other = question;
        change(other);
        return !kept_prior(store, other).has_value();
    };
    CHECK(without([](FaersQuestion& other) { other.level = FaersLevel::rows; }));
    CHECK(without([](FaersQuestion& other) { other.roles.pop_back(); }));
    CHECK(without([](FaersQuestion& other) { other.to = {20200101}; }));
    CHECK(without([](FaersQuestion& other) { other.people.sex = 'F'; }));
    CHECK(without([](FaersQuestion& other) { other.people.most_drugs = 20; }));
}

TEST_CASE("a prior goes with the quarters it was fitted to")
{
    MadeQuarter one("2015Q1");
    fill_pairs(one);
    const TemporaryFolder folder;
    {
        const FaersStore store = made_store(folder / "faers", {&one});
        keep_prior(store, {}, *fit_archive_prior(store, {}));
        CHECK(prior_files(folder / "faers").size() == 1);
    }
    MadeQuarter two("2016Q1");
    fill_pairs(two);
    FaersWriter writer(folder / "faers");
    two.put(writer);
    writer.commit();
    CHECK(!kept_prior(FaersStore(folder / "faers"), {}));
    CHECK(prior_files(folder / "faers").empty());
}

TEST_CASE("what is no prior is taken for none")
{
    MadeQuarter q("2015Q1");
    fill_pairs(q);
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&q});
    keep_prior(store, {}, *fit_archive_prior(store, {}));
    for (const char* text : {"", "{", "[]", "{\"question\": 1}"}) {
        write_file(prior_files(folder / "faers").front(), text);
        CHECK(!kept_prior(store, {}));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/strata.hpp"

#include "corpus/archive.hpp"
#include "corpus/text.hpp"
#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/shared.hpp"
#include "tests/unit/temporary.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace casebook;

namespace {

FaersQuestion ask(const char* drug, const char* event)
{
    FaersQuestion out;
    out.drugs = {drug};
    out.events = {event};
    out.level = FaersLevel::latest;
    return out;
}

/// Eight reports: women and men, with and without the drug X and the event Rash.
FaersStore small_store(const TemporaryFolder& folder)
{
    MadeQuarter q("2015Q1");
    q.report(11, MadeQuarter::person("F", "30")).drug("PS", "X", "X", "ORAL").term("Rash");
    q.report(21, MadeQuarter::person("F", "70", "JAPAN")).drug("PS", "X", "X", "OPHTHALMIC").term("Pain");
    q.report(31, MadeQuarter::person("F", "18", "JP")).drug("PS", "Y", "Y").drug("C", "X", "X").term("Rash");
    q.report(41, MadeQuarter::person("F", "50")).drug("PS", "Y", "Y").term("Pain");
    q.report(51, MadeQuarter::person("M", "60")).drug("PS", "X", "X").drug("C", "Y", "Y").term("Rash").term("Pain");
    q.report(61, MadeQuarter::person("M", "61")).drug("SS", "X", "X").term("Pain");
    q.report(71, MadeQuarter::person("UNK", "")).drug("PS", "Y", "Y").term("Rash");
    q.report(81, MadeQuarter::person("M", "45")).term("Pain");
    return made_store(folder / "faers", {&q});
}

} // namespace

TEST_CASE("people narrow all four cells, N too")
{
    const TemporaryFolder folder;
    const FaersStore store = small_store(folder);
    FaersQuestion question = ask("X", "Rash");
    CHECK(count(store, question).table == TwoByTwo{2, 2, 2, 2});
    question.people.sex = 'F';
    CHECK(count(store, question).table == TwoByTwo{1, 1, 1, 1});
    question.people.sex = '\0';
    CHECK(count(store, question).table == TwoByTwo{0, 0, 1, 0});
    question.people = {};
    question.people.age_from = 45;
    question.people.age_to = 61;
    CHECK(count(store, question).table == TwoByTwo{1, 0, 0, 2}); // 50, 60, 45; not 61, not unknown
    question.people = {};
    question.people.country = "JP"; // a name and a code of one country
    CHECK(count(store, question).table == TwoByTwo{0, 1, 1, 0});
    question.people.country = "XX";
    CHECK(count(store, question).n == 0);
    question.people = {};
    question.people.most_drugs = 1; // without 31 and 51
    CHECK(count(store, question).table == TwoByTwo{1, 2, 1, 2});
}

TEST_CASE("exposure narrows who counts as exposed, the others stay in the comparison")
{
    const TemporaryFolder folder;
    const FaersStore store = small_store(folder);
    FaersQuestion question = ask("X", "Rash");
    question.exposure.alone = true;
    CHECK(count(store, question).table == TwoByTwo{1, 2, 3, 2});
    question.exposure = {};
    question.exposure.with = {"y"};
    CHECK(count(store, question).table == TwoByTwo{1, 0, 3, 4});
    question.exposure.with = {"y", "nothing held"};
    CHECK(count(store, question).table.a == 0);
    question.exposure = {};
    question.exposure.classes = {ExposureClass::ophthalmic};
    CHECK(count(store, question).table == TwoByTwo{0, 1, 4, 3});
    question.exposure.classes = {ExposureClass::systemic, ExposureClass::unknown};
    CHECK(count(store, question).table == TwoByTwo{2, 1, 2, 3});
    CHECK(classes_of(store, ask("X", "Rash"), count(store, ask("X", "Rash")).reports) ==
          std::array<std::int64_t, 4>{1, 0, 0, 1});
}

TEST_CASE("strata add up to the whole, and what is not said is a stratum of its own")
{
    const TemporaryFolder folder;
    const FaersStore store = small_store(folder);
    const auto rows = by_strata(store, ask("X", "Rash"), {StratumKind::sex});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].values == std::vector<std::string>{"female"});
    CHECK(rows[0].table == TwoByTwo{1, 1, 1, 1});
    CHECK(rows[1].table == TwoByTwo{1, 1, 0, 1});
    CHECK(rows[2].values == std::vector<std::string>{"unknown"});
    TwoByTwo sum;
    for (const auto& row : by_strata(store, ask("X", "Rash"), {StratumKind::age, StratumKind::country})) {
        CHECK(row.values.size() == 2);
        sum = {sum.a + row.table.a, sum.b + row.table.b, sum.c + row.table.c, sum.d + row.table.d};
    }
    CHECK(sum == TwoByTwo{2, 2, 2, 2});
}

TEST_CASE("bands of age and periods")
{
    CHECK(age_band(18) == 0);
    CHECK(age_band(18.5) == 1);
    CHECK(age_band(45) == 2);
    CHECK(age_band(60) == 2);
    CHECK(age_band(60.5) == 3);
    CHECK(age_band(std::numeric_limits<double>::quiet_NaN()) == 4);
    CHECK(period_name(2004) == "2004-2008");
    CHECK(period_name(2023) == "2019-2023");
    CHECK(period_name(1999) == "before 2004");
    CHECK(period_name(0) == "unknown");
}

TEST_CASE("Mantel and Haenszel pool strata, one stratum alone gives the plain odds ratio and Wald's interval")
{
    const std::vector<TwoByTwo> one = {{7, 2, 4, 7}};
    CHECK(mantel_haenszel(one)->value == doctest::Approx(6.125));
    // the variance of Robins, Breslow and Greenland is Woolf's when there is one stratum
    CHECK(mantel_haenszel(one)->low == doctest::Approx(measure(one[0]).ror->low).epsilon(1e-12));
    // confounding by hand: 1.0 in each stratum, 4.99 in the sum
    const std::vector<TwoByTwo> two = {{50, 50, 5, 5}, {1, 9, 100, 900}};
    CHECK(mantel_haenszel(two)->value == doctest::Approx(1.0));
    CHECK(measure({51, 59, 105, 905}).ror->value > 4);
    CHECK(stratified_expected(two) == doctest::Approx(100.0 * 55 / 110 + 10.0 * 101 / 1010));
    CHECK(!mantel_haenszel(std::vector<TwoByTwo>{{0, 5, 5, 5}}));
    CHECK(!mantel_haenszel({}));
}

TEST_CASE("expected counts within strata agree with the reference vector")
{
    const auto vectors = shared_folder() / "data/signals/signal_vectors.json";
    const auto data = shared_folder() / "data/faers/openEBGM_caers/caers.csv.gz";
    if (!std::filesystem::exists(vectors) || !std::filesystem::exists(data)) {
        MESSAGE("skipped: the reference vectors are not here");
        return;
    }
    // id, product, event and stratum of each row; no field of this file holds a comma outside quotes but products do
    struct Report
    {
        std::string stratum;
        std::set<std::string> products, events;
    };
    std::map<std::string, Report> reports;
    std::map<std::string, std::size_t> place;
    for (const std::string& line : split(gunzip(read_file(data)), '\n')) {
        std::vector<std::string> cells = {""};
        bool quoted = false;
        for (const char c : line)
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.emplace_back();
            else if (c != '\r')
                cells.back() += c;
        if (place.empty()) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                place[cells[i]] = i;
            continue;
        }
        if (cells.size() != place.size())
            continue;
        Report& report = reports[cells[place.at("id")]];
        report.stratum = cells[place.at("strat1")];
        report.products.insert(cells[place.at("var1")]);
        report.events.insert(cells[place.at("var2")]);
    }
    REQUIRE(reports.size() == 3356);
    const auto all = nlohmann::json::parse(read_file(vectors));
    int checked = 0;
    for (const auto& vector : all["vectors"]) {
        if (vector["kind"] != "stratified_expected")
            continue;
        for (const auto& pair : vector["expected"]) {
            std::map<std::string, TwoByTwo> strata;
            for (const auto& [id, report] : reports) {
                const bool drug = report.products.contains(pair["product"]);
                const bool event = report.events.contains(pair["event"]);
                TwoByTwo& t = strata[report.stratum];
                ++(drug ? event ? t.a : t.b : event ? t.c : t.d);
            }
            std::vector<TwoByTwo> tables;
            for (const auto& [name, table] : strata)
                tables.push_back(table);
            CHECK(std::abs(stratified_expected(tables) - pair["E"].get<double>()) < 1e-12);
            ++checked;
        }
    }
    CHECK(checked == 6);
}

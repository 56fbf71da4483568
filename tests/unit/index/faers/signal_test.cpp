// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/signal.hpp"

#include "tests/unit/shared.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace casebook;

namespace {

using Json = nlohmann::json;

constexpr double tolerance = 1e-6;

bool agrees(double value, double expected)
{
    return std::abs(value - expected) <= tolerance * std::max(std::abs(expected), 1e-3);
}

void check_value(const Json& expected, const char* key, const std::optional<double>& value)
{
    CAPTURE(key);
    REQUIRE(value.has_value() == expected.contains(key));
    if (value)
        CHECK(agrees(*value, expected[key]));
}

std::optional<double> part(const std::optional<Estimate>& estimate, double Estimate::*member)
{
    return estimate ? std::optional<double>((*estimate).*member) : std::nullopt;
}

void check_table(const Json& input, const Json& expected)
{
    const TwoByTwo table{input["a"], input["b"], input["c"], input["d"]};
    const Measures got = measure(table);
    check_value(expected, "E", got.expected);
    check_value(expected, "ror", part(got.ror, &Estimate::value));
    check_value(expected, "ror_lo", part(got.ror, &Estimate::low));
    check_value(expected, "ror_hi", part(got.ror, &Estimate::high));
    check_value(expected, "prr", part(got.prr, &Estimate::value));
    check_value(expected, "prr_lo", part(got.prr, &Estimate::low));
    check_value(expected, "prr_hi", part(got.prr, &Estimate::high));
    check_value(expected, "chi2", got.chi2);
    check_value(expected, "chi2_yates", got.chi2_yates);
    check_value(expected, "ic", got.ic.value);
    check_value(expected, "ic025_gamma", got.ic.low);
    check_value(expected, "ic975_gamma", got.ic.high);
}

void check_prior(const Json& input, const Json& expected)
{
    const Json& theta = input["theta"];
    const GpsPrior prior{theta[0], theta[1], theta[2], theta[3], theta[4]};
    const Estimate got = ebgm(input["n"], input["E"], prior);
    check_value(expected, "Qn", first_weight(input["n"], input["E"], prior));
    check_value(expected, "EBGM", got.value);
    check_value(expected, "EB05", got.low);
    check_value(expected, "EB95", got.high);
}

void check_ic(const Json& input, const Json& expected)
{
    const Estimate got = information_component(input["obs"], input["exp"]);
    check_value(expected, "ic", got.value);
    check_value(expected, "ic025_gamma", got.low);
    check_value(expected, "ic975_gamma", got.high);
}

} // namespace

TEST_CASE("measures of a table worked by hand")
{
    // ROR = 7·7/(2·4) = 6.125; PRR = (7/9)/(4/11) = 77/36; E = 9·11/20 = 4.95;
    // χ² = 20·(49−8)²/(9·11·11·9) = 33620/9801, with Yates 20·(41−10)²/9801 = 19220/9801
    const Measures got = measure({7, 2, 4, 7});
    CHECK(agrees(got.expected, 4.95));
    CHECK(agrees(got.ror->value, 6.125));
    CHECK(agrees(got.ror->low * got.ror->high, 6.125 * 6.125)); // symmetric on the logarithm
    CHECK(agrees(got.ror->low, 0.8333700069));
    CHECK(agrees(got.prr->value, 77.0 / 36));
    CHECK(agrees(*got.chi2, 33620.0 / 9801));
    CHECK(agrees(*got.chi2_yates, 19220.0 / 9801));
    CHECK(agrees(got.ic.value, std::log2(7.5 / 5.45)));
    CHECK(!got.ebgm);
    CHECK(!got.evans);
}

TEST_CASE("a zero cell leaves no ratio rather than 0 or infinity, and the IC still shrinks to a number")
{
    const Measures none = measure({0, 5232, 3, 74905});
    CHECK(!none.ror);
    CHECK(!none.prr);
    CHECK(*none.chi2_yates == 0); // cut off at 0
    CHECK(agrees(none.ic.value, -0.47686328287));
    CHECK(agrees(none.ic.low, -10.46875109867));
    const Measures absent = measure({0, 10, 0, 453471});
    CHECK(!absent.chi2);
    CHECK(absent.ic.value == 0);
    CHECK(measure({0, 0, 0, 0}).ic.value == 0);
    CHECK(measure({5, 0, 3, 100}).prr); // every report of the drug has the event
    CHECK(!measure({5, 0, 3, 100}).ror);
}

TEST_CASE("one report at an expectation of one carries no information")
{
    const Estimate ic = information_component(1, 1);
    CHECK(ic.value == 0);
    CHECK(agrees(ic.low, -3.7972272683613477));
    CHECK(agrees(ic.high, 1.6397575211226632));
}

TEST_CASE("EBGM under a given prior shrinks few reports and leaves many")
{
    const GpsPrior prior{0.2, 0.06, 1.4, 1.8, 0.1};
    const Estimate few = ebgm(3, 0.02, prior);
    CHECK(agrees(few.value, 32.38753399212448)); // the raw ratio is 150
    CHECK(agrees(few.low, 9.877263090510151));
    CHECK(agrees(few.high, 82.1176912325081));
    CHECK(agrees(ebgm(0, 5, prior).low, 6.629655130312983e-05));
    CHECK(agrees(ebgm(731, 800, prior).value, 0.9128350712506057));
    CHECK(ebgm(3, 0.02, {1e-6, 0.0185, 0.767, 0.889, 0.13}).low > 0);                    // a prior at its boundary
    CHECK(agrees(ebgm(4, 2, {1, 1, 1, 1, 1}).value, ebgm(4, 2, {1, 1, 5, 7, 1}).value)); // one component alone
}

TEST_CASE("Evans' rule asks for three reports, a PRR of two and Yates' chi-square of four")
{
    CHECK(measure({3, 97, 47, 19853}).evans);
    CHECK(!measure({2, 98, 48, 19852}).evans);
    CHECK(!measure({112, 7243, 4008, 204504}).evans);
}

TEST_CASE("a prior is five numbers")
{
    CHECK(parse_prior("0.2, 0.06,1.4,1.8,0.1")->beta2 == 1.8);
    for (const char* text : {"", "1,2,3,4", "1,2,3,4,5", "1,2,3,4,x", "0,1,1,1,0.5", "1,1,1,1,-0.1", "1,1,1,1,nan"})
        CHECK_MESSAGE(!parse_prior(text), text);
}

TEST_CASE("every measure agrees with the reference vectors")
{
    const std::filesystem::path file = shared_folder() / "data" / "signals" / "signal_vectors.json";
    if (!std::filesystem::exists(file)) {
        MESSAGE("skipped: the reference vectors are not here");
        return;
    }
    std::ifstream in(file);
    const Json all = Json::parse(in);
    int checked = 0;
    for (const Json& vector : all["vectors"]) {
        const std::string kind = vector["kind"];
        CAPTURE(vector["id"].get<std::string>());
        if (kind == "table2x2")
            check_table(vector["input"], vector["expected"]);
        else if (kind == "gps_fixed_prior" || kind == "gps_dataset_cell")
            check_prior(vector["input"], vector["expected"]);
        else if (kind == "ic_point")
            check_ic(vector["input"], vector["expected"]);
        else
            continue;
        ++checked;
    }
    CHECK(checked == 46);
}

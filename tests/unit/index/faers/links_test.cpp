// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/links.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/index/faers/made_quarter.hpp"
#include "tests/unit/shared.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <numeric>

using namespace casebook;

namespace {

FaersDemo woman(const char* event_date)
{
    FaersDemo row = MadeQuarter::person("F", "34");
    row.event_date = read_faers_date(event_date);
    return row;
}

/// The links among all reports, as pairs of PRIMARYIDs with their reasons.
struct Seen
{
    std::uint64_t first, second;
    std::vector<LinkReason> reasons;
    bool operator==(const Seen&) const = default;
};

std::vector<Seen> links_in(MadeQuarter& quarter)
{
    const TemporaryFolder folder;
    const FaersStore store = made_store(folder / "faers", {&quarter});
    const FaersReports reports(store);
    std::vector<std::uint32_t> all(store.counting().origin.size());
    std::iota(all.begin(), all.end(), 0U);
    std::vector<Seen> out;
    for (const FaersLink& link : find_links(reports, all)) {
        const auto [low, high] = std::minmax({reports(link.first).report, reports(link.second).report});
        out.push_back({low, high, link.reasons});
    }
    return out;
}

} // namespace

TEST_CASE("one patient under two case numbers is linked by date, sex, age, country, drugs and terms")
{
    MadeQuarter quarter("2015Q1");
    quarter.report(1011, woman("20150102")).drug("PS", "NEORAL", "CYCLOSPORINE").drug("C", "ASPIRIN", "ASPIRIN");
    quarter.term("Alopecia").term("Rash");
    quarter.report(1021, woman("20150102")).drug("SS", "ASPIRIN", "ASPIRIN").drug("PS", "SANDIMMUN", "CYCLOSPORINE");
    quarter.term("RASH").term("Alopecia"); // other order, other spelling, other roles
    quarter.report(1031, woman("20150102")).drug("PS", "NEORAL", "CYCLOSPORINE"); // fewer drugs
    quarter.term("Alopecia").term("Rash");
    CHECK(links_in(quarter) == std::vector<Seen>{{1011, 1021, {LinkReason::same_patient}}});
}

TEST_CASE("what is not said links nothing: no date, a month only, no sex")
{
    MadeQuarter quarter("2015Q1");
    std::uint64_t id = 1;
    for (const char* date : {"", "", "201501", "201501"})
        quarter.report(id++ * 10 + 1, woman(date)).drug("PS", "X", "X").term("Rash");
    FaersDemo nobody = woman("20150102");
    nobody.sex = "UNK";
    quarter.report(51, nobody).drug("PS", "X", "X").term("Rash");
    quarter.report(61, nobody).drug("PS", "X", "X").term("Rash");
    CHECK(links_in(quarter).empty());
}

TEST_CASE("a manufacturer's number links with its sender alone")
{
    MadeQuarter quarter("2015Q1");
    FaersDemo row;
    row.manufacturer_number = "US-ACME-1";
    row.sender = "ACME";
    quarter.report(11, row).drug("PS", "X", "X").term("Rash");
    row.sender = "Acme ";
    quarter.report(21, row).drug("PS", "Y", "Y").term("Pain");
    row.sender = "OTHER";
    quarter.report(31, row).drug("PS", "X", "X").term("Rash");
    CHECK(links_in(quarter) == std::vector<Seen>{{11, 21, {LinkReason::same_number}}});
}

TEST_CASE("one paper links the reports of several companies, spelt alike or nearly so, no paper links nothing")
{
    MadeQuarter quarter("2015Q1");
    FaersDemo row;
    const auto add = [&](std::uint64_t id, const char* reference) {
        row.lit_ref = reference;
        quarter.report(id, row).drug("PS", "X", "X").term("Rash");
    };
    add(11, "Doe J, Roe K. Hair loss in a child after a transplant: a case report. J Made Up. 2014;1(2):3-4");
    add(21, "DOE J, ROE K. HAIR LOSS IN A CHILD AFTER A TRANSPLANT: A CASE REPORT. J MADE UP 2014;1 (2):3?4.");
    add(31, "Doe J, Roe K.. Hair loss in a child after a transplant - a case report. Journal of Made Up 2014;1:3");
    add(41, "unknown. unknown. unknown");
    add(51, "unknown. unknown. unknown");
    const std::vector<Seen> found = links_in(quarter);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == Seen{11, 21, {LinkReason::same_article}});
    CHECK(found[1].second == 31);
    CHECK(found[1].reasons == std::vector<LinkReason>{LinkReason::alike_article});
}

TEST_CASE("one report under two case numbers is linked with itself")
{
    MadeQuarter quarter("2015Q1");
    FaersDemo row;
    row.case_id = 7;
    quarter.report(71, row).drug("PS", "X", "X").term("Rash");
    row.case_id = 8;
    quarter.report(71, row).term("Rash");
    CHECK(links_in(quarter) == std::vector<Seen>{{71, 71, {LinkReason::same_report}}});
}

TEST_CASE("a real pair: one paper, two companies, two spellings")
{
    const std::filesystem::path file = shared_folder() / "data/faers/biodex/same_paper_two_companies.json";
    if (!std::filesystem::exists(file)) {
        MESSAGE("skipped: the real references are not here");
        return;
    }
    const auto pair = nlohmann::json::parse(read_file(file));
    std::vector<std::string> references;
    for (const auto& report : pair["reports"])
        references.push_back(report["primarysource"]["literaturereference"]);
    REQUIRE(references.size() == 2);
    MadeQuarter quarter("2021Q2");
    FaersDemo row;
    row.lit_ref = references[0];
    quarter.report(11, row).drug("PS", "X", "X").term("Rash");
    row.lit_ref = references[1];
    quarter.report(21, row).drug("PS", "X", "X").term("Rash");
    CHECK(links_in(quarter) == std::vector<Seen>{{11, 21, {LinkReason::alike_article}}});
}

TEST_CASE("versions of one case are no links, and links make groups")
{
    MadeQuarter quarter("2015Q1");
    FaersDemo row = woman("20150102");
    row.case_id = 7;
    quarter.report(71, row).drug("PS", "X", "X").term("Rash");
    row.version = 2;
    quarter.report(72, row).drug("PS", "X", "X").term("Rash");
    CHECK(links_in(quarter).empty());
    const auto link = [](std::uint32_t a, std::uint32_t b) { return FaersLink{a, b, {LinkReason::same_number}}; };
    using Groups = std::vector<std::vector<std::uint32_t>>;
    CHECK(groups_of({link(1, 5), link(2, 3), link(3, 5), link(8, 9)}) == Groups{{1, 2, 3, 5}, {8, 9}});
    CHECK(groups_of({}).empty());
    CHECK(groups_of({FaersLink{1, 2, {LinkReason::alike_article}}}).empty()); // to be looked at first
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/exposure.hpp"

#include "fetch/extract/course.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::Told;

namespace {

std::string or_none(const Stated<std::string>& value) { return value ? *value.value : "none"; }

std::string with_words(const std::vector<Drug>& drugs)
{
    std::string out;
    for (const Drug& drug : drugs)
        out += (out.empty() ? "" : ", ") + drug.name;
    return out;
}

} // namespace

TEST_CASE("dose, route and indication are those of the protocol's drug at onset")
{
    struct Row
    {
        std::string abstract;
        std::string dose;
        std::string route;
        std::string indication;
    };
    const Row rows[] = {
        {"A 40-year-old man took oral cyclosporine 200 mg daily for psoriasis and developed alopecia.", "200 mg daily",
         "oral", "psoriasis"},
        {"A 40-year-old man with severe psoriasis was treated with cyclosporine (5 mg/kg/day). Alopecia developed.",
         "5 mg/kg/day", "none", "severe psoriasis"},
        {"A 40-year-old man received intravenous cyclosporine after kidney transplantation. Alopecia developed.",
         "none", "intravenous", "kidney transplantation"},
        {"Cyclosporine was given to a 40-year-old man for uveitis at a dose of 3 mg/kg/day. Alopecia developed.",
         "3 mg/kg/day", "none", "uveitis"},
        {"A 40-year-old man took prednisone 20 mg and cyclosporine 150 mg. Alopecia developed.", "150 mg", "none",
         "none"},
        {"A 40-year-old man took 100 mg of cyclosporine twice daily. Alopecia developed.", "100 mg", "none", "none"},
        {"A 40-year-old man took cyclosporine 400 mg, which was lowered to 200 mg daily. Then alopecia developed.",
         "200 mg daily", "none", "none"},
        {"A 40-year-old man took cyclosporine 200 mg and developed alopecia. Minoxidil 5 mg was then given.", "200 mg",
         "none", "none"},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        const Drug drug = read_drug(told.story(), told.protocol);
        CAPTURE(row.abstract);
        CHECK(drug.name == "cyclosporine");
        CHECK(or_none(drug.dose_text) == row.dose);
        CHECK(or_none(drug.route) == row.route);
        CHECK(or_none(drug.indication) == row.indication);
    }
}

TEST_CASE("why the drug was stopped or changed is not what it was taken for")
{
    const std::pair<const char*, const char*> rows[] = {
        {"Cyclosporine was stopped because of hypertension.", "none"},
        {"Cyclosporine had to be discontinued owing to hypertension.", "none"},
        {"Cyclosporine was replaced by azathioprine for hypertension.", "none"},
        {"The dose of cyclosporine was reduced because of hypertension.", "none"},
        {"Discontinuation of cyclosporine for hypertension led to regrowth.", "none"},
        {"Cyclosporine for psoriasis was stopped because of hypertension.", "psoriasis"},
        {"She had received cyclosporine because of psoriasis.", "psoriasis"},
        {"Azathioprine was replaced by cyclosporine for psoriasis.", "psoriasis"},
        {"She was switched to cyclosporine because of psoriasis.", "psoriasis"},
    };
    for (const auto& [words, indication] : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 30-year-old woman developed alopecia on cyclosporine. " + std::string(words));
        CAPTURE(std::string(words));
        CHECK(or_none(read_drug(told.story(), told.protocol).indication) == indication);
    }
}

TEST_CASE("a dose per body weight and day is kept as a number, and no other")
{
    struct Row
    {
        std::string dose;
        std::optional<Range> per_day;
    };
    const Row rows[] = {{"5 mg/kg/day", Range{5, 5}},
                        {"3-5 mg/kg daily", Range{3, 5}},
                        {"5 mg/kg", std::nullopt},
                        {"300 mg/day", std::nullopt},
                        {"40 mg/m2 daily", std::nullopt}};
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 40-year-old man took cyclosporine " + row.dose + " and developed alopecia.");
        CAPTURE(row.dose);
        CHECK(read_drug(told.story(), told.protocol).dose_mg_per_kg_day.value == row.per_day);
    }
}

TEST_CASE("the drug is named in the report's words, the text's before the title's")
{
    const Told told("cyclosporine", "alopecia", "Cyclosporine and hair", "A 40-year-old man on Neoral had alopecia.");
    const Drug drug = read_drug(told.story(), told.protocol);
    CHECK(*drug.as_reported.value == "Neoral");
    CHECK(drug.as_reported.evidence.passage == 1);
}

TEST_CASE("what is taken beside the drug at onset counts, earlier failures and later remedies do not")
{
    struct Row
    {
        std::string abstract;
        std::string beside;
    };
    const Row rows[] = {
        {"A 40-year-old man took cyclosporine and prednisone. Alopecia developed.", "prednisone"},
        {"A 40-year-old man took cyclosporine together with azathioprine and metoprolol. Alopecia developed.",
         "azathioprine, metoprolol"},
        {"A 40-year-old man took cyclosporine. Other medications were allopurinol and ramipril. Alopecia developed.",
         "allopurinol, ramipril"},
        {"A 40-year-old man took cyclosporine after failure of methotrexate. Alopecia developed.", ""},
        {"A 40-year-old man took cyclosporine. Alopecia developed. It was treated with minoxidil.", ""},
        {"A 40-year-old man took cyclosporine without prednisone. Alopecia developed.", ""},
        {"A 40-year-old man took cyclosporine. Alopecia developed.", ""},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        CAPTURE(row.abstract);
        CHECK(with_words(read_concomitants(told.story(), read_event_treatments(told.story()))) == row.beside);
    }
}

TEST_CASE("of doses told respectively the drug's is the one at its place")
{
    struct Row
    {
        std::string words;
        std::optional<std::string> dose;
    };
    const Row rows[] = {
        {"cyclosporine, azathioprine and prednisone, 100, 75 and 5 mg daily, respectively", "100 mg daily"},
        {"prednisone, azathioprine and cyclosporine (5, 75 and 100 mg daily, respectively)", "100 mg daily"},
        {"azathioprine, cyclosporine and prednisone in doses of 75 mg, 100 mg and 5 mg, respectively", "100 mg"},
        {"cyclosporine and prednisone for 3 weeks, azathioprine and rapamycin 50 and 2 mg, respectively", std::nullopt},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 40-year-old man received " + row.words + ". Alopecia developed.");
        CAPTURE(row.words);
        CHECK(read_drug(told.story(), told.protocol).dose_text.value == row.dose);
    }
}

TEST_CASE("the dose is the one in force when the event began, and a share of something is none")
{
    struct Row
    {
        std::string abstract;
        std::optional<std::string> dose;
    };
    const Row rows[] = {
        {"Alopecia has been reported after cyclosporine. A 35-year-old man received cyclosporine 5 mg/kg/day. His "
         "dosage was decreased to 3.5 mg/kg/day, after which he experienced alopecia.",
         "3.5 mg/kg/day"},
        {"A 35-year-old man received cyclosporine 5 mg/kg/day. He developed alopecia. The dosage was then decreased "
         "to 3 mg/kg/day.",
         "5 mg/kg/day"},
        {"A 35-year-old man received cyclosporine and lost 50% of his hair: alopecia.", std::nullopt},
        {"A 35-year-old man received cyclosporine 0.05% eye drops and developed alopecia.", "0.05%"},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.abstract);
        CAPTURE(row.abstract);
        CHECK(read_drug(told.story(), told.protocol).dose_text.value == row.dose);
    }
}

TEST_CASE("an indication does not begin in the middle of joined organs")
{
    for (const char* organs : {"kidney-pancreas transplantation", "heart and lung transplantation"}) {
        const Told told("cyclosporine", "alopecia", "A case",
                        std::string("A 40-year-old man took cyclosporine after ") + organs + ". Alopecia developed.");
        CHECK(read_drug(told.story(), told.protocol).indication.value == organs);
    }
}

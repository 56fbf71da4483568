// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/correcting.hpp"

#include "tests/unit/query/desk.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace casebook;
using namespace casebook::test;
using Json = nlohmann::json;

TEST_CASE("values are taken as people write them and kept by their names")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    const auto now = [&](const std::string& field, const std::string& value) {
        const Ran ran = desk.run({"correct", "1#1", field, value, "--by", "ann", "--format", "json"});
        return ran.status == 0 ? Json::parse(ran.out)["now"].get<std::string>() : ran.err;
    };
    CHECK(now("outcome", "Not recovered") == "not_recovered");
    CHECK(store.corrections("pubmed:1").back().value == "not_recovered");
    CHECK(now("Outcome", "recovered-with-sequelae") == "recovered_with_sequelae");
    CHECK(now("sex", "M") == "male");
    CHECK(now("Sex", "woman") == "female");
    CHECK(now("latency", "18 months") == "18 mo");
    CHECK(now("time to onset", "2 weeks") == "2 wk");
    CHECK(now("Counted from", "last dose") == "last_dose");
    CHECK(now("age years", "18 months") == "1.5");
    CHECK(now("age_years", "3 y") == "3");
    CHECK(now("age_years", "3 moons").find("\"3 moons\" is no value of age_years") != std::string::npos);
    CHECK(now("outcome", "not reported").empty());
    CHECK(now("age", "30").find("(`casebook fields` tells what each is). Did you mean age_years or age_at?") !=
          std::string::npos);
    CHECK(now("Dose", "2 mg") == "2 mg"); // its heading
    CHECK(now("mg", "30").find("Did you mean dose_mg_per_kg_day?") != std::string::npos);
    CHECK(now("outcom", "fatal").find("Did you mean \"outcome\"?") != std::string::npos);
}

TEST_CASE("what does not follow a correction is told: of what moment an age is, and the decision on the record")
{
    const Desk desk;
    Store store = desk.store();
    fill(store);
    CHECK(desk.run({"correct", "1#1", "age_at", "onset", "--by", "ann"}).err.empty());
    CHECK(desk.run({"correct", "1#1", "age_at", "--withdraw", "--by", "ann"}).err.empty());
    const Article a = *store.article("pubmed:2");
    Case c = suspect_case(1);
    c.patient.age_years = stated(a, 40.0, "40");
    c.patient.age_at = stated(a, AgeAt::onset, "aged 40");
    c.drugs.front().role = stated(a, Role::concomitant, "while on cyclosporine");
    store.put_extraction("pubmed:2", "k2", {{c}, {}});
    const Ran age = desk.run({"correct", "2#1", "age_years", "41", "--by", "ann"});
    CHECK(age.err == "The age that was read was at onset; of what moment the corrected one is, is open: `correct … "
                     "age_at onset|diagnosis|presentation` says it.\n");
    desk.run({"decide", "2", "exclude", "--reason", "not_english", "--by", "bob"});
    const Ran role = desk.run({"correct", "2#1", "role", "suspect", "--by", "ann"});
    CHECK(role.err == "pubmed:2 stays out, exclude (not_english) by bob: its patients count when somebody includes it "
                      "(`casebook decide pubmed:2 include`).\n");
    const Ran gone = desk.run({"correct", "1#1", "role", "past", "--by", "ann"});
    CHECK(gone.err == "pubmed:1 stays included by rules with no patient left in whom the drug is suspected; `casebook "
                      "decide pubmed:1 exclude` takes it out.\n");
}

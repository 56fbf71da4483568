// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/fields.hpp"

#include "corpus/error.hpp"

#include <doctest/doctest.h>
#include <set>

using namespace casebook;

namespace {

Case bare_case()
{
    Case c;
    c.drugs.emplace_back();
    c.drugs[0].name = "velnarane";
    return c;
}

struct FieldRow
{
    std::string_view id;
    const char* given;   ///< what a person types
    const char* printed; ///< what stands in a table then
    const char* wrong;   ///< what is not a value of the field; nullptr where every text is one
};

constexpr FieldRow field_rows[] = {
    {"drug", "cyclosporine", "cyclosporine", ""},
    {"role", "Treatment of event", "treatment_of_event", "culprit"},
    {"age_years", "2.4166", "2.42", "two"},
    {"age_at", "diagnosis", "diagnosis", "birth"},
    {"sex", "F", "female", "w"},
    {"indication", "made-up nephritis", "made-up nephritis", nullptr},
    {"dose_text", "5 mg/kg/day", "5 mg/kg/day", nullptr},
    {"dose_mg_per_kg_day", "2.5-5", "2.5–5", "five"},
    {"route", "oral", "oral", nullptr},
    {"latency", "270..280", "8.9–9.2 mo", "soon"},
    {"latency_anchor", "transplant", "transplant", "birth"},
    {"event", "bald patches", "bald patches", nullptr},
    {"event_term", "alopecia areata", "alopecia areata", nullptr},
    {"dechallenge", "not-applicable", "not_applicable", "yes"},
    {"rechallenge", "negative", "negative", "yes"},
    {"event_treatment", "minoxidil; rest ;", "minoxidil; rest", nullptr},
    {"outcome", "recovered_with_sequelae", "recovered_with_sequelae", "fine"},
    {"concomitants", "prednisone;azathioprine", "prednisone; azathioprine", nullptr},
    {"causality", "naranjo 6, probable; WHO-UMC Possible ;", "Naranjo 6, probable; WHO-UMC possible", "Naranjo"},
};

/// A case in which every field has a value.
Case case_with_all_fields()
{
    Case c = bare_case();
    for (const FieldRow& row : field_rows)
        REQUIRE_MESSAGE(find_field(row.id)->set(c, row.given, "ann"), row.id);
    return c;
}

} // namespace

TEST_CASE("the rows of this test are the rows of the table of fields")
{
    REQUIRE(std::size(field_rows) == fields().size());
    for (std::size_t i = 0; i < std::size(field_rows); ++i)
        CHECK(field_rows[i].id == fields()[i].id);
}

TEST_CASE("each field takes a person's text and prints it, with the person's name and no other words")
{
    const Case c = case_with_all_fields();
    for (const FieldRow& row : field_rows) {
        INFO(row.id);
        const Field& field = *find_field(row.id);
        CHECK(field_text(field, c) == row.printed);
        for (const FieldValue& value : field.get(c)) {
            CHECK(value.by == "ann");
            CHECK(value.evidence == Evidence{});
        }
    }
}

TEST_CASE("each field takes back what it prints")
{
    const Case c = case_with_all_fields();
    for (const Field& field : fields()) {
        INFO(field.id);
        Case again = c;
        REQUIRE(field.set(again, field_text(field, c), "bob"));
        CHECK(field_text(field, again) == field_text(field, c));
    }
}

TEST_CASE("a text that is not a value changes nothing at all")
{
    const Case c = case_with_all_fields();
    for (const FieldRow& row : field_rows) {
        if (row.wrong == nullptr)
            continue;
        INFO(row.id);
        Case again = c;
        CHECK_FALSE(find_field(row.id)->set(again, row.wrong, "bob"));
        CHECK(again == c);
    }
}

TEST_CASE("an empty text clears every field but the drug")
{
    for (const Field& field : fields()) {
        if (field.id == "drug")
            continue;
        INFO(field.id);
        Case c = case_with_all_fields();
        REQUIRE(field.set(c, "", "bob"));
        CHECK(field_text(field, c) == "");
        REQUIRE(field.set(c, "", "bob"));
    }
}

TEST_CASE("unknown is the same as nothing said")
{
    for (const char* id : {"role", "sex", "age_at", "dechallenge", "rechallenge", "outcome", "latency_anchor"}) {
        Case c = case_with_all_fields();
        CHECK(find_field(id)->set(c, "unknown", "ann"));
        CHECK(field_text(*find_field(id), c) == "");
    }
}

TEST_CASE("a bare case has no values but its drug")
{
    const Case c = bare_case();
    for (const Field& field : fields())
        CHECK_MESSAGE(field_text(field, c) == (field.id == "drug" ? "velnarane" : ""), field.id);
}

TEST_CASE("latency is read in days and in the units in which it is printed, and keeps its anchor")
{
    const auto days = [](const std::string& text) {
        Case c = case_with_all_fields();
        REQUIRE_MESSAGE(find_field("latency")->set(c, text, "ann"), text);
        CHECK(c.latencies.front().value->anchor == Anchor::transplant);
        return c.latencies.front().value->days;
    };
    CHECK(days("90") == Range{90, 90});
    CHECK(days("0..90") == Range{0, 90});
    CHECK(days("7 mo") == Range{7 * 30.44, 7 * 30.44});
    CHECK(days("5–6 wk") == Range{35, 42});
    CHECK(days("2y") == Range{730.5, 730.5});
    CHECK(days("12 d") == Range{12, 12});
    CHECK(days("14 days") == Range{14, 14});
    CHECK(days("2 weeks") == Range{14, 14});
    CHECK(days("1 Week") == Range{7, 7});
    CHECK(days("2-3 weeks") == Range{14, 21});
    CHECK(days("3 to 4 months") == Range{3 * 30.44, 4 * 30.44});
    CHECK(days("12 hours") == Range{0.5, 0.5});
    CHECK(days("1 year") == Range{365.25, 365.25});
}

TEST_CASE("who corrects the time to onset has not said from when, and who corrects the clock not how long")
{
    const Field& latency = *find_field("latency");
    const Field& anchor = *find_field("latency_anchor");
    Case c = bare_case();
    REQUIRE(latency.set(c, "30", "ann"));
    CHECK(c.latencies.front().value->anchor == Anchor::unknown);
    CHECK(anchor.get(c).empty());
    c.latencies = {{Latency{{90, 90}, Anchor::first_dose}, {1, 4, 16, "three months"}, ""}};
    REQUIRE(latency.set(c, "2 weeks", "ann"));
    CHECK(latency.get(c)[0].by == "ann");
    CHECK(latency.get(c)[0].evidence.quote == "");
    CHECK(anchor.get(c)[0].text == "first_dose");
    CHECK(anchor.get(c)[0].by == "");
    CHECK(anchor.get(c)[0].evidence.quote == "three months");
    c.latencies = {{Latency{{90, 90}, Anchor::first_dose}, {1, 4, 16, "three months"}, ""}};
    REQUIRE(anchor.set(c, "last_dose", "bob"));
    CHECK(anchor.get(c)[0].by == "bob");
    CHECK(latency.get(c)[0].by == "");
    CHECK(latency.get(c)[0].evidence.quote == "three months");
}

TEST_CASE("another age is of a moment that the person has yet to name")
{
    Case c = bare_case();
    c.patient.age_years = {40, {1, 0, 2, "40"}, ""};
    c.patient.age_at = {AgeAt::presentation, {1, 0, 2, "40"}, ""};
    REQUIRE(find_field("age_years")->set(c, "40", "ann"));
    CHECK(c.patient.age_at.value == AgeAt::presentation);
    REQUIRE(find_field("age_years")->set(c, "38", "ann"));
    CHECK_FALSE(c.patient.age_at);
    REQUIRE(find_field("age_at")->set(c, "onset", "ann"));
    REQUIRE(find_field("age_years")->set(c, "37", "ann"));
    CHECK(c.patient.age_at.value == AgeAt::onset);
}

TEST_CASE("numbers that cannot be meant are refused")
{
    Case c = bare_case();
    for (const char* wrong : {"-1", "nan", "inf", "1e999", "60..30", "1..", "..5", "1 2", "1..2..3", "0x10", "mo"}) {
        CHECK_FALSE_MESSAGE(find_field("dose_mg_per_kg_day")->set(c, wrong, "ann"), wrong);
        CHECK_FALSE_MESSAGE(find_field("age_years")->set(c, wrong, "ann"), wrong);
        CHECK_FALSE_MESSAGE(find_field("latency")->set(c, wrong, "ann"), wrong);
    }
}

TEST_CASE("an anchor needs a latency to be the anchor of")
{
    Case c = bare_case();
    CHECK_FALSE(find_field("latency_anchor")->set(c, "transplant", "ann"));
    CHECK(find_field("latency_anchor")->set(c, "", "ann"));
}

TEST_CASE("correcting the event's term leaves the report's words and their evidence alone")
{
    Case c = bare_case();
    c.reaction.as_reported = {"bald patches", {1, 0, 12, "bald patches"}, ""};
    REQUIRE(find_field("event_term")->set(c, "alopecia areata", "ann"));
    const auto event = find_field("event")->get(c);
    REQUIRE(event.size() == 1);
    CHECK(event[0].by == "");
    CHECK(event[0].evidence.quote == "bald patches");
    CHECK(find_field("event_term")->get(c)[0].by == "ann");
}

TEST_CASE("the case's own drug is none of its co-drugs, whatever its role, and stays when they are taken away")
{
    Case c = bare_case();
    c.drugs[0].role = {Role::concomitant, {}, ""};
    c.drugs.push_back({"dupilumab", {"dupilumab", {}, ""}, {Role::concomitant, {}, ""}, {}, {}, {}, {}});
    const Field& concomitants = *find_field("concomitants");
    CHECK(field_text(concomitants, c) == "dupilumab");
    REQUIRE(concomitants.set(c, "", "ann"));
    REQUIRE(c.drugs.size() == 1);
    CHECK(subject_drug(c).name == "velnarane");
    REQUIRE(concomitants.set(c, "prednisone", "ann"));
    CHECK(subject_drug(c).name == "velnarane");
    CHECK(field_text(concomitants, c) == "prednisone");
}

TEST_CASE("a case without drugs is told of, not looked into")
{
    CHECK_THROWS_WITH_AS(subject_drug(Case{}), doctest::Contains("has no drug"), Error);
    Case c;
    CHECK(find_field("concomitants")->set(c, "", "ann"));
}

TEST_CASE("ids, prefixes and slots are each used once, and what needs one has one")
{
    std::set<std::string_view> ids;
    std::set<std::string_view> prefixes;
    std::set<int> slots;
    for (const Field& field : fields()) {
        INFO(field.id);
        CHECK(ids.insert(field.id).second);
        CHECK(!field.label.empty());
        CHECK(!field.help.empty());
        if (!field.prefix.empty()) {
            CHECK(prefixes.insert(field.prefix).second);
            CHECK(field.prefix.ends_with(':') == (field.kind == FieldKind::keyword));
        }
        if (field.slot >= 0)
            CHECK(slots.insert(field.slot).second);
        if (field.facet)
            CHECK(field.slot >= 0);
    }
    CHECK(find_field("no such field") == nullptr);
}

TEST_CASE("numbers and days are printed as people write them")
{
    CHECK(plain_number(31) == "31");
    CHECK(plain_number(2.5) == "2.5");
    CHECK(plain_number(2.4166) == "2.42");
    CHECK(plain_number(100) == "100");
    CHECK(plain_number(0) == "0");
    CHECK(days_text({5, 5}) == "5 d");
    CHECK(days_text({0, 13}) == "0–13 d");
    CHECK(days_text({14, 21}) == "2–3 wk");
    CHECK(days_text({91, 91}) == "3 mo");
    CHECK(days_text({1096, 1096}) == "3 y");
    CHECK(days_text({30, 1096}) == "0.1–3 y");
}

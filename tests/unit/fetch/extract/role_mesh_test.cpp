// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/role_parts.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>

using namespace casebook;
using casebook::testing::protocol_for;

namespace {

/// "Heading/qualifier/qualifier"
MeshHeading heading(const std::string& text)
{
    MeshHeading out;
    std::size_t at = text.find('/');
    out.name = text.substr(0, at);
    while (at != std::string::npos) {
        const std::size_t next = text.find('/', at + 1);
        Qualifier qualifier;
        qualifier.name = text.substr(at + 1, next == std::string::npos ? next : next - at - 1);
        out.qualifiers.push_back(qualifier);
        at = next;
    }
    return out;
}

RoleAssessment assessed(const std::vector<std::string>& headings, const std::vector<std::string>& substances = {})
{
    Article article;
    for (const std::string& text : headings)
        article.mesh.push_back(heading(text));
    for (const std::string& name : substances)
        article.substances.push_back({"", name, ""});
    RoleAssessment assessment;
    read_mesh(article, testing::read(protocol_for("cyclosporine", "alopecia"), article), assessment);
    return assessment;
}

} // namespace

TEST_CASE("MeSH: adverse effects of the drug blame it, the more so with an event that was chemically induced")
{
    CHECK(assessed({"Cyclosporine/adverse effects", "Alopecia/chemically induced"}).suspect == 3);
    CHECK(assessed({"Cyclosporine/poisoning", "Alopecia Areata/chemically induced"}).suspect == 3);
    CHECK(assessed({"Cyclosporins/adverse effects"}).suspect == 1);
    CHECK(assessed({"Cyclosporine/therapeutic use/adverse effects", "Alopecia/drug therapy"}).treatment == 0);
    CHECK(assessed({"Cyclosporine/pharmacokinetics", "Alopecia"}).cues.empty());
}

TEST_CASE("MeSH: drug therapy of the event with therapeutic use of the drug is treatment")
{
    CHECK(assessed({"Cyclosporine/therapeutic use", "Alopecia Areata/drug therapy"}).treatment == 3);
    CHECK(assessed({"Cyclosporine/administration & dosage", "Alopecia/prevention & control"}).treatment == 3);
    CHECK(assessed({"Cyclosporine/therapeutic use", "Psoriasis/drug therapy"}).treatment == 0);
}

TEST_CASE("MeSH: another substance with adverse effects is suspect only beside a drug that is not")
{
    const std::vector<std::string> both = {"Tacrolimus/adverse effects", "Alopecia/chemically induced"};
    CHECK(assessed(both, {"Tacrolimus"}).other_suspect == 2.5);
    CHECK(assessed({"Tacrolimus/adverse effects"}, {"Tacrolimus"}).other_suspect == 0.5);
    CHECK(assessed({"Kidney Transplantation/adverse effects", "Alopecia/chemically induced"}).other_suspect == 0);
    CHECK(assessed({"Tacrolimus/adverse effects", "Cyclosporine/adverse effects"}, {"Tacrolimus"}).other_suspect == 0);
}

TEST_CASE("MeSH names drug and event, turned round or in the plural, for texts that do not")
{
    const RoleAssessment assessment = assessed({"Cyclosporins", "Alopecia Areata"});
    CHECK(assessment.names_drug);
    CHECK(assessment.names_event);
    CHECK_FALSE(assessed({"Cyclophosphamide", "Hair"}).names_drug);
    CHECK_FALSE(assessed({"Cyclophosphamide", "Hair"}).names_event);
}

TEST_CASE("a cue of the indexing has no words, the strongest in words is one that has")
{
    const testing::Told told("cyclosporine", "alopecia", "A case", "Alopecia due to cyclosporine was seen.");
    Article article = told.article;
    article.mesh = {heading("Cyclosporine/adverse effects"), heading("Alopecia/chemically induced")};
    const RoleAssessment role = assess_role(article, testing::read(told.protocol, article));
    REQUIRE(strongest(role, CueKind::suspect) != nullptr);
    REQUIRE(strongest_in_words(role, CueKind::suspect) != nullptr);
    CHECK_FALSE(strongest_in_words(role, CueKind::suspect)->evidence.quote.empty());
    CHECK(strongest(role, CueKind::treatment) == nullptr);
}

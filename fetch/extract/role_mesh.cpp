// SPDX-License-Identifier: GPL-3.0-or-later
// What MeSH's qualifiers say of drug and event.
#include "fetch/extract/role_parts.hpp"

#include <algorithm>

namespace casebook {

namespace {

bool has_qualifier(const MeshHeading& heading, std::string_view name)
{
    return std::ranges::any_of(heading.qualifiers, [&](const Qualifier& q) { return q.name == name; });
}

bool blames(const MeshHeading& heading)
{
    return has_qualifier(heading, "adverse effects") || has_qualifier(heading, "poisoning") ||
           has_qualifier(heading, "toxicity");
}

/// A heading is a substance when the record's own list of chemicals has it: "adverse effects" also stands on
/// procedures.
bool is_substance(const Article& article, const MeshHeading& heading)
{
    return std::ranges::any_of(article.substances, [&](const Substance& s) {
        return (!s.ui.empty() && s.ui == heading.ui) || s.name == heading.name;
    });
}

} // namespace

void read_mesh(const Article& article, const Reading& reading, RoleAssessment& assessment)
{
    bool event_induced = false, event_treated = false, drug_blamed = false, drug_treats = false;
    std::string other_blamed;
    for (std::size_t i = 0; i < article.mesh.size(); ++i) {
        const MeshHeading& heading = article.mesh[i];
        const auto [drug, event] = reading.headings[i];
        assessment.names_event |= event;
        assessment.names_drug |= drug;
        event_induced |= event && has_qualifier(heading, "chemically induced");
        event_treated |=
            event && (has_qualifier(heading, "drug therapy") || has_qualifier(heading, "prevention & control"));
        drug_blamed |= drug && blames(heading);
        drug_treats |=
            drug && (has_qualifier(heading, "therapeutic use") || has_qualifier(heading, "administration & dosage"));
        if (!drug && blames(heading) && is_substance(article, heading))
            other_blamed = heading.name;
    }
    if (drug_blamed)
        add(assessment, {CueKind::suspect,
                         event_induced ? 3.0 : 1.0,
                         {},
                         event_induced ? "MeSH: event / chemically induced, drug / adverse effects"
                                       : "MeSH: drug / adverse effects"});
    if (event_treated && drug_treats && !drug_blamed)
        add(assessment, {CueKind::treatment, 3.0, {}, "MeSH: event / drug therapy, drug / therapeutic use"});
    if (!other_blamed.empty() && !drug_blamed)
        add(assessment,
            {CueKind::other_suspect, event_induced ? 2.5 : 0.5, {}, "MeSH: " + other_blamed + " / adverse effects"});
}

} // namespace casebook

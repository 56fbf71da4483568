// SPDX-License-Identifier: GPL-3.0-or-later
// What MeSH's qualifiers say of drug and event.
#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/role_parts.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// Whether a MeSH heading names the drug or the event.
class MeshNames
{
public:
    explicit MeshNames(const Protocol& protocol)
    {
        add(drug_, protocol.drug.name, drug_lexicon());
        for (const std::string& synonym : protocol.drug.synonyms)
            drug_.push_back(fold(synonym));
        for (const EventTerm& term : protocol.event.terms) {
            add(event_, term.term, condition_lexicon());
            for (const std::string& synonym : term.synonyms)
                event_.push_back(fold(synonym));
        }
        for (const std::string& narrower :
             condition_lexicon().narrower(condition_lexicon().concept_of(protocol.event.name)))
            event_.push_back(narrower);
    }

    bool is_drug(const std::string& heading) const { return has(drug_, heading); }
    bool is_event(const std::string& heading) const { return has(event_, heading); }

private:
    static void add(std::vector<std::string>& names, const std::string& name, const Lexicon& lexicon)
    {
        names.push_back(fold(name));
        const std::string idea = lexicon.concept_of(name);
        if (idea.empty())
            return;
        names.push_back(idea);
        for (const LexiconTerm* term : lexicon.words_for(idea))
            names.push_back(term->term);
    }

    /// "Arthritis, Rheumatoid" is "rheumatoid arthritis"; "Cyclosporins" is "cyclosporin".
    static bool has(const std::vector<std::string>& names, const std::string& heading)
    {
        std::string plain = fold(heading);
        if (const std::size_t comma = plain.find(", "); comma != std::string::npos)
            plain = plain.substr(comma + 2) + " " + plain.substr(0, comma);
        const auto same = [&](const std::string& name) {
            return name == plain || name + "s" == plain || name + "e" == plain;
        };
        return std::ranges::any_of(names, same);
    }

    std::vector<std::string> drug_;
    std::vector<std::string> event_;
};

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

void read_mesh(const Article& article, const Protocol& protocol, RoleAssessment& assessment)
{
    const MeshNames names(protocol);
    bool event_induced = false, event_treated = false, drug_blamed = false, drug_treats = false;
    std::string other_blamed;
    for (const MeshHeading& heading : article.mesh) {
        const bool event = names.is_event(heading.name);
        const bool drug = names.is_drug(heading.name);
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

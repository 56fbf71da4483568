// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/mesh_names.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"

namespace casebook {

namespace {

void add(std::unordered_set<std::string>& names, const std::string& name, const Lexicon& lexicon)
{
    names.insert(fold(name));
    const std::string idea = lexicon.concept_of(name);
    if (idea.empty())
        return;
    names.insert(idea);
    for (const LexiconTerm* term : lexicon.words_for(idea))
        names.insert(term->term);
}

} // namespace

MeshNames::MeshNames(const Protocol& protocol)
{
    add(drug_, protocol.drug.name, drug_lexicon());
    for (const std::string& synonym : protocol.drug.synonyms)
        drug_.insert(fold(synonym));
    for (const EventTerm& term : protocol.event.terms) {
        add(event_, term.term, condition_lexicon());
        for (const std::string& synonym : term.synonyms)
            event_.insert(fold(synonym));
    }
    for (const std::string& narrower :
         condition_lexicon().narrower(condition_lexicon().concept_of(protocol.event.name)))
        event_.insert(narrower);
}

bool MeshNames::has(const Names& names, const std::string& plain)
{
    const bool longer = plain.ends_with('s') || plain.ends_with('e');
    return names.contains(plain) || (longer && names.contains(plain.substr(0, plain.size() - 1)));
}

NamedHeading MeshNames::named_by(const std::string& heading) const
{
    std::string plain = fold(heading);
    if (const std::size_t comma = plain.find(", "); comma != std::string::npos)
        plain = plain.substr(comma + 2) + " " + plain.substr(0, comma);
    return {has(drug_, plain), has(event_, plain)};
}

} // namespace casebook

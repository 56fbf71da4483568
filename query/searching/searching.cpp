// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/searching.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"

#include <algorithm>
#include <filesystem>

namespace casebook {

namespace {

/// An abbreviation may mean something else in another article.
bool may_stand_alone(const std::string& name) { return std::ranges::any_of(name, is_lower); }

/// All names of the drug that a word means: the protocol's, then those of the vocabulary.
std::vector<std::string> names_of_drug(const std::optional<Protocol>& protocol, const std::string& word)
{
    std::vector<std::string> own;
    if (protocol) {
        own = protocol->drug.synonyms;
        own.insert(own.end(), protocol->drug.brands.begin(), protocol->drug.brands.end());
        own.push_back(protocol->drug.name);
    }
    const bool is_own =
        std::ranges::any_of(own, [&](const std::string& name) { return equal_ignoring_case(name, word); });
    const std::string ingredient = drug_lexicon().concept_of(is_own ? protocol->drug.name : word);
    std::vector<std::string> out = is_own ? own : std::vector<std::string>();
    if (ingredient.empty())
        return out;
    out.push_back(ingredient);
    for (const LexiconTerm* term : drug_lexicon().words_for(ingredient))
        out.push_back(term->term);
    return out;
}

/// The names of a term that the protocol lists, or of all its terms where the words name the event as a whole.
void add_names_of_event(const EventNames& event, const std::string& words, std::vector<std::string>& out)
{
    const bool whole = equal_ignoring_case(event.name, words);
    for (const EventTerm& term : event.terms) {
        const auto is_meant = [&](const std::string& name) { return equal_ignoring_case(name, words); };
        if (!whole && !is_meant(term.term) && std::ranges::none_of(term.synonyms, is_meant))
            continue;
        out.push_back(term.term);
        std::ranges::copy_if(term.synonyms, std::back_inserter(out), may_stand_alone);
    }
}

/// All names of the condition that the words mean: the protocol's, then those of the vocabulary.
std::vector<std::string> names_of_condition(const std::optional<Protocol>& protocol, const std::string& words)
{
    std::vector<std::string> out;
    if (protocol)
        add_names_of_event(protocol->event, words, out);
    const std::string preferred = condition_lexicon().concept_of(words);
    if (preferred.empty())
        return out;
    out.push_back(preferred);
    for (const LexiconTerm* term : condition_lexicon().words_for(preferred))
        if (term->kind != "abbreviation")
            out.push_back(term->term);
    return out;
}

} // namespace

std::optional<Protocol> protocol_here(const Request& request)
{
    return std::filesystem::exists(request.protocol()) ? std::optional(open_protocol(request.protocol()))
                                                       : std::nullopt;
}

Search search_of(const std::optional<Protocol>& protocol, std::string query)
{
    Search out;
    out.query = std::move(query);
    out.names.drugs = [protocol](const std::string& words) { return names_of_drug(protocol, words); };
    out.names.conditions = [protocol](const std::string& words) { return names_of_condition(protocol, words); };
    return out;
}

bool is_behind(const LiteratureReader& reader, const Request& request, std::int64_t store_revision)
{
    return reader.store_revision() != store_revision || reader.basis() != index_basis(request);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching.hpp"

#include "corpus/lexicon.hpp"
#include "corpus/text.hpp"
#include "query/casebook.hpp"

#include <algorithm>
#include <filesystem>

namespace casebook {

namespace {

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
    out.drug_names = [protocol](const std::string& word) { return names_of_drug(protocol, word); };
    return out;
}

bool is_behind(const LiteratureReader& reader, const Request& request, std::int64_t store_revision)
{
    return reader.store_revision() != store_revision || reader.basis() != index_basis(request);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Of a question: the records that it finds and that are excluded, by reason, with the words of their grounds.
#include "corpus/format.hpp"
#include "query/brief/wording.hpp"
#include "query/duplicates.hpp"
#include "query/wording.hpp"

namespace casebook {

namespace {

constexpr std::size_t most_left_out = 60; ///< beyond that `search --facets` counts them

std::optional<Statement> left_out_for(const BriefBasis& basis, const Reason& reason)
{
    const Store& store = basis.casebook.store;
    const auto counted_here = basis.ledger.excluded.find(std::string(reason.id));
    if (counted_here == basis.ledger.excluded.end())
        return std::nullopt;
    const std::map<std::string, std::string> merged = merged_records(store);
    std::vector<Source> sources;
    for (const auto& [id, cases] : *basis.only) {
        const std::optional<Decision> decision = store.current_decision(id);
        if (merged.contains(id) || !decision || decision->verdict != Verdict::exclude || decision->reason != reason.id)
            continue;
        const std::vector<Source> found = sources_of_decision(cited_article(store, *store.article(id)), decision);
        sources.insert(sources.end(), found.begin(), found.end());
    }
    return statement_of("left_out",
                        format("{}: {}.", counted(counted_here->second, words_for(basis).report), reason.meaning),
                        std::move(sources), {{"articles", counted_here->second}});
}

} // namespace

std::vector<Statement> what_is_left_out(const BriefBasis& basis)
{
    const auto excluded = basis.ledger.verdicts.find(Verdict::exclude);
    if (basis.only == nullptr || excluded == basis.ledger.verdicts.end() || excluded->second > most_left_out)
        return {};
    std::vector<Statement> out;
    for (const Reason& reason : reasons)
        if (auto one = left_out_for(basis, reason))
            out.push_back(std::move(*one));
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Totals that the literature states, each with its words and what the ledger says of it.
#include "corpus/format.hpp"
#include "query/brief/wording.hpp"

namespace casebook {

namespace {

std::optional<Source> source_of_claim(const Store& store, const AuditedClaim& claim)
{
    if (claim.article.empty())
        return Source::of_data(format("the claim “{}” of {}, told by {}", claim.words, claim.source,
                                      claim.by.empty() ? "a person" : claim.by),
                               "casebook count");
    const CitedArticle in = cited_article(store, *store.article(claim.article));
    for (const Claim& found : in.machine.claims)
        if (found.evidence.quote == claim.words)
            return Source::of_words(in, 0, "claim", found.evidence);
    return std::nullopt;
}

} // namespace

std::vector<Statement> what_others_counted(const BriefBasis& basis)
{
    std::vector<Statement> out;
    for (const AuditedClaim& claim : basis.ledger.claims) {
        if (claim.judgement == Judgement::cannot_say)
            continue;
        if (std::optional<Source> source = source_of_claim(basis.casebook.store, claim))
            out.push_back(
                {"claim",
                 format("“{}”{} ({}{}): {} by this count; {}.", claim.words, claim.paraphrase ? " (paraphrase)" : "",
                        claim.source, claim.as_of == 0 ? "" : format(", as of {}", claim.as_of),
                        name_of(claim.judgement), claim.because),
                 std::move(*source),
                 {{"claimed", static_cast<std::size_t>(claim.reading.count)},
                  {"held", claim.earlier.count + claim.own}}});
    }
    return out;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Totals that the literature states ("the fourth reported case", "no more than five"), held against what had been
// published by then.
#pragma once

#include "corpus/decision.hpp"
#include "corpus/protocol.hpp"
#include "query/counting/echoes.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class Judgement { agrees, contradicted, cannot_say };
std::string_view name_of(Judgement value); ///< "agrees", "contradicted", "cannot say"

/// What a claim says about the number of patients.
struct ClaimReading
{
    Bound bound = Bound::exactly;
    bool ordinal = false; ///< "the fourth case": the claim's own patient is one of them
    int count = 0;
};

/// Reads "no more than", "at least", "fourth", "4th", "including ours" out of the claim's words.
ClaimReading read_claim(std::string_view words, int count);

/// How many patients other articles had reported by a date: as the ledger stands, and the least and the most it can be
/// once what is uncertain is settled.
struct Band
{
    std::size_t low = 0;
    std::size_t count = 0;
    std::size_t high = 0;
};

/// Agrees when the claim holds for all of the band, contradicted when even its least is too many, else it cannot be
/// said: a ledger that holds fewer may lack reports. `own` is the number of patients of the claiming article itself;
/// an ordinal counts at least one of them, another total may or may not count them.
Judgement judge(const ClaimReading& claim, std::size_t own, const Band& earlier);

struct AuditedClaim
{
    std::string words;
    bool paraphrase = false; ///< the words are the project's, not the authors'
    ClaimReading reading;
    std::string source;  ///< "Wang 2024"
    std::string article; ///< whose text says so; "" for a claim that a person added
    std::string by;      ///< the person who added it
    int as_of = 0;       ///< year, inclusive; 0 when it is not known
    std::size_t own = 0;
    Band earlier;
    Judgement judgement = Judgement::cannot_say;
    std::string because;
    std::vector<std::string> patients; ///< ids of the cases counted by then, its own among them
};

/// A claim found in the text of an article.
struct FoundClaim
{
    Article article;
    Claim claim;
    /// Why the article is excluded, "" when it is not: the total of a paper on another drug or reaction is not ours.
    std::string excluded = {};
    bool open = false; ///< whether the article is included is not decided
};

/// Whether a total can be of the protocol's drug and event: one in an article that is excluded because it is about
/// something else must name drug or event itself, an article not decided on must name both.
bool may_be_of(const Protocol& protocol, const FoundClaim& claim);

/// What the ledger knows when a claim is held against it.
struct Known
{
    const std::vector<Report>& reports; ///< included
    const std::vector<Report>& pending; ///< unclear, with a patient read
    std::set<std::string> doubled;      ///< cases that are probably told before
};

AuditedClaim audit(const FoundClaim& found, const Known& known);
AuditedClaim audit(const ToldClaim& told, const Known& known);

} // namespace casebook

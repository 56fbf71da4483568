// SPDX-License-Identifier: GPL-3.0-or-later
// The stages of the pipeline as the commands run them, each idempotent: running one again changes nothing.
#pragma once

#include "query/people/protocol_versions.hpp"

namespace casebook {

struct StageReport
{
    std::size_t articles = 0;         ///< looked at
    std::size_t done = 0;             ///< new or changed since the stage last ran, or under other rules
    std::size_t changed = 0;          ///< with another result than before
    std::optional<ProtocolTurn> turn; ///< what a new version of the protocol did, of screening
};

/// Decides by the protocol's criteria. What people decided stays beside it and counts.
StageReport screen_casebook(Casebook& casebook, const Console& console);

/// Articles that the rules would decide on anew, each counted once.
struct Outdated
{
    std::size_t by_rules = 0;  ///< decided on under another protocol, other rules or vocabularies
    std::size_t by_record = 0; ///< only the record, or what is known of its full text, is another now
    std::size_t all() const { return by_rules + by_record; }
};
Outdated outdated_decisions(const Casebook& casebook);
/// What a reader of a count must know of them, with what to do.
std::string outdated_text(const Outdated& outdated);

/// Reads the cases of every article, whatever was decided about it.
StageReport extract_casebook(Casebook& casebook, const Console& console);

/// Articles whose cases were never read, or from another form of the record, by other rules or another protocol.
std::size_t outdated_extractions(const Casebook& casebook);

/// Both, reading each article once.
std::optional<ProtocolTurn> screen_and_extract(Casebook& casebook, const Console& console);

struct IndexReport
{
    std::size_t articles = 0;
    std::size_t changed = 0;
    std::size_t removed = 0;
};
IndexReport index_casebook(Casebook& casebook, const Console& console);

} // namespace casebook

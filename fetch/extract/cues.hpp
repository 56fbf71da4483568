// SPDX-License-Identifier: GPL-3.0-or-later
// The table of cues: patterns over masked sentences, what they speak for, and how loudly.
#pragma once

#include "corpus/pattern.hpp"
#include "fetch/extract/role.hpp"

#include <string_view>
#include <vector>

namespace casebook {

struct CueRule
{
    CueKind kind;
    double weight;
    bool needs_drug;
    bool needs_event;
    bool names_event;
    bool recovers; ///< the cue tells of recovery: naming it takes nothing back
    std::string_view note;
    Pattern pattern;
    std::optional<Pattern> unless;        ///< found inside the match, it takes the cue back
    std::optional<Pattern> unless_before; ///< found right before the match, it takes the cue back
};

/// Rules for the protocol's drug, and the same ones for other drugs.
const std::vector<CueRule>& cue_rules();

/// `<take>`, `<onset>` … in a pattern replaced by the words that they stand for, and `~N` by a gap of up to N words in
/// which no drug is named, `%N` by one of any words. Shared by all extractors.
std::string with_phrases(std::string_view pattern);

} // namespace casebook

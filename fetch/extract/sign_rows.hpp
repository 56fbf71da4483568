// SPDX-License-Identifier: GPL-3.0-or-later
// The table of signs: what texts say that bears on cause, as patterns over masked sentences.
#pragma once

#include "corpus/case.hpp"
#include "corpus/pattern.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace casebook {

/// What a sentence must be besides matching.
enum class Needs {
    nothing,
    drug,       ///< not about another drug alone
    dose,       ///< nor about another condition alone
    the_event,  ///< it names the event, or stands behind its beginning and names no other condition
    both,       ///< it names drug and event
    conditions, ///< it names several conditions
};

struct SignRow
{
    SignKind kind;
    Needs needs;
    bool discussed; ///< also believed where authors discuss their patient
    std::string_view pattern;
    std::string_view unless = {}; ///< found in the sentence, it takes the sign back
    std::string_view quoted = {}; ///< must be found in the words that matched, as they stand in the text
    bool in_general = false;      ///< a sentence on what is known or reported in general may say it
};

struct CompiledRow
{
    const SignRow* row;
    Pattern pattern;
    std::optional<Pattern> unless;
    std::optional<Pattern> quoted;
};

/// In the order in which they are tried on a sentence; a kind may have several rows.
const std::vector<CompiledRow>& compiled_signs();

} // namespace casebook

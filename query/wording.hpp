// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/decision.hpp"
#include "corpus/format.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace casebook {

/// "1 line", "3 lines": the noun with an s unless there is one.
inline std::string counted(std::uint64_t number, std::string_view noun)
{
    return format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// "exclude", or "withdrawn" for a word that takes back what was said.
inline std::string verdict_word(const Decision& decision)
{
    return decision.withdrawn ? "withdrawn" : std::string(name_of(decision.verdict));
}

/// "exclude (not_a_case)"; "none" of a decision that nobody made.
inline std::string verdict_text(const Decision& decision)
{
    return decision.by.empty() ? "none"
                               : verdict_word(decision) + (decision.reason.empty() ? "" : " (" + decision.reason + ")");
}

} // namespace casebook

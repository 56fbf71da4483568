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

/// "exclude (not_a_case)"
inline std::string verdict_text(const Decision& decision)
{
    return std::string(name_of(decision.verdict)) + (decision.reason.empty() ? "" : " (" + decision.reason + ")");
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/decision.hpp"

#include <algorithm>

namespace casebook {

namespace {
constexpr std::array<std::string_view, 3> verdicts = {"unclear", "include", "exclude"};
}

std::string_view name_of(Verdict value) { return verdicts[static_cast<std::size_t>(value)]; }

std::optional<Verdict> verdict_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(verdicts, name);
    if (found == verdicts.end())
        return std::nullopt;
    return static_cast<Verdict>(found - verdicts.begin());
}

} // namespace casebook

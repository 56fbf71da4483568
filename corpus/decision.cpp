// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/decision.hpp"

#include <algorithm>

namespace casebook {

namespace {
constexpr std::array<std::string_view, 3> verdicts = {"unclear", "include", "exclude"};
constexpr std::array<std::string_view, 2> stages = {"title/abstract", "full text"};
constexpr std::array<std::string_view, 3> bounds = {"exactly", "at_most", "at_least"};

} // namespace

std::string_view name_of(Stage value) { return stages[static_cast<std::size_t>(value)]; }

std::optional<Stage> stage_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(stages, name);
    if (found == stages.end())
        return std::nullopt;
    return static_cast<Stage>(found - stages.begin());
}

std::string_view name_of(Verdict value) { return verdicts[static_cast<std::size_t>(value)]; }

std::optional<Verdict> verdict_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(verdicts, name);
    if (found == verdicts.end())
        return std::nullopt;
    return static_cast<Verdict>(found - verdicts.begin());
}

std::string_view name_of(Bound value) { return bounds[static_cast<std::size_t>(value)]; }

std::optional<Bound> bound_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(bounds, name);
    if (found == bounds.end())
        return std::nullopt;
    return static_cast<Bound>(found - bounds.begin());
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/appraisal.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 4> answer_names = {"unknown", "yes", "no", "not_applicable"};

} // namespace

std::string_view name_of(Reply value) { return answer_names[static_cast<std::size_t>(value)]; }

std::optional<Reply> reply_from_name(std::string_view name)
{
    const auto* found = std::ranges::find(answer_names, name);
    return found == answer_names.end() ? std::nullopt : std::optional(static_cast<Reply>(found - answer_names.begin()));
}

} // namespace casebook

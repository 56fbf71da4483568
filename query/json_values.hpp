// SPDX-License-Identifier: GPL-3.0-or-later
// Single values of the JSON that is printed.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

namespace casebook {

/// What is not said or cannot be computed is null.
nlohmann::ordered_json or_null(std::string_view text);
nlohmann::ordered_json or_null(const std::optional<double>& value);

/// Without the noise of binary fractions: two decimals, and of what is below one four digits that count.
double tidy(double value);

/// The whole number that is the member `key`, which must be there.
std::int64_t count_at(const nlohmann::ordered_json& json, const char* key);

} // namespace casebook

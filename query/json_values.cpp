// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/json_values.hpp"

#include "corpus/format.hpp"

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace casebook {

using Json = nlohmann::ordered_json;

Json or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }
Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

double tidy(double value)
{
    return std::abs(value) < 1 ? std::strtod(format("{:.4g}", value).c_str(), nullptr) : std::round(value * 100) / 100;
}

std::int64_t count_at(const Json& json, const char* key) { return json.at(key).get<std::int64_t>(); }

} // namespace casebook

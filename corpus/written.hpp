// SPDX-License-Identifier: GPL-3.0-or-later
// Values of fields as people write them: numbers, ranges, spans of time, names of closed lists.
#pragma once

#include "corpus/case.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace casebook {

inline constexpr double days_a_year = 365.25;
inline constexpr double days_a_month = 30.44;

/// "30" or "2.5"; nothing below 0.
std::optional<double> written_number(std::string_view text);

/// "30", "30..60", "30-60", "30 to 60" or, as it is printed, "30–60".
std::optional<Range> written_range(std::string_view text);

/// A range of days, or of a unit in words or as `days_text` prints it: "30..60", "2 weeks", "7 mo", "5–6 wk".
std::optional<Range> written_days(std::string_view text);

/// "2.5", or of another unit: "18 months", "3 y", "2 weeks"; twelve months are a year.
std::optional<double> written_years(std::string_view text);

/// How the names of closed lists are spelt: "not_recovered" of "Not recovered" or "not-recovered", "female" of "F".
std::string spelt_name(std::string_view text);

/// The value that a person's text names; what is not reported is unknown.
template <class E> std::optional<E> written_name(std::string_view text)
{
    const std::string name = spelt_name(text);
    return name == "not_reported" ? E{} : from_name<E>(name);
}

} // namespace casebook

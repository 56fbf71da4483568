// SPDX-License-Identifier: GPL-3.0-or-later
// Days as people write them in options and files: ISO 8601, "2026-01-31".
#pragma once

#include <string_view>

namespace casebook {

/// The text is a day that the calendar has.
bool is_day(std::string_view text);

/// The text is a second of such a day as the store writes it: "2026-01-31T05:10:00Z".
bool is_time(std::string_view text);

/// It is one, or a time of one: "2026-01-31T05:10:00Z".
bool begins_with_day(std::string_view text);

} // namespace casebook

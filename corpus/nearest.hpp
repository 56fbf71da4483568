// SPDX-License-Identifier: GPL-3.0-or-later
// The name that somebody probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The known name that takes the fewest changed, missing, doubled or swapped letters, in capitals or not; "" when none
/// is near (a quarter of the letters at most, and never all of them).
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// " Did you mean \"search\"?", or "" when no known name is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// When a label was given, as screening tools write it.
#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// UTC of seconds since 1970, as ASReview writes times, or of an ISO time ("2026-01-02 03:04:05.678+01:00"; without a
/// zone it is UTC); "" for what is none.
std::string time_of_label(std::string_view text);

} // namespace casebook

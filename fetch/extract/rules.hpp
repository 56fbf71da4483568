// SPDX-License-Identifier: GPL-3.0-or-later
// Which rules read the records. The definition is written by the build (cmake/rules_digest.cmake).
#pragma once

#include <string_view>

namespace casebook {

/// SHA-256 (hex) over the sources of all that reads and screens: it changes when a rule does, so that what other rules
/// read is read again without anybody having to remember a number.
std::string_view rules_digest();

} // namespace casebook

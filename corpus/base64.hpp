// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/error.hpp"

#include <string>
#include <string_view>

namespace casebook {

/// RFC 4648, section 4, with padding and without line breaks.
std::string to_base64(std::string_view bytes);

/// Takes that form only, so that there is one way to write bytes; the position of an error is the first character that
/// does not belong.
Parsed<std::string> parse_base64(std::string_view text);

} // namespace casebook

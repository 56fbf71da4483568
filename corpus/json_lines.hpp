// SPDX-License-Identifier: GPL-3.0-or-later
// Which line of a JSON text each value stands on, for messages about a file that a person wrote.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Keys and, for items of lists, their numbers from 0: {"drug", "synonyms", "2"}.
using JsonPath = std::vector<std::string>;

struct JsonLines
{
    std::map<JsonPath, std::size_t> lines; ///< from 1
    /// The first key that stands twice in its object, and the line of the second time.
    std::optional<std::pair<JsonPath, std::size_t>> twice;

    /// The line of the value, else of what it belongs to.
    std::size_t of(JsonPath path) const;
};

/// Reads a text that is known to be valid JSON; `//` and `/* */` comments are allowed.
JsonLines json_lines(std::string_view text);

} // namespace casebook

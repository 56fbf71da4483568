// SPDX-License-Identifier: GPL-3.0-or-later
// How deep a foreign JSON text is nested, before it is read: copying or writing such a value takes a stretch of the
// stack for each level, and hostile files are nested as deep as they are long.
#pragma once

#include <cstddef>
#include <string_view>

namespace casebook {

inline constexpr int deepest_record = 100; ///< deeper than any record, annotation or answer of a service
inline constexpr int deepest_word = 8;     ///< deeper than what a person says, with the words beside it

/// Whether lists and objects stand in each other in more levels than that.
inline bool nests_deeper(std::string_view json, int levels)
{
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < json.size() && depth <= levels; ++i) {
        const char c = json[i];
        if (in_string && c == '\\')
            ++i;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string)
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    }
    return depth > levels;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// How deep a foreign JSON text is nested, before it is read: copying or writing such a value takes a stretch of the
// stack for each level, and hostile files are nested as deep as they are long.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace casebook {

inline constexpr int deepest_record = 100; ///< deeper than any record, annotation or answer of a service
inline constexpr int deepest_word = 8;     ///< deeper than what a person says, with the words beside it

/// Where the comment that begins at `at` ends; `at` when none does.
inline std::size_t behind_comment(std::string_view json, std::size_t at)
{
    const std::string_view begin = json.substr(at, 2);
    const std::string_view close = begin == "//" ? "\n" : begin == "/*" ? "*/" : "";
    if (close.empty())
        return at;
    const std::size_t end = json.find(close, at + begin.size());
    return end == json.npos ? json.size() : end + close.size();
}

/// Whether lists and objects stand in each other in more levels than that. A comment is none of the text: where none
/// may stand the parser will say so.
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
        else if (!in_string && c == '/')
            i = std::max(behind_comment(json, i), i + 1) - 1;
        else if (!in_string)
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    }
    return depth > levels;
}

} // namespace casebook

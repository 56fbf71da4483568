// SPDX-License-Identifier: GPL-3.0-or-later
// What a terminal sends, as keys: UTF-8 characters, and the sequences of ECMA-48 and xterm for those that move.
#pragma once

#include <optional>
#include <string>

namespace casebook::review {

enum class KeyKind { text, enter, backspace, escape, up, down, page_up, page_down, home, end, kill_line, redraw, quit };

struct Key
{
    KeyKind kind = KeyKind::text;
    std::string text; ///< the one character of a text key
    bool operator==(const Key&) const = default;
};

/// Takes the first key off the bytes that came. Nothing, and nothing taken, while it may not be whole yet; `all_came`
/// says that no more follows at once: then an escape is the key of that name and half a character is dropped.
/// Sequences of keys that nobody asks for are passed over.
std::optional<Key> take_key(std::string& bytes, bool all_came);

} // namespace casebook::review

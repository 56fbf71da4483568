// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/review/keys.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>

namespace casebook::review {

namespace {

constexpr char escape_byte = '\x1b';

struct Sequence
{
    std::string_view bytes;
    KeyKind kind;
};
constexpr std::array<Sequence, 14> sequences = {{{"\x1b[A", KeyKind::up},
                                                 {"\x1b[B", KeyKind::down},
                                                 {"\x1bOA", KeyKind::up},
                                                 {"\x1bOB", KeyKind::down},
                                                 {"\x1b[5~", KeyKind::page_up},
                                                 {"\x1b[6~", KeyKind::page_down},
                                                 {"\x1b[H", KeyKind::home},
                                                 {"\x1b[F", KeyKind::end},
                                                 {"\x1bOH", KeyKind::home},
                                                 {"\x1bOF", KeyKind::end},
                                                 {"\x1b[1~", KeyKind::home},
                                                 {"\x1b[4~", KeyKind::end},
                                                 {"\x1b[7~", KeyKind::home},
                                                 {"\x1b[8~", KeyKind::end}}};

struct Control
{
    char byte;
    KeyKind kind;
};
constexpr std::array<Control, 9> controls = {{{'\r', KeyKind::enter},
                                              {'\n', KeyKind::enter},
                                              {'\x7f', KeyKind::backspace},
                                              {'\b', KeyKind::backspace},
                                              {'\x15', KeyKind::kill_line},
                                              {'\x0c', KeyKind::redraw},
                                              {'\x03', KeyKind::quit},
                                              {'\x04', KeyKind::quit},
                                              {'\t', KeyKind::down}}};

/// Length of the sequence that begins with ESC [ or ESC O; 0 while its end has not come.
std::size_t sequence_length(std::string_view bytes)
{
    if (bytes[1] == 'O')
        return bytes.size() < 3 ? 0 : 3;
    std::size_t at = 2;
    while (at < bytes.size() && bytes[at] >= 0x20 && bytes[at] < 0x40)
        ++at;
    return at < bytes.size() ? at + 1 : 0;
}

/// Bytes of the character that begins with this one; 1 for one that begins none.
std::size_t character_length(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0xC0 || byte >= 0xF8 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// A key that begins with ESC; nothing taken: not whole. A key without meaning comes as text without a character.
std::optional<Key> take_escaped(std::string& bytes, bool all_came)
{
    const bool alone = bytes.size() == 1 || (bytes[1] != '[' && bytes[1] != 'O');
    if (alone && (bytes.size() > 1 || all_came)) {
        bytes.erase(0, 1);
        return Key{KeyKind::escape, ""};
    }
    const std::size_t length = alone ? 0 : sequence_length(bytes);
    if (length == 0 && !all_came)
        return std::nullopt;
    const std::string taken = bytes.substr(0, length == 0 ? bytes.size() : length);
    bytes.erase(0, taken.size());
    const auto* found = std::ranges::find(sequences, taken, &Sequence::bytes);
    return found == sequences.end() ? Key{} : Key{found->kind, ""};
}

std::optional<Key> take_character(std::string& bytes, bool all_came)
{
    const std::size_t whole = character_length(bytes[0]);
    std::size_t length = 1;
    while (length < whole && length < bytes.size() && continues(bytes[length]))
        ++length;
    if (length < whole && length == bytes.size() && !all_came)
        return std::nullopt;
    const std::string taken = bytes.substr(0, length);
    bytes.erase(0, length);
    const bool sound = invalid_utf8(taken) == std::string::npos && static_cast<unsigned char>(taken[0]) >= 0x20;
    return Key{KeyKind::text, sound ? taken : ""};
}

} // namespace

std::optional<Key> take_key(std::string& bytes, bool all_came)
{
    while (!bytes.empty()) {
        const auto* control = std::ranges::find(controls, bytes[0], &Control::byte);
        if (control != controls.end()) {
            bytes.erase(0, 1);
            return Key{control->kind, ""};
        }
        const auto key = bytes[0] == escape_byte ? take_escaped(bytes, all_came) : take_character(bytes, all_came);
        if (!key || key->kind != KeyKind::text || !key->text.empty())
            return key;
    }
    return std::nullopt;
}

} // namespace casebook::review

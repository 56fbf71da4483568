// SPDX-License-Identifier: GPL-3.0-or-later
// Reads JSON as we write it (no blanks, no numbers with fractions) straight into values, a fraction of the work of
// making a tree of it first. Whatever it does not know it does not read: the caller takes the long way, which also says
// what is wrong.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

class JsonScan
{
public:
    explicit JsonScan(std::string_view text) : rest_(text) {}

    /// False: the text is not all of one such value, and what was read is worth nothing.
    template <class T> bool whole(T& to) { return read(to) && rest_.empty(); }

    bool read(std::string& to)
    {
        to.clear();
        if (!take('"'))
            return false;
        for (;;) {
            std::size_t plain = 0;
            while (plain < rest_.size() && !ends_plain(rest_[plain]))
                ++plain;
            to += rest_.substr(0, plain);
            rest_.remove_prefix(plain);
            if (take('"'))
                return true;
            if (!escaped(to))
                return false;
        }
    }
    bool read(bool& to)
    {
        to = rest_.starts_with("true");
        if (!to && !rest_.starts_with("false"))
            return false;
        rest_.remove_prefix(to ? 4 : 5);
        return true;
    }
    template <std::integral T> bool read(T& to)
    {
        const std::size_t sign = rest_.starts_with('-') ? 1 : 0;
        if (rest_.size() > sign + 1 && rest_[sign] == '0' && rest_[sign + 1] >= '0' && rest_[sign + 1] <= '9')
            return false; // JSON has no leading zeros
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), to);
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return error == std::errc();
    }
    template <class T> bool read(std::vector<T>& to)
    {
        to.clear();
        if (!take('['))
            return false;
        if (take(']'))
            return true;
        do
            if (!read(to.emplace_back()))
                return false;
        while (take(','));
        return take(']');
    }
    /// An object: `read_member(scan, key, to)` reads the value of each key, or answers false.
    template <class T> bool read(T& to)
    {
        if (!take('{'))
            return false;
        if (take('}'))
            return true;
        do {
            const std::string_view key = rest_.substr(0, rest_.find('"', 1));
            rest_.remove_prefix(key.size());
            if (!key.starts_with('"') || !take('"') || !take(':') || !read_member(*this, key.substr(1), to))
                return false;
        } while (take(','));
        return take('}');
    }

private:
    static bool ends_plain(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

    bool take(char c)
    {
        if (!rest_.starts_with(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool escaped(std::string& to)
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view stand_for = "\"\\/\b\f\n\r\t";
        const std::size_t which = rest_.starts_with('\\') && rest_.size() > 1 ? letters.find(rest_[1]) : letters.npos;
        if (which == letters.npos)
            return false;
        to += stand_for[which];
        rest_.remove_prefix(2);
        return true;
    }

    std::string_view rest_;
};

} // namespace casebook

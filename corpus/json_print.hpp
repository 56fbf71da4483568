// SPDX-License-Identifier: GPL-3.0-or-later
// Writes values as the JSON that nlohmann's `dump` makes of them, without a tree of them between: members by the
// alphabet, no blanks.
#pragma once

#include <charconv>
#include <concepts>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook {

class JsonPrint
{
public:
    template <class T> static std::string text_of(const T& value)
    {
        JsonPrint print;
        print.write(value);
        return std::move(print.out_);
    }

    /// Of an object, whose `print_members(print, object)` calls this for each of them by the alphabet.
    template <class T> void member(std::string_view key, const T& value)
    {
        if (out_.back() != '{')
            out_ += ',';
        write(key);
        out_ += ':';
        write(value);
    }

private:
    void write(std::string_view text);
    void write(double number);
    template <std::integral T> void write(T number)
    {
        char digits[24];
        out_.append(digits, std::to_chars(std::begin(digits), std::end(digits), number).ptr);
    }
    template <class T> void write(const std::vector<T>& values)
    {
        out_ += '[';
        for (const T& value : values) {
            if (out_.back() != '[')
                out_ += ',';
            write(value);
        }
        out_ += ']';
    }
    template <class T>
    requires requires(JsonPrint& to, const T& from) { print_members(to, from); }
    void write(const T& object)
    {
        out_ += '{';
        print_members(*this, object);
        out_ += '}';
    }

    std::string out_;
};

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text that fit: in a pipe each stands as it is, on a terminal none is wider than it.
#pragma once

#include "query/request.hpp"

#include <sstream>
#include <string>
#include <string_view>

namespace casebook {

/// The line in pieces of at most `width` columns, broken at blanks; those after the first begin with `indent` blanks. A
/// longer word stays whole; sequences for colours take no columns.
std::string folded(std::string_view line, std::size_t width, std::size_t indent);

/// Each line folded so; what goes on stands where the last column of the line's left half begins, or its text behind a
/// number.
std::string fitted(std::string_view text, std::size_t width);

/// Holds back what is written to its console and hands it on when it goes: fitted, where that goes to a terminal.
class TerminalLines
{
public:
    explicit TerminalLines(const Console& console) : to_(console), console_{held_, console.err} {}
    ~TerminalLines();
    TerminalLines(const TerminalLines&) = delete;
    TerminalLines& operator=(const TerminalLines&) = delete;
    const Console& console() const { return console_; }

private:
    const Console& to_;
    std::ostringstream held_;
    Console console_;
};

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/terminal_lines.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace casebook {

namespace {

std::size_t shown_width(std::string_view word)
{
    std::size_t out = 0;
    for (std::size_t escape = word.find("\x1b["); escape != word.npos; escape = word.find("\x1b[")) {
        out += width_of(word.substr(0, escape));
        word.remove_prefix(std::min(word.find('m', escape), word.size() - 1) + 1);
    }
    return out + width_of(word);
}

/// Where the last column of the line's left half begins: behind two blanks or more; else behind "12. " or the blanks
/// that begin the line.
std::size_t hanging_indent(std::string_view line, std::size_t width)
{
    const std::size_t text = std::min(line.find_first_not_of(' '), line.size());
    std::size_t out = text;
    if (const std::size_t dot = line.find_first_not_of("0123456789", text);
        dot != line.npos && dot > text && line.substr(dot).starts_with(". "))
        out = dot + 2;
    for (std::size_t gap = line.find("  ", text); gap != line.npos; gap = line.find("  ", gap)) {
        gap = line.find_first_not_of(' ', gap);
        if (gap == line.npos || width_of(line.substr(0, gap)) > width / 2)
            break;
        out = width_of(line.substr(0, gap));
    }
    return std::min(out, width / 2);
}

/// Columns of the terminal that shows what is written there; 0 where none does.
std::size_t columns_of_terminal(const std::ostream& out)
{
    constexpr unsigned short least = 40; // below that nothing is gained
    winsize known{};
    const bool shown = out.rdbuf() == std::cout.rdbuf() && ::isatty(STDOUT_FILENO) != 0 &&
                       ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &known) == 0 && known.ws_col > 0;
    return shown ? std::max(known.ws_col, least) : 0;
}

} // namespace

std::string folded(std::string_view line, std::size_t width, std::size_t indent)
{
    std::string out;
    std::size_t column = 0;
    while (!line.empty()) {
        const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
        const std::string_view word = line.substr(blanks, line.find(' ', blanks) - blanks);
        const std::size_t wide = shown_width(word);
        const bool breaks = column > indent && column + blanks + wide > width;
        out += breaks ? "\n" + std::string(indent, ' ') : std::string(blanks, ' ');
        out += word;
        column = (breaks ? indent : column + blanks) + wide;
        line.remove_prefix(blanks + word.size());
    }
    return out;
}

std::string fitted(std::string_view text, std::size_t width)
{
    std::string out;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        out += shown_width(line) <= width ? std::string(line) : folded(line, width, hanging_indent(line, width));
        text.remove_prefix(line.size());
        if (!text.empty()) {
            out += '\n';
            text.remove_prefix(1);
        }
    }
    return out;
}

TerminalLines::~TerminalLines()
{
    const std::size_t columns = columns_of_terminal(to_.out);
    to_.out << (columns == 0 ? held_.str() : fitted(held_.str(), columns));
}

} // namespace casebook

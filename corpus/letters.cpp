// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/letters.hpp"

#include "corpus/text.hpp"

namespace casebook {

std::string_view first_character(std::string_view text)
{
    for (std::size_t size = 1; size <= 4 && size <= text.size(); ++size)
        if (invalid_utf8(text.substr(0, size)) == std::string_view::npos)
            return text.substr(0, size);
    return text.substr(0, 1);
}

std::string upper_ascii(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (is_lower(c))
            c = static_cast<char>(c - 'a' + 'A');
    return out;
}

} // namespace casebook

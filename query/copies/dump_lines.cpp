// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/copies/dump_lines.hpp"

#include "corpus/archive.hpp"
#include "corpus/text.hpp"

#include <string>

namespace casebook {

void each_line_of(const std::filesystem::path& file, const std::function<bool(std::string_view, std::size_t)>& take)
{
    InputStream in(file);
    std::string held;
    std::string buffer(1U << 18U, '\0');
    std::size_t number = 0;
    while (const std::size_t got = in.read(buffer.data(), buffer.size())) {
        held.append(buffer, 0, got);
        std::size_t from = 0;
        for (std::size_t end; (end = held.find('\n', from)) != std::string::npos; from = end + 1)
            if (!take(std::string_view(held).substr(from, end - from), ++number))
                return;
        held.erase(0, from);
    }
    if (!trim(held).empty())
        take(held, ++number);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/copies/dump_lines.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/copies/dump.hpp"

#include <nlohmann/json.hpp>
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

std::string dumped_protocol(const std::filesystem::path& file)
{
    std::string protocol;
    bool found = false;
    each_line_of(file, [&](std::string_view line, std::size_t) {
        const auto head = nlohmann::ordered_json::parse(line, nullptr, false);
        const auto text_of = [&](const char* key) {
            return head.is_object() && head.contains(key) && head[key].is_string() ? head[key].get<std::string>() : "";
        };
        found = text_of("type") == "casebook" && head.contains("version");
        protocol = found ? text_of("protocol") : "";
        return false;
    });
    if (!found)
        throw Error(format("{}: is no dump of a casebook. Make one with `casebook dump -o FILE`.", file.string()));
    return protocol;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/names.hpp"

#include "corpus/letters.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"

#include <algorithm>

namespace casebook {

std::string fold_event(std::string_view term) { return upper_ascii(collapse(term)); }

std::string fold_drug(std::string_view name)
{
    std::string out = fold_event(name);
    std::ranges::replace(out, '^', '\'');
    while (!out.empty() && (out.back() == '.' || out.back() == ' '))
        out.pop_back();
    return out;
}

std::vector<std::string> ingredients_of(std::string_view name)
{
    std::vector<std::string> parts;
    for (const std::string& part : split(name, '\\'))
        if (std::string folded = fold_drug(part); !folded.empty())
            parts.push_back(std::move(folded));
    sort_unique(parts);
    const std::vector<std::string> all = parts;
    std::erase_if(parts, [&](const std::string& part) {
        return std::ranges::any_of(all, [&](const std::string& other) { return part.starts_with(other + " "); });
    });
    return parts;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/ordered.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace casebook {

/// The same as sort_unique, quicker for a few values: a report names three or so, and there are millions of reports.
template <class T> void sort_unique_few(std::vector<T>& values)
{
    constexpr std::size_t few = 16;
    if (values.size() > few)
        return sort_unique(values);
    std::size_t kept = 0; // those before are sorted, each once
    for (const T value : values) {
        std::size_t at = kept;
        while (at > 0 && values[at - 1] > value)
            --at;
        if (at > 0 && values[at - 1] == value)
            continue;
        for (std::size_t to = kept++; to > at; --to)
            values[to] = values[to - 1];
        values[at] = value;
    }
    values.resize(kept);
}

} // namespace casebook

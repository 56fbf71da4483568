// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

namespace casebook {

/// Sorts the values and keeps each once. (clang 14 cannot yet compile the ranges algorithms that return subranges.)
template <class T> void sort_unique(std::vector<T>& values)
{
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace casebook

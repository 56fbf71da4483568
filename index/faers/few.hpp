// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

namespace casebook {

/// So many values sort_unique_few looks at, whether there are as many or not.
constexpr std::size_t few = 8;

namespace few_detail {

template <std::size_t N> using Steps = std::array<std::pair<std::size_t, std::size_t>, N>;

// Sorting networks: which two are put in order, one pair after the other (Knuth, The Art of Computer Programming 3,
// section 5.3.4). Nothing depends on the values, so there is nothing to guess.
constexpr Steps<5> of_4 = {{{0, 1}, {2, 3}, {0, 2}, {1, 3}, {1, 2}}};
constexpr Steps<19> of_8 = {{{0, 1},
                             {2, 3},
                             {4, 5},
                             {6, 7},
                             {0, 2},
                             {1, 3},
                             {4, 6},
                             {5, 7},
                             {1, 2},
                             {5, 6},
                             {0, 4},
                             {3, 7},
                             {1, 5},
                             {2, 6},
                             {1, 4},
                             {3, 6},
                             {2, 4},
                             {3, 5},
                             {3, 4}}};

/// The first `size` of the N values, each once; how many are left.
template <std::size_t N, const auto& steps, class T> std::size_t sort_by_steps(T* values, std::size_t size)
{
    std::array<T, N> sorted;
    for (std::size_t i = 0; i < N; ++i) {
        const T value = values[i];
        sorted[i] = i < size ? value : std::numeric_limits<T>::max();
    }
    [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        const auto put_in_order = [&](std::size_t a, std::size_t b) {
            const auto [least, most] = std::pair(std::min(sorted[a], sorted[b]), std::max(sorted[a], sorted[b]));
            sorted[a] = least;
            sorted[b] = most;
        };
        (put_in_order(steps[I].first, steps[I].second), ...);
    }
    (std::make_index_sequence<steps.size()>());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < N; ++i) { // written always, kept when it is the last of its equals
        values[kept] = sorted[i];
        const bool last = i + 1 == N || i + 1 == size || sorted[i] != sorted[std::min(i + 1, N - 1)];
        kept += i < size && last ? 1U : 0U;
    }
    return kept;
}

} // namespace few_detail

/// The same as sort_unique, quicker for a few values: a report names three or so, and there are millions of reports.
/// At `values` are `size` of them, and there is room for `few`; how many are left.
template <class T> std::size_t sort_unique_few(T* values, std::size_t size)
{
    if (size <= 1)
        return size;
    if (size <= 4)
        return few_detail::sort_by_steps<4, few_detail::of_4>(values, size);
    if (size <= few)
        return few_detail::sort_by_steps<few, few_detail::of_8>(values, size);
    std::sort(values, values + size);
    return static_cast<std::size_t>(std::unique(values, values + size) - values);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Which of many patterns a text may match, told for all of them at once: a sentence meets hundreds of patterns and
// matches few.
#pragma once

#include "corpus/pattern.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace casebook {

class Shortlist
{
public:
    explicit Shortlist(const std::vector<const Pattern*>& patterns);

    /// Of a table whose rows have a pattern each.
    template <class Rows, class Projection = std::identity>
    explicit Shortlist(const Rows& rows, Projection pattern_of = {}) : Shortlist(pointers(rows, pattern_of))
    {
    }

    /// The places of the patterns that may match, ascending; every pattern that does match is among them.
    std::vector<std::size_t> of(const Searched& text) const;

private:
    /// A fact holds of a text in which one of its runs stands. Each pattern needs some facts; many share them.
    using Fact = std::uint16_t;
    void make_true(Gram run, Fact fact);

    template <class Rows, class Projection>
    static std::vector<const Pattern*> pointers(const Rows& rows, Projection pattern_of)
    {
        std::vector<const Pattern*> out;
        for (const auto& row : rows)
            out.push_back(&std::invoke(pattern_of, row));
        return out;
    }

    std::size_t words_ = 0; ///< of 64 facts each
    Grams runs_;            ///< that make some fact hold
    std::array<std::uint16_t, gram_count> row_{};
    std::vector<std::uint64_t> facts_by_run_; ///< a row of bits for each of those runs
    std::vector<Fact> needed_;                ///< of one pattern after the other
    std::vector<std::size_t> ends_;           ///< where those of each end
};

} // namespace casebook

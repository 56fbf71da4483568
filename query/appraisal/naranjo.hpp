// SPDX-License-Identifier: GPL-3.0-or-later
// Naranjo's scale as an interval. Weights and categories: Naranjo et al., Clin Pharmacol Ther 1981;30:239-45, as in
// PMC5774610, table 2. The scale counts an item that is not known as 0; here such an item is left open, and the
// interval says what the score can still become.
#pragma once

#include "query/appraisal/instrument.hpp"

#include <optional>

namespace casebook {

struct NaranjoScore
{
    int low = 0;
    int high = 0;
    int as_it_stands = 0; ///< open items counted as 0, as the scale does
    bool operator==(const NaranjoScore&) const = default;
};

/// `answers` has one for each item.
NaranjoScore naranjo_score(std::span<const Reply> answers);

/// definite from 9, probable 5 to 8, possible 1 to 4, doubtful below.
std::string_view naranjo_category(int score);

/// "possible to probable"; one word where both ends agree.
std::string naranjo_categories(const NaranjoScore& score);

/// The open item whose answer leaves the fewest categories, whatever the answer; of two alike the one that narrows the
/// interval more, then the first. What a placebo did is asked for last.
struct MissingFact
{
    std::size_t item = 0; ///< index
    bool settles = false; ///< either answer leaves one category
};
std::optional<MissingFact> naranjo_missing_fact(std::span<const Reply> answers);

} // namespace casebook

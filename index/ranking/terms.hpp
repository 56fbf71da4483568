// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as rows of weighted words and pairs of neighbouring words: what a ranking learns from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace casebook {

/// Rows of a sparse matrix, one after the other. Row r holds the entries from begins[r] to begins[r + 1].
struct TermMatrix
{
    std::vector<std::size_t> begins = {0};
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
    std::size_t width = 0; ///< columns there are

    std::size_t rows() const { return begins.size() - 1; }
};

/// TF-IDF as ASReview's ELAS u4 weighs (asreview/models/models.py @516290b, scikit-learn's TfidfVectorizer): words of
/// two or more characters and pairs of neighbours, folded; (1 + ln tf)(1 + ln((1 + n) / (1 + df))), rows of length 1;
/// what stands in more than 95 of 100 texts is left out. No list of stop words: they weigh little.
TermMatrix weigh_terms(std::span<const std::string> texts);

} // namespace casebook

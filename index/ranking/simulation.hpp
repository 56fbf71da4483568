// SPDX-License-Identifier: GPL-3.0-or-later
// A review that is known, read again as a ranking would have had it read.
#pragma once

#include "index/ranking/stopping.hpp"
#include "index/ranking/terms.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace casebook {

struct SimulatedReview
{
    std::vector<std::size_t> priors; ///< rows that were known at the beginning: as many relevant as irrelevant ones
    std::vector<std::size_t> order;  ///< the other rows as they were read
    std::vector<bool> read;          ///< whether these were relevant
};

/// Begins with `priors` relevant and as many irrelevant rows, drawn by the seed, and reads the rest: the best first,
/// ranked anew after every record up to 150, then after every tenth. The same seed gives the same review. There must be
/// more relevant and more irrelevant rows than priors.
SimulatedReview simulate_review(const TermMatrix& matrix, const std::vector<bool>& relevant, std::size_t priors,
                                unsigned seed);

/// Records read until this share of the relevant ones was found.
std::size_t read_until(const std::vector<bool>& read, double recall);

/// The share of the relevant ones that is found when this share of the records was read.
double recall_after(const std::vector<bool>& read, double share);

/// Work saved over sampling: the share left unread when the recall is reached, less what reading in any order leaves
/// (Cohen 2006, 10.1197/jamia.M1929).
double work_saved(const std::vector<bool>& read, double recall);

/// Average time to discovery: the mean share of records read when a relevant one is found (Ferdinands 2023,
/// 10.1186/s13643-023-02257-7).
double average_time_to_discovery(const std::vector<bool>& read);

/// What a rule would have done: records read when it first held, after whichever record; all of them when it never did.
std::size_t stopped_after(const StoppingRule& rule, const std::vector<bool>& read);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// The prior of all pairs of an archive, kept in the store's folder beside the quarters: `<archive>-<question>.prior`,
// JSON. It belongs to one level, roles, period and people over one archive (its quarters by their checksums and the
// rules of names), and is derived like all of the folder: `faers fit` makes it again.
#pragma once

#include "index/faers/count.hpp"
#include "index/faers/prior_fit.hpp"

#include <optional>
#include <string>

namespace casebook {

/// Fits it to every pair that a report has. Empty when there are fewer kinds of pairs than parameters.
std::optional<PriorFit> fit_archive_prior(const FaersStore& store, const FaersQuestion& question);

/// Writes it whole or not at all. Throws Error when the disk is full or not writable.
void keep_prior(const FaersStore& store, const FaersQuestion& question, const PriorFit& fit);

/// Empty when none was fitted to the pairs of this question, whatever its drug, event and exposure, over these
/// quarters.
std::optional<PriorFit> kept_prior(const FaersStore& store, const FaersQuestion& question);

/// What files of priors of this archive begin with.
std::string prior_file_stem(const std::string& counting_name);

} // namespace casebook

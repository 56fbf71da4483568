// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of a scan as rows, each with every measure. query/FAERS.md says what the columns are; a measure that cannot be
// computed is empty. Numbers have all their digits: read back they are those that `faers measure` gives.
#pragma once

#include "index/faers/scan.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace casebook {

/// The columns of the CSV.
std::vector<std::string> pair_columns();
/// A row of it, without its line end.
std::string pair_csv(const ScannedPair& pair);
/// {"drug":…, "event":…, "a":…, …, "expected":…, measures, "evans":…}
nlohmann::ordered_json pair_json(const ScannedPair& pair);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up quarters of FAERS in FDA's layout of 2014Q3 on, with the sizes and the skew of real ones: 3.7 drugs and 3.2
// reactions a report, 5,754 ingredients under 34,633 names, 17,213 preferred terms, some of which go with some drugs;
// a quarter of the reports are new versions of older cases, one in twenty is a second version within the quarter.
#pragma once

#include <cstdint>
#include <filesystem>

namespace casebook::bench {

/// Writes FOLDER/2014Q3/DEMO14Q3.txt, DRUG…, REAC… and so on for each quarter; the four other tables have no rows. The
/// same arguments give the same bytes.
void make_quarters(const std::filesystem::path& folder, int quarters, std::uint32_t reports, std::uint64_t seed);

} // namespace casebook::bench

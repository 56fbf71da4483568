// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of files of many words, and records of files that are imported, that could not be taken. All stay in the store
// for inspection; those that were mended in the file are no longer told of.
#pragma once

#include "corpus/store.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace casebook {

using BadRows = std::set<std::pair<std::string, std::string>>; ///< their bytes, what was wrong with them

/// Rows of that file that are held for inspection.
BadRows bad_rows_kept(const Store& store, const std::string& file);

/// A file was read whole, and these are its bad rows now, by whatever path it is named.
void keep_bad_rows(Store& store, const std::string& file, const BadRows& now);

/// Another copy of the casebook, where the rows are known, says that they were mended.
void keep_mended(Store& store, const std::vector<Quarantined>& rows);

/// Files that an import read whole, by name, with what was broken in each.
using BrokenRecords = std::map<std::string, std::vector<Quarantined>>;
void keep_broken_records(Store& store, const BrokenRecords& now);

/// What could not be read, but for rows and records that the last reading of their file found no more.
std::vector<Quarantined> still_bad(const Store& store);

} // namespace casebook

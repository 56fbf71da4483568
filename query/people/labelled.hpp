// SPDX-License-Identifier: GPL-3.0-or-later
// A table of records that people have labelled, as screening tools write it: what `simulate` reads.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace casebook {

struct LabelledRecords
{
    std::string label;              ///< the heading of the labels' column
    std::vector<std::string> texts; ///< title and abstract
    std::vector<bool> relevant;
    std::size_t unlabelled = 0;                      ///< rows left out: nobody said what they are
    std::map<std::string, std::size_t> other_labels; ///< of the unlabelled: what they say instead ("maybe")
    std::size_t empty = 0;                           ///< rows left out: neither title nor abstract
};

/// `label` names the column, "" takes the first that has a usual name. Throws Error for a file that is no such table.
LabelledRecords read_labelled(const std::filesystem::path& file, const std::string& label);

} // namespace casebook

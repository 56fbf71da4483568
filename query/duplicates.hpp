// SPDX-License-Identifier: GPL-3.0-or-later
// Records of one article and reports of one study: what the rules propose and what people said. Nothing counts before a
// person said so, everything can be taken back, and a "not a duplicate" stays.
#pragma once

#include "corpus/store.hpp"
#include "fetch/screen/duplicates.hpp"

#include <map>
#include <string>
#include <vector>

namespace casebook {

/// Records that are merged into another: id → the id that stays and counts.
std::map<std::string, std::string> merged_records(const Store& store);
/// The same as it was before a moment ("2026-01-31T05:10:00Z").
std::map<std::string, std::string> merged_records_before(const Store& store, std::string_view moment);

/// Reports that people linked as of one study, each group in the order of arrival; merged records left out.
std::vector<std::vector<std::string>> linked_studies(const Store& store);

struct ProposedGroup
{
    std::vector<std::string> records; ///< the one that would stay first
    std::vector<Likeness> why;
    bool certain = false;                    ///< every likeness in it is, and merging it would lose nothing
    std::map<std::string, std::string> lost; ///< record → what it holds that the one that stays would not have
};

struct Duplicates
{
    std::vector<ProposedGroup> proposed; ///< pairs that nobody has spoken of
    std::map<std::string, std::string> merged;
    std::vector<Pairing> different; ///< "not a duplicate", the newest word on each pair
    std::vector<std::vector<std::string>> studies;
};

/// Reads all records once, and those that share a key with another a second time.
Duplicates find_duplicates(const Store& store);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What the store holds, as JSON: which zips were read and which files stand for them.
#pragma once

#include "corpus/faers.hpp"
#include "index/faers/drug_map.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What reading a zip showed; kept in the quarter file and printed by `faers status`.
struct QuarterFacts
{
    FaersQuarter quarter;
    std::string zip;    ///< file name without folder
    std::string sha256; ///< of the zip: FDA publishes quarters anew without a version mark
    std::vector<FaersLineCounts> members;
    std::string read = {}; ///< when, "2026-11-22T05:10:00Z"; "" when that was not noted
};
std::string to_json(const QuarterFacts& facts);
QuarterFacts quarter_facts_from_json(std::string_view text);

struct HeldQuarter
{
    FaersQuarter quarter;
    std::string zip;
    std::string sha256;
    std::string file; ///< in the store's folder
    bool operator==(const HeldQuarter&) const = default;
};

/// manifest.json: the one file that changes; everything it names is written before it and never changes.
struct FaersManifest
{
    std::string counting; ///< file in the store's folder, "" when there are no quarters
    std::vector<HeldQuarter> quarters;
    NameRules names; ///< the reviewer's, folded, under which names were counted
    bool operator==(const FaersManifest&) const = default;
};
std::string to_json(const FaersManifest& manifest);
/// Throws Error when the text is not of that form.
FaersManifest manifest_from_json(std::string_view text, const std::string& where);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// Which members of a quarterly zip hold what. FDA's spelling changed over the years: `ascii/DEMO04Q1.TXT`,
// `ascii/demo12q4.txt`, `ASCII/DEMO20Q1.txt`, `DEMO18Q1_new.txt`; lists of deleted cases have had five names.
#pragma once

#include "corpus/faers.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace casebook {

enum class FaersTable : std::uint8_t { demo, drug, reac, outc, rpsr, ther, indi };
constexpr std::array<std::string_view, 7> faers_table_names = {"DEMO", "DRUG", "REAC", "OUTC", "RPSR", "THER", "INDI"};

struct FaersMemberName
{
    FaersTable table;
    FaersQuarter quarter;
    bool replacement = false; ///< "_new": published in place of an earlier one
};

/// What the name of a member says, in any folder and any case; empty for everything that is no table.
std::optional<FaersMemberName> read_member_name(std::string_view path);
/// A list of deleted cases: a .txt in a folder "deleted", or with "delete" in its own name.
bool is_deleted_list(std::string_view path);

struct FaersMembers
{
    FaersQuarter quarter;
    std::map<std::string, FaersTable> tables; ///< by member name, each table once
    std::set<std::string> deleted_lists;
};

/// Looks into the zip without reading the tables. Throws Error when the file is no whole zip, when one of the seven
/// tables is missing or stands twice, or when they belong to different quarters.
FaersMembers list_faers_members(const std::filesystem::path& zip);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// FDA's quarterly FAERS zips, 2004Q1 to now, as rows. Format: FDA's ASC_NTS descriptions. What the files really hold:
// `$` between fields with nothing quoted; legacy rows (to 2012Q3) end with one more `$`; ids named ISR and CASE there;
// a byte order mark and a blank before a column's name in 2012Q4; bare LF in 2017Q4; Windows-1252 in older quarters; a
// few lines that hold two rows or a `$` within a value. Streaming: memory does not grow with the quarter.
#pragma once

#include "corpus/faers.hpp"
#include "fetch/source/faers_lines.hpp"
#include "fetch/source/faers_members.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace casebook {

/// Where the rows go, table by table, each in the order of its file. An empty function lets its rows pass.
struct FaersSink
{
    std::function<void(const FaersDemo&)> demo;
    std::function<void(const FaersDrug&)> drug;
    std::function<void(const FaersReaction&)> reaction;
    std::function<void(const FaersOutcome&)> outcome;
    std::function<void(const FaersReportSource&)> source;
    std::function<void(const FaersTherapy&)> therapy;
    std::function<void(const FaersIndication&)> indication;
    std::function<void(std::uint64_t case_id)> deleted; ///< a case on a list of deleted ones
    std::function<void(const FaersBadLine&)> bad;
};

/// One table or list from its bytes. A line with as many fields as the header, with or without a `$` at its end, is a
/// row; one with a whole multiple whose pieces are rows each is split; every other line goes to `bad`. Throws Error
/// when the header lacks a column that is needed.
FaersLineCounts read_faers_table(FaersTable table, ByteSource bytes, const std::string& member, const FaersSink& sink);
FaersLineCounts read_deleted_list(ByteSource bytes, const std::string& member, const FaersSink& sink);

struct FaersQuarterRead
{
    FaersQuarter quarter;
    std::vector<FaersLineCounts> members; ///< tables and lists in the order of the zip
};

/// A whole zip. Which tables come first depends on the zip. Throws Error for a zip that is none, is cut short, lacks a
/// table or a column; rows handed over before that are to be thrown away.
FaersQuarterRead read_faers_zip(const std::filesystem::path& zip, const FaersSink& sink);

} // namespace casebook

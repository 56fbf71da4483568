// SPDX-License-Identifier: GPL-3.0-or-later
// One quarter of reports as the store keeps it: a column file whose rows are the rows of DEMO in their order. The rows
// of the other tables follow their report: those of report i stand from begin[i] to begin[i + 1].
//
// Counting reads the columns named in QuarterFile. Details that later questions ask for lie beside them in the same
// file and are read by name: age_years, sex, reporter, country, event_date, outcomes, lit_ref, mfr_num, sender, and per
// drug its sequence, route, dose form, dechallenge, rechallenge, the therapies and indications joined by (report,
// sequence).
#pragma once

#include "corpus/faers.hpp"
#include "index/faers/columns.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace casebook {

/// Changes when the columns change their meaning: a store of another version asks for its zips again.
constexpr std::string_view quarter_kind = "quarter1";

/// In the columns therapy.drug and indication.drug: the sequence number belongs to no drug of the report.
constexpr std::uint32_t no_drug = 0xFFFFFFFF;

/// Bits of the column `outcomes`, in the order of the codes; the last is a code that FDA's description does not have.
constexpr std::array<std::string_view, 8> faers_outcome_codes = {"DE", "LT", "HO", "DS", "CA", "RI", "OT", ""};
constexpr std::array<std::string_view, 8> faers_reporter_codes = {"", "MD", "PH", "OT", "LW", "CN", "HP", "RN"};
constexpr std::array<std::string_view, 10> faers_source_codes = {"FGN", "SDY", "LIT", "CSM", "HP",
                                                                 "UF",  "CR",  "DT",  "OTH", ""};

struct QuarterFile
{
    explicit QuarterFile(const std::filesystem::path& path);

    ColumnFile file;
    FaersQuarter quarter;
    // A row of DEMO each.
    std::span<const std::uint64_t> report;
    std::span<const std::uint64_t> case_id;
    std::span<const std::uint32_t> version;
    std::span<const std::uint32_t> fda_date;      ///< FaersDate::ymd, as all dates here
    std::span<const std::uint32_t> init_fda_date; ///< 0 in the legacy files
    std::span<const std::uint64_t> same_fields;   ///< hash of sex, age, event date, terms and reporter
    std::span<const std::uint32_t> drug_begin;    ///< one more than reports
    std::span<const std::uint32_t> term_begin;
    // A row of DRUG each.
    std::span<const std::uint32_t> product; ///< an index of product_name and product_ingredient
    std::span<const FaersRole> role;
    // A row of REAC each.
    std::span<const std::uint32_t> term; ///< an index of `terms`
    // Dictionaries: texts as published.
    Texts product_name;
    Texts product_ingredient; ///< "" where FDA gives none
    Texts terms;
    // Cases that this quarter's lists call deleted, ascending.
    std::span<const std::uint64_t> deleted;

    std::size_t size() const { return report.size(); }
};

} // namespace casebook

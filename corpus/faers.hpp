// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of FDA's FAERS quarterly files (legacy AERS 2004Q1-2012Q3 and FAERS from 2012Q4) as values that the reader
// of the files and the index share. Column names are those of FDA's ASC_NTS description; ISR and CASE of the legacy
// files stand in `report` and `case_id`, which are one number space in both eras.
#pragma once

#include "corpus/error.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A quarter of the archive, "2004Q1".
struct FaersQuarter
{
    int year = 0;
    int quarter = 0; ///< 1 to 4
    auto operator<=>(const FaersQuarter&) const = default;
    /// Quarters since year 0; a later quarter has a greater number.
    std::uint32_t number() const { return static_cast<std::uint32_t>(year * 4 + quarter - 1); }
};
std::string to_text(FaersQuarter quarter);
/// "2004Q1", either case of the letter.
Parsed<FaersQuarter> parse_faers_quarter(std::string_view text);

/// A date as precise as it was given: YYYYMMDD with 00 for a month or day that is not said, 0 when nothing is said.
/// Numbers compare as dates do.
struct FaersDate
{
    std::uint32_t ymd = 0;
    auto operator<=>(const FaersDate&) const = default;
    explicit operator bool() const { return ymd != 0; }
    std::uint32_t year() const { return ymd / 10000; }
    std::uint32_t month() const { return ymd / 100 % 100; }
    std::uint32_t day() const { return ymd % 100; }
};

/// YYYYMMDD, YYYYMM or YYYY; anything else, a day that no calendar has and FDA's placeholders 19000101 and 00010101
/// give an empty date.
FaersDate read_faers_date(std::string_view text);
/// "2004-01-31", "2004-01", "2004" or "".
std::string to_text(FaersDate date);
/// "2004-01-31", "2004-01" or "2004", as people write it. The error's position is 0.
Parsed<FaersDate> parse_period_date(std::string_view text);

/// ROLE_COD. Only the first four are exposure; `other` is a blank or unknown code, which counts as a drug taken but
/// never as one of the roles that can be asked for.
enum class FaersRole : std::uint8_t { primary_suspect, secondary_suspect, concomitant, interacting, other, not_given };
constexpr std::array<std::string_view, 4> faers_role_codes = {"PS", "SS", "C", "I"};
FaersRole read_faers_role(std::string_view code);

/// How repeated reports of a case are dealt with; index/faers/README.md states each rule.
enum class FaersLevel : std::uint8_t { rows, latest, latest_minus_deleted, wang2024 };
constexpr std::array<std::string_view, 4> faers_level_names = {"rows", "latest", "latest-minus-deleted", "wang2024"};
std::string_view name_of(FaersLevel level);
std::optional<FaersLevel> find_faers_level(std::string_view name);

// The rows, with the columns that are kept. Texts are UTF-8, trimmed, and views into the reader's buffer: good until
// the call that hands over the row returns. `report` is PRIMARYID or ISR and never 0.

/// DEMO: one version of one report.
struct FaersDemo
{
    std::uint64_t report = 0;
    std::uint64_t case_id = 0;            ///< 0: the row has none (seven rows of 2004Q1)
    std::uint32_t version = 0;            ///< CASEVERSION; 0 in the legacy files, which have none
    FaersDate init_fda_date;              ///< first receipt; empty in the legacy files
    FaersDate fda_date;                   ///< receipt of this version
    FaersDate event_date;                 ///< onset of the event, for the whole case
    std::string_view event_date_text;     ///< as written
    std::string_view manufacturer_number; ///< MFR_NUM
    std::string_view sender;              ///< MFR_SNDR
    std::string_view lit_ref;             ///< the paper the case came from, from 2014Q3 on
    std::string_view age;
    std::string_view age_unit; ///< DEC YR MON WK DY HR
    std::string_view age_group;
    std::string_view sex;
    std::string_view reporter; ///< OCCP_COD: MD PH OT LW CN HP RN
    std::string_view reporter_country;
    std::string_view occurrence_country;
};

/// Age in years of AGE with AGE_COD; empty when either is missing, unknown, or no number.
std::optional<double> age_in_years(std::string_view age, std::string_view unit);

/// DRUG. `sequence` joins therapies and indications within one report only.
struct FaersDrug
{
    std::uint64_t report = 0;
    std::uint64_t sequence = 0;
    FaersRole role = FaersRole::other;
    std::string_view name;       ///< DRUGNAME, as reported or as a valid trade name
    std::string_view ingredient; ///< PROD_AI, from 2014Q3 on
    std::string_view route;
    std::string_view dose_form;
    std::string_view dechallenge; ///< Y N U D
    std::string_view rechallenge;
};

/// REAC: a MedDRA preferred term as FDA publishes it.
struct FaersReaction
{
    std::uint64_t report = 0;
    std::string_view term;
};

/// OUTC: any row makes a report serious.
struct FaersOutcome
{
    std::uint64_t report = 0;
    std::string_view code; ///< DE LT HO DS CA RI OT
};

/// RPSR
struct FaersReportSource
{
    std::uint64_t report = 0;
    std::string_view code;
};

/// THER: a re-started drug has two rows of one sequence.
struct FaersTherapy
{
    std::uint64_t report = 0;
    std::uint64_t sequence = 0;
    FaersDate start;
    FaersDate end;
};

/// INDI
struct FaersIndication
{
    std::uint64_t report = 0;
    std::uint64_t sequence = 0;
    std::string_view term;
};

/// A line of a table that could not be read, kept as it was.
struct FaersBadLine
{
    std::string member;     ///< of the zip
    std::uint64_t line = 0; ///< from 1; the header is line 1
    std::string what;
    std::string bytes;
};

/// What became of the lines of one member after its header: lines = parsed + repaired + quarantined + blank.
struct FaersLineCounts
{
    std::string member;
    std::uint64_t lines = 0;
    std::uint64_t parsed = 0;
    std::uint64_t repaired = 0; ///< two or more rows stood on one line and were told apart
    std::uint64_t quarantined = 0;
    std::uint64_t blank = 0;
    std::uint64_t rows = 0; ///< handed over: parsed, and each row of a repaired line
};

} // namespace casebook

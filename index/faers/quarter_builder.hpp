// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of one quarter, in whatever order their tables come, into a quarter file. Memory grows with the quarter (about
// 300 MB for the largest), never with the archive.
#pragma once

#include "corpus/faers.hpp"
#include "index/faers/large.hpp"
#include "index/faers/report_index.hpp"
#include "index/faers/text_table.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// MFR_SNDR of every row of the sample quarters in corpus/sample/faers: counts over them are said to be made up.
constexpr std::string_view made_up_sender = "MADE-UP FOR CASEBOOK";

/// What joining the tables showed.
struct QuarterJoin
{
    std::uint64_t reports = 0;
    std::uint64_t drugs = 0;                   ///< rows joined to a report
    std::uint64_t reactions = 0;               ///< rows joined to a report
    std::uint64_t orphans = 0;                 ///< rows of all tables whose report is not in DEMO: they count nowhere
    std::uint64_t without_case = 0;            ///< reports without a case number
    std::uint64_t without_primary_suspect = 0; ///< reports with drugs but none PS; roles stay as published
    std::uint64_t deleted_cases = 0;           ///< distinct cases on this quarter's lists
    std::uint64_t made_up = 0;                 ///< reports of the sample quarters, known by their sender
};

class QuarterBuilder
{
public:
    QuarterBuilder();
    void take(const FaersDemo& row);
    void take(const FaersDrug& row);
    void take(const FaersReaction& row);
    void take(const FaersOutcome& row);
    void take(const FaersReportSource& row);
    void take(const FaersTherapy& row);
    void take(const FaersIndication& row);
    void take_deleted(std::uint64_t case_id) { deleted_.push_back(case_id); }
    void take_bad(const FaersBadLine& line) { bad_.push_back(line); }

    /// Joins the tables and writes the file; `facts` is kept in it as it is. Throws Error when the disk fails.
    QuarterJoin write(const std::filesystem::path& file, FaersQuarter quarter, const std::string& facts);

private:
    // A row each, column by column, as they are written.
    struct Reports
    {
        LongColumn<std::uint64_t> report, case_id, same;
        LongColumn<std::uint32_t> version, fda_date, init_fda_date, event_date;
        LongColumn<std::uint32_t> country, lit_ref, number, sender;
        LongColumn<float> age;
        LongColumn<std::uint8_t> sex, reporter, age_group, outcomes;
        LongColumn<std::uint16_t> sources;
        std::size_t size() const { return report.size(); }
        void reserve(std::size_t rows);
    };
    struct Drugs
    {
        RowRuns of;
        LongColumn<std::uint64_t> sequence;
        LongColumn<std::uint32_t> product, route, form;
        LongColumn<FaersRole> role;
        LongColumn<char> dechallenge, rechallenge;
        void reserve(std::size_t rows);
    };
    struct Terms
    {
        RowRuns of;
        LongColumn<std::uint32_t> term;
    };
    struct Therapies
    {
        RowRuns of;
        LongColumn<std::uint64_t> sequence;
        LongColumn<std::uint32_t> start, end;
    };
    struct Indications
    {
        RowRuns of;
        LongColumn<std::uint64_t> sequence;
        LongColumn<std::uint32_t> term;
    };
    struct Flags
    {
        RowRuns of;
        LongColumn<std::uint32_t> bit;
    };

    class Join;

    void settle_products();
    void settle_terms();

    Reports reports_;
    Drugs drugs_;
    Terms terms_;
    Therapies therapies_;
    Indications indications_;
    Flags outcomes_, sources_;
    std::vector<std::uint64_t> deleted_;
    std::vector<FaersBadLine> bad_;
    TextTable products_; ///< DRUGNAME, a zero byte, PROD_AI
    TextTable term_texts_, indication_texts_, routes_, forms_, countries_, references_, senders_;
    WaitingTexts waiting_products_, waiting_terms_; ///< of the last rows
    TextTable numbers_;                             ///< of each report its own
};

} // namespace casebook

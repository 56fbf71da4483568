// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/quarter_builder.hpp"

#include "index/faers/hash.hpp"
#include "index/faers/quarter_file.hpp"

#include <algorithm>
#include <limits>

namespace casebook {

namespace {

/// The place of a code in its table; an unknown one gets the place of "".
template <std::size_t N> std::uint8_t place(const std::array<std::string_view, N>& codes, std::string_view code)
{
    auto found = std::ranges::find(codes, code);
    if (found == codes.end())
        found = std::ranges::find(codes, std::string_view());
    return static_cast<std::uint8_t>(found - codes.begin());
}

/// M, F or 0.
std::uint8_t sex_letter(std::string_view sex)
{
    return sex == "M" || sex == "F" ? static_cast<std::uint8_t>(sex[0]) : std::uint8_t{0};
}

char letter(std::string_view code) { return code.size() == 1 ? code[0] : '\0'; }

/// The fields of the six-field rule that stand in DEMO, as written; the terms are added when the tables are joined.
std::uint64_t same_fields(const FaersDemo& row)
{
    std::uint64_t hash = hash_start;
    for (const std::string_view field : {row.sex, row.age, row.age_unit, row.event_date_text, row.reporter})
        hash = hash_field(hash, field);
    return hash;
}

} // namespace

/// Room for the rows of a large quarter: what is not used is never touched, and nothing is moved as rows come.
QuarterBuilder::QuarterBuilder()
{
    constexpr std::size_t reports = 500'000;
    reports_.reserve(reports);
    drugs_.reserve(5 * reports);
    terms_.reserve(4 * reports);
}

void QuarterBuilder::take(const FaersDemo& row)
{
    Report out{};
    out.report = row.report;
    out.case_id = row.case_id;
    out.same = same_fields(row);
    out.version = row.version;
    out.fda_date = row.fda_date.ymd;
    out.init_fda_date = row.init_fda_date.ymd;
    out.event_date = row.event_date.ymd;
    const bool occurred = !row.occurrence_country.empty();
    out.country = countries_.id(occurred ? row.occurrence_country : row.reporter_country);
    out.lit_ref = references_.id(row.lit_ref);
    out.number = numbers_.add(row.manufacturer_number);
    out.sender = senders_.id(row.sender);
    out.age =
        static_cast<float>(age_in_years(row.age, row.age_unit).value_or(std::numeric_limits<double>::quiet_NaN()));
    out.sex = sex_letter(row.sex);
    out.reporter = place(faers_reporter_codes, row.reporter);
    out.age_group = static_cast<std::uint8_t>(letter(row.age_group));
    reports_.push_back(out);
}

void QuarterBuilder::take(const FaersDrug& row)
{
    waiting_products_.push(products_, row.name, std::string_view("\0", 1), row.ingredient);
    drugs_.push_back({row.report, row.sequence, 0, routes_.id(row.route), forms_.id(row.dose_form), row.role,
                      letter(row.dechallenge), letter(row.rechallenge)});
    if (waiting_products_.full())
        settle_products();
}

void QuarterBuilder::settle_products()
{
    Drug* const rows = drugs_.data() + drugs_.size() - waiting_products_.size();
    waiting_products_.settle(products_, [&](std::size_t i, std::uint32_t id) { rows[i].product = id; });
}

void QuarterBuilder::take(const FaersReaction& row)
{
    if (row.term.empty())
        return;
    waiting_terms_.push(term_texts_, row.term);
    terms_.push_back({row.report, 0});
    if (waiting_terms_.full())
        settle_terms();
}

void QuarterBuilder::settle_terms()
{
    Term* const rows = terms_.data() + terms_.size() - waiting_terms_.size();
    waiting_terms_.settle(term_texts_, [&](std::size_t i, std::uint32_t id) { rows[i].term = id; });
}

void QuarterBuilder::take(const FaersOutcome& row)
{
    outcomes_.push_back({row.report, 1U << place(faers_outcome_codes, row.code)});
}

void QuarterBuilder::take(const FaersReportSource& row)
{
    sources_.push_back({row.report, 1U << place(faers_source_codes, row.code)});
}

void QuarterBuilder::take(const FaersTherapy& row)
{
    therapies_.push_back({row.report, row.sequence, row.start.ymd, row.end.ymd});
}

void QuarterBuilder::take(const FaersIndication& row)
{
    indications_.push_back({row.report, row.sequence, indication_texts_.id(row.term)});
}

} // namespace casebook

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
    terms_.term.reserve(4 * reports);
    numbers_.reserve(reports, 32 * reports);
}

void QuarterBuilder::Reports::reserve(std::size_t rows)
{
    for (LongColumn<std::uint64_t>* column : {&report, &case_id, &same})
        column->reserve(rows);
    for (LongColumn<std::uint32_t>* column :
         {&version, &fda_date, &init_fda_date, &event_date, &country, &lit_ref, &number, &sender})
        column->reserve(rows);
    for (LongColumn<std::uint8_t>* column : {&sex, &reporter, &age_group, &outcomes})
        column->reserve(rows);
    age.reserve(rows);
    sources.reserve(rows);
}

void QuarterBuilder::Drugs::reserve(std::size_t rows)
{
    sequence.reserve(rows);
    for (LongColumn<std::uint32_t>* column : {&product, &route, &form})
        column->reserve(rows);
    role.reserve(rows);
    dechallenge.reserve(rows);
    rechallenge.reserve(rows);
}

void QuarterBuilder::take(const FaersDemo& row)
{
    const bool occurred = !row.occurrence_country.empty();
    reports_.report.push_back(row.report);
    reports_.case_id.push_back(row.case_id);
    reports_.same.push_back(same_fields(row));
    reports_.version.push_back(row.version);
    reports_.fda_date.push_back(row.fda_date.ymd);
    reports_.init_fda_date.push_back(row.init_fda_date.ymd);
    reports_.event_date.push_back(row.event_date.ymd);
    reports_.country.push_back(countries_.id_again(occurred ? row.occurrence_country : row.reporter_country));
    reports_.lit_ref.push_back(references_.id_again(row.lit_ref));
    reports_.number.push_back(numbers_.add(row.manufacturer_number));
    reports_.sender.push_back(senders_.id_again(row.sender));
    reports_.age.push_back(
        static_cast<float>(age_in_years(row.age, row.age_unit).value_or(std::numeric_limits<double>::quiet_NaN())));
    reports_.sex.push_back(sex_letter(row.sex));
    reports_.reporter.push_back(place(faers_reporter_codes, row.reporter));
    reports_.age_group.push_back(static_cast<std::uint8_t>(letter(row.age_group)));
    reports_.outcomes.push_back(0);
    reports_.sources.push_back(0);
}

void QuarterBuilder::take(const FaersDrug& row)
{
    waiting_products_.push(products_, row.name, std::string_view("\0", 1), row.ingredient);
    drugs_.of.add(row.report);
    drugs_.sequence.push_back(row.sequence);
    drugs_.product.push_back(0);
    drugs_.route.push_back(routes_.id_again(row.route));
    drugs_.form.push_back(forms_.id_again(row.dose_form));
    drugs_.role.push_back(row.role);
    drugs_.dechallenge.push_back(letter(row.dechallenge));
    drugs_.rechallenge.push_back(letter(row.rechallenge));
    if (waiting_products_.full())
        settle_products();
}

void QuarterBuilder::settle_products()
{
    std::uint32_t* const last = drugs_.product.data() + drugs_.product.size() - waiting_products_.size();
    waiting_products_.settle(products_, [&](std::size_t i, std::uint32_t id) { last[i] = id; });
}

void QuarterBuilder::take(const FaersReaction& row)
{
    if (row.term.empty())
        return;
    waiting_terms_.push(term_texts_, row.term);
    terms_.of.add(row.report);
    terms_.term.push_back(0);
    if (waiting_terms_.full())
        settle_terms();
}

void QuarterBuilder::settle_terms()
{
    std::uint32_t* const last = terms_.term.data() + terms_.term.size() - waiting_terms_.size();
    waiting_terms_.settle(term_texts_, [&](std::size_t i, std::uint32_t id) { last[i] = id; });
}

void QuarterBuilder::take(const FaersOutcome& row)
{
    outcomes_.of.add(row.report);
    outcomes_.bit.push_back(1U << place(faers_outcome_codes, row.code));
}

void QuarterBuilder::take(const FaersReportSource& row)
{
    sources_.of.add(row.report);
    sources_.bit.push_back(1U << place(faers_source_codes, row.code));
}

void QuarterBuilder::take(const FaersTherapy& row)
{
    therapies_.of.add(row.report);
    therapies_.sequence.push_back(row.sequence);
    therapies_.start.push_back(row.start.ymd);
    therapies_.end.push_back(row.end.ymd);
}

void QuarterBuilder::take(const FaersIndication& row)
{
    indications_.of.add(row.report);
    indications_.sequence.push_back(row.sequence);
    indications_.term.push_back(indication_texts_.id(row.term));
}

} // namespace casebook

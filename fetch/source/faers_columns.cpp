// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_columns.hpp"

#include "corpus/digits.hpp"
#include "corpus/text.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace casebook {

namespace {

template <class Row, class Value> Row row_of(Value Row::*);
template <auto Member> using RowOf = decltype(row_of(Member));

template <auto Member> bool text(RowOf<Member>& row, std::string_view field)
{
    row.*Member = field;
    return true;
}

template <auto Member> bool date(RowOf<Member>& row, std::string_view field)
{
    row.*Member = read_faers_date(field);
    return true;
}

/// So many digits that any number of them fits; false, and nothing done, for everything else.
template <class Number> bool read_digits(std::string_view field, Number& out)
{
    if (field.empty() || field.size() > std::numeric_limits<Number>::digits10)
        return false;
    Number value = 0;
    for (std::uint32_t eight = 0; field.size() >= 8; field.remove_prefix(8)) {
        if (!read_eight_digits(field.data(), eight))
            return false;
        value = value * 100'000'000 + eight;
    }
    for (const char c : field) {
        if (!is_digit(c))
            return false;
        value = value * 10 + static_cast<Number>(c - '0');
    }
    out = value;
    return true;
}

/// A whole number, or nothing.
template <auto Member> bool number(RowOf<Member>& row, std::string_view field)
{
    if (read_digits(field, row.*Member))
        return true;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), row.*Member);
    return field.empty() || (error == std::errc() && end == field.data() + field.size());
}

/// PRIMARYID or ISR: what every other table refers to.
template <auto Member> bool id(RowOf<Member>& row, std::string_view field)
{
    return number<Member>(row, field) && row.*Member != 0;
}

bool role(FaersDrug& row, std::string_view field)
{
    row.role = read_faers_role(field);
    return true;
}

bool event_date(FaersDemo& row, std::string_view field)
{
    row.event_date_text = field;
    return date<&FaersDemo::event_date>(row, field);
}

constexpr std::array<FaersColumn<FaersDemo>, 16> demo_columns = {{
    {"primaryid", "isr", id<&FaersDemo::report>, true},
    {"caseid", "case", number<&FaersDemo::case_id>, true},
    {"caseversion", "", number<&FaersDemo::version>},
    {"event_dt", "", event_date},
    {"init_fda_dt", "", date<&FaersDemo::init_fda_date>},
    {"fda_dt", "", date<&FaersDemo::fda_date>, true},
    {"mfr_num", "", text<&FaersDemo::manufacturer_number>},
    {"mfr_sndr", "", text<&FaersDemo::sender>},
    {"lit_ref", "", text<&FaersDemo::lit_ref>},
    {"age", "", text<&FaersDemo::age>},
    {"age_cod", "", text<&FaersDemo::age_unit>},
    {"age_grp", "", text<&FaersDemo::age_group>},
    {"sex", "gndr_cod", text<&FaersDemo::sex>},
    {"occp_cod", "", text<&FaersDemo::reporter>},
    {"reporter_country", "", text<&FaersDemo::reporter_country>},
    {"occr_country", "", text<&FaersDemo::occurrence_country>},
}};

constexpr std::array<FaersColumn<FaersDrug>, 9> drug_columns = {{
    {"primaryid", "isr", id<&FaersDrug::report>, true},
    {"drug_seq", "", number<&FaersDrug::sequence>, true},
    {"role_cod", "", role, true},
    {"drugname", "", text<&FaersDrug::name>, true},
    {"prod_ai", "", text<&FaersDrug::ingredient>},
    {"route", "", text<&FaersDrug::route>},
    {"dose_form", "", text<&FaersDrug::dose_form>},
    {"dechal", "", text<&FaersDrug::dechallenge>},
    {"rechal", "", text<&FaersDrug::rechallenge>},
}};

constexpr std::array<FaersColumn<FaersReaction>, 2> reaction_columns = {{
    {"primaryid", "isr", id<&FaersReaction::report>, true},
    {"pt", "", text<&FaersReaction::term>, true},
}};

constexpr std::array<FaersColumn<FaersOutcome>, 2> outcome_columns = {{
    {"primaryid", "isr", id<&FaersOutcome::report>, true},
    {"outc_cod", "outc_code", text<&FaersOutcome::code>, true},
}};

constexpr std::array<FaersColumn<FaersReportSource>, 2> source_columns = {{
    {"primaryid", "isr", id<&FaersReportSource::report>, true},
    {"rpsr_cod", "", text<&FaersReportSource::code>, true},
}};

constexpr std::array<FaersColumn<FaersTherapy>, 4> therapy_columns = {{
    {"primaryid", "isr", id<&FaersTherapy::report>, true},
    {"dsg_drug_seq", "drug_seq", number<&FaersTherapy::sequence>, true},
    {"start_dt", "", date<&FaersTherapy::start>},
    {"end_dt", "", date<&FaersTherapy::end>},
}};

constexpr std::array<FaersColumn<FaersIndication>, 3> indication_columns = {{
    {"primaryid", "isr", id<&FaersIndication::report>, true},
    {"indi_drug_seq", "drug_seq", number<&FaersIndication::sequence>, true},
    {"indi_pt", "", text<&FaersIndication::term>, true},
}};

/// The field without blanks at its ends; the CR that the last of a line may carry is one.
[[gnu::always_inline]] inline std::string_view plain_field(const FaersLine& line, std::uint32_t place)
{
    std::string_view field = line.field(place);
    while (!field.empty() && is_blank(field.front()))
        field.remove_prefix(1);
    while (!field.empty() && is_blank(field.back()))
        field.remove_suffix(1);
    return field;
}

template <const auto& columns, class Row, std::size_t... I>
bool fill_each(Row& row, const FaersLine& line, const FaersPlaces& places, std::index_sequence<I...>)
{
    return ((places[I] == no_place || columns[I].set(row, plain_field(line, places[I]))) && ...);
}

template <const auto& columns, class Row> bool fill(Row& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill_each<columns>(row, line, places, std::make_index_sequence<columns.size()>());
}

} // namespace

template <> std::span<const FaersColumn<FaersDemo>> faers_columns() { return demo_columns; }
template <> std::span<const FaersColumn<FaersDrug>> faers_columns() { return drug_columns; }
template <> std::span<const FaersColumn<FaersReaction>> faers_columns() { return reaction_columns; }
template <> std::span<const FaersColumn<FaersOutcome>> faers_columns() { return outcome_columns; }
template <> std::span<const FaersColumn<FaersReportSource>> faers_columns() { return source_columns; }
template <> std::span<const FaersColumn<FaersTherapy>> faers_columns() { return therapy_columns; }
template <> std::span<const FaersColumn<FaersIndication>> faers_columns() { return indication_columns; }

template <> bool fill_row(FaersDemo& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<demo_columns>(row, line, places);
}
template <> bool fill_row(FaersDrug& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<drug_columns>(row, line, places);
}
template <> bool fill_row(FaersReaction& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<reaction_columns>(row, line, places);
}
template <> bool fill_row(FaersOutcome& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<outcome_columns>(row, line, places);
}
template <> bool fill_row(FaersReportSource& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<source_columns>(row, line, places);
}
template <> bool fill_row(FaersTherapy& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<therapy_columns>(row, line, places);
}
template <> bool fill_row(FaersIndication& row, const FaersLine& line, const FaersPlaces& places)
{
    return fill<indication_columns>(row, line, places);
}

} // namespace casebook

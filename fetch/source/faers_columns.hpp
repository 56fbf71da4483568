// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the seven tables by name. Position means nothing: the four layouts since 2004 differ.
#pragma once

#include "corpus/faers.hpp"
#include "fetch/source/faers_lines.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace casebook {

/// How one column fills a row. `set` says whether the field can be what the column holds.
template <class Row> struct FaersColumn
{
    std::string_view name;        ///< from 2012Q4, lower case
    std::string_view legacy_name; ///< another spelling, or ""
    bool (*set)(Row&, std::string_view);
    bool required = false; ///< a header without it is refused; a row torn from another on its line must fill it
};

template <class Row> std::span<const FaersColumn<Row>> faers_columns();
template <> std::span<const FaersColumn<FaersDemo>> faers_columns();
template <> std::span<const FaersColumn<FaersDrug>> faers_columns();
template <> std::span<const FaersColumn<FaersReaction>> faers_columns();
template <> std::span<const FaersColumn<FaersOutcome>> faers_columns();
template <> std::span<const FaersColumn<FaersReportSource>> faers_columns();
template <> std::span<const FaersColumn<FaersTherapy>> faers_columns();
template <> std::span<const FaersColumn<FaersIndication>> faers_columns();

/// By column, in the order of faers_columns, at which field of a line it stands.
using FaersPlaces = std::vector<std::uint32_t>;
constexpr std::uint32_t no_place = 0xFFFFFFFF;

/// The same as `set` of each column that has a place, all of them compiled as one: fills the row from a plain line that
/// has these places. False when a field cannot be what its column holds.
template <class Row> bool fill_row(Row& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersDemo& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersDrug& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersReaction& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersOutcome& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersReportSource& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersTherapy& row, const FaersLine& line, const FaersPlaces& places);
template <> bool fill_row(FaersIndication& row, const FaersLine& line, const FaersPlaces& places);

} // namespace casebook

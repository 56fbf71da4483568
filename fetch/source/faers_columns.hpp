// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the seven tables by name. Position means nothing: the four layouts since 2004 differ.
#pragma once

#include "corpus/faers.hpp"

#include <span>
#include <string_view>

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

} // namespace casebook

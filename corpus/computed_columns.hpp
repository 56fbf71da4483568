// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of tables that are worked out of a case by an instrument and are no field of it.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace casebook {

struct ComputedColumn
{
    std::string_view id; ///< as the protocol's `columns` name it
    std::string_view heading;
};
inline constexpr ComputedColumn computed_columns[] = {
    {"naranjo", "Naranjo"}, {"who_umc", "WHO-UMC"}, {"murad", "Quality (Murad)"}};

/// nullptr when there is none of that id.
inline const ComputedColumn* find_computed_column(std::string_view id)
{
    const auto* found = std::ranges::find(computed_columns, id, &ComputedColumn::id);
    return found == std::end(computed_columns) ? nullptr : found;
}

} // namespace casebook

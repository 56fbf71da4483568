// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/table.hpp"

namespace casebook {

Cell plain_cell(std::string text)
{
    Cell cell;
    cell.text = std::move(text);
    return cell;
}

} // namespace casebook

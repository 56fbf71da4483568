// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tables/table.hpp"

#include "query/wording.hpp"

namespace casebook {

Cell plain_cell(std::string text)
{
    Cell cell;
    cell.text = std::move(text);
    return cell;
}

void add_view(const View& view, Table& table)
{
    if (const std::string whose = view_text(view); !whose.empty())
        table.footnotes.push_back("Whose view: " + whose + ".");
}

} // namespace casebook

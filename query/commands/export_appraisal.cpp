// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/appraisal_cells.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/tables/exporters.hpp"

namespace casebook {

int run_export_appraisal(const Request& request, const Console& console)
{
    const Instrument& instrument = *find_instrument(request.text("--instrument", "naranjo"));
    export_table(request, console, appraisal_table(open_casebook(request), instrument));
    return 0;
}

} // namespace casebook

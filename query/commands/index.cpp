// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/stages/stages.hpp"

#include <ostream>

namespace casebook {

int run_index(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    const IndexReport report = index_casebook(casebook, console);
    if (format_of(request) == Format::text)
        console.out << format("{} articles indexed: {} new or changed, {} taken out\n", report.articles, report.changed,
                              report.removed);
    else
        console.out << format(R"({{"version":1,"articles":{},"changed":{},"removed":{}}})", report.articles,
                              report.changed, report.removed)
                    << "\n";
    return 0;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/commands.hpp"
#include "query/live_search.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

int run_fetch(const Request& request, const Console& console)
{
    const FetchOptions options = fetch_options(request);
    const Format form = format_of(request);
    Casebook casebook = open_casebook(request);
    const std::vector<SearchReport> reports = fetch_casebook(casebook, console, options);
    if (form == Format::text)
        print_text(reports, console);
    else
        console.out << to_json(reports).dump(form == Format::json ? 1 : -1) << "\n";
    return is_complete(reports) ? 0 : 1;
}

} // namespace casebook

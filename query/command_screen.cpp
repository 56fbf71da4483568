// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/stages.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

void print(const Request& request, const Console& console, std::string_view verb, const StageReport& report)
{
    if (format_of(request) != Format::text)
        console.out << nlohmann::ordered_json{{"version", 1},
                                              {"articles", report.articles},
                                              {verb, report.done},
                                              {"changed", report.changed}}
                           .dump()
                    << "\n";
    else
        console.out << format("{} articles: {} {}, {} with a new or another result\n", report.articles, report.done,
                              verb, report.changed);
}

} // namespace

int run_screen(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    print(request, console, "screened", screen_casebook(casebook, console));
    return 0;
}

int run_extract(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    print(request, console, "read", extract_casebook(casebook, console));
    return 0;
}

} // namespace casebook

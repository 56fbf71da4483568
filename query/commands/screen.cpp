// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/stages/stages.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

void print(const Request& request, const Casebook& casebook, const Console& console, std::string_view verb,
           const StageReport& report)
{
    if (format_of(request) != Format::text) {
        nlohmann::ordered_json out = {
            {"version", 1}, {"articles", report.articles}, {verb, report.done}, {"changed", report.changed}};
        if (report.turn)
            out["protocol"] = to_json(*report.turn, casebook.protocol.reviewers);
        console.out << out.dump() << "\n";
        return;
    }
    console.out << format("{} articles: {} {}, {} with a new or another result\n", report.articles, report.done, verb,
                          report.changed);
    if (report.turn)
        print(casebook.store, *report.turn, console);
}

} // namespace

int run_screen(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    const StageReport report = screen_casebook(casebook, console);
    print(request, casebook, console, "screened", report);
    return 0;
}

int run_extract(const Request& request, const Console& console)
{
    Casebook casebook = open_casebook(request);
    const StageReport report = extract_casebook(casebook, console);
    print(request, casebook, console, "read", report);
    return 0;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/format.hpp"
#include "query/commands.hpp"
#include "query/stages/stages.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

/// What of the stages behind this one is still to be done.
std::string next_text(const Casebook& casebook)
{
    if (outdated_extractions(casebook) > 0)
        return "Next: `casebook extract` looks for the patients in them, then `casebook index` makes all findable.\n";
    return index_state(casebook.request, casebook.store) == "up to date"
               ? ""
               : "Next: `casebook index` makes all findable.\n";
}

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
    console.out << next_text(casebook);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "fetch/source/import.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> channels = {"database", "citation", "website", "organisation", "other"};

Json to_json(const ImportReport& report)
{
    Json broken = Json::array();
    for (const Quarantined& item : report.broken)
        broken.push_back({{"position", item.origin.position}, {"what", item.what}});
    return {{"file", report.source},         {"records", report.records},
            {"added", report.added},         {"revised", report.revised},
            {"unchanged", report.unchanged}, {"older", report.older},
            {"deleted", report.deleted},     {"broken", broken}};
}

void print(const ImportReport& report, const Console& console)
{
    console.out << format("{}: {} records: {} new, {} revised, {} unchanged", report.source, report.records,
                          report.added, report.revised, report.unchanged);
    if (report.older > 0)
        console.out << format(", {} older than what is held", report.older);
    if (report.deleted > 0)
        console.out << format(", {} deleted by NLM", report.deleted);
    console.out << "\n";
    for (const Quarantined& item : report.broken)
        console.err << format(
            "{}: byte {}: {}. The record is kept for inspection (`casebook status`); the rest went in.\n",
            report.source, item.origin.position, item.what);
}

} // namespace

int run_import(const Request& request, const Console& console)
{
    const std::string channel = request.text("--channel", "database");
    if (std::ranges::find(channels, channel) == channels.end())
        throw UsageError(format("--channel {}: expected database, citation, website, organisation or other.", channel));
    Casebook casebook = open_casebook(request);
    const ImportContext context{casebook.store, casebook.store.start_run("import", "{}"), channel};
    Json files = Json::array();
    bool failed = false;
    for (const std::string& file : request.all("FILE")) {
        try {
            const ImportReport report = import_file(context, file);
            failed |= !report.broken.empty();
            files.push_back(to_json(report));
            if (format_of(request) == Format::text)
                print(report, console);
        } catch (const Error& e) {
            failed = true;
            files.push_back({{"file", file}, {"error", e.what()}});
            console.err << e.what() << "\n";
        }
    }
    if (format_of(request) == Format::json)
        console.out << Json{{"version", 1}, {"run", context.run}, {"files", files}}.dump(1) << "\n";
    if (format_of(request) == Format::jsonl)
        for (const Json& file : files)
            console.out << file.dump() << "\n";
    casebook.store.update_run(context.run, failed ? "failed" : "done",
                              Json{{"channel", channel}, {"files", files}}.dump());
    return failed ? 1 : 0;
}

} // namespace casebook
